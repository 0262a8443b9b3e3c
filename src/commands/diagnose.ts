import { createHash } from 'node:crypto'
import { alignPrehash } from '../ecpay/diagnose/align.js'
import { type Diagnosis, diagnose, subjectOf } from '../ecpay/diagnose/diagnose-signature.js'
import type { Difference } from '../ecpay/diagnose/difference.js'
import { explainHash } from '../ecpay/diagnose/hash-step.js'
import type { KeyCandidates, Mutation } from '../ecpay/diagnose/mutation.js'
import { DEFAULT_DEPTH } from '../ecpay/diagnose/search.js'
import { signatureIn } from '../ecpay/sign/signature-in.js'
import { refuse } from '../findings/findings.js'
import { type ShownDiagnosis, shownMistake } from '../output/diagnosis.js'
import { SALT_MARK } from '../output/secrets.js'
import type { DiagnoseWords } from '../output/words/diagnose-words.js'
import { readObject } from '../protocol/json/json.js'
import { DIAGNOSE_OPTIONS, type DiagnoseValues } from './diagnose/diagnose-options.js'
import { diagnosisResult } from './diagnose/diagnosis-result.js'
import { keysFor } from './diagnose/keys-for.js'
import { diagnoseLine } from './diagnose/pointer.js'
import { checkRecorded, readInHand } from './diagnose/read-exchange.js'
import { shownSearch } from './diagnose/shown-search.js'
import { type Context, command } from './shared/command.js'
import { readText } from './shared/input.js'
import { argument } from './shared/option.js'

export const diagnoseCommand = command({
  description: {
    en: 'Reads the request body as sign does, takes the signature that your own code computed from the body or from --sign, and finds which mistakes, alone or together, turn the right computation into yours. With --prehash, the string that your code hashed, it names every difference.',
    zh: '像 sign 一样读取请求体，从请求体或 --sign 取得你的代码算出的签名，找出哪些错误（单个或组合）恰好把正确的算法变成了你的。给出 --prehash（你的代码实际用来取 MD5 的字符串）时，会指出每一处不同。'
  },
  arguments: {
    file: argument('[file]', {
      help: {
        en: 'JSON file; - or nothing for stdin',
        zh: 'JSON 文件；- 或不填表示 stdin'
      }
    })
  },
  options: DIAGNOSE_OPTIONS,
  examples: [
    'ecpay diagnose body.json',
    'ecpay diagnose body.json --sign 063fc4b15627f2ab0efb60c179253a6a --for php',
    'ecpay diagnose body.json --prehash @string-to-sign.txt',
    'cat body.json | ecpay diagnose --json',
    'ecpay diagnose --from-curl command.txt',
    'ecpay diagnose --last',
    'ecpay diagnose --callback callback.json',
    'ecpay diagnose --ndjson refused.ndjson --for php'
  ],
  output: {
    en: 'the verdict, the best explanation with its fix, and what to check besides. --json: {"verdict","sign","theirs","explanations":[{"mistakes":[{"code","key","message","fix"}],"string_to_sign"}],"tried","also_check":[{"code","message"}],"warnings":[{"code","message","hint"}],"next":[{"option","command"}]}. --ndjson, a line for each: {"line","verdict","sign","theirs","mistakes":[…],"error"}, with "timed_out" where a line was not searched to the end, and on stderr each mistake once; with --json {"bodies":[…],"mistakes":[{"code","key","message","fix","lines":[]}]}',
    zh: '结论、最可能的解释及改法，以及还要检查什么。--json：{"verdict","sign","theirs","explanations":[{"mistakes":[{"code","key","message","fix"}],"string_to_sign"}],"tried","also_check":[{"code","message"}],"warnings":[{"code","message","hint"}],"next":[{"option","command"}]}。--ndjson 每行一个：{"line","verdict","sign","theirs","mistakes":[…],"error"}，未查完的行带 "timed_out"，stderr 上每个错误只说一次；加 --json 为 {"bodies":[…],"mistakes":[{"code","key","message","fix","lines":[]}]}'
  },
  exits: [0, 1, 2, 130],
  async run(context, { file, ...values }) {
    const begun = performance.now()
    refuseConflicts(file, values)
    if (values.ndjson) return (await import('./diagnose/ndjson.js')).diagnoseLines(context, file, values)
    const inHand = values.last
      ? await (await import('./diagnose/last.js')).lastRefused(context)
      : await readInHand(context, file, values)
    if (inHand.isCallback)
      return (await import('./diagnose/diagnose-callback.js')).diagnoseCallback(context, inHand, values)
    const { salt, keys, sentTo } = await keysFor(context, values)
    const { body, said = [] } = inHand
    const aboutRequest = checkRecorded(inHand, sentTo)
    context.out.warn(aboutRequest)
    const prehash = await prehashOf(context, values)
    const theirs = signatureOf(body, values, prehash)
    const path = inHand.recorded?.url?.pathname
    // The limit is for the whole command, including reading a long body and comparing strings.
    const timeLeft = () => 1000 * values.timeLimit - (performance.now() - begun)
    const asked: Asked = { body, salt, theirs, keys, path, values, timeLeft }
    const differences = prehash === undefined ? [] : differencesOf(asked, prehash)
    const found = await diagnoseAloud(context, asked)
    // No digest looks like this: it was cut off, or it is not a digest at all.
    if (found.tried === 0 && !found.interrupted && !found.timedOut && prehash === undefined)
      throw refuse('malformed-sign', { found: theirs })
    const comparison =
      prehash === undefined ? undefined : await compare(context, asked, found, { prehash, differences })
    const next = nextSteps(context, found, file, body, values)
    const { verdict, causes, warnings } = found
    return diagnosisResult(
      { verdict, causes, warnings: [...said, ...aboutRequest, ...warnings, ...causes] },
      (_, words) => ({
        ...inWords(words, found, comparison, values),
        next
      })
    )
  }
})

