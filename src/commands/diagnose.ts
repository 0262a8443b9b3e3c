import { createHash } from 'node:crypto'
import { alignPrehash } from '../ecpay/diagnose/align.js'
import { type Diagnosis, diagnose, subjectOf } from '../ecpay/diagnose/diagnose-signature.js'
import type { Difference } from '../ecpay/diagnose/difference.js'
import { explainHash } from '../ecpay/diagnose/hash-step.js'
import type { KeyCandidates, Mutation } from '../ecpay/diagnose/mutation.js'
import { DEFAULT_DEPTH, DEFAULT_TIME_LIMIT } from '../ecpay/diagnose/search.js'
import { EXIT, Failure, type Finding, finding } from '../findings/findings.js'
import { type ShownDiagnosis, shownMistake } from '../output/diagnosis.js'
import { SALT_MARK } from '../output/secrets.js'
import { SNIPPET_LANGUAGES, type SnippetLanguage } from '../output/words/snippets.js'
import { memberText, readObject } from '../protocol/json/json.js'
import { DEMO_KEYS } from '../simulator/demo-keys.js'
import { diagnoseLine } from './diagnose/pointer.js'
import { printDiagnosis } from './diagnose/print-diagnosis.js'
import { checkRecorded, readInHand, type SentTo } from './diagnose/read-exchange.js'
import type { CommandSpec, Context, Flags } from './shared/command.js'
import { configFor } from './shared/config-for.js'
import { ENCODING, readText } from './shared/input.js'
import { startSpinner } from './shared/progress.js'

export const diagnoseCommand: CommandSpec = {
  name: 'diagnose',
  arguments: '[file]',
  options: [
    { syntax: '--sign <hex>' },
    { syntax: '--prehash <text>' },
    { syntax: '--from-curl <file>' },
    { syntax: '--har <file>' },
    { syntax: '--last' },
    { syntax: '--callback' },
    ENCODING,
    { syntax: '--depth <n>', number: { min: 1, integer: true }, fallback: DEFAULT_DEPTH },
    { syntax: '--time-limit <seconds>', number: { min: 1, integer: true }, fallback: DEFAULT_TIME_LIMIT },
    { syntax: '--for <language>', choices: SNIPPET_LANGUAGES },
    { syntax: '--salt-file <file>' },
    { syntax: '--token-file <file>' }
  ],
  examples: [
    'ecpay diagnose body.json',
    'ecpay diagnose body.json --sign 063fc4b15627f2ab0efb60c179253a6a --for php',
    'ecpay diagnose body.json --prehash @string-to-sign.txt',
    'cat body.json | ecpay diagnose --json',
    'ecpay diagnose --from-curl command.txt',
    'ecpay diagnose --last',
    'ecpay diagnose --callback callback.json'
  ],
  exits: [0, 1, 2, 130],
  async run(context, [file], flags) {
    const begun = performance.now()
    refuseConflicts(file, flags)
    const inHand = flags.last
      ? await (await import('./diagnose/last.js')).lastRefused(context)
      : await readInHand(context, file, flags)
    if (inHand.isCallback)
      return (await import('./diagnose/diagnose-callback.js')).diagnoseCallback(context, inHand, flags)
    const { salt, keys, sentTo } = await keysFor(context, flags)
    const { body } = inHand
    const aboutRequest = checkRecorded(inHand, sentTo)
    context.out.warn(aboutRequest)
    const prehash = await prehashOf(context, flags)
    const theirs = signatureOf(body, flags, prehash)
    const path = inHand.recorded?.url?.pathname
    const differences = prehash === undefined ? [] : differencesOf(body, salt, prehash, theirs, keys)
    const found = await diagnoseAloud(context, body, salt, theirs, { keys, path }, flags, begun)
    // No digest of any kind looks like this: it was cut, or never was one.
    if (found.tried === 0 && !found.interrupted && !found.timedOut && prehash === undefined)
      throw new Failure(EXIT.input, [finding('malformed-sign', { found: theirs })])
    const comparison =
      prehash === undefined
        ? undefined
        : await compare(context, body, salt, prehash, found, differences, keys, flags, begun)
    const shown = await inWords(context, found, comparison, flags)
    const about = { ...(await saidOf(context, found, aboutRequest)), next: nextSteps(found, file, body, flags) }
    await printDiagnosis(context, { ...shown, ...about })
    return found.verdict === 'right' ? EXIT.done : EXIT.no
  }
}

