import { createHmac, hash } from 'node:crypto'
import { goFloat } from '../protocol/go-format.js'
import { type JsonObject, memberText } from '../protocol/json.js'
import { EXCLUDED_KEYS, sameSignature } from '../protocol/request-signature.js'
import { compareBytes, trimSpace } from '../protocol/text.js'

/** A way to get the signature wrong that is seen in the wild: stable words, as in `x-ecpay-reason`. */
type BrokenRuleCode =
  | 'duplicates-dropped'
  | 'empty-signed'
  | 'excluded-key-signed'
  | 'key-value-pairs'
  | 'left-out'
  | 'no-separator'
  | 'not-sorted'
  | 'not-trimmed'
  | 'null-text-signed'
  | 'numbers-as-floats'
  | 'other-digest'
  | 'quotes-kept'
  | 'salt-appended'
  | 'salt-missing'
  | 'sorted-by-key'
  | 'sorted-by-utf16'
  | 'trailing-separator'
  | 'uppercase-digest'
  | 'url-encoded'
  | 'zeros-dropped'

export interface BrokenRule {
  code: BrokenRuleCode
  /** The member it happened to. */
  key?: string
  digest?: string
}

interface Member {
  key: string
  /** Text before anything is done to it. */
  raw: string
  isNumber: boolean
}

interface Part {
  key: string
  text: string
}

/** The steps from a body to its signature, each of which a mistake can replace. */
interface Recipe {
  excluded: readonly string[]
  text(member: Member): string
  keeps(text: string, member: Member): boolean
  shows(part: Part): string
  /** Absent: the parts stay in the order of the body. */
  compare: ((a: Part, b: Part) => number) | undefined
  salt: 'sorted' | 'last' | 'absent'
  join(texts: string[], salt: string): string
  digest(text: string, salt: string): string
}

/** docs/signing.md, section 1, for scalar members. */
const RIGHT: Recipe = {
  excluded: EXCLUDED_KEYS,
  text: ({ raw }) => trimSpace(unquote(trimSpace(raw))),
  keeps: (text) => text !== '' && text !== 'null',
  shows: ({ text }) => text,
  compare: (a, b) => compareBytes(a.text, b.text),
  salt: 'sorted',
  join: (texts) => texts.join('&'),
  digest: (text) => hash('md5', text, 'hex')
}

interface Mistake extends BrokenRule {
  change: Partial<Recipe>
}

const pairs = ({ key, text }: Part) => (key ? `${key}=${text}` : text)
const by = (compare: (a: string, b: string) => number) => (a: Part, b: Part) => compare(a.text, b.text)
const byPairs = (a: Part, b: Part) => compareBytes(pairs(a), pairs(b))
const byUnits = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0)
const digest = (name: string, make: Recipe['digest']): Mistake => ({
  code: 'other-digest',
  digest: name,
  change: { digest: make }
})

