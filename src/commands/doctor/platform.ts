import { demandTrust } from '../../config/untrusted.js'
import { queryOrder } from '../../ecpay/endpoints/query-order.js'
import { ecpay } from '../../ecpay/system.js'
import { finding } from '../../findings/findings.js'
import { callGateway } from '../../gateway/call-gateway.js'
import { Members } from '../../protocol/json/members.js'
import { trade } from '../../trade/system.js'
import { knownCall } from '../call/asked-call.js'
import { planCall } from '../call/call-plan.js'
import { baseOf, withSend } from '../call/call-target.js'
import { CALL_OPTIONS, type CallValues } from '../call/options.js'
import { addressOf, type CallSettings, keysOf } from '../shared/config-for.js'
import { configuredKeys } from '../trade/configured-keys.js'
import { notOwn, notPublished } from '../trade/keys-check.js'
import { keptToken, obtainToken } from '../trade/token/client-token.js'
import { type Check, fail, ok, type Subject, skipped, unless, warn } from './check.js'

export const QUERY: Check = {
  id: 'query',
  title: { en: 'Signed query', zh: '签名查询' },
  needs: ['configuration', 'tls'],
  online: true,
  async run(subject) {
    const { app_id, salt } = (await subject.config()).settings
    if (!app_id || !salt) return skipped('it takes app_id and SALT: ecpay init', '需要 app_id 和 SALT：ecpay init')
    const { judgement, failure } = await askedForNothing(subject, app_id.value, salt.value)
    if (failure) return fail(failure.findings)
    const { env } = await subject.address()
    switch (judgement?.err_no) {
      case '0':
      case '2000':
        return ok({ en: `${env} accepts the signature`, zh: `${env} 接受签名` })
      case '2008':
        return fail([finding('salt-refused', { env })])
      case '2042':
        return fail([finding('app-id-refused', { env })])
      default:
        return warn(judgement?.findings ?? [])
    }
  }
}

/** Asks for an order that cannot exist. */
async function askedForNothing({ config, address, context }: Subject, app_id: string, salt: string) {
  const { settings, ...found } = await config()
  demandTrust({ ...found, settings }, 'base_url')
  const options = Object.fromEntries(
    Object.entries(CALL_OPTIONS).map(([key, { absent }]) => [key, absent])
  ) as CallValues
  const timeout_ms = settings.timeout_ms?.value ?? 0
  const call: CallSettings = {
    ...(await address()),
    keys: keysOf(['salt'], { salt: { value: salt, source: { kind: 'default', name: '' } } }),
    app_id,
    access_token: '',
    app_secret: undefined,
    members: { thirdparty_id: settings.thirdparty_id?.value, notify_url: undefined },
    timeout_ms,
    output: undefined
  }
  const { world } = context
  const number = `doctor_${Buffer.from(world.random(12)).toString('hex')}`
  const members = Members.NONE.with([{ key: 'out_order_no', json: JSON.stringify(number) }])
  const asked = { ...(await knownCall(ecpay, queryOrder)), settings: call, options }
  const plan = await planCall(asked, members, world)
  const { signal, env } = world
  return withSend(context, call, (send) =>
    callGateway(plan.request, { timeout: timeout_ms, retries: 0, signal, env, send, verdict: plan.verdict })
  )
}

export const PAIR: Check = {
  id: 'trade-keys',
  title: { en: 'RSA keys', zh: 'RSA 密钥' },
  needs: ['configuration'],
  async run({ config }) {
    const found = await config()
    const { private_key, platform_public_key, key_version, env } = found.settings
    if (!private_key && !platform_public_key)
      return skipped('none is configured; only 通用交易系统 needs them', '没有配置；只有通用交易系统需要')
    const { keys, problems, warnings } = configuredKeys(found)
    const [own, platform] = [keys.private_key?.key, keys.platform_public_key?.key]
    const published =
      env?.value === 'local' ? undefined : notPublished({ private_key: own, platform_public_key: platform })
    const same = own && platform ? notOwn(own, platform) : undefined
    const wrong = [...problems, ...[same?.problem, published?.problem].flatMap((one) => one ?? [])]
    if (wrong.length > 0) return fail(wrong)
    const missing = [
      ...(own ? [] : [finding('missing-private-key', { elsewhere: true })]),
      ...(platform ? [] : [finding('missing-platform-public-key', { elsewhere: true })]),
      ...(key_version ? [] : [finding('missing-key-version', { elsewhere: true })])
    ]
    const shown = [
      own && `private_key ${own.fingerprint.slice(0, 16)}`,
      key_version && `key_version ${key_version.value}`
    ]
    return unless([...missing, ...warnings], shown.filter((one) => one).join(', '))
  }
}

export const TOKEN: Check = {
  id: 'trade-token',
  title: { en: 'client_token', zh: 'client_token' },
  needs: ['proxy'],
  async run({ config, context, offline }) {
    const found = await config()
    const { app_id, app_secret, timeout_ms } = found.settings
    if (!app_id || !app_secret)
      return skipped(
        'it takes app_id and app_secret; only 通用交易系统 needs it',
        '需要 app_id 和 app_secret；只有通用交易系统需要'
      )
    const address = addressOf(context, trade, found.settings)
    const which = { app_id: app_id.value, at: address.base ?? address.env }
    const isKept = await withSend(context, address, async (_, now) => keptToken(context, which, now()) !== undefined)
    if (isKept) return ok({ en: 'a valid one is kept', zh: '已保存有效的 token' })
    if (offline && address.base !== undefined)
      return skipped('none is kept, and --offline', '没有保存的 token，且使用了 --offline')
    if (address.realMoney)
      return skipped(
        'none is kept; a new one ends the former: ecpay trade token',
        '没有保存的 token；获取新的会使旧的失效：ecpay trade token'
      )
    demandTrust(found, 'base_url')
    await withSend(context, address, (send, now) => {
      const asked = { app_secret: app_secret.value, base: baseOf(address), timeout: timeout_ms?.value ?? 0, send }
      return obtainToken(context, which, asked, { now })
    })
    return ok({ en: 'fetched and kept', zh: '已获取并保存' })
  }
}
