import { wrapped } from '../../output/diagnosis-lines.js'
import { type Problem, problem, type Sentence, sentence } from '../../output/report.js'
import type { ReportedCase } from '../../output/reporters/report.js'
import { placeOf } from '../../workbench/suite/placed.js'
import type { Command, Context } from '../shared/command.js'
import type { Voice } from '../shared/result.js'
import type { Finished } from './run-case.js'
import { inSuite, stepCommand } from './suite-hints.js'

/** A case for a reporter. */
export async function reportedCase(finished: Finished, { catalogue }: Voice): Promise<ReportedCase> {
  const { one, problems, milliseconds } = finished
  const [first, ...others] = await saidOf(finished, catalogue)
  const { file, line, column } = one.at
  return {
    name: one.name,
    verdict: problems.length > 0 ? 'failed' : 'passed',
    milliseconds,
    message: first?.message,
    details: others.flatMap(({ message, hint }) => [message, ...(hint ? [`  ${hint}`] : [])]).join('\n') || undefined,
    place: { file, line, column }
  }
}

/** A case for machines. */
export async function caseDocument(finished: Finished, voice: Voice): Promise<object> {
  const { suite, one, problems, diagnosis, milliseconds } = finished
  const { file, line, column } = one.at
  return {
    ...{ suite: suite.name, name: one.name, verdict: problems.length > 0 ? 'failed' : 'passed' },
    ...{ place: { file, line, column }, milliseconds, problems: await problemsOf(finished, voice) },
    diagnosis: diagnosis ?? null
  }
}

/** A case for people. */
export async function caseText({ out }: Context, finished: Finished): Promise<string> {
  const { one, problems, failedAt } = finished
  const { paint, columns, catalogue } = out
  if (problems.length === 0) return `${paint.stdout.green('✓')} ${one.name}\n`
  const style = { columns, mask: await out.masking() }
  const said = await saidOf(finished, catalogue)
  const head = `${paint.stdout.red('✗')} ${one.name} ${paint.stdout.dim(`(${placeOf(failedAt)})`)}`
  const lines = said.flatMap(({ message, hint }) => [
    ...wrapped(message, '    ', style),
    ...(hint ? wrapped(hint, '      ', style) : [])
  ])
  return `${[head, ...lines].join('\n')}\n`
}

/** What is wrong with it, and why. */
async function saidOf({ problems, diagnosis, command }: Finished, catalogue: Voice['catalogue']): Promise<Sentence[]> {
  if (problems.length === 0) return []
  const findings = await catalogue.findings(command && stepCommand(command))
  const all = problems.map((one) => worded(sentence(one, findings), command))
  // Several with the same hint share it.
  const said = all.map(({ message, hint }, i) => ({ message, hint: hint === all[i + 1]?.hint ? undefined : hint }))
  return diagnosis ? [...said, { message: diagnosis, hint: undefined }] : said
}

async function problemsOf({ problems, command }: Finished, { catalogue }: Voice): Promise<Problem[]> {
  if (problems.length === 0) return []
  const findings = await catalogue.findings(command && stepCommand(command))
  return problems.map((one) => worded(problem(one, findings), command))
}

function worded<S extends Sentence | Problem>(said: S, command: Command | undefined): S {
  return command ? inSuite(said, command) : said
}