/** Where the body comes from, and what kind of thing it is, is said once. */
function refuseConflicts(file: string | undefined, flags: Flags): void {
  const given = [
    ...(file === undefined ? [] : ['file']),
    ...(flags.fromCurl ? ['--from-curl'] : []),
    ...(flags.har ? ['--har'] : []),
    ...(flags.last ? ['--last'] : [])
  ]
  if (given.length > 1) throw new Failure(EXIT.input, [finding('conflicting-options', { options: given })])
}

interface Keys {
  salt: string
  keys: KeyCandidates
  sentTo: SentTo
}

/** The SALT, and every key of the configuration that may have been taken for it. */
async function keysFor(context: Context, flags: Flags): Promise<Keys> {
  const needs = ['app_id', 'thirdparty_id', 'env', 'base_url'] as const
  // What the local gateway refused was to be signed with its keys.
  const given = flags.last ? { ...flags, env: flags.env ?? 'local' } : flags
  const ask = (more: ('token' | 'access_token')[]) =>
    configFor(context, given, { needs: [...needs, ...more], required: ['salt'] })
  // A token that cannot be read does not stop it.
  const config = await ask(['token', 'access_token']).catch(() => ask([]))
  const { app_id, thirdparty_id, token, access_token, salt, env, base_url } = config.settings
  const { profiles } = await config.otherKeys()
  const { notify_url } = await configFor(context, given, { needs: ['notify_url'], required: [] })
    .then(({ settings }) => settings)
    .catch(() => ({ notify_url: undefined }))
  return {
    salt: salt.value,
    keys: {
      app_id: app_id?.value,
      thirdparty_id: thirdparty_id?.value,
      notify_url: notify_url?.value,
      token: token?.value,
      access_token: access_token?.value,
      profiles,
      demo: DEMO_KEYS
    },
    sentTo: { env: env?.value ?? 'sandbox', base_url: base_url?.value }
  }
}

/** `--prehash text` or `--prehash @file`; the line break at a file's end is the editor's. */
async function prehashOf(context: Context, flags: Flags): Promise<string | undefined> {
  const { prehash } = flags
  if (typeof prehash !== 'string' || !prehash.startsWith('@')) return prehash as string | undefined
  const { text } = await readText(context, prehash.slice(1), flags)
  return text.replace(/\r?\n$/, '')
}

/** What their code computed: said, in the body, or the MD5 of the string that it hashed. */
function signatureOf(body: string, { sign }: Flags, prehash: string | undefined): string {
  if (typeof sign === 'string') return sign.trim()
  const ours = memberText(readObject(body), 'sign')
  if (ours !== undefined && ours !== '') return ours
  if (prehash !== undefined) return md5(prehash)
  throw new Failure(EXIT.input, [finding('missing-sign', {})])
}

function md5(text: string): string {
  return createHash('md5').update(text).digest('hex')
}

/** Searches, and says how far it is where somebody is looking. */
async function diagnoseAloud(
  context: Context,
  body: string,
  salt: string,
  theirs: string,
  known: { keys: KeyCandidates; path: string | undefined },
  flags: Flags,
  begun: number
): Promise<Diagnosis> {
  const { out, world } = context
  const words = await out.catalogue.diagnose()
  const spinner = await startSpinner(context)
  try {
    const found = await diagnose(body, salt, theirs, {
      ...known,
      mask: SALT_MARK,
      timeLimit: timeLeft(flags, begun),
      depth: (flags.depth as number | undefined) ?? DEFAULT_DEPTH,
      signal: world.signal,
      onProgress: (tried) => spinner?.say(words.searching(tried.toLocaleString('en')))
    })
    out.warn(found.warnings)
    return found
  } finally {
    spinner?.stop()
  }
}

/** What stands in the body, and every warning there is, for machines. */
async function saidOf({ out }: Context, found: Diagnosis, aboutRequest: readonly Finding[]) {
  const words = await out.catalogue.findings()
  const { problem } = await import('../output/report.js')
  const causes = found.causes.map((one) => problem(one, words))
  return { causes, warnings: [...aboutRequest, ...found.warnings, ...found.causes].map((one) => problem(one, words)) }
}

