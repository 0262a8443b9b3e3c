import { resolve } from 'node:path'
import { REFERENCE, SECRET_VARIABLES } from '../../config/settings.js'
import { writeWhole } from '../../files/draft.js'
import { type Finding, finding, refuse, refuseAll } from '../../findings/findings.js'
import { wrapped } from '../../output/diagnosis-lines.js'
import { sentence } from '../../output/report.js'
import type { ReportedCase } from '../../output/reporters/report.js'
import { type At, type Placed, placeOf } from '../../workbench/suite/placed.js'
import { type Case, readSuite, type Suite } from '../../workbench/suite/read-suite.js'
import type { CommandEntry, Context } from '../shared/command.js'
import { EXIT } from '../shared/exit.js'
import { reportsFor } from '../shared/reporters.js'
import { printParts, type Result, type Voice } from '../shared/result.js'
import { answerOf, asRecord, at, differences, textOf } from './expectations.js'
import { findSuites } from './find-suites.js'
import { callOf, knownCommands, type Lookup, type PlannedStep, planStep } from './plan-step.js'
import { runCommand } from './run-command.js'

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
  /** Where the case has a signature that did not come, and the one that came. */
  update: { at: At; text: string } | undefined
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
  const results: Finished[] = []
  const printed: string[] = []
  for (const one of cases) {
    const result = await runCase(context, one)
    results.push(result)
    const text = await caseText(context, result)
    printed.push(text)
    if (reports.isPretty) await printParts(context.out, [{ result: text }])
    context.world.signal.throwIfAborted()
    if (bail && result.problems.length > 0) break
  }
  const updated = values.update ? update(context, results) : []
  const failed = results.filter((one) => one.problems.length > 0 && !updated.includes(one)).length
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
      text: () => updated.map((one) => ({ result: changed(one) })),
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
      if (suite) all.push({ suite, one, folder, steps: steps.flatMap(({ planned }) => planned ?? []) })
    }
  }
  if (findings.length > 0) throw refuseAll(findings)
  return all
}

async function runCase(context: Context, { suite, one, folder, steps }: Planned): Promise<Finished> {
  const started = performance.now()
  const known = new Map<string, unknown>()
  const problems: Finding[] = []
  const finished = () => ({ suite, one, milliseconds: Math.round(performance.now() - started) })
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
    if (problems.length === 0) problems.push(...findings())
    if (problems.length > 0) break
    const ran = await runCommand(context, planned.command, call)
    const { given, as, command } = planned.step
    const found = differences(given, ran, filled).map((each) =>
      each.code === 'step-refused' ? { ...each, command } : each
    )
    problems.push(...found)
    const expect = given.findLast(({ key }) => key === 'expect')?.value
    if (found.length > 0 && expect?.kind === 'text') {
      const document = asRecord(ran.document)
      const text = textOf(document.sign ?? document.signature)
      const diagnosis = command === 'sign' && text !== '' ? await diagnosed(context, call, expect.text) : undefined
      return { ...finished(), problems, diagnosis, update: text === '' ? undefined : { at: expect.at, text } }
    }
    if (problems.length > 0) return { ...finished(), problems, diagnosis: causeIn(ran.document), update: undefined }
    if (as !== undefined) known.set(as, stored(ran.document))
  }
  return { ...finished(), problems, diagnosis: undefined, update: undefined }
}

/**
 * Whether a suite may show or send the value of a variable. Others may have written the suite, so that it may not name
 * just any, as in a configuration that was found.
 */
function isOpenVariable(name: string): boolean {
  return name.startsWith('ECPAY_') && !SECRET_VARIABLES.includes(name)
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
  return { ...record, request: JSON.parse(body), answer: answerOf(record) }
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

/** Writes signatures that came in place of those that were expected; nothing else in a file changes. */
function update({ world }: Context, results: readonly Finished[]): Finished[] {
  const some = results.filter((one) => one.update !== undefined)
  for (const file of new Set(some.map(({ suite }) => suite.file))) {
    const own = some.filter(({ suite }) => suite.file === file)
    // From the end, so that places before stay.
    const text = own
      .toSorted((a, b) => (b.update?.at.range[0] ?? 0) - (a.update?.at.range[0] ?? 0))
      .reduce((left, { update: one }) => {
        const [start, end] = one?.at.range ?? [0, 0]
        return left.slice(0, start) + (one?.text ?? '') + left.slice(end)
      }, own[0]?.suite.text ?? '')
    writeWhole(resolve(world.cwd, file), text, { replace: true })
  }
  return some
}

function changed({ suite, update: one }: Finished): string {
  const [start, end] = one?.at.range ?? [0, 0]
  return `${one ? placeOf(one.at) : ''}\n- ${suite.text.slice(start, end)}\n+ ${one?.text}\n`
}
