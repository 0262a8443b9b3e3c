import { THEMES } from '../protocol/system/endpoint.js'
import { allCalls, commandName, type SystemCall } from '../systems.js'
import type { CommandEntry, Definition } from './shared/command.js'

/** An entry as it is written here. The file of the command does not repeat this. */
type Line = Omit<CommandEntry, 'load'> & { load: () => Promise<Definition> }

/**
 * The commands that are not API calls. A file is loaded only when its command runs or its help is shown. With all files
 * loaded, the list of commands, which shell completion uses, would take three times as long.
 */
const COMMANDS: readonly Line[] = [
  {
    name: 'sign',
    group: 'requests',
    tool: 'reads',
    summary: { en: 'Sign a request body: the 32 hex digits of `sign`', zh: '计算请求体的签名：32 位十六进制的 `sign`' },
    load: async () => (await import('./sign.js')).sign
  },
  {
    name: 'diagnose',
    group: 'requests',
    tool: 'reads',
    summary: { en: 'Name the mistakes behind a wrong signature (err_no 2008)', zh: '找出签名错在哪里（err_no 2008）' },
    load: async () => (await import('./diagnose.js')).diagnoseCommand
  },
  {
    name: 'check-signer',
    group: 'requests',
    summary: {
      en: 'Test your own signing code by known cases, and name its mistakes',
      zh: '用已知用例检验你自己的签名代码，指出错在哪里'
    },
    load: async () => (await import('./check-signer.js')).checkSigner
  },
  {
    name: 'check',
    group: 'requests',
    summary: {
      en: 'Run suites of cases: signatures, callbacks, whole exchanges',
      zh: '运行用例集：签名、回调、完整流程'
    },
    load: async () => (await import('./check.js')).checkSuites
  },
  {
    name: 'call',
    group: 'requests',
    tool: 'sends',
    summary: {
      en: 'Sign and send any call by its path, and show the answer',
      zh: '按路径调用任意接口：签名、发送、显示响应'
    },
    load: async () => (await import('./call.js')).anyCall
  },
  {
    name: 'trade order',
    group: 'trade',
    tool: 'reads',
    summary: {
      en: 'Build, check and sign the data of tt.requestOrder',
      zh: '生成、检查 tt.requestOrder 的 data 并签名'
    },
    load: async () => (await import('./trade/order.js')).tradeOrder
  },
  {
    name: 'trade sign-order',
    group: 'trade',
    tool: 'reads',
    summary: {
      en: 'Build, check and sign the data of tt.createSignOrder (periodic deduction)',
      zh: '生成、检查 tt.createSignOrder（周期代扣签约）的 data 并签名'
    },
    load: async () => (await import('./trade/sign-order.js')).tradeSignOrder
  },
  {
    name: 'trade sign',
    group: 'trade',
    tool: 'reads',
    summary: {
      en: 'Sign any other text by RSA: byteAuthorization, or the header Byte-Authorization',
      zh: '对其他文本做 RSA 签名：byteAuthorization 或请求头 Byte-Authorization'
    },
    load: async () => (await import('./trade/sign.js')).tradeSign
  },
  {
    name: 'trade diagnose',
    group: 'trade',
    tool: 'reads',
    summary: {
      en: 'Name the mistakes behind a wrong signature (errNo 11004)',
      zh: '找出签名错在哪里（errNo 11004）'
    },
    load: async () => (await import('./trade/diagnose.js')).tradeDiagnose
  },
  {
    name: 'trade verify-callback',
    group: 'trade',
    tool: 'reads',
    summary: {
      en: 'Verify a callback over its headers and raw body',
      zh: '对回调的请求头和原始请求体验签'
    },
    load: async () => (await import('./trade/verify-callback.js')).tradeVerifyCallback
  },
  {
    name: 'trade call',
    group: 'trade',
    tool: 'sends',
    summary: {
      en: 'Send any call of the general trade system by its path, and show the answer',
      zh: '按路径调用通用交易系统的任意接口：发送、显示响应'
    },
    load: async () => (await import('./trade/call.js')).tradeCall
  },
  {
    name: 'trade keys generate',
    group: 'trade',
    summary: { en: 'Make a pair of RSA keys', zh: '生成一对 RSA 密钥' },
    load: async () => (await import('./trade/keys-generate.js')).keysGenerate
  },
  {
    name: 'trade keys show',
    group: 'trade',
    tool: 'reads',
    summary: { en: 'Say what each configured key is, and its fingerprint', zh: '查看已配置的密钥：格式、位数、指纹' },
    load: async () => (await import('./trade/keys-show.js')).keysShow
  },
  {
    name: 'trade keys check',
    group: 'trade',
    tool: 'reads',
    summary: {
      en: 'Check the configured keys: can each be read, and is it in its place',
      zh: '检查已配置的密钥：能否读取，有没有用错'
    },
    load: async () => (await import('./trade/keys-check.js')).keysCheck
  },
  {
    name: 'trade keys convert',
    group: 'trade',
    summary: { en: 'Write a key in another form', zh: '转换密钥的格式' },
    load: async () => (await import('./trade/keys-convert.js')).keysConvert
  },
  {
    name: 'trade token',
    group: 'trade',
    summary: {
      en: 'Show or fetch the client_token of the calls, which all processes share',
      zh: '查看或获取接口所用的 client_token，所有进程共用'
    },
    load: async () => (await import('./trade/token.js')).tradeToken
  },
  {
    name: 'trade migrate',
    group: 'trade',
    tool: 'reads',
    summary: {
      en: 'Rewrite a body, callback or .ecpayrc of 担保支付',
      zh: '改写担保支付的请求体、回调或 .ecpayrc'
    },
    load: async () => (await import('./trade/migrate.js')).migrate
  },
  {
    name: 'verify-callback',
    group: 'callbacks',
    tool: 'reads',
    summary: { en: 'Verify a callback of the platform over its raw bytes', zh: '对平台回调的原始字节验签' },
    load: async () => (await import('./verify-callback.js')).verifyCallbackCommand
  },
  {
    name: 'trigger',
    group: 'callbacks',
    summary: {
      en: 'Post a signed callback to your handler, with the msg you want',
      zh: '向后端发送一个签好名的回调，msg 可自定'
    },
    load: async () => (await import('./trigger.js')).trigger
  },
  {
    name: 'check-handler',
    group: 'callbacks',
    summary: {
      en: 'Test your callback handler: what it must accept, refuse and survive',
      zh: '检验你的回调处理：该接受的、该拒绝的、异常请求，逐一检验'
    },
    load: async () => (await import('./check-handler.js')).checkHandler
  },
  {
    name: 'listen',
    group: 'callbacks',
    summary: {
      en: 'Receive callbacks: verify each, pass it on to your handler, keep it',
      zh: '接收回调：逐个验签、转发给后端、保存'
    },
    load: async () => (await import('./listen.js')).listenCommand
  },
  {
    name: 'deliveries list',
    group: 'callbacks',
    tool: 'reads',
    summary: { en: 'List the callbacks that were received', zh: '列出收到的回调' },
    load: async () => (await import('./deliveries.js')).deliveriesList
  },
  {
    name: 'deliveries show',
    group: 'callbacks',
    tool: 'reads',
    summary: { en: 'Show one callback, or print it as it came', zh: '显示一个回调，或原样输出' },
    load: async () => (await import('./deliveries.js')).deliveriesShow
  },
  {
    name: 'deliveries export',
    group: 'callbacks',
    summary: {
      en: 'Write the callbacks to files, for verify-callback, replay and CI',
      zh: '把回调写成文件，供 verify-callback、replay 和 CI 使用'
    },
    load: async () => (await import('./deliveries-export.js')).deliveriesExport
  },
  {
    name: 'deliveries clear',
    group: 'callbacks',
    summary: { en: 'Delete the callbacks that were received', zh: '删除收到的回调' },
    load: async () => (await import('./deliveries.js')).deliveriesClear
  },
  {
    name: 'replay',
    group: 'callbacks',
    summary: { en: 'Post a callback that was received once more', zh: '把收到过的回调再发送一次' },
    load: async () => (await import('./replay.js')).replay
  },
  {
    name: 'log list',
    group: 'errors',
    tool: 'reads',
    summary: {
      en: 'List the calls and callbacks that were sent and received, with their answers',
      zh: '列出发出和收到的接口调用与回调，以及各自的响应'
    },
    load: async () => (await import('./log.js')).logList
  },
  {
    name: 'log show',
    group: 'errors',
    tool: 'reads',
    summary: {
      en: 'Show one of them in full, and what to do next',
      zh: '完整显示其中一条，并给出下一步'
    },
    load: async () => (await import('./log.js')).logShow
  },
  {
    name: 'log export',
    group: 'errors',
    summary: { en: 'Write them as HAR, or as NDJSON', zh: '导出为 HAR 或 NDJSON' },
    load: async () => (await import('./log-export.js')).logExport
  },
  {
    name: 'log clear',
    group: 'errors',
    summary: { en: 'Delete them', zh: '清空请求日志' },
    load: async () => (await import('./log-export.js')).logClear
  },
  {
    name: 'explain',
    group: 'errors',
    tool: 'reads',
    summary: {
      en: 'Explain a code, a message, a pasted answer, or a code of this tool',
      zh: '解释错误码、报错文字、粘贴的响应，或本工具的代码'
    },
    load: async () => (await import('./explain.js')).explainCommand()
  },
  {
    name: 'init',
    group: 'setup',
    summary: { en: 'Ask for the keys and write .ecpayrc (mode 0600)', zh: '询问密钥并写入 .ecpayrc（权限 0600）' },
    load: async () => (await import('./init.js')).init
  },
  {
    name: 'config show',
    group: 'setup',
    tool: 'reads',
    summary: {
      en: 'Every effective setting and where it comes from, secrets masked',
      zh: '列出每一项生效的配置及其来源，密钥已打码'
    },
    load: async () => (await import('./config.js')).configShow
  },
  {
    name: 'config path',
    group: 'setup',
    tool: 'reads',
    summary: { en: 'The configuration file in use', zh: '显示正在使用的配置文件' },
    load: async () => (await import('./config.js')).configPath
  },
  {
    name: 'config trust',
    group: 'setup',
    summary: { en: 'Trust the configuration file that was found by search', zh: '信任自动找到的配置文件' },
    load: async () => (await import('./config-trust.js')).configTrust
  },
  {
    name: 'doctor',
    group: 'setup',
    tool: 'reads',
    toolOptions: ['--offline'],
    summary: {
      en: 'Check this machine, the configuration, the network and the keys',
      zh: '检查本机环境、配置、网络和密钥'
    },
    load: async () => (await import('./doctor.js')).doctor
  },
  {
    name: 'report',
    group: 'setup',
    tool: 'reads',
    summary: {
      en: 'Write what others need to help you, without secrets',
      zh: '生成一份不含密钥的报告，便于他人协助排查'
    },
    load: async () => (await import('./report.js')).report
  },
  {
    name: 'export postman',
    group: 'setup',
    summary: {
      en: 'Print the calls as a collection of Postman that signs its requests',
      zh: '把接口导出为 Postman 集合，自动签名'
    },
    load: async () => (await import('./export/postman.js')).exportPostman
  },
  {
    name: 'export apifox',
    group: 'setup',
    summary: {
      en: 'Print the calls for Apifox, with a script that signs its requests',
      zh: '把接口导出给 Apifox，自动签名'
    },
    load: async () => (await import('./export/apifox.js')).exportApifox
  },
  {
    name: 'export openapi',
    group: 'setup',
    summary: {
      en: 'Print the calls as an OpenAPI 3.1 document',
      zh: '把接口导出为 OpenAPI 3.1 文档'
    },
    load: async () => (await import('./export/openapi.js')).exportOpenapi
  },
  {
    name: 'export http',
    group: 'setup',
    summary: {
      en: 'Print the calls as an .http file, for JetBrains and VS Code',
      zh: '把接口导出为 .http 文件，供 JetBrains 和 VS Code 使用'
    },
    load: async () => (await import('./export/http.js')).exportHttp
  },
  {
    name: 'commands',
    group: 'setup',
    summary: {
      en: 'List every command; with --json as data, for editors, scripts and agents',
      zh: '列出所有命令；加 --json 输出数据，供编辑器、脚本和 AI 代理使用'
    },
    load: async () => (await import('./commands.js')).commands
  },
  {
    name: 'mcp',
    group: 'setup',
    summary: {
      en: 'Serve agents by the Model Context Protocol on stdin and stdout',
      zh: '通过 MCP（stdin 和 stdout）供智能体调用'
    },
    load: async () => (await import('./mcp.js')).mcp
  },
  {
    name: 'completion',
    group: 'setup',
    summary: {
      en: 'Print a script that lets your shell complete commands, options and values',
      zh: '输出补全脚本，让 shell 能补全命令、选项和取值'
    },
    load: async () => (await import('./completion.js')).completion
  },
  {
    name: 'demo',
    group: 'local',
    summary: {
      en: 'The whole way on the local gateway: order, payment, callback, query',
      zh: '在本地网关上走完整个流程：下单、支付、回调、查询'
    },
    load: async () => (await import('./demo.js')).demo
  },
  {
    name: 'simulate keys',
    group: 'local',
    tool: 'reads',
    summary: {
      en: 'Print the demo app_id, SALT, Token, access token and app secret',
      zh: '输出演示用的 app_id、SALT、令牌(Token)、access token 和 app secret'
    },
    load: async () => (await import('./simulate.js')).simulateKeys
  },
  {
    name: 'simulate serve',
    group: 'local',
    summary: {
      en: 'Serve the gateway on 127.0.0.1 for a backend in any language',
      zh: '在 127.0.0.1 上启动网关，供任何语言的后端联调'
    },
    load: async () => (await import('./simulate/serve.js')).simulateServe
  },
  {
    name: 'simulate pay',
    group: 'local',
    tool: 'posts',
    summary: { en: 'Pay an order and deliver its signed callback', zh: '支付一笔订单，并发送签好名的回调' },
    load: async () => (await import('./simulate/pay.js')).simulatePay
  },
  {
    name: 'simulate cancel',
    group: 'local',
    tool: 'posts',
    summary: {
      en: 'Cancel an order of the trade system and deliver its signed callback',
      zh: '取消一笔通用交易系统的订单，并发送签好名的回调'
    },
    load: async () => (await import('./simulate/close.js')).simulateCancel
  },
  {
    name: 'simulate timeout',
    group: 'local',
    tool: 'posts',
    summary: {
      en: 'Let an order of the trade system time out and deliver its signed callback',
      zh: '让一笔通用交易系统的订单超时，并发送签好名的回调'
    },
    load: async () => (await import('./simulate/close.js')).simulateTimeout
  },
  {
    name: 'simulate refund',
    group: 'local',
    tool: 'posts',
    summary: {
      en: 'Give a refund its result now and deliver its signed callback',
      zh: '让一笔退款立即出结果，并发送签好名的回调'
    },
    load: async () => (await import('./simulate/result.js')).simulateRefund
  },
  {
    name: 'simulate refund-apply',
    group: 'local',
    tool: 'posts',
    summary: {
      en: 'Apply for a refund as the user of the trade system and deliver pre_create_refund',
      zh: '以用户身份申请退款（通用交易系统），并发送 pre_create_refund'
    },
    load: async () => (await import('./simulate/refund-apply.js')).simulateRefundApply
  },
  {
    name: 'simulate settle',
    group: 'local',
    tool: 'posts',
    summary: {
      en: 'Give a settlement its result now and deliver its signed callback',
      zh: '让一笔结算立即出结果，并发送签好名的回调'
    },
    load: async () => (await import('./simulate/result.js')).simulateSettle
  },
  {
    name: 'simulate return',
    group: 'local',
    tool: 'local',
    summary: { en: 'Give a return its result now', zh: '让一笔退分账立即出结果' },
    load: async () => (await import('./simulate/result.js')).simulateReturn
  },
  {
    name: 'simulate withdraw',
    group: 'local',
    tool: 'posts',
    summary: {
      en: 'Give a withdrawal its result now and deliver its signed callback',
      zh: '让一笔提现立即出结果，并发送签好名的回调'
    },
    load: async () => (await import('./simulate/result.js')).simulateWithdraw
  },
  {
    name: 'simulate sign',
    group: 'local',
    tool: 'posts',
    summary: {
      en: 'Sign an agreement on deductions as its user, or refuse or end it',
      zh: '以用户身份签约、拒绝或解约'
    },
    load: async () => (await import('./simulate/sign.js')).simulateSign
  },
  {
    name: 'simulate deduct',
    group: 'local',
    tool: 'posts',
    summary: {
      en: 'Give a deduction its result now and deliver its signed callback',
      zh: '让一笔扣款立即出结果，并发送签好名的回调'
    },
    load: async () => (await import('./simulate/result.js')).simulateDeduct
  },
  {
    name: 'simulate deduct-refund',
    group: 'local',
    tool: 'local',
    summary: { en: 'Give a refund of a deduction its result now', zh: '让一笔扣款退款立即出结果' },
    load: async () => (await import('./simulate/result.js')).simulateDeductRefund
  },
  {
    name: 'simulate fail',
    group: 'local',
    tool: 'local',
    summary: {
      en: 'Let the next calls of the local gateway fail with an err_no',
      zh: '让本地网关接下来的调用以指定 err_no 失败'
    },
    load: async () => (await import('./simulate/fail.js')).simulateFail
  },
  {
    name: 'simulate clock',
    group: 'local',
    tool: 'local',
    summary: { en: 'Show or set the clock of the local platform', zh: '查看或设置本地平台的时钟' },
    load: async () => (await import('./simulate/clock.js')).simulateClock
  },
  {
    name: 'simulate list',
    group: 'local',
    tool: 'reads',
    summary: {
      en: 'List what is in the local gateway: orders, refunds, settlements and so on',
      zh: '列出本地网关中的订单、退款、结算等单据'
    },
    load: async () => (await import('./simulate/list.js')).simulateList
  },
  {
    name: 'simulate reset',
    group: 'local',
    summary: { en: 'Delete every order of the local gateway', zh: '删除本地网关的全部订单' },
    load: async () => (await import('./simulate.js')).simulateReset
  }
]