/** Refuses options that contradict each other about the source or the kind of the input. */
function refuseConflicts(file: string | undefined, values: DiagnoseValues): void {
  const given = [
    ...(file === undefined ? [] : ['file']),
    ...(values.fromCurl ? ['--from-curl'] : []),
    ...(values.har ? ['--har'] : []),
    ...(values.last ? ['--last'] : [])
  ]
  if (given.length > 1) throw refuse('conflicting-options', { options: given })
}

/** The signature to explain, and how long to search. */
interface Asked {
  body: string
  salt: string
  /** The signature that the user's code computed. */
  theirs: string
  keys: KeyCandidates
  path: string | undefined
  values: DiagnoseValues
  /** In milliseconds. */
  timeLeft(): number
}

/** The text of `--prehash`, or of the file in `--prehash @file` without the line break at its end. */
async function prehashOf(context: Context, { prehash, encoding }: DiagnoseValues): Promise<string | undefined> {
  if (!prehash?.startsWith('@')) return prehash
  const { text } = await readText(context, prehash.slice(1), encoding)
  return text.replace(/\r?\n$/, '')
}

/** The signature that the user's code computed: given, in the body, or the MD5 of the hashed string. */
function signatureOf(body: string, { sign }: DiagnoseValues, prehash: string | undefined): string {
  if (sign !== undefined) return signIn(sign)
  const ours = signatureIn(readObject(body))
  if (ours !== undefined && ours !== '') return ours
  if (prehash !== undefined) return md5(prehash)
  throw refuse('missing-sign')
}

/**
 * The signature in what is pasted: the line of a log, of md5sum or of openssl. What is sent with a signature stays:
 * a minus of a number, double quotes, `b'…'`. Single quotes do not, because cmd passes them on.
 */
function signIn(text: string): string {
  if (/^\s*(?:-[0-9a-f]+|b'[\w+/=-]+'|"[\w+/=-]+"|“[\w+/=-]+”)\s*$/i.test(text)) return text.trim()
  const [found, second] = text.match(/(?<![0-9a-z])[0-9a-f]{32}(?![0-9a-z])/gi) ?? []
  return found !== undefined && second === undefined ? found : text.trim()
}

