import { type Explanation, explanations, explanationText, listText } from '../output/explain.js'
import { lookUp } from '../protocol/catalogue/look-up.js'
import { EXIT, type ExitCode, Failure, finding } from '../protocol/findings.js'
import type { CommandSpec, Context } from './command.js'

/** Longer lines are hard to read, however wide the terminal is. */
const WIDEST = 100

export const explain: CommandSpec = {
  name: 'explain',
  arguments: '[code]',
  options: [{ syntax: '--list [namespace]' }],
  examples: [
    'ecpay explain 2008',
    'ecpay explain TIMEOUT',
    'ecpay explain pay:4',
    'ecpay explain payment',
    'ecpay explain outer-quotes',
    'ecpay explain --list err_no',
    "ecpay explain 1000 --json | jq -r '.entries[].retry'"
  ],
  exits: [0, 1, 2],
  async run(context, [code], flags) {
    const { out, language } = context
    const all = explanations(language, await out.catalogue.findings())
    if (flags.list === undefined) return explainCode(context, code, all)
    if (typeof flags.list === 'string' && code !== undefined)
      throw new Failure(EXIT.input, [finding('too-many-arguments', { found: 2, expected: 1 })])
    return list(context, flags.list === true ? code : (flags.list as string), all)
  }
}

async function explainCode(context: Context, code: string | undefined, all: Explanation[]): Promise<ExitCode> {
  if (code === undefined) throw new Failure(EXIT.input, [finding('missing-argument', { name: 'code' })])
  const { found, near } = lookUp(code, all)
  if (found.length === 0) throw new Failure(EXIT.no, [finding('unknown-code', { found: code, near })])
  return print(context, found, (saying) => found.map((one) => explanationText(one, saying)).join('\n\n'))
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
