import type { Subject } from './mutation.js'

/** Shorter ones are found only where they stand as a piece of their own: `1` is everywhere. */
const SHORTEST_SOUGHT = 6
/** So many characters in a row of a secret are a part of it, unless the body has them too. */
const PART = 3
/** Nobody's text uses the last private plane of Unicode. */
const FIRST_SIGN = 0x100000

/** A secret in one of the forms it is glued into a string in. */
interface Hidden {
  /** One character that stands for it. */
  sign: string
  value: string
  /** What is shown in its place. */
  label: string
  /** The SALT exactly as it is configured. */
  isSalt: boolean
}

/**
 * Text in which every known secret is one character of its own. So a comparison treats it as a whole, and nothing
 * that is cut from such a text can hold a character of it.
 */
export class HiddenSecrets {
  private readonly all: Hidden[] = []
  private readonly values: string[]
  private readonly known: string
  private readonly salt: string

  /**
   * @param known what may be shown whatever it has in common with a secret: the body itself
   */
  constructor({ salt, keys, members }: Subject, known: string) {
    this.salt = salt
    this.add(salt, '<SALT>', true)
    const accessTokens = members.filter(({ key }) => /access_token$/.test(key))
    const others: [label: string, value: string | undefined][] = [
      ['<TOKEN>', keys.token],
      ['<ACCESS_TOKEN>', keys.access_token],
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
    // A value that is a secret itself makes none of its parts known.
    this.known = this.hide(accessTokens.reduce((left, { source }) => left.replaceAll(source, ''), known))
  }

  private add(value: string, label: string, isSalt: boolean): void {
    if (value === '' || this.all.some((one) => one.value === value)) return
    const sign = String.fromCodePoint(FIRST_SIGN + this.all.length)
    this.all.push({ sign, value, label, isSalt })
  }

  /** The text with a sign in each secret's place; the longer first, for one may be part of another. */
  hide(text: string): string {
    const sought = this.all.filter(({ value }) => isSought(value)).sort((a, b) => b.value.length - a.value.length)
    return sought.reduce((left, { value, sign }) => left.replaceAll(value, () => sign), text)
  }

  /** The texts a secret has in what {@link hide} gave: a short one stands as it is. */
  pieces(): { text: string; sign: string; label: string; isSalt: boolean }[] {
    return this.all.map((one) => ({ ...one, text: isSought(one.value) ? one.sign : one.value }))
  }

  /** Whether it may be the SALT that was cut; a single character is anything. */
  isEndOfSalt(text: string): boolean {
    return text.length > 1 && (this.salt.startsWith(text) || this.salt.endsWith(text))
  }

  /** The text as it is shown, a label in each secret's place and in that of a part of one. */
  show(text: string): string {
    let shown = ''
    for (const character of this.withoutParts(text)) shown += this.labelOf(character) ?? character
    return shown
  }

  labelOf(character: string): string | undefined {
    return character === CUT ? '<…>' : this.all.find(({ sign }) => sign === character)?.label
  }

  /** Runs of characters that a secret has and the body has not, each as one sign. */
  withoutParts(text: string): string {
    const characters = [...text]
    const isPart = characters.map(() => false)
    for (let i = 0; i + PART <= characters.length; i++) {
      const run = characters.slice(i, i + PART).join('')
      if (this.known.includes(run) || !this.values.some((value) => value.includes(run))) continue
      isPart.fill(true, i, i + PART)
    }
    return characters.map((one, i) => (!isPart[i] ? one : isPart[i - 1] ? '' : CUT)).join('')
  }
}

/** Stands for a part of a secret. */
const CUT = String.fromCodePoint(FIRST_SIGN - 2)

function isSought(value: string): boolean {
  return value.length >= SHORTEST_SOUGHT
}

/** How the SALT gets into a string by mistake. */
function formsOf(salt: string): string[] {
  const url = encodeURIComponent(Buffer.from(salt).toString())
  return [salt.trim(), salt.toUpperCase(), salt.toLowerCase(), url, JSON.stringify(salt).slice(1, -1)]
}
