import type { CheckWords } from './check-words.js'

export const check: CheckWords = {
  watch: {
    waiting: '等待改动。',
    waitingForKeys: '等待改动。按 Enter 重新运行，按 q 退出。',
    changed: (path) => `有改动：${path}`
  },
  signer: {
    right: (count) => `全部 ${count} 个用例都签对了。`,
    wrong: (wrong, of) => `${of} 个用例中有 ${wrong} 个签错`,
    explained: (count) => `，${count} 个错误就能解释全部：`,
    partly: (explained, count) => `；${count} 个错误能解释其中 ${explained} 个：`,
    unexplained: '，没有已知的错误能解释。',
    inCases: (count, ids) => `影响 ${count} 个用例：${ids}`,
    more: (count) => `… 另有 ${count} 个`,
    comma: '、',
    others: (count) => `还有 ${count} 个用例没有解释。先看最简单的：`,
    body: '请求体：',
    salt: 'SALT：',
    yours: '你的签名：',
    nothing: '（无）',
    wanted: '正确签名：',
    hashed: '应对下面这段文本原样取 MD5：',
    signed: '应对下面这些字节签名（⏎ 表示换行符）：',
    ownKeys: {
      ecpay: '你的程序是不是用同一行里的 `salt` 给 `body` 签名，而不是用自己配置的 SALT？',
      trade: '你的程序是不是用同一行里的 `private_key` 签名，而不是用自己的私钥？'
    },
    cutShort: '已到时间上限，可能还有其他错误。延长查找：--time-limit',
    parts: (count, ids) =>
      `另有 ${count} 个用例不一致，不计入结果：各家正确的实现在此算法不一，不应发送这样的值：${ids}`,
    snippets: '查看代码：--for php、java、go、python、node 或 csharp。'
  }
}
