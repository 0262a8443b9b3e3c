import type { Assignment } from './assignment.js'
import { type JsonMember, type JsonValue, member, memberText, readJson, readObject } from './json.js'

/** A member of an object, with the JSON text of its value as it was written. */
export interface WrittenMember extends JsonMember {
  json: string
}

/**
 * The members of an object: read once from its text, and written once. A change returns a new value. Text without
 * changes stays the same byte for byte. A change removes the white space between members, but every other value keeps
 * its bytes: numbers past 2^53 and duplicate keys are safe.
 */
export class Members {
  static readonly NONE = new Members([])

  readonly members: readonly WrittenMember[]
  private written: string | undefined

  private constructor(members: readonly WrittenMember[], text?: string) {
    this.members = members
    this.written = text
  }

  /** @throws EcpayError like `readObject` */
  static read(text: string): Members {
    const { members } = readObject(text)
    return new Members(
      members.map(({ key, value }) => ({ key, value, json: text.slice(value.start, value.end) })),
      text
    )
  }

  /** The value of the last member with this key, as every JSON library reads it. */
  get(key: string): JsonValue | undefined {
    return member(this, key)
  }

  /** The text of a scalar member: a string is decoded, a number keeps its literal. */
  text(key: string): string | undefined {
    return memberText(this, key)
  }

  has(key: string): boolean {
    return this.members.some((one) => one.key === key)
  }

  /** Each member with its text. The text of an object or array is its source. */
  texts(): [key: string, text: string][] {
    return this.members.map(({ key, value, json }) => [key, 'text' in value ? value.text : json.trim()])
  }

  /**
   * Replaces the values of these keys; new members are added at the end. Of a duplicate key, only the first member is
   * replaced: validation refuses the other one.
   *
   * @throws EcpayError `invalid-json` for a value
   */
  with(assignments: readonly Assignment[]): Members {
    if (assignments.length === 0) return this
    const members = [...this.members]
    for (const { key, json } of assignments) {
      const at = members.findIndex((one) => one.key === key)
      members.splice(at < 0 ? members.length : at, 1, { key, json, value: readJson(json) })
    }
    return new Members(members)
  }

  without(keys: readonly string[]): Members {
    return this.where(({ key }) => !keys.includes(key))
  }

  only(keys: readonly string[]): Members {
    return this.where(({ key }) => keys.includes(key))
  }

  /** The same members without white space between them. */
  compact(): Members {
    return new Members(this.members)
  }

  toText(): string {
    this.written ??= `{${this.members.map(({ key, json }) => `${JSON.stringify(key)}:${json}`).join(',')}}`
    return this.written
  }

  private where(isKept: (one: WrittenMember) => boolean): Members {
    const members = this.members.filter(isKept)
    return members.length === this.members.length ? this : new Members(members)
  }
}
