import { keyPlaces, mayBeParted, type PrivateKeyForms } from './private-key-forms.js'
import { type Secret, soughtFor } from './secrets.js'

/** In a text without these, unescaping only takes backslashes from before quotes and backslashes. */
const NOT_SIMPLE = /\\(?!["\\])|[%&<'+\0\r]/
/** What a simple text cannot contain. */
const ELSEWHERE = /[%&<'+\0\r\n]/
/** What may stand in a simple text in several ways. */
const SEVERAL_WAYS = /["\\]|[^\x20-\x7e]/

/**
 * Finds the texts that certainly contain no secret, many times faster than a `Masker` finds where one is. Of a text that
 * it does not know, a `Masker` decides.
 */
export class CleanTexts {
  private readonly forms: string[] = []
  private readonly keys: PrivateKeyForms[] = []
  private readonly isSure: boolean

  constructor(secrets: readonly Secret[]) {
    const sought = secrets.map(({ value, name }) => soughtFor(value, name))
    const all = sought.flatMap(({ forms, undone }) => [...forms, ...undone].map(({ bytes }) => bytes))
    this.forms = [...new Set(all.filter((one) => !ELSEWHERE.test(one)))]
    this.keys = sought.flatMap(({ key }) => key ?? [])
    this.isSure = !this.forms.some((one) => SEVERAL_WAYS.test(one))
  }

  /** Whether no form of a secret stands in a text as it is; for many lines at once. */
  lack(text: string): boolean {
    if (!this.isSure) return false
    if (this.forms.some((one) => text.includes(one))) return false
    if (this.keys.length === 0) return true
    if (mayBeParted(text)) return false
    const runs = longRuns(text)
    return this.keys.every((key) => keyPlaces(runs, key).length === 0)
  }

  /** Whether no form of a secret can stand in a line of JSON in another way. */
  static isSimple(line: string): boolean {
    return !NOT_SIMPLE.test(line)
  }
}

/** In which a part of a key may stand: as many characters of Base64 in a row, with a letter among them. */
const SHORTEST = 16
const [DIGIT, OTHER] = [1, 2]
const KINDS = new Uint8Array(0x80)
for (const one of 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz+/_- =') KINDS[one.charCodeAt(0)] = OTHER
for (const one of '0123456789') KINDS[one.charCodeAt(0)] = DIGIT

/** The parts of a text that may be of a key, a line each. Numbers of orders are none. */
function longRuns(text: string): string {
  let found = ''
  let from = 0
  let hasOther = false
  for (let at = 0; at <= text.length; at++) {
    const unit = text.charCodeAt(at)
    const kind = unit < 0x80 ? KINDS[unit] : 0
    if (kind === DIGIT || kind === OTHER) {
      hasOther ||= kind === OTHER
      continue
    }
    if (hasOther && at - from >= SHORTEST) found += `${text.slice(from, at)}\n`
    from = at + 1
    hasOther = false
  }
  return found
}