function md5(text: string): string {
  return createHash('md5').update(text).digest('hex')
}

/** Searches, and warns of what is odd in the body. */
async function diagnoseAloud(context: Context, asked: Asked): Promise<Diagnosis> {
  const { body, salt, theirs, keys, path, values, timeLeft } = asked
  const { out, world } = context
  const found = await shownSearch(context, (onProgress) =>
    diagnose(body, salt, theirs, {
      ...{ keys, path, onProgress },
      mask: SALT_MARK,
      timeLimit: timeLeft(),
      depth: values.depth,
      signal: world.signal
    })
  )
  out.warn(found.warnings)
  return found
}

/** Command lines that may find out more, based on the typed one. */
function nextSteps(
  { flags }: Context,
  found: Diagnosis,
  file: string | undefined,
  body: string,
  { sign, depth, timeLimit, prehash, last, saltFile }: DiagnoseValues
): ShownDiagnosis['next'] {
  if (found.verdict !== 'unexplained' && !(found.timedOut && found.explanations.length === 0)) return []
  const source = file === undefined || file === '-' ? { body } : { file }
  const line = (more: string) => `${diagnoseLine({ ...flags, saltFile }, source, sign)} ${more}`
  const next: NonNullable<ShownDiagnosis['next']>[number][] = []
  if (prehash === undefined) next.push({ option: 'prehash', command: line('--prehash @hashed.txt') })
  if (found.timedOut) next.push({ option: 'time-limit', command: line(`--time-limit ${timeLimit * 6}`) })
  else next.push({ option: 'depth', command: line(`--depth ${depth + 1}`) })
  if (!last) next.push({ option: 'last', command: 'ecpay diagnose --last' })
  return next
}

interface Comparison {
  differences: Difference[]
  mistakes: readonly Mutation[]
  hash: readonly Mutation[] | 'unexplained' | 'not given'
}

function differencesOf({ body, salt, theirs, keys }: Asked, prehash: string): Difference[] {
  return alignPrehash(subjectOf(readObject(body), body, salt, theirs, keys), prehash)
}

/** Compares the user's string with the right one, and checks how it was hashed. */
async function compare(
  { world: { signal } }: Context,
  asked: Asked,
  { theirs, verdict, interrupted }: Diagnosis,
  { prehash, differences }: { prehash: string; differences: Difference[] }
): Promise<Comparison> {
  const { body, salt, values } = asked
  const isSearched = theirs === md5(prehash) && values.depth >= DEFAULT_DEPTH
  const timeLimit = asked.timeLeft()
  const hasTime = !interrupted && timeLimit > 0
  const isOpen = verdict === 'unexplained' && differences.length > 0 && !isSearched && hasTime
  const isGiven = values.sign !== undefined || signatureIn(readObject(body))
  return {
    differences,
    mistakes: isOpen ? await mistakesOf(asked, prehash, { signal, timeLimit }) : [],
    hash: isGiven ? (explainHash(prehash, salt, theirs) ?? 'unexplained') : 'not given'
  }
}

/** The mistakes that give exactly this string; nothing if no known mistakes do. */
async function mistakesOf(
  { body, salt, keys }: Asked,
  text: string,
  ended: { signal: AbortSignal; timeLimit: number }
): Promise<readonly Mutation[]> {
  const options = { ...ended, keys, mask: SALT_MARK, depth: DEFAULT_DEPTH }
  const { explanations } = await diagnose(body, salt, md5(text), options)
  return explanations[0]?.mistakes ?? []
}

function inWords(
  words: DiagnoseWords,
  found: Diagnosis,
  comparison: Comparison | undefined,
  values: DiagnoseValues
): ShownDiagnosis {
  const say = (one: Mutation) => shownMistake(one, words, values.for)
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
