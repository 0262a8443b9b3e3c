import type { Help } from './words.js'
import { commands } from './zh-commands.js'

/** Everything that help pages say, in Chinese. */
export const help: Help = {
  commands,
  help: {
    about: '抖音/字节跳动担保支付（developer.toutiao.com，不是台湾绿界 ECPay）的调试工具：签名、发送请求、验签。',
    titles: {
      'Usage:': '用法：',
      'Arguments:': '参数：',
      'Options:': '选项：',
      'Global Options:': '全局选项：'
    },
    examples: '示例：',
    output: '输出：',
    everyOutput:
      'stdout 只有结果，其他说明都在 stderr；--json 时 stdout 是一个 JSON 文档，出错时 stderr 也是：{"error":{"code","message","hint"}}',
    exits: '退出码：',
    exitCodes: {
      0: '成功，或结果为“是”',
      1: '结果为“否”：签名不一致、检查未通过，或 err_no 不为 0',
      2: '用法、输入或配置有误',
      3: '无法判断：网络、超时、TLS、HTTP 5xx，或响应无法解析',
      130: '被中断'
    },
    commandGroups: {
      requests: '请求：',
      orders: '订单：',
      refunds: '退款：',
      settlement: '结算与分账：',
      money: '资金：',
      merchants: '商户进件：',
      callbacks: '回调：',
      errors: '排错：',
      setup: '配置：',
      local: '本地网关：'
    },
    callOutput:
      '原始响应。--json：{"env","request":{"method","url","headers","body"},"response":{"status","headers","raw","body"},"duration_ms","attempts"}',
    resultOutput: (call) =>
      `加 --wait 时为 ${call} 的响应，--json 另以 "accepted" 给出之前受理的那次请求和响应；结果不是 SUCCESS 时退出码为 1`,
    fileOutput:
      '文件内容，逐字节不变；终端上只显示较短的文本，否则只说明大小和类型。被拒绝时与其他接口一样返回 JSON。--json：同 create-order，另有 "response":{…,"file":{"path","size","kind","base64"}}；使用 --save 时 base64 为 null',
    globalOptions: {
      profile: '使用哪个配置档(profile)',
      env: '环境：local（本地网关）、sandbox（沙盒）或 production（线上）',
      config: '指定配置文件',
      json: '供程序读取：输出一个 JSON 文档',
      lang: '语言：en 或 zh',
      quiet: 'stderr 只输出错误',
      verbose: 'stderr 输出更多信息',
      noInput: '不进行任何交互询问',
      color: '强制彩色输出（管道中也是）',
      noColor: '不使用彩色输出',
      help: '显示帮助',
      version: '显示版本号'
    },
    sharedOptions: {
      data: '设置一个字段：key=text 为字符串，key:=json 为原始 JSON，写 @file 则取该文件的内容；可多次使用',
      from: '从文件或 -（stdin）读取完整请求体；其他选项覆盖其中的同名字段',
      encoding: '输入文本的编码：utf-8、gbk、gb18030、utf-16le 或 utf-16be；UTF-16 会自动识别',
      out: '把结果以 UTF-8 写入该文件（完整写入，否则不写），而不是输出到 stdout',
      saltFile: '存放 SALT 的文件（去掉末尾一个换行）',
      tokenFile: '存放令牌(Token)的文件（去掉末尾一个换行）',
      accessTokenFile: '存放 access token 的文件（去掉末尾一个换行）',
      output: '输出形式：raw（原始）、pretty（格式化）或 both（两者）',
      save: '把文件写到这里，而不是 stdout',
      force: '覆盖已存在的文件',
      dryRun: '只显示签名后的请求，不发送',
      curl: '把请求输出为一条命令（sh、powershell 或 cmd），不发送',
      validate: '即使超出文档限制也照样发送',
      timeout: '单次请求的超时时间（毫秒）',
      retries: '连接失败或响应要求重试时的重试次数，单号不变',
      yes: '确认发起真实资金交易',
      wait: '轮询直到进入终态',
      nested: '对象、数组类型的字段按候选规则签名：go 或 json；没有官方页面说明平台如何签名',
      negativeTest: '让沙盒或本地网关返回指定错误：用例名如 MA_PAY_BAN；本地网关也接受 err_no',
      waitTimeout: '--wait 的最长等待时间（秒）'
    },
    default: (value) => `默认 ${value}`,
    generated: '默认自动生成',
    now: '当前时间',
    extension: '文件扩展名',
    fromConfiguration: '默认取自配置',
    inSandbox: { yes: '沙盒支持。', no: '沙盒不支持。', unsaid: '沙盒是否支持，文档未说明。' },
    perSecond: (n) => `每个小程序每秒最多 ${n} 次。`,
    limit: {
      bytes: (n) => `≤${n} 字节`,
      characters: (n) => `≤${n} 字符`,
      range: (min, max) => `${min}–${max}`,
      items: (most) => (most === undefined ? '列表' : `最多 ${most} 项的列表`),
      clamped: '超出时平台取最近的边界值',
      'cut-off': '超长部分会被截断',
      required: '必填',
      unless: (other) => `未传 ${other} 时必填`,
      when: (other, value) => `${other} 为 ${value} 时必填`,
      json: 'JSON，或 @文件'
    }
  }
}
