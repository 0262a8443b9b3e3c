import { CATALOGUE } from '../ecpay/catalogue/catalogue.js'
import { type LookedUp, lookUp } from '../ecpay/catalogue/look-up.js'
import { EXIT, type ExitCode, Failure, finding } from '../findings/findings.js'
import {
  type Explanation,
  explanationText,
  type Findable,
  findable,
  listText,
  matchesText
} from '../output/catalogue-text.js'
import { explanations } from '../output/explanations.js'
import { LANGUAGES } from '../output/language.js'
import { asUtf8, isGb18030 } from '../protocol/json/encodings.js'
import type { CommandSpec, Context } from './shared/command.js'
import { readInput } from './shared/input.js'

/** Longer lines are hard to read, however wide the terminal is. */
const WIDEST = 100
/** Of what is pasted or piped, in bytes: an answer or some lines of a log. */
const LONGEST = 64 * 1024
/** Of a pile of numbers no more are named than can be read. */
const MOST_UNKNOWN = 10
/** Of what nothing is known of, as it is repeated. */
const SHOWN = 60

export const explain: CommandSpec = {
  name: 'explain',
  arguments: '[text...]',
  argumentChoices: [...new Set(CATALOGUE.map(({ code }) => code))],
  options: [{ syntax: '--list [namespace]' }],
  examples: [
    'ecpay explain 2008',
    'ecpay explain TIMEOUT',
    'ecpay explain err_no 2008',
    'ecpay explain pay:4',
    'ecpay explain payment',
    'ecpay explain 签名校验异常',
    'ecpay explain zeros-dropped',
    `ecpay explain '{"err_code":40022,"err_msg":"…"}'`,
    'ecpay explain --list err_no',
    "ecpay explain 1000 --json | jq -r '.entries[].retry'"
  ],
  exits: [0, 1, 2],
  async run(context, words, flags) {
    if (flags.list === undefined) return explainText(context, words)
    const namespaces = flags.list === true ? words : [flags.list as string, ...words]
    if (namespaces.length > 1)
      throw new Failure(EXIT.input, [finding('too-many-arguments', { found: namespaces.length, expected: 1 })])
    return list(context, namespaces[0], await explanations(context.language))
  }
}

async function explainText(context: Context, words: readonly string[]): Promise<ExitCode> {
  const asked = await askedFor(context, words)
  const [other] = LANGUAGES.filter((language) => language !== context.language)
  const all = findable(await explanations(context.language), await explanations(other ?? context.language))
  const answer = lookUp(asked, all)
  if (answer.by === 'code' && (answer.unknown.length > 0 || answer.found.length === 0))
    throw await unknown(context, answer.unknown)
  const found = answer.found.map(({ explanation }) => explanation)
  return print(context, found, (saying) =>
    answer.by === 'text'
      ? matchesText(found, answer.best?.explanation, saying)
      : found.map((one) => explanationText(one, saying)).join('\n\n')
  )
}

/** The words of the command line; without any, or for `-`, what comes in by a pipe. */
async function askedFor(context: Context, words: readonly string[]): Promise<readonly string[]> {
  const fromPipe = words.length === 0 ? context.world.stdin.isTTY !== true : words.length === 1 && words[0] === '-'
  const asked = fromPipe ? [piped(await readInput(context, '-', LONGEST))] : words
  if (asked.every((word) => word.trim() === ''))
    throw new Failure(EXIT.input, [finding('missing-argument', { name: 'text' })])
  return asked
}

/** In whatever encoding a terminal or a log has: it is looked up only, and a wrong guess does no harm. */
function piped(bytes: Uint8Array): string {
  return Buffer.from(asUtf8(bytes, isGb18030(bytes) ? 'gb18030' : undefined).bytes).toString()
}

type Unknown = Extract<LookedUp<Findable>, { by: 'code' }>['unknown']

async function unknown({ out }: Context, codes: Unknown): Promise<Failure> {
  // Before it is cut: of half a secret nobody would know that it is one.
  const mask = await out.masking()
  return new Failure(
    EXIT.no,
    codes.slice(0, MOST_UNKNOWN).map(({ asked, near }) => finding('unknown-code', { found: cut(mask(asked)), near }))
  )
}

function cut(text: string): string {
  const characters = [...text.trim().replace(/\s+/g, ' ')]
  return `${characters.slice(0, SHOWN).join('')}${characters.length > SHOWN ? '…' : ''}`
}

/** Every code, or those of one namespace. */
async function list(context: Context, namespace: string | undefined, all: Explanation[]): Promise<ExitCode> {
  const listed = all.filter((one) => namespace === undefined || one.namespace === namespace.toLowerCase())
  if (listed.length === 0) {
    const expected = [...new Set(all.map((one) => one.namespace))].join(', ')
    throw new Failure(EXIT.input, [
      finding('invalid-option-value', { option: '--list', found: namespace ?? '', expected })
    ])
  }
  return print(context, listed, (saying) => listText(listed, saying))
}

async function print(
  { out, words }: Context,
  entries: readonly Explanation[],
  text: (saying: Parameters<typeof listText>[1]) => string
): Promise<ExitCode> {
  if (out.json) await out.document({ entries })
  else {
    const columns = Math.min(out.columns, WIDEST)
    await out.result(`${text({ words, paint: out.paint.stdout, columns })}\n`)
  }
  return EXIT.done
}
