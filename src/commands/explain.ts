import { type Explanation, explanations, explanationText, listText } from '../output/explain.js'
import { CATALOGUE } from '../protocol/catalogue/index.js'
import { lookUp } from '../protocol/catalogue/look-up.js'
import { EXIT, type ExitCode, Failure, finding } from '../protocol/findings.js'
import type { CommandSpec, Context } from './shared/command.js'

/** Longer lines are hard to read, however wide the terminal is. */
const WIDEST = 100

export const explain: CommandSpec = {
  name: 'explain',
  arguments: '[code...]',
  argumentChoices: [...new Set(CATALOGUE.map(({ code }) => code))],
  options: [{ syntax: '--list [namespace]' }],
  examples: [
    'ecpay explain 2008',
    'ecpay explain TIMEOUT',
    'ecpay explain err_no 2008',
    'ecpay explain pay:4',
    'ecpay explain payment',
    'ecpay explain outer-quotes',
    'ecpay explain --list err_no',
    "ecpay explain 1000 --json | jq -r '.entries[].retry'"
  ],
  exits: [0, 1, 2],
  async run(context, codes, flags) {
    const { out, language } = context
    const all = explanations(language, await out.catalogue.findings())
    if (flags.list === undefined) return explainCodes(context, codes, all)
    const namespaces = flags.list === true ? codes : [flags.list as string, ...codes]
    if (namespaces.length > 1)
      throw new Failure(EXIT.input, [finding('too-many-arguments', { found: namespaces.length, expected: 1 })])
    return list(context, namespaces[0], all)
  }
}

async function explainCodes(context: Context, codes: readonly string[], all: Explanation[]): Promise<ExitCode> {
  if (codes.length === 0) throw new Failure(EXIT.input, [finding('missing-argument', { name: 'code' })])
  const asked = withNamespaces(codes, all).map((code) => ({ code, ...lookUp(code, all) }))
  const unknown = asked.filter(({ found }) => found.length === 0)
  if (unknown.length > 0)
    throw new Failure(
      EXIT.no,
      unknown.map(({ code, near }) => finding('unknown-code', { found: code, near }))
    )
  const entries = asked.flatMap(({ found }) => found)
  return print(context, entries, (saying) => entries.map((one) => explanationText(one, saying)).join('\n\n'))
}

/** `err_no 2008` asks for the same as `err_no:2008`. */
function withNamespaces(words: readonly string[], all: readonly Explanation[]): string[] {
  const isNamespace = (word: string | undefined) => all.some(({ namespace }) => namespace === word?.toLowerCase())
  return words.flatMap((word, i) => {
    if (isNamespace(word)) return words[i + 1] === undefined || isNamespace(words[i + 1]) ? [word] : []
    return isNamespace(words[i - 1]) ? [`${words[i - 1]}:${word}`] : [word]
  })
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
