import { THEMES } from '../protocol/system/endpoint.js'
import { command } from './shared/command.js'
import { EXIT } from './shared/exit.js'
import { choice } from './shared/option.js'

export const mcp = command({
  description: {
    en: 'Offers commands as tools to an agent that starts this program: those that only read, and those that change only the local gateway, which posts its callbacks to the notify_url of an order. Calls go to the local gateway, with --allow-send also to the sandbox, never to production. No tool writes a file or shows a secret.',
    zh: '智能体启动本程序后，可把命令当作工具调用：只读的命令，以及只影响本地网关的命令（本地网关会把回调发到订单的 notify_url）。接口请求只发往本地网关，加 --allow-send 后还可发往沙盒，绝不发往线上。任何工具都不写文件，也不显示密钥。'
  },
  options: {
    allowSend: choice('--allow-send <env>', ['sandbox'], {
      help: {
        en: 'let tools send calls to this environment too',
        zh: '允许工具向该环境发送请求'
      }
    }),
    calls: choice('--calls <group>', [...THEMES, 'all'], {
      help: {
        en: `also a tool for each call of a group: ${THEMES.join(', ')}, or all. The tools call and trade_call send any call, by its path`,
        zh: `另外为一组接口各提供一个工具：${THEMES.join('、')} 或 all。工具 call 和 trade_call 按路径发送任意接口`
      }
    })
  },
  examples: ['ecpay mcp', 'ecpay mcp --calls orders', 'ecpay mcp --allow-send sandbox'],
  output: {
    en: 'messages of the Model Context Protocol, one a line. The answer of a tool is what its command prints with --json',
    zh: 'MCP 消息，每行一条。工具的结果就是对应命令加 --json 的输出'
  },
  withoutResult: true,
  exits: [0, 2, 130],
  async run(context, { allowSend, calls }) {
    const { out, language } = context
    const permission = {
      sends: ['local', ...(allowSend ? [allowSend] : [])],
      calls: calls === 'all' ? THEMES : calls ? [calls] : []
    }
    const words = await out.catalogue.help()
    const { toolsOf } = await import('./mcp/tools.js')
    const { serveTools } = await import('./mcp/serve-tools.js')
    const tools = await toolsOf(await context.commands(), permission, { words, language })
    await serveTools({ ...context, world: { ...context.world, sends: permission.sends } }, tools, words)
    return EXIT.done
  }
})
