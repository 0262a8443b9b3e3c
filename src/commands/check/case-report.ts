import { wrapped } from '../../output/diagnosis-lines.js'
import { sentence } from '../../output/report.js'
import type { ReportedCase } from '../../output/reporters/report.js'
import { placeOf } from '../../workbench/suite/placed.js'
import type { Context } from '../shared/command.js'
import type { Voice } from '../shared/result.js'
import type { Finished } from './run-case.js'

/** A case for a reporter. */
export async function reportedCase(
  { one, problems, diagnosis, milliseconds }: Finished,
  voice: Voice
): Promise<ReportedCase> {
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

/** A case for machines. */
export async function caseDocument(
  { suite, one, problems, diagnosis, milliseconds }: Finished,
  voice: Voice
): Promise<object> {
  const { file, line, column } = one.at
  return {
    ...{ suite: suite.name, name: one.name, verdict: problems.length > 0 ? 'failed' : 'passed' },
    ...{ place: { file, line, column }, milliseconds, problems: await voice.problems(problems) },
    diagnosis: diagnosis ?? null
  }
}

/** A case for people. */
export async function caseText({ out }: Context, { one, problems, diagnosis }: Finished): Promise<string> {
  const { paint, columns, catalogue } = out
  if (problems.length === 0) return `${paint.stdout.green('✓')} ${one.name}\n`
  const findings = await catalogue.findings()
  const style = { columns, mask: await out.masking() }
  const said = [...problems.map((problem) => sentence(problem, findings).message), ...(diagnosis ? [diagnosis] : [])]
  const head = `${paint.stdout.red('✗')} ${one.name} ${paint.stdout.dim(`(${placeOf(one.at)})`)}`
  return `${[head, ...said.flatMap((line) => wrapped(line, '    ', style))].join('\n')}\n`
}
