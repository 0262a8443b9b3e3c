import { dirname, relative, resolve } from 'node:path'
import { LARGEST_SECRET, readText } from '../../config/read-text.js'
import { isSecret } from '../../config/reader.js'
import { type LevelValues, SECRETS } from '../../config/settings.js'
import { type Finding, finding, refuse, refuseAll } from '../../findings/findings.js'
import { environmentName } from '../../protocol/system/environments.js'
import type { World } from '../../world.js'
import type { Context } from '../shared/command.js'
import { canAsk } from '../shared/confirm.js'
import { readInput } from '../shared/input.js'
import {
  type Chosen,
  chosenBy,
  type Given,
  givenSettings,
  givenText,
  HELD,
  neededFlags,
  strayKeys,
  typedPath
} from './given.js'
import { type InitKeys, keysIn } from './keys.js'
import { keyVersionProblems, notifyUrlProblems, ODDITIES, wrongEnvironment } from './shape-checks.js'

/** The settings to write, and what was found about them. */
export interface Settled {
  values: LevelValues
  keys: InitKeys
  chosen: Chosen
  warnings: readonly Finding[]
}

/** The settings from options and variables, and from questions where these do not give all that is needed. */
export async function settingsFor(context: Context, given: Given, path: string): Promise<Settled> {
  const { world, flags, out } = context
  const stray = strayKeys(given)
  if (stray.length > 0) throw refuseAll(stray)
  const known = chosenBy(given, world.env)
  const piped = await pipedSecret(context, given)
  const needed = neededFlags(given, known ?? { ecpay: true, trade: false }, world.env, flags.env)
  const mustAsk = known === undefined || needed.length > 0
  if (mustAsk && !canAsk(context)) throw refuse('prompt-refused', { flags: needed })
  const place = { path, cwd: world.cwd, env: mustAsk ? {} : world.env, piped }
  const ofGiven = givenSettings(given, known ?? { ecpay: true, trade: true }, place)
  const found = await keysIn(ofGiven, path, world)
  await refuseWrong(context, given, found.problems)
  if (!mustAsk) {
    const warnings = [...givenOddities(given, known, place), ...found.warnings]
    return { values: { env: flags.env ?? 'sandbox', ...ofGiven }, keys: found.keys, chosen: known, warnings }
  }
  const { askSettings, askSystems } = await import('./questions.js')
  const chosen = known ?? (await askSystems(context))
  out.warn(givenOddities(given, chosen, place))
  const answers = await askSettings(context, given, chosen)
  const values = { ...(flags.env !== undefined && { env: flags.env }), ...ofGiven, ...withPaths(answers, path, world) }
  const { keys, warnings } = await keysIn(values, path, world)
  return { values, keys, chosen, warnings }
}

/** The secret that comes by stdin, for the one option with `-`. */
async function pipedSecret(context: Context, given: Given): Promise<string | undefined> {
  const fromStdin = HELD.filter(({ file }) => file(given) === '-')
  const [first, second] = fromStdin
  if (!first) return undefined
  if (second) throw refuse('conflicting-options', { options: [`${first.flag} -`, `${second.flag} -`] })
  const secret = Buffer.from(await readInput(context, '-', LARGEST_SECRET, 1))
    .toString()
    .replace(/\r?\n$/, '')
  if (secret === '') throw refuse('secret-file-unreadable', { key: first.flag, path: '-', reason: 'empty' })
  if (isSecret(first.key)) context.out.hide([{ name: SECRETS[first.key], value: secret }])
  return secret
}

/** Refuses values that the next command would refuse, before they are written. */
async function refuseWrong({ world, flags }: Context, given: Given, ofKeys: readonly Finding[]): Promise<void> {
  const { env } = flags
  const { keyVersion } = given
  const problems = [
    ...(env === undefined || environmentName(env) ? [] : [wrongEnvironment(env)]),
    ...HELD.flatMap(({ key, flag, file }) =>
      key === 'private_key' || key === 'platform_public_key' ? [] : unreadableSecret(flag, file(given), world.cwd)
    ),
    ...ofKeys,
    ...(keyVersion === undefined ? [] : keyVersionProblems(keyVersion, '--key-version')),
    ...(await notifyUrlProblems(given.notifyUrl ?? '', env))
  ]
  if (problems.length > 0) throw refuseAll(problems)
}

function unreadableSecret(flag: string, file: string | undefined, cwd: string): Finding[] {
  if (file === undefined || file === '-') return []
  const path = resolve(cwd, file)
  const content = readText(path)
  return typeof content === 'string'
    ? []
    : [finding('secret-file-unreadable', { key: flag, path, reason: content.unreadable })]
}

/** What is odd about values that were not asked for: an answer is looked at when it is given. */
function givenOddities(given: Given, chosen: Chosen, place: Parameters<typeof givenText>[2]): Finding[] {
  const { appId } = given
  return [
    ...(appId === undefined ? [] : ODDITIES.app_id(appId)),
    ...HELD.flatMap((one) => {
      const { key, of } = one
      if (!chosen[of] || key === 'private_key' || key === 'platform_public_key') return []
      return ODDITIES[key](givenText(one, given, place) ?? '')
    })
  ]
}

/** Answers with the files named from the folder of the configuration, as it reads them. */
function withPaths(answers: LevelValues, path: string, world: Pick<World, 'cwd' | 'home'>): LevelValues {
  const named = (['private_key_file', 'platform_public_key_file'] as const).flatMap((key) => {
    const typed = answers[key]
    return typed === undefined ? [] : [[key, relative(dirname(path), typedPath(`${typed}`, world))] as const]
  })
  return { ...answers, ...Object.fromEntries(named) }
}
