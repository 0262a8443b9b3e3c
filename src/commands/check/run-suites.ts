import { resolve } from 'node:path'
import { REFERENCE, SECRET_VARIABLES } from '../../config/settings.js'
import { writeWhole } from '../../files/draft.js'
import { type Finding, finding, refuse, refuseAll } from '../../findings/findings.js'
import { wrapped } from '../../output/diagnosis-lines.js'
import { sentence } from '../../output/report.js'
import type { ReportedCase } from '../../output/reporters/report.js'
import { type Placed, placeOf } from '../../workbench/suite/placed.js'
import { type Case, readSuite, type Suite } from '../../workbench/suite/read-suite.js'
import type { CommandEntry, Context } from '../shared/command.js'
import { EXIT } from '../shared/exit.js'
import { reportsFor } from '../shared/reporters.js'
import { printParts, type Result, type Voice } from '../shared/result.js'
import { answerOf, asRecord, at, differences, textOf } from './expectations.js'
import { findSuites } from './find-suites.js'
import { patternFindings } from './patterns.js'
import { callOf, knownCommands, type Lookup, type PlannedStep, planStep } from './plan-step.js'
import { jsonOrText, runCommand } from './run-command.js'
import { type CameSignature, type Change, changedText, changesIn, isSame } from './update.js'

interface Values {
  paths: readonly string[]
  filter: string | undefined
  bail: boolean
  update: boolean
  reporter: readonly string[]
}

/** A case whose commands are known. */
interface Planned {
  suite: Suite
  one: Case
  folder: string
  steps: readonly PlannedStep[]
}

/** The result of a case. */
interface Finished extends Pick<Planned, 'suite' | 'one'> {
  problems: readonly Finding[]
  /** Why the expected signature is another one, in a line. */
  diagnosis: string | undefined
  milliseconds: number
  /** The signatures that are expected, and those that came. */
  signatures: readonly CameSignature[]
}

/**
 * Reads all suites, and runs their cases in order.
 *
 * @throws EcpayError with everything that is wrong in any of them, before anything runs
 */
export async function runSuites(context: Context, values: Values): Promise<Result> {
  if (values.paths.length === 0) throw refuse('missing-argument', { name: 'path' })
  const reports = reportsFor(context, values.reporter)
  const all = await planned(context, values.paths)
  const { filter, bail } = values
  const cases = filter === undefined ? all : all.filter(({ one }) => one.name.includes(filter))
  if (cases.length === 0) throw refuse('no-suites', { found: filter ?? values.paths.join(' ') })
  const started = performance.now()
  const ran: Finished[] = []
  const printed: string[] = []
  const print = async (result: Finished) => {
    const text = await caseText(context, result)
    printed.push(text)
    if (reports.isPretty) await printParts(context.out, [{ result: text }])
  }
  for (const one of cases) {
    const result = await runCase(context, one, values.update)
    ran.push(result)
    // With --update it is known at the end which cases fail.
    if (!values.update) await print(result)
    context.world.signal.throwIfAborted()
    if (bail && (values.update ? othersOf(result) : result.problems).length > 0) break
  }
  const changes = values.update ? changesIn(ran.flatMap(({ signatures }) => signatures)) : []
  const results = values.update ? ran.map((one) => withoutChanged(one, changes)) : ran
  if (values.update) for (const one of results) await print(one)
  writeChanges(context, results, changes)
  const failed = results.filter((one) => one.problems.length > 0).length
  const { passed, failed: some } = context.words.checkHandler
  return reports.result({
    printed: printed.join(''),
    headline: failed === 0 ? passed(results.length) : some(failed, results.length),
    report: async (voice) => ({
      name: 'ecpay check',
      cases: await Promise.all(results.map((one) => reported(one, voice))),
      milliseconds: performance.now() - started
    }),
    result: {
      exit: failed > 0 ? EXIT.no : EXIT.done,
      document: async (voice) => ({
        passed: failed === 0,
        failed,
        cases: await Promise.all(results.map((one) => documentOf(one, voice)))
      }),
      text: () => changes.map((one) => ({ result: changed(one) })),
      problems: failed > 0 ? [finding('suite-failed', { failed, of: results.length })] : []
    }
  })
}

async function planned(context: Context, paths: readonly string[]): Promise<Planned[]> {
  const known: ReadonlyMap<string, CommandEntry> = await knownCommands(context)
  const findings: Finding[] = []
  const all: Planned[] = []
  for (const { file, folder, text } of findSuites(context, paths)) {
    const { suite, findings: ofForm } = await readSuite(text, file)
    findings.push(...ofForm)
    for (const one of suite?.cases ?? []) {
      const steps = await Promise.all(
        one.steps.map((step) => planStep(known, step, { folder, cwd: context.world.cwd }))
      )
      findings.push(...steps.flatMap((step) => step.findings))
      findings.push(...one.steps.flatMap(({ given }) => patternFindings(given)))
      if (suite) all.push({ suite, one, folder, steps: steps.flatMap(({ planned }) => planned ?? []) })
    }
  }
  if (findings.length > 0) throw refuseAll(findings)
  return all
}

