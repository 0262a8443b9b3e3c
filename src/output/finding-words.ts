import { ENTRIES } from '../findings/entries.js'
import type { Code } from '../findings/findings.js'
import type { TypedCommand } from '../findings/typed-command.js'
import type { Language } from '../language.js'
import type { FindingWords } from './words/words.js'

/** The sentences of one language, for this command. */
export function findingWords(language: Language, command: TypedCommand): FindingWords {
  const say = (code: Code) => {
    const template = ENTRIES[code][language]
    return (args: never) => (typeof template === 'function' ? template(args, command) : template)
  }
  return Object.fromEntries((Object.keys(ENTRIES) as Code[]).map((code) => [code, say(code)])) as FindingWords
}
