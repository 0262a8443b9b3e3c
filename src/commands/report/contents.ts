import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { isSecret } from '../../config/reader.js'
import type { Config } from '../../config/resolve.js'
import { SETTING_NAMES } from '../../config/settings.js'
import { maskedStringToSign, traceSign } from '../../ecpay/sign/request-signature.js'
import { EcpayError } from '../../findings/findings.js'
import { SALT_MARK } from '../../output/secrets.js'
import { readLastRefused } from '../../simulator/store/last-refused.js'
import { VERSION } from '../../version.js'
import { openDeliveries, shortForm } from '../../workbench/listen/delivery-store.js'
import type { Context } from '../shared/command.js'
import { readConfig } from '../shared/config-for.js'
import { patienceOf, stateOf } from '../shared/local-gateway.js'
import type { Voice } from '../shared/result.js'
import { bareAddress } from './bare-address.js'
import { loggedCall } from './logged-call.js'

/** How many received callbacks a report has: the newest ones. */
const MOST_CALLBACKS = 5

/** What a report has, part by part. */
export interface Contents {
  versions: object
  configuration: object
  signature?: object
  call?: object
  last_refused?: object
  callbacks?: object
}

/** What a report is about besides: the text of a request, whose signature is traced, and the id of an entry of the log. */
interface Asked {
  body: string | undefined
  entry: string | undefined
}

/**
 * What can be read, and why the rest cannot: a report is for a moment when something is broken.
 *
 * @throws EcpayError `log-entry-not-found`
 */
export async function reportContents(context: Context, { body, entry }: Asked, voice: Voice): Promise<Contents> {
  const orProblems = async <T>(read: () => T | Promise<T>): Promise<T | { problems: object }> => {
    try {
      return await read()
    } catch (error) {
      if (!(error instanceof EcpayError) || error.findings.some(({ code }) => code === 'log-entry-not-found'))
        throw error
      return { problems: await voice.problems(error.findings) }
    }
  }
  const call = await orProblems(() => loggedCall(context, entry))
  const refused = await orProblems(() => lastRefused(context))
  const callbacks = await orProblems(() => lastCallbacks(context))
  let salt: string | undefined
  const configuration = await orProblems(async () => {
    const read = await readConfig(context, {}, { demoByDefault: true })
    salt = read.settings.salt?.value
    return shownSettings(context, read)
  })
  return {
    versions: { ecpay: VERSION, node: process.versions.node, platform: context.world.platform, arch: process.arch },
    configuration,
    ...(body !== undefined && { signature: await orProblems(() => trace(body, salt, voice)) }),
    ...(call && { call }),
    ...(refused && { last_refused: refused }),
    ...(!(Array.isArray(callbacks) && callbacks.length === 0) && { callbacks })
  }
}

type Read = Config<never>

/** The length in place of a secret, and nothing of a path outside the working directory but its end. */
function shownSettings({ world }: Context, { path, profile, settings }: Read): object {
  const entries = SETTING_NAMES.flatMap((name) => {
    const setting = settings[name]
    if (!setting) return []
    const { value, source } = setting
    const isKey = isSecret(name) || name === 'platform_public_key'
    const shown = name === 'notify_url' || name === 'base_url' ? bareAddress(String(value)) : value
    return [
      [name, { ...(isKey ? { length: [...String(value)].length } : { value: shown }), from: source.kind }] as const
    ]
  })
  return {
    file: path === undefined ? null : belowHome(path, world.home),
    profile: profile?.value ?? null,
    settings: Object.fromEntries(entries)
  }
}

function belowHome(path: string, home: string): string {
  const folder = home.endsWith('/') ? home : `${home}/`
  return folder !== '/' && path.startsWith(folder) ? `~/${path.slice(folder.length)}` : path
}

async function trace(body: string, salt: string | undefined, voice: Voice): Promise<object> {
  if (salt === undefined) return { problems: [{ code: 'missing-salt' }] }
  const traced = traceSign(body, salt)
  const { sign, signed, skipped, warnings } = traced
  return {
    sign,
    string_to_sign: maskedStringToSign(traced, SALT_MARK),
    signed,
    skipped,
    warnings: await voice.problems(warnings)
  }
}

/** The last request that the local gateway refused. Credentials were taken out of it before it was stored. */
function lastRefused({ world }: Context): object | undefined {
  const found = readLastRefused(stateOf(world))
  if (!found) return undefined
  const { kind: _, time, body, ...rest } = found
  return { time: new Date(time).toISOString(), ...rest, body: Buffer.from(body, 'base64').toString() }
}

/** The newest callbacks, without their headers and bodies. */
async function lastCallbacks(context: Context): Promise<object[]> {
  const state = stateOf(context.world)
  if (!existsSync(join(state, 'deliveries-v1'))) return []
  const deliveries = await openDeliveries(state, undefined, patienceOf(context))
  try {
    return deliveries.all().slice(-MOST_CALLBACKS).map(shortForm)
  } finally {
    await deliveries.close()
  }
}
