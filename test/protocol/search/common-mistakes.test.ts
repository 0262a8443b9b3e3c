import { expect, test } from 'vitest'
import { commonMistakes, type Suspect } from '../../../src/protocol/search/common-mistakes.js'

interface Mistake {
  code: string
}

/** How long it takes to search one alone to its end, in milliseconds, and what is found then. */
interface Plan {
  id: string
  takes: number
  mistake?: string
}

/** Wrong signatures that take time on a clock of their own. */
function world() {
  const clock = { now: 0, searched: [] as string[] }
  const suspect = ({ id, takes, mistake }: Plan): Suspect<Mistake> => ({
    id,
    isWrong: true,
    explainedBy: (known) => (known.some(({ code }) => code === mistake) ? [{ code: mistake ?? '' }] : undefined),
    withOneMore: () => [],
    async search({ timeLimit }) {
      clock.searched.push(id)
      const isCutShort = takes > timeLimit
      clock.now += Math.min(takes, timeLimit)
      return { explanations: !isCutShort && mistake ? [[{ code: mistake }]] : [], isCutShort }
    }
  })
  return { clock, suspect }
}

const COSTLY = Array.from({ length: 6 }, (_, i) => ({ id: `costly-${i}`, takes: 100 }))
const EASY = { id: 'easy', takes: 5, mistake: 'upper' }

test.each<[what: string, plans: Plan[], ofMany: boolean, explained: string[], unsearched: string[]]>([
  [
    'of one program, others are not explained either, and that is said',
    [...COSTLY, EASY],
    false,
    [],
    ['costly-4', 'costly-5', 'easy']
  ],
  ['of several programs, all are searched', [...COSTLY, EASY], true, ['easy'], []],
  [
    'what takes longer than its part of the time is named',
    [{ id: 'long', takes: 900 }, ...COSTLY, EASY],
    true,
    ['easy'],
    ['costly-3', 'costly-4', 'costly-5', 'long']
  ],
  [
    'what was searched in vain is explained by what others show',
    [{ id: 'long', takes: 900, mistake: 'upper' }, EASY],
    true,
    ['easy', 'long'],
    []
  ],
  [
    'the time ends before all are searched',
    Array.from({ length: 40 }, (_, i) => ({ id: `${i + 10}`, takes: 300 })),
    true,
    [],
    Array.from({ length: 40 }, (_, i) => `${i + 10}`).slice(1)
  ]
])('%s', async (_, plans, ofMany, explained, unsearched) => {
  const { clock, suspect } = world()
  const found = await commonMistakes(plans.map(suspect), { timeLimit: 1000, clock: () => clock.now, ofMany })
  expect([[...found.explained.keys()].sort(), [...found.unsearched].sort()]).toEqual([explained, unsearched])
  expect(clock.now).toBeLessThanOrEqual(1000)
})