/** What people do in place of a step, the more frequent first: each row is the right recipe with one thing changed. */
const MISTAKES: readonly Mistake[] = [
  { code: 'uppercase-digest', change: { digest: (text) => RIGHT.digest(text, '').toUpperCase() } },
  { code: 'salt-missing', change: { salt: 'absent' } },
  { code: 'salt-appended', change: { salt: 'last' } },
  // A signature cannot be part of what it signs, so `sign` itself is not tried.
  ...EXCLUDED_KEYS.filter((key) => key !== 'sign').map(
    (key): Mistake => ({
      code: 'excluded-key-signed',
      key,
      change: { excluded: EXCLUDED_KEYS.filter((one) => one !== key) }
    })
  ),
  { code: 'excluded-key-signed', change: { excluded: ['sign'] } },
  { code: 'zeros-dropped', change: { keeps: (text, member) => RIGHT.keeps(text, member) && text !== '0' } },
  { code: 'empty-signed', change: { keeps: (text) => text !== 'null' } },
  { code: 'null-text-signed', change: { keeps: (text) => text !== '' } },
  { code: 'not-trimmed', change: { text: ({ raw }) => unquote(raw) } },
  { code: 'quotes-kept', change: { text: ({ raw }) => trimSpace(raw) } },
  { code: 'sorted-by-key', change: { compare: (a, b) => compareBytes(a.key, b.key), salt: 'last' } },
  { code: 'not-sorted', change: { compare: undefined, salt: 'last' } },
  { code: 'sorted-by-utf16', change: { compare: by(byUnits) } },
  { code: 'key-value-pairs', change: { shows: pairs, compare: byPairs } },
  { code: 'key-value-pairs', change: { shows: pairs, compare: byPairs, salt: 'last' } },
  ...['key', 'salt'].map(
    (name): Mistake => ({
      code: 'key-value-pairs',
      change: {
        shows: pairs,
        compare: byPairs,
        salt: 'absent',
        join: (texts, salt) => `${texts.join('&')}&${name}=${salt}`
      }
    })
  ),
  { code: 'trailing-separator', change: { join: (texts) => `${texts.join('&')}&` } },
  { code: 'no-separator', change: { join: (texts) => texts.join('') } },
  { code: 'duplicates-dropped', change: { join: (texts) => [...new Set(texts)].join('&') } },
  { code: 'url-encoded', change: { text: (member) => encodeURIComponent(RIGHT.text(member)) } },
  {
    code: 'numbers-as-floats',
    change: { text: (member) => (member.isNumber ? goFloat(Number(member.raw)) : RIGHT.text(member)) }
  },
  digest('sha1', (text) => hash('sha1', text, 'hex')),
  digest('sha256', (text) => hash('sha256', text, 'hex')),
  digest('hmac-md5', (text, salt) => createHmac('md5', salt).update(text).digest('hex')),
  digest('hmac-sha256', (text, salt) => createHmac('sha256', salt).update(text).digest('hex'))
]

/** Above this many members, leaving out each in turn is not tried. */
const MAX_LEFT_OUT = 64

/**
 * Finds the mistake that turns the body into the signature it came with.
 *
 * @param body with scalar members only, without duplicates; `sign` is the member of that name
 * @returns the first mistake of the table that gives exactly this signature
 */
export function explainSign(body: JsonObject, salt: string): BrokenRule | undefined {
  const sign = memberText(body, 'sign') ?? ''
  const members = body.members.map(({ key, value }) => ({
    key,
    raw: 'text' in value ? value.text : '',
    isNumber: value.kind === 'number'
  }))
  const mistakes = [...MISTAKES, ...leftOut(members)]
  const found = mistakes.find(({ change }) => sameSignature(signBy({ ...RIGHT, ...change }, members, salt), sign))
  if (!found) return undefined
  const { change: _, ...rule } = found
  return rule
}

/** A body that has one member more than what was signed. */
function leftOut(members: readonly Member[]): Mistake[] {
  if (members.length > MAX_LEFT_OUT) return []
  return members.map(({ key }) => ({ code: 'left-out', key, change: { excluded: [...EXCLUDED_KEYS, key] } }))
}

function signBy(recipe: Recipe, members: readonly Member[], salt: string): string {
  const parts = members
    .filter(({ key }) => !recipe.excluded.includes(key))
    .map((member) => ({ member, text: recipe.text(member) }))
    .filter(({ text, member }) => recipe.keeps(text, member))
    .map(({ member, text }): Part => ({ key: member.key, text }))
  const saltPart = { key: '', text: salt }
  if (recipe.salt === 'sorted') parts.push(saltPart)
  if (recipe.compare) parts.sort(recipe.compare)
  if (recipe.salt === 'last') parts.push(saltPart)
  return recipe.digest(recipe.join(parts.map(recipe.shows), salt), salt)
}

function unquote(text: string): string {
  return text.length > 1 && text.startsWith('"') && text.endsWith('"') ? text.slice(1, -1) : text
}
