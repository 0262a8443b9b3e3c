import { spaced } from '../../findings/zh-phrases.js'
import type { DiagnoseTexts } from './diagnose-words.js'

/** The Chinese texts of `ecpay diagnose`. */
export const diagnose: DiagnoseTexts = {
  all: { members: '所有不应参与签名的字段', numbers: '所有数字', nested: '所有嵌套值', values: '所有值' },
  comma: '、',
  nothing: '（空）',
  right: '签名正确。如果网关仍返回 2008，原因在别处：',
  rightCallback: '签名正确，回调是真实的。如果你的代码仍拒绝它：',
  disputed: (source) => `签名有争议。算出它的是：${source}；其他官方资料的结果不同。`,
  sources: {
    'go-demo': '字节跳动的 Go 示例（2022-07-27）',
    'java-demo': '字节跳动的 Java 示例（2022-07-27）',
    appendix: '旧版官方附录'
  },
  explained: (count) => `签名错误，完全由以下 ${count} 处错误造成：`,
  likely: '签名错误，请求体显示出可能的原因，但无法用签名证实：',
  byLength: '签名错误，从长度就能看出一处原因，是否还有别的错误无从得知：',
  timedOut: '已到时间上限：以下是到此为止的结果。',
  inTheBody: '与签名无关，请求体本身的问题：',
  next: {
    prehash: '下一步：在取 MD5 之前打印你的代码拼接的字符串，再逐项比较：',
    depth: '组合更多错误（耗时更长）：',
    'time-limit': '给更多时间：',
    last: '如果是本地网关拒绝的，诊断它收到的请求：'
  },
  unexplained: '签名错误，不属于任何已知的错误。',
  fix: '改法：',
  hashed: '你的代码实际哈希的字符串：',
  equivalents: (count) => `另有 ${count} 种解释得到同样的签名：`,
  tried: (count) => `共试了 ${count} 种算法。`,
  searching: (count) => `已试 ${count} 种算法`,
  interrupted: '已中断：以下是到此为止的结果。',
  alsoCheck: '以下问题从签名本身看不出来，请逐一检查：',
  lines: {
    right: (count) => `全部 ${count} 个签名都正确。`,
    wrong: (wrong, of) => `${of} 个签名中有 ${wrong} 个不对：`,
    named: (lines, count) => (count === '1' ? `（第 ${lines} 行）` : `（${count} 行：${lines}）`),
    disputed: (count, of) => `${of} 个签名中有 ${count} 个，官方来源的算法不一致。`,
    unexplained: '没有已知错误能解释。',
    others: '没有已知错误能解释其余的签名。',
    cutShort: '到达时限，以下签名还没有解释；用 --time-limit 可延长。',
    searching: (explained, of) => `${of} 个错误签名，已解释 ${explained} 个`
  },
  snippets: '代码写法：用 --for php、java、go、python、node 或 csharp 显示该语言的改法。',
  differences: '你的字符串与正确的对比：',
  noDifference: '你的字符串是正确的。',
  difference: {
    missing: (key, ours) => `缺少 ${key}：${ours}`,
    extra: (theirs) => `多出：${theirs}`,
    extraOf: (key, theirs) => `不应有 ${key}：${theirs}`,
    changed: (key, theirs, ours) => `${key} 是${spaced(theirs)}，应为${spaced(ours)}`,
    changedHidden: (key, length, ours) =>
      `${key} 是另一段 ${length} 个字符的文本，应为${spaced(ours)}；其中可能有密钥，不予显示`,
    at: (index, theirs, ours) => `第 ${index} 个字符是${spaced(theirs)}，应为${spaced(ours)}`,
    end: '结尾',
    quoted: (text) => `“${text}”`,
    changedAt: (changed, at) => `${changed}；${at}`,
    extraEmpty: '多了一个 &：它旁边什么也没有。',
    extraHidden: (length) => `多出 ${length} 个字符，可能是密钥，不予显示`,
    salt: 'SALT 不对。',
    saltInOtherForm: 'SALT 的写法变了：大小写不同、去掉了空白或经过编码。',
    saltIs: (label) => `SALT 不对：那里是 ${label}。`,
    saltOfLength: (length) => `SALT 不对：那里有 ${length} 个字符，不是当前配置的 SALT。`,
    saltMissing: '没有 SALT。',
    saltMasked: 'SALT 在这段文本里是打码的：请给出实际取 MD5 的字符串，要带 SALT，这里不会显示它。',
    saltTwice: 'SALT 出现了两次。',
    saltGlued: {
      first: 'SALT 直接接在一个值的前面，中间没有 &。',
      last: 'SALT 直接接在最后一个值的后面，中间没有 &。',
      between: 'SALT 夹在两个值之间，没有用 & 隔开。'
    },
    glued: (key) => `${key} 与前一段之间没有 &`,
    order: '顺序不同。',
    orderByKey: '顺序不同：按字段名排序了，应按值排序。',
    orderAsInBody: '顺序不同：是请求体里的顺序，没有排序。',
    saltPlace: {
      first: 'SALT 放在了最前面；它应和其他值一起排序。',
      last: 'SALT 放在了最后面；它应和其他值一起排序。',
      between: 'SALT 的位置不对；它应和其他值一起排序。'
    },
    separator: (theirs) => `用 ${theirs} 连接，应为 &`,
    noSeparator: '各值之间没有用 & 连接',
    pairs: (between) => `每个值前都有字段名，用 ${between} 连接；只有值参与签名。`,
    pairsGlued: '每个值前都有字段名；只有值参与签名。',
    json: '这是一段 JSON；参与签名的只有各个值，排序后用 & 连接。'
  },
  trade: {
    right: '授权串正确。如果仍报 errNo 11004，原因在别处：',
    explained: (count) => `授权串错误，完全由以下 ${count} 处错误造成：`,
    certain: '授权串错误，以下几处可以确定；是否还有别的错误无法证实：',
    unexplained: '签名确实由这把密钥生成，但签的文本不属于任何已知的错误。',
    signed: '你的代码实际签的文本（⏎ 表示换行符）：',
    expected: '应签的文本：',
    own: '签名由配置的私钥生成。',
    tried: (count) => `共试了 ${count} 种文本。`,
    inTheData: '与签名无关，data 本身的问题：'
  },
  stringExplained: '你的字符串恰好由以下错误造成：',
  hashStep: {
    right: '哈希这一步正确：它就是该字符串的 MD5。',
    explained: '哈希这一步不同：',
    unexplained: '签名不是该字符串的任何一种已知哈希：代码实际哈希的是别的内容。'
  }
}
