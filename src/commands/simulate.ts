import { patiently } from '../database/lock.js'
import { table } from '../output/columns.js'
import { DEMO_KEYS } from '../simulator/demo-keys.js'
import { command } from './shared/command.js'
import { confirmDeletion } from './shared/confirm.js'
import { withStore } from './shared/local-gateway.js'
import { flag } from './shared/option.js'

export const simulateKeys = command({
  description: {
    en: 'Prints what a backend needs to talk to the local gateway. app_secret fetches an access token, from /api/apps/v2/token or /oauth/client_token/, for clients that do so by themselves.',
    zh: '输出后端连接本地网关所需的全部密钥。app_secret 用于自行获取 access token 的客户端：/api/apps/v2/token 或 /oauth/client_token/。'
  },
  options: {},
  examples: ['ecpay simulate keys', 'ecpay simulate keys --json'],
  output: {
    en: 'five lines. --json: {"app_id","salt","token","access_token","app_secret"}',
    zh: '五行文本。--json：{"app_id","salt","token","access_token","app_secret"}'
  },
  exits: [0, 2],
  run: async () => ({
    document: () => DEMO_KEYS,
    text: ({ words }) => [
      { result: `${table(Object.entries(DEMO_KEYS)).join('\n')}\n` },
      { note: words.simulate.keysNote }
    ]
  })
})

export const simulateReset = command({
  options: {
    yes: flag('--yes', {
      help: {
        en: 'delete without asking',
        zh: '不询问，直接删除'
      }
    })
  },
  examples: ['ecpay simulate reset --yes'],
  output: {
    en: 'nothing. --json: {"deleted"}',
    zh: '无输出。--json：{"deleted"}'
  },
  withoutResult: true,
  exits: [0, 2, 130],
  async run(context, { yes }) {
    await confirmDeletion(context, yes, context.words.simulate.confirmReset)
    return withStore(context, async (store) => {
      const deleted = await patiently(() => store.clear())
      return {
        document: () => ({ deleted }),
        text: ({ words }) => [{ note: words.simulate.reset(deleted) }]
      }
    })
  }
})
