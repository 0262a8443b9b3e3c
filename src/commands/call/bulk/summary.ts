import type { Words } from '../../../output/words/words.js'
import type { Counts } from './tally.js'

/** How far a list is. */
export interface SoFar {
  /** Numbers in the list. */
  total: number
  /** Those that had an answer before this run. */
  before: number
  /** Those that have one now. */
  answered: number
  seconds: number
}

type BulkWords = Words['bulk']

/** How far it is, how fast, and how long it will take: `120 of 5,000, 98 a second, 49 s left`. */
export function progressText({ total, before, answered, seconds }: SoFar, words: BulkWords): string {
  const rate = (answered - before) / Math.max(seconds, 0.001)
  const done = words.progress(grouped(answered), grouped(total))
  if (rate === 0) return done
  return `${done}${words.comma}${words.speed(grouped(rate), timeText((total - answered) / rate, words))}`
}

/** What came of it: `5,000 numbers in 51 s: SUCCESS 4,998, refused 2`. */
export function summaryText({ total, before, answered, seconds }: SoFar, counts: Counts, words: BulkWords): string {
  const { states, refused, unanswered } = counts
  const parts = [
    ...some(before, words.before),
    ...states.map(([state, count]) => `${state} ${grouped(count)}`),
    ...some(refused, words.refused),
    ...some(unanswered, words.unanswered),
    ...some(total - answered - unanswered, words.notAsked)
  ]
  return words.summary(grouped(total), timeText(seconds, words), parts.join(words.comma))
}

function some(count: number, say: (count: string) => string): string[] {
  return count > 0 ? [say(grouped(count))] : []
}

function grouped(count: number): string {
  return Math.round(count).toLocaleString('en')
}

/** A time in its two largest units: `1 h 5 min`, `51 s`. */
function timeText(time: number, { units }: BulkWords): string {
  const whole = Math.round(time)
  const parts = [
    { count: Math.floor(whole / 3600), unit: units.hours },
    { count: Math.floor(whole / 60) % 60, unit: units.minutes },
    { count: whole % 60, unit: units.seconds }
  ]
  const first = parts.findIndex(({ count }) => count > 0)
  const shown = first < 0 ? parts.slice(2) : parts.slice(first, first + 2)
  return shown.map(({ count, unit }) => `${count} ${unit}`).join(' ')
}
