import { wrapped } from '../../output/diagnosis-lines.js'
import { type Sentence, sentence } from '../../output/report.js'
import type { ReportedCase } from '../../output/reporters/report.js'
import { placeOf } from '../../workbench/suite/placed.js'
import type { Context } from '../shared/command.js'
import type { Voice } from '../shared/result.js'
import type { Finished } from './run-case.js'

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
    ...{ place: { file, line, column }, milliseconds, problems: await voice.problems(problems) },
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
async function saidOf({ problems, diagnosis }: Finished, catalogue: Voice['catalogue']): Promise<Sentence[]> {
  if (problems.length === 0) return []
  const findings = await catalogue.findings()
  const said = problems.map((problem) => sentence(problem, findings))
  return diagnosis ? [...said, { message: diagnosis, hint: undefined }] : said
}
