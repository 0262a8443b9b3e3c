import { type JsonValue, jsonIn } from '../../protocol/json/json.js'

/** What became of one member alone: left out, or another text in place of its value. */
export type MemberChange = 'left-out' | ((source: string) => string)

/** A member of the body, wherever it stands. */
export interface BodyMember {
  /** From the outside in: `skuList.0.price`. */
  path: string
  key: string
  value: JsonValue
  /** The text of its value. */
  source: string
}

/** In UTF-16 units: a longer body is nobody's data. */
const LONGEST = 65_536
/** So many members are looked at. */
const MOST = 200

/** The members of a body at any depth, those at the outside first; none where it is no JSON. */
export function membersOf(body: string): BodyMember[] {
  const value = body.length > LONGEST ? undefined : jsonIn(body)
  if (!value) return []
  const found: BodyMember[] = []
  let level: { path: string; value: JsonValue }[] = [{ path: '', value }]
  while (level.length > 0 && found.length < MOST) {
    const next: typeof level = []
    for (const { path, value } of level)
      for (const { key, step, inner } of insideOf(value)) {
        const at = path === '' ? step : `${path}.${step}`
        if (key !== undefined) found.push({ path: at, key, value: inner, source: body.slice(inner.start, inner.end) })
        next.push({ path: at, value: inner })
      }
    level = next
  }
  return found.slice(0, MOST)
}

function insideOf(value: JsonValue): { key: string | undefined; step: string; inner: JsonValue }[] {
  if (value.kind === 'array') return value.items.map((inner, i) => ({ key: undefined, step: String(i), inner }))
  if (value.kind !== 'object') return []
  return value.members.map(({ key, value: inner }) => ({ key, step: key, inner }))
}

/** A body with its members changed, and everything else as it stands in its text. */
export function edited(body: string, changes: ReadonlyMap<string, MemberChange>, value = jsonIn(body)): string {
  return value ? body.slice(0, value.start) + written(body, value, '', changes) + body.slice(value.end) : body
}

function written(body: string, value: JsonValue, path: string, changes: ReadonlyMap<string, MemberChange>): string {
  const source = () => body.slice(value.start, value.end)
  const inside = insideOf(value)
  const below = path === '' ? '' : `${path}.`
  if (inside.length === 0 || ![...changes.keys()].some((one) => one.startsWith(below))) return source()
  let end = value.start + 1
  let text = body.slice(value.start, end)
  let isFirst = true
  for (const { step, inner } of inside) {
    const change = changes.get(below + step)
    const before = body.slice(end, inner.start)
    end = inner.end
    if (change === 'left-out') continue
    const one = change ? change(body.slice(inner.start, inner.end)) : written(body, inner, below + step, changes)
    text += (isFirst ? before.replace(/^\s*,/, '') : before) + one
    isFirst = false
  }
  return text + body.slice(end, value.end)
}