/** What finds out more, in the very command that was typed. */
function nextSteps(found: Diagnosis, file: string | undefined, body: string, flags: Flags): ShownDiagnosis['next'] {
  if (found.verdict !== 'unexplained' && !(found.timedOut && found.explanations.length === 0)) return []
  const source = file === undefined || file === '-' ? { body } : { file }
  const sign = typeof flags.sign === 'string' ? flags.sign : undefined
  const line = (more: string) => `${diagnoseLine(flags, source, sign)} ${more}`
  const depth = (flags.depth as number | undefined) ?? DEFAULT_DEPTH
  const seconds = (flags.timeLimit as number | undefined) ?? DEFAULT_TIME_LIMIT
  const next: NonNullable<ShownDiagnosis['next']>[number][] = []
  if (flags.prehash === undefined) next.push({ option: 'prehash', command: line('--prehash @hashed.txt') })
  if (found.timedOut) next.push({ option: 'time-limit', command: line(`--time-limit ${seconds * 6}`) })
  else next.push({ option: 'depth', command: line(`--depth ${depth + 1}`) })
  if (!flags.last) next.push({ option: 'last', command: 'ecpay diagnose --last' })
  return next
}

interface Comparison {
  differences: Difference[]
  mistakes: readonly Mutation[]
  hash: readonly Mutation[] | 'unexplained' | 'not given'
}

/** In milliseconds, of the whole command: reading a long body and comparing strings is part of it. */
function timeLeft({ timeLimit = DEFAULT_TIME_LIMIT }: Flags, begun: number): number {
  return 1000 * Number(timeLimit) - (performance.now() - begun)
}

function differencesOf(body: string, salt: string, prehash: string, theirs: string, keys: KeyCandidates): Difference[] {
  return alignPrehash(subjectOf(readObject(body), body, salt, theirs, keys), prehash)
}

/** Their string against the right one, and what became of it in the hash. */
async function compare(
  { world: { signal } }: Context,
  body: string,
  salt: string,
  prehash: string,
  { theirs, verdict, interrupted }: Diagnosis,
  differences: Difference[],
  keys: KeyCandidates,
  flags: Flags,
  begun: number
): Promise<Comparison> {
  const isSearched = theirs === md5(prehash) && Number(flags.depth ?? DEFAULT_DEPTH) >= DEFAULT_DEPTH
  const timeLimit = timeLeft(flags, begun)
  const hasTime = !interrupted && timeLimit > 0
  const isOpen = verdict === 'unexplained' && differences.length > 0 && !isSearched && hasTime
  const isGiven = flags.sign !== undefined || memberText(readObject(body), 'sign')
  return {
    differences,
    mistakes: isOpen ? await mistakesOf(body, salt, prehash, keys, { signal, timeLimit }) : [],
    hash: isGiven ? (explainHash(prehash, salt, theirs) ?? 'unexplained') : 'not given'
  }
}

/** What gives exactly this string; nothing where no known mistakes do. */
async function mistakesOf(
  body: string,
  salt: string,
  text: string,
  keys: KeyCandidates,
  ended: { signal: AbortSignal; timeLimit: number }
): Promise<readonly Mutation[]> {
  const options = { ...ended, keys, mask: SALT_MARK, depth: DEFAULT_DEPTH }
  const { explanations } = await diagnose(body, salt, md5(text), options)
  return explanations[0]?.mistakes ?? []
}

async function inWords(
  { out }: Context,
  found: Diagnosis,
  comparison: Comparison | undefined,
  flags: Flags
): Promise<ShownDiagnosis> {
  const words = await out.catalogue.diagnose()
  const say = (one: Mutation) => shownMistake(one, words, flags.for as SnippetLanguage | undefined)
  const hash = comparison?.hash
  const { warnings: _, causes: __, ...rest } = found
  return {
    ...rest,
    of: 'request',
    explanations: found.explanations.map((one) => ({ ...one, mistakes: one.mistakes.map(say) })),
    prehash: comparison && {
      ...comparison,
      mistakes: comparison.mistakes.map(say),
      hash: typeof hash === 'object' ? hash.map(say) : (hash ?? 'not given')
    }
  }
}