/** The entry for the first word or the first words of a command line, three at most. */
export async function findCommand(words: readonly string[]): Promise<CommandEntry | undefined> {
  const names = [1, 2, 3].map((count) => words.slice(0, count).join(' '))
  const named = ({ name }: Line) => names.includes(name)
  // The data of the calls is loaded only if no other command has this name, so that other commands start faster.
  const found = COMMANDS.find(named) ?? (words.length > 0 ? (await callLines()).find(named) : undefined)
  return found && entryOf(found)
}

/** Every command in the order of help: the API calls come after the commands for requests. */
export async function allCommands(): Promise<CommandEntry[]> {
  const isRequest = ({ group }: Line) => group === 'requests'
  const others = COMMANDS.filter((entry) => !isRequest(entry))
  return [...COMMANDS.filter(isRequest), ...(await callLines()), ...others].map(entryOf)
}

function entryOf({ load, ...line }: Line): CommandEntry {
  const { name, summary } = line
  return { ...line, load: async () => ({ name, summary, ...(await load()) }) }
}

/** The entries of the API calls by theme, made from their data. */
async function callLines(): Promise<Line[]> {
  const calls = await allCalls()
  return THEMES.flatMap((theme) => calls.filter(({ endpoint }) => endpoint.theme === theme)).map(callLine)
}

function callLine({ system, endpoint }: SystemCall): Line {
  const { theme, name, summary } = endpoint
  const load = async () =>
    (await import('./endpoint-command.js')).callCommand(system, endpoint, await system.endpoints())
  return {
    name: commandName(system, endpoint),
    group: theme,
    summary,
    call: name,
    system: system.name,
    tool: 'sends',
    load
  }
}
