import type { Subject } from './mutation.js'

/** Shorter secrets are found only as separate pieces, because `1` is everywhere. */
const SHORTEST_SOUGHT = 6
/** This many consecutive characters of a secret count as a part of it, unless the body has them too. */
const PART = 3
/** A character in the last private plane of Unicode, which no text uses. */
const FIRST_SIGN = 0x100000

/** A secret in one of the forms in which it is put into a string. */
interface Hidden {
  /** The character that replaces it. */
  sign: string
  value: string
  /** The text to show in its place. */
  label: string
  /** Whether it is the SALT exactly as configured. */
  isSalt: boolean
}

/**
 * Replaces every known secret in a text by a single character. So a comparison treats a secret as a whole, and no part
 * of such a text can contain one of its characters.
 */
export class HiddenSecrets {
  private readonly all: Hidden[] = []
  private readonly values: string[]
  private readonly known: string
  private readonly salt: string

  /**
   * @param known a text that may be shown even if it has parts in common with a secret: the body
   */
  constructor({ salt, keys, members }: Subject, known: string) {
    this.salt = salt
    this.add(salt, '<SALT>', true)
    const accessTokens = members.filter(({ key }) => /access_token$/.test(key))
    const others: [label: string, value: string | undefined][] = [
      ['<TOKEN>', keys.token],
      ['<ACCESS_TOKEN>', keys.access_token],
      ['<APP_SECRET>', keys.app_secret],
      ...accessTokens.map(({ value }): [string, string | undefined] => [
        '<ACCESS_TOKEN>',
        'text' in value ? value.text : undefined
      ]),
      ...Object.entries(keys.profiles ?? {}).flatMap(([name, one]): [string, string | undefined][] => [
        [`<SALT: ${name}>`, one.salt],
        [`<TOKEN: ${name}>`, one.token]
      ])
    ]
    for (const [label, value] of others) this.add(value ?? '', label, false)
    this.values = this.all.map(({ value }) => value).filter(isSought)
    for (const form of formsOf(salt)) this.add(form, '<SALT>', false)
    // A value that is itself a secret does not make its parts known.
    this.known = this.hide(accessTokens.reduce((left, { source }) => left.replaceAll(source, ''), known))
  }

  private add(value: string, label: string, isSalt: boolean): void {
    if (value === '' || this.all.some((one) => one.value === value)) return
    const sign = String.fromCodePoint(FIRST_SIGN + this.all.length)
    this.all.push({ sign, value, label, isSalt })
  }

  /** The text with a sign in place of each secret. Longer secrets come first, because one may be part of another. */
  hide(text: string): string {
    const sought = this.all.filter(({ value }) => isSought(value)).sort((a, b) => b.value.length - a.value.length)
    return sought.reduce((left, { value, sign }) => left.replaceAll(value, () => sign), text)
  }

  /** The texts of secrets in a result of {@link hide}. Short secrets are unchanged in it. */
  pieces(): { text: string; sign: string; label: string; isSalt: boolean }[] {
    return this.all.map((one) => ({ ...one, text: isSought(one.value) ? one.sign : one.value }))
  }

  /** Whether it may be the end of the SALT. A single character is not enough. */
  isEndOfSalt(text: string): boolean {
    return text.length > 1 && (this.salt.startsWith(text) || this.salt.endsWith(text))
  }

  /** The text to show, with a label in place of each secret and each part of one. */
  show(text: string): string {
    let shown = ''
    for (const character of this.withoutParts(text)) shown += this.labelOf(character) ?? character
    return shown
  }

  labelOf(character: string): string | undefined {
    return character === CUT ? '<…>' : this.all.find(({ sign }) => sign === character)?.label
  }

  /** Replaces each run of characters that a secret has, but not the body. */
  withoutParts(text: string): string {
    const characters = [...text]
    const isPart = characters.map(() => false)
    for (let i = 0; i + PART <= characters.length; i++) {
      const run = characters.slice(i, i + PART).join('')
      if (!this.values.some((value) => value.includes(run)) || this.known.includes(run)) continue
      isPart.fill(true, i, i + PART)
    }
    return characters.map((one, i) => (!isPart[i] ? one : isPart[i - 1] ? '' : CUT)).join('')
  }
}

/** Replaces a part of a secret. */
const CUT = String.fromCodePoint(FIRST_SIGN - 2)

function isSought(value: string): boolean {
  return value.length >= SHORTEST_SOUGHT
}

/** The forms in which the SALT gets into a string by mistake. */
function formsOf(salt: string): string[] {
  const url = encodeURIComponent(Buffer.from(salt).toString())
  return [salt.trim(), salt.toUpperCase(), salt.toLowerCase(), url, JSON.stringify(salt).slice(1, -1)]
}
