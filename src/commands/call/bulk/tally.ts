import { type Finding, finding } from '../../../findings/findings.js'
import type { Listed } from './read-list.js'

/** So many lines of each kind are named. */
const NAMED = 5

/** Numbers that came to the same. */
interface Group<Found> {
  found: Found
  count: number
  lines: number[]
}

/** How many numbers came to what. */
export interface Counts {
  /** By state, in the order in which they came. */
  states: readonly (readonly [state: string, count: number])[]
  refused: number
  unanswered: number
}

/** What became of the numbers of a list. */
export class Tally {
  answered = 0
  private readonly states = new Map<string, number>()
  private readonly refused = new Map<string, Group<Finding<'gateway-refused'>>>()
  /** The last failure of each number without an answer. */
  private readonly failed = new Map<Listed, Finding>()

  /** It has an answer: its state, if the answer has one, or the refusal. */
  answer(one: Listed, what: string | Finding<'gateway-refused'> | undefined): void {
    this.answered++
    this.failed.delete(one)
    if (typeof what === 'string') this.states.set(what, (this.states.get(what) ?? 0) + 1)
    else if (what) add(this.refused, what.err_no, what, one)
  }

  /** It has no answer so far. */
  fail(one: Listed, found: Finding): void {
    this.failed.set(one, found)
  }

  get unanswered(): number {
    return this.failed.size
  }

  counts(): Counts {
    const refused = [...this.refused.values()].reduce((sum, { count }) => sum + count, 0)
    return { states: [...this.states], refused, unanswered: this.unanswered }
  }

  /** What prevents plain success: each reason once. */
  findings(): { refused: Finding[]; unanswered: Finding[] } {
    const refused = [...this.refused.values()].map(({ found: { err_no, err_tips, member }, count, lines }) =>
      finding('numbers-refused', { err_no, err_tips, ...(member && { member }), count, lines: sorted(lines) })
    )
    const groups = new Map<string, Group<Finding>>()
    for (const [one, found] of this.failed) add(groups, found.code, found, one)
    const unanswered = [...groups.values()].flatMap(({ found, count, lines }) => [
      finding('numbers-without-answer', { of: found.code, count, lines: sorted(lines) }),
      found
    ])
    return { refused, unanswered }
  }
}

function sorted(lines: readonly number[]): number[] {
  return lines.toSorted((a, b) => a - b)
}

function add<Found>(groups: Map<string, Group<Found>>, name: string, found: Found, { line }: Listed): void {
  const group = groups.get(name) ?? { found, count: 0, lines: [] }
  group.count++
  if (group.lines.length < NAMED) group.lines.push(line)
  groups.set(name, group)
}
