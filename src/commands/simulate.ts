import { patiently } from '../database/lock.js'
import { table } from '../output/columns.js'
import { DEMO_KEYS } from '../simulator/demo-keys.js'
import { command } from './shared/command.js'
import { confirmDeletion } from './shared/confirm.js'
import { withStore } from './shared/local-gateway.js'
import { flag } from './shared/option.js'
import { leavePublicKeys } from './shared/public-keys.js'

export const simulateKeys = command({
  description: {
    en: 'Prints what a backend needs to talk to the local gateway. The two RSA keys at the end are for the trade system, 通用交易系统. app_secret fetches an access token, from /api/apps/v2/token or /oauth/client_token/, for clients that do so by themselves.',
    zh: '输出后端连接本地网关所需的全部密钥，最后两个 RSA 密钥用于通用交易系统。app_secret 用于自行获取 access token 的客户端：/api/apps/v2/token 或 /oauth/client_token/。'
  },
  options: {},
  examples: ['ecpay simulate keys', 'ecpay simulate keys --json'],
  output: {
    en: 'seven lines, then the private key and the public key of the platform as PEM. --json has the other halves too: {"app_id","salt","token","access_token","client_token","app_secret","key_version","private_key","app_public_key","platform_private_key","platform_public_key"}',
    zh: '七行文本，之后是应用私钥和平台公钥(PEM)。--json 还包括另外一半：{"app_id","salt","token","access_token","client_token","app_secret","key_version","private_key","app_public_key","platform_private_key","platform_public_key"}'
  },
  exits: [0, 2],
  async run(context) {
    await leavePublicKeys(context)
    const { key_version, ...pairs } = (await import('../simulator/demo-key-pairs.js')).DEMO_KEY_PAIRS
    const short = { ...DEMO_KEYS, key_version }
    // A backend needs one half of each pair: it signs with one and verifies with the other.
    const { private_key, platform_public_key } = pairs
    const pems = Object.entries({ private_key, platform_public_key }).map(([name, pem]) => `${name}\n${pem}`)
    return {
      document: () => ({ ...short, ...pairs }),
      text: ({ words }) => [
        { result: `${table(Object.entries(short)).join('\n')}\n\n${pems.join('\n')}` },
        { note: words.simulate.keysNote }
      ]
    }
  }
})

export const simulateReset = command({
  options: {
    yes: flag('--yes', {
      byHand: true,
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
