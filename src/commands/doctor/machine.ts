import { finding } from '../../findings/findings.js'
import { send } from '../../gateway/client.js'
import { member, readObject } from '../../protocol/json/json.js'
import { VERSION } from '../../version.js'
import { type Check, ok, warn } from './check.js'

/** `engines` of package.json: the oldest of line 20, and of all after it. */
const OLDEST_NODE = ['20.18.1', '22.3.0'] as const

export const NODE: Check = {
  id: 'node',
  title: { en: 'Node.js', zh: 'Node.js' },
  run() {
    const found = process.versions.node
    const needed = OLDEST_NODE[isNewer('21.0.0', found) ? 0 : 1]
    return isNewer(needed, found) ? warn([finding('old-node', { found, needed })]) : ok(`v${found}`)
  }
}

/** In milliseconds. Whoever has no network need not wait long for this. */
const PATIENCE = 3000

export const TOOL: Check = {
  id: 'version',
  title: { en: 'ecpay', zh: 'ecpay' },
  async run({ context: { world }, offline }) {
    const mine = (en: string, zh: string) => ok({ en: `${VERSION}, ${en}`, zh: `${VERSION}，${zh}` })
    if (offline) return mine('not compared with the registry (--offline)', '未与 registry 比较（--offline）')
    const registry = (world.env.npm_config_registry || 'https://registry.npmjs.org').replace(/\/$/, '')
    if (!URL.canParse(registry)) return mine('npm_config_registry is no address', 'npm_config_registry 不是有效地址')
    const asked = { url: `${registry}/ecpay-cli/latest`, method: 'GET', headers: {}, body: '' } as const
    const answer = await send({ ...asked, timeout: PATIENCE, signal: world.signal, env: world.env }).catch(
      () => undefined
    )
    if (!answer) return mine('the registry does not answer', 'registry 没有响应')
    if (answer.status === 404) return mine('not in the registry', 'registry 中没有')
    if (answer.status !== 200)
      return mine(`the registry answered HTTP ${answer.status}`, `registry 返回 HTTP ${answer.status}`)
    const latest = versionIn(answer.bytes.toString())
    if (latest === undefined) return mine('the registry names no version', 'registry 没有给出版本号')
    if (isNewer(latest, VERSION)) return warn([finding('newer-version', { found: VERSION, latest })])
    return mine('the newest', '已是最新')
  }
}

function versionIn(text: string): string | undefined {
  try {
    const version = member(readObject(text), 'version')
    return version?.kind === 'string' && /^\d+\.\d+\.\d+$/.test(version.text) ? version.text : undefined
  } catch {
    return undefined
  }
}

/** Whether the first of two versions is the newer one. What follows a hyphen is not compared. */
function isNewer(one: string, other: string): boolean {
  const numbers = (version: string) => version.split('-', 1)[0]?.split('.').map(Number) ?? []
  const [a, b] = [numbers(one), numbers(other)]
  const at = a.findIndex((part, i) => part !== b[i])
  return at >= 0 && (a[at] ?? 0) > (b[at] ?? 0)
}
