import type { HelpWords } from './words.js'

/** The Chinese texts of help pages. */
export const help: HelpWords = {
  about:
    '抖音/字节跳动支付的签名、请求、验签和排错工具，支持担保支付（SALT）和通用交易系统（RSA）。与台湾绿界 ECPay 无关。',
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
  see: '另见：',
  topics: '专题：',
  mcp: {
    input: '直接给出文本，代替文件',
    env: (isSent: boolean): string =>
      isSent ? '发往哪个环境；默认 local，即本地网关' : '使用哪个环境的密钥；local 使用演示密钥',
    profile: '使用哪个配置档(profile)',
    output: '结果是一个 JSON 文档：',
    unreadable: 'stdin 中有一行不是 MCP 消息。`ecpay mcp` 应由智能体启动。',
    instructions:
      'ecpay 的工具，用于抖音/字节跳动支付：担保支付（SALT，err_no 2008）和通用交易系统（RSA，errNo 11004）。可以签名、诊断签名错误、对回调验签、解释错误码，并在本地网关（env: local）上走完订单流程，不需要账号。金额单位为分。密钥从不显示，也不要向用户索取：它们在配置里。'
  },
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
    trade: '通用交易系统：',
    callbacks: '回调：',
    errors: '排错：',
    setup: '配置：',
    local: '本地网关：'
  },
  calls: (names, help) => `见 \`${help}\`：${names}`,
  groupOutput: '见各子命令',
  default: (value) => `默认 ${value}`,
  generated: '默认自动生成',
  now: '当前时间',
  extension: '文件扩展名',
  fromConfiguration: '默认取自配置',
  derived: (from) => `默认由 ${from} 得出`,
  inSandbox: { yes: '沙盒支持。', no: '沙盒不支持。', unsaid: '沙盒是否支持，文档未说明。' },
  perSecond: (n) => `每个小程序每秒最多 ${n} 次。`,
  limit: {
    bytes: (n) => `≤${n} 字节`,
    characters: (n) => `≤${n} 字符`,
    range: (min, max) => `${min}–${max}`,
    items: (most, least) =>
      most === undefined ? '列表' : most === least ? `恰好 ${most} 项的列表` : `最多 ${most} 项的列表`,
    page: '小程序页面路径：不以 / 开头，不带参数，只含字母、数字、_ 和 /',
    clamped: '超出时平台取最近的边界值',
    'cut-off': '超长部分会被截断',
    required: '必填',
    unless: (other) => `未传 ${other} 时必填`,
    when: (other, value) => `${other} 为 ${value} 时必填`,
    json: 'JSON，或 @文件'
  }
}
