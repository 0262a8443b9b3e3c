import { demandTrust } from '../../config/untrusted.js'
import { refuse } from '../../findings/findings.js'
import type { Exported, ExportedCall, Place } from '../../output/export/exported-call.js'
import { nearestFew } from '../../protocol/nearest.js'
import { formerWay } from '../../protocol/system/former-way.js'
import { signingKeys } from '../../protocol/system/signing-keys.js'
import { DEMO_KEYS } from '../../simulator/demo-keys.js'
import { allCalls, commandName, type SystemCall } from '../../systems.js'
import { baseOf } from '../call/call-target.js'
import type { Context } from '../shared/command.js'
import { addressOf, configFor } from '../shared/config-for.js'
import { leavePublicKeys } from '../shared/public-keys.js'
import type { Chosen } from './export-options.js'

/**
 * What a document is made from.
 *
 * @throws EcpayError `invalid-option-value` for a call that there is not; those of the configuration
 */
export async function exported(context: Context, chosen: Chosen): Promise<Exported> {
  const { language, out } = context
  const calls = (await Promise.all(chosenCalls(await allCalls(), chosen).map(ways))).flat()
  return { calls, language, words: await out.catalogue.help(), place: await placeOf(context, calls) }
}

function chosenCalls(all: readonly SystemCall[], { system, theme, call: names }: Chosen): SystemCall[] {
  const possible = all.filter(
    (one) =>
      (system === undefined || one.system.name === system) && (theme === undefined || one.endpoint.theme === theme)
  )
  if (names.length === 0) return possible
  const namesOf = (one: SystemCall) => [one.endpoint.name, commandName(one.system, one.endpoint)]
  const known = [...new Set(possible.flatMap(namesOf))]
  for (const found of names)
    if (!known.includes(found)) {
      const same = known.filter((name) => name.endsWith(`/${found}`))
      const near = [...new Set([...same, ...nearestFew(found, known, 4)])]
      const expected = (near.length > 0 ? near : known.slice(0, 4)).join(', ')
      throw refuse('invalid-option-value', { option: '--call', found, expected })
    }
  return possible.filter((one) => namesOf(one).some((name) => names.includes(name)))
}

/** A call in its usual way, and in its former one if it has that. */
async function ways(call: SystemCall): Promise<ExportedCall[]> {
  const former = formerWay(call)
  const both = former
    ? [
        { ...call, isFormer: false },
        { ...former, isFormer: true }
      ]
    : [{ ...call, isFormer: false }]
  return Promise.all(
    both.map(async ({ system, endpoint, isFormer }) => ({
      system,
      endpoint,
      isFormer,
      verdict: endpoint.verdict ?? (await system.verdict()),
      keys: signingKeys(system, endpoint),
      base: `${system.name}${isFormer ? '_former' : ''}_url`
    }))
  )
}

async function placeOf(context: Context, calls: readonly ExportedCall[]): Promise<Place> {
  const config = await configFor(
    context,
    {},
    { needs: ['env', 'base_url', 'app_id', 'thirdparty_id', 'key_version'], demoByDefault: true }
  )
  // Whoever fills in the keys sends them there.
  demandTrust(config, 'base_url', 'access_token')
  const { env: environment, base_url, app_id, thirdparty_id, key_version } = config.settings
  const env = environment?.value ?? 'local'
  const [first] = calls
  if (first) addressOf(context, first.system, config.settings)
  const addresses = calls.map(({ system, base }) => [
    base,
    baseOf({ base: base_url?.value ?? system.environments[env].origin })
  ])
  const place = { env, addresses: Object.fromEntries(addresses), local: baseOf({ base: undefined }) }
  if (env !== 'local')
    return {
      ...place,
      app: { app_id: app_id?.value, thirdparty_id: thirdparty_id?.value, key_version: key_version?.value }
    }
  await leavePublicKeys(context)
  const pairs = (await import('../../simulator/demo-key-pairs.js')).DEMO_KEY_PAIRS
  const { app_id: demoApp, salt, access_token, app_secret } = DEMO_KEYS
  return {
    ...place,
    app: { app_id: demoApp, thirdparty_id: 'tt_provider_1', key_version: pairs.key_version },
    demo: { salt, access_token, app_secret, private_key: pairs.private_key }
  }
}
