import { ENTRIES } from '../findings/entries.js'
import type { Code } from '../findings/findings.js'
import type { TypedCommand } from '../findings/typed-command.js'
import type { Language } from '../language.js'
import type { FindingWords } from './words/words.js'

/** The sentences of one language, for this command. */
export function findingWords(language: Language, command: TypedCommand): FindingWords {
  // There are hundreds, and a command says one or two: a sentence is made when it is asked for.
  const made = new Proxy<object>(ENTRIES, {
    get(_, code) {
      if (!isCode(code)) return undefined
      const template = ENTRIES[code][language]
      return (args: never) => (typeof template === 'function' ? template(args, command) : template)
    }
  })
  return made as FindingWords
}

function isCode(name: string | symbol): name is Code {
  return Object.hasOwn(ENTRIES, name)
}
