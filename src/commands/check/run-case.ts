import { setImmediate as nextTurn } from 'node:timers/promises'
import { REFERENCE, SECRET_VARIABLES } from '../../config/settings.js'
import { type Finding, finding } from '../../findings/findings.js'
import { maskedFinding } from '../../output/masked-finding.js'
import { addAll } from '../../protocol/add-all.js'
import { type At, type Placed, placeOf, REFERENCES } from '../../workbench/suite/placed.js'
import type { Command, Context } from '../shared/command.js'
import { answerOf, asRecord, at, deepest, differences, textOf } from './expectations.js'
import { callOf, type Lookup } from './plan-step.js'
import type { Planned } from './plan-suites.js'
import { jsonOrText, runCommand } from './run-command.js'
import type { CameSignature } from './update.js'

/** The result of a case. */
export interface Finished extends Pick<Planned, 'suite' | 'one'> {
  problems: readonly Finding[]
  /** Where it failed: at the step, if it has several. */
  failedAt: At
  /** Why the expected signature is another one, in a line. */
  diagnosis: string | undefined
  /** That of the last step that ran: what refused is of it. */
  command: Command | undefined
  milliseconds: number
  /** The signatures that are expected, and those that came. */
  signatures: readonly CameSignature[]
}

/** @param isUpdating whether to go on after a signature that did not come */
export async function runCase(
  context: Context,
  { suite, one, folder, steps }: Planned,
  isUpdating: boolean
): Promise<Finished> {
  const started = performance.now()
  const known = new Map<string, unknown>()
  const problems: Finding[] = []
  const signatures: CameSignature[] = []
  let failedAt = one.at
  let command: Command | undefined
  const finished = () => ({
    suite,
    one,
    signatures,
    failedAt,
    command,
    milliseconds: Math.round(performance.now() - started)
  })
  const isOver = () => (isUpdating ? othersOf({ problems, signatures }) : problems).length > 0
  const lookup: Lookup = (reference, value, isSecret) => {
    const [name = ''] = reference.split('.')
    const isOpen = isSecret ? value.kind === 'text' && REFERENCE.test(value.text) : isOpenVariable(reference)
    const variable = isOpen ? context.world.env[reference] : undefined
    const found = known.has(name) ? at(Object.fromEntries(known), reference) : variable
    if (found === undefined) {
      const isVariable = /^[A-Z][A-Z\d_]*$/.test(reference)
      problems.push(
        finding('suite-unknown-reference', {
          place: placeOf(value.at),
          found: `\${${reference}}`,
          known: [...known.keys()],
          ...(known.has(name) && deepest(Object.fromEntries(known), reference)),
          ...(isVariable && { variable: isOpen ? 'unset' : 'closed' })
        })
      )
    }
    return textOf(found)
  }
  const filled = (value: Placed) =>
    value.kind === 'text' ? value.text.replace(REFERENCES, (all) => lookup(all.slice(2, -1), value, false)) : ''
  for (const planned of steps) {
    // Lets the handler of Ctrl-C run.
    await nextTurn()
    context.world.signal.throwIfAborted()
    if (steps.length > 1) failedAt = planned.step.at
    command = planned.command
    const { call, findings } = callOf(context, planned, one, folder, lookup)
    if (!isOver()) addAll(problems, findings())
    if (isOver()) break
    const ran = await runCommand(context, command, call)
    const { given, as } = planned.step
    const found = await masked(context, differences(planned.step, ran, filled))
    addAll(problems, found)
    const expect = given.findLast(({ key }) => key === 'expect')?.value
    const text = expect?.kind === 'text' ? signatureOf(ran.document) : ''
    if (expect?.kind === 'text' && text !== '') {
      const problem = found.find((each) => each.code === 'expectation-differs' && each.key === 'sign')
      // What a variable holds is not changed here.
      if (!expect.text.includes('${')) signatures.push({ at: expect.at, source: suite.text, text, problem })
      if (problem && !isUpdating) {
        const diagnosis = command.name === 'sign' ? await diagnosed(context, call, expect.text) : undefined
        return { ...finished(), problems, diagnosis }
      }
    }
    if (isOver()) return { ...finished(), problems, diagnosis: causeIn(ran.document) }
    if (as !== undefined) known.set(as, stored(ran.document))
  }
  return { ...finished(), problems, diagnosis: undefined }
}

/**
 * Whether a suite may show or send the value of a variable. Others may have written the suite, so that it may not name
 * just any, as in a configuration that was found.
 */
function isOpenVariable(name: string): boolean {
  return name.startsWith('ECPAY_') && !SECRET_VARIABLES.includes(name)
}

function signatureOf(document: unknown): string {
  const { sign, signature } = asRecord(document)
  return textOf(sign ?? signature)
}

/** Why a callback is not genuine, in a line. */
function causeIn(document: unknown): string | undefined {
  const { causes, problems } = asRecord(document)
  const all = [causes, problems].flatMap((list) => (Array.isArray(list) ? list.map(asRecord) : []))
  const first = all.find(({ message }) => typeof message === 'string')
  return first && `${first.message} (${first.code})`
}

/** What later steps have of a result: of a call, request and answer as objects. */
function stored(document: unknown): object {
  const record = asRecord(document)
  const body = asRecord(record.request).body
  if (typeof body !== 'string') return { ...record, answer: answerOf(record) }
  return { ...record, request: jsonOrText(body), answer: answerOf(record) }
}

/** The mistake that gives the expected signature, in a line. */
async function diagnosed(
  context: Context,
  { argv, ...call }: Parameters<typeof runCommand>[2],
  sign: string
): Promise<string | undefined> {
  const entry = (await context.commands()).find(({ name }) => name === 'diagnose')
  if (!entry) return undefined
  const globals = argv.filter((word) => /^--(?:env|profile|config)=/.test(word))
  const words = ['diagnose', ...globals, `--sign=${sign}`, '--time-limit=3', '-']
  const { document } = await runCommand(context, await entry.load(), { ...call, argv: words })
  const [best] = (asRecord(document).explanations ?? []) as { mistakes: { code: string; message: string }[] }[]
  return best?.mistakes.map(({ code, message }) => `${message} (${code})`).join(' + ')
}

/** Some sentences have only an excerpt, in which half a secret would not be found. */
async function masked({ out, words }: Context, found: readonly Finding[]): Promise<Finding[]> {
  if (found.length === 0) return []
  const hiding = { mask: await out.masking(), hidden: words.hidden }
  const sentences = await out.catalogue.findings()
  return found.map((one) => maskedFinding(one, sentences, hiding))
}

/** What is wrong with a case besides its signatures. */
export function othersOf({ problems, signatures }: Pick<Finished, 'problems' | 'signatures'>): readonly Finding[] {
  return problems.filter((problem) => !signatures.some((one) => one.problem === problem))
}
