import { compareBytes } from '../../protocol/text.js'
import type { Difference } from './difference.js'
import type { Subject } from './mutation.js'
import { type Piece, SALT_NAMES } from './pieces.js'
import type { Part } from './steps.js'

/** The right texts, each with the position of its piece in the user's string. */
export type Placed = ReadonlyMap<Part, number>

/** The difference that names are signed with the values. */
export function pairsOf(pieces: readonly Piece[]): Difference[] {
  const pairs = pieces.filter(({ key, pairedBy }) => pairedBy !== undefined && !SALT_NAMES.includes(key ?? ''))
  const values = pieces.filter(({ kind }) => kind !== 'secret').length
  return pairs.length === 0 || pairs.length < values / 2 ? [] : [{ kind: 'pairs', theirs: pairs[0]?.pairedBy ?? '' }]
}

/** The differences in separators. The position of the SALT is judged separately. */
export function jointsOf(pieces: readonly Piece[], placed: Placed): Difference[] {
  const partAt = new Map([...placed].map(([part, at]) => [at, part]))
  const isSalt = (i: number) => partAt.get(i)?.isSalt === true || (!partAt.has(i) && pieces[i]?.kind !== 'value')
  const gaps = pieces.slice(1).map(({ gap }) => gap)
  const between = gaps.filter((_, i) => !isSalt(i) && !isSalt(i + 1))
  const count = (gap: string) => between.filter((one) => one === gap).length
  const allGlued = gaps.length > 1 && gaps.every((gap) => gap === '')
  const usual = allGlued ? '' : (between.toSorted((a, b) => count(b) - count(a))[0] ?? '&')
  if (usual === '') return [{ kind: 'separator', ours: '&', theirs: '' }]
  const glued = gaps.flatMap((gap, i): Difference[] => {
    if (gap !== '') return []
    if (isSalt(i + 1)) return [{ kind: 'glued', key: 'SALT', place: 'last' }]
    if (isSalt(i)) return [{ kind: 'glued', key: 'SALT', place: 'first' }]
    const key = partAt.get(i + 1)?.key ?? pieces[i + 1]?.key
    return [{ kind: 'glued', ...(key !== undefined && { key }) }]
  })
  return usual === '&' ? glued : [{ kind: 'separator', ours: '&', theirs: usual }, ...glued]
}

/** The difference in the order of right texts. If only the SALT has another position, that is reported. */
export function orderOf(ours: readonly Part[], placed: Placed, { members }: Subject): Difference[] {
  const theirs = ours.filter((part) => placed.has(part)).toSorted((a, b) => at(a) - at(b))
  function at(part: Part): number {
    return placed.get(part) ?? 0
  }
  const values = theirs.filter(({ isSalt }) => !isSalt)
  const isRight = (list: readonly Part[]) => {
    const listed = new Set(list)
    const right = ours.filter((one) => listed.has(one))
    return list.every((part, i) => part === right[i])
  }
  if (isRight(theirs)) return []
  const salt = theirs.findIndex(({ isSalt }) => isSalt)
  const end = salt === 0 ? 'first' : salt === theirs.length - 1 ? 'last' : undefined
  if (isRight(values)) return [{ kind: 'order', key: 'SALT', ...(end && { place: end }) }]
  const keys = values.map(({ key }) => key)
  const known = new Set(keys)
  const inBody = members.map(({ key }) => key).filter((key) => known.has(key))
  const isBy = (list: readonly string[]) => list.every((key, i) => key === keys[i])
  const by = isBy(keys.toSorted(compareBytes)) ? 'by-key' : isBy(inBody) ? 'as-in-body' : undefined
  return [{ kind: 'order', ...(by && { place: by }) }]
}
