import type { Finding } from '../../findings/findings.js'
import type { ShownCause } from '../../output/diagnosis-lines.js'
import type { Voice } from '../shared/result.js'

/** Causes in words, so many of each code as a person reads. */
export async function readableCauses({ words, problems }: Voice, causes: readonly Finding[]): Promise<ShownCause[]> {
  const { readable } = await import('../../output/report.js')
  const { shown, more } = readable(causes)
  const counts = more.map(([code, count]) => ({ code, message: words.more(count.toLocaleString('en')) }))
  return [...(await problems(shown)), ...counts]
}