/** @param isUpdating whether to go on after a signature that did not come */
async function runCase(
  context: Context,
  { suite, one, folder, steps }: Planned,
  isUpdating: boolean
): Promise<Finished> {
  const started = performance.now()
  const known = new Map<string, unknown>()
  const problems: Finding[] = []
  const signatures: CameSignature[] = []
  const finished = () => ({ suite, one, signatures, milliseconds: Math.round(performance.now() - started) })
  const isOver = () => (isUpdating ? othersOf({ problems, signatures }) : problems).length > 0
  const lookup: Lookup = (reference, value, isSecret) => {
    const [name = ''] = reference.split('.')
    const isOpen = isSecret ? value.kind === 'text' && REFERENCE.test(value.text) : isOpenVariable(reference)
    const variable = isOpen ? context.world.env[reference] : undefined
    const found = known.has(name) ? at(Object.fromEntries(known), reference) : variable
    if (found === undefined)
      problems.push(
        finding('suite-unknown-reference', {
          place: placeOf(value.at),
          found: `\${${reference}}`,
          known: [...known.keys()]
        })
      )
    return textOf(found)
  }
  const filled = (value: Placed) =>
    value.kind === 'text' ? value.text.replace(/\$\{([\w.-]+)\}/g, (all) => lookup(all.slice(2, -1), value, false)) : ''
  for (const planned of steps) {
    const { call, findings } = callOf(context, planned, one, folder, lookup)
    if (!isOver()) problems.push(...findings())
    if (isOver()) break
    const ran = await runCommand(context, planned.command, call)
    const { given, as, command } = planned.step
    const mask = await context.out.masking()
    const found = differences(given, ran, filled).map((each) => {
      if (each.code === 'step-refused') return { ...each, command }
      // Its sentence has only an excerpt, in which half a secret would not be found.
      if (each.code !== 'expectation-differs') return each
      return { ...each, found: mask(each.found), expected: mask(each.expected) }
    })
    problems.push(...found)
    const expect = given.findLast(({ key }) => key === 'expect')?.value
    const text = expect?.kind === 'text' ? signatureOf(ran.document) : ''
    if (expect?.kind === 'text' && text !== '') {
      const problem = found.find((each) => each.code === 'expectation-differs' && each.key === 'sign')
      // What a variable holds is not changed here.
      if (!expect.text.includes('${')) signatures.push({ at: expect.at, source: suite.text, text, problem })
      if (problem && !isUpdating) {
        const diagnosis = command === 'sign' ? await diagnosed(context, call, expect.text) : undefined
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

async function reported({ one, problems, diagnosis, milliseconds }: Finished, voice: Voice): Promise<ReportedCase> {
  const findings = problems.length > 0 ? await voice.catalogue.findings() : undefined
  const said = findings ? problems.map((problem) => sentence(problem, findings).message) : []
  const { file, line, column } = one.at
  return {
    name: one.name,
    verdict: problems.length > 0 ? 'failed' : 'passed',
    milliseconds,
    message: said[0],
    details: [...said.slice(1), ...(diagnosis ? [diagnosis] : [])].join('\n') || undefined,
    place: { file, line, column }
  }
}

async function documentOf({ suite, one, problems, diagnosis, milliseconds }: Finished, voice: Voice): Promise<object> {
  const { file, line, column } = one.at
  return {
    ...{ suite: suite.name, name: one.name, verdict: problems.length > 0 ? 'failed' : 'passed' },
    ...{ place: { file, line, column }, milliseconds, problems: await voice.problems(problems) },
    diagnosis: diagnosis ?? null
  }
}

async function caseText({ out }: Context, { one, problems, diagnosis }: Finished): Promise<string> {
  const { paint, columns, catalogue } = out
  if (problems.length === 0) return `${paint.stdout.green('✓')} ${one.name}\n`
  const findings = await catalogue.findings()
  const style = { columns, mask: await out.masking() }
  const said = [...problems.map((problem) => sentence(problem, findings).message), ...(diagnosis ? [diagnosis] : [])]
  const head = `${paint.stdout.red('✗')} ${one.name} ${paint.stdout.dim(`(${placeOf(one.at)})`)}`
  return `${[head, ...said.flatMap((line) => wrapped(line, '    ', style))].join('\n')}\n`
}

/** What is wrong with a case besides its signatures. */
function othersOf({ problems, signatures }: Pick<Finished, 'problems' | 'signatures'>): readonly Finding[] {
  return problems.filter((problem) => !signatures.some((one) => one.problem === problem))
}

/** What is still wrong once the suites are changed. */
function withoutChanged(one: Finished, changes: readonly Change[]): Finished {
  const done = one.signatures.filter(({ at }) => changes.some((change) => isSame(change.at, at)))
  return { ...one, problems: one.problems.filter((problem) => !done.some((each) => each.problem === problem)) }
}

/** Writes the suites with their changes; nothing else in a file changes. */
function writeChanges({ world }: Context, results: readonly Finished[], changes: readonly Change[]): void {
  for (const file of new Set(changes.map(({ at }) => at.file))) {
    const suite = results.find((one) => one.suite.file === file)?.suite
    const own = changes.filter(({ at }) => at.file === file)
    if (suite) writeWhole(resolve(world.cwd, file), changedText(suite.text, own), { replace: true })
  }
}

function changed({ at, before, after }: Change): string {
  return `${placeOf(at)}\n- ${before.trimEnd()}\n+ ${after.trim()}\n`
}
