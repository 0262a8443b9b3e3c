import { LANGUAGES } from '../../language.js'
import { catalogue } from '../../output/words/languages.js'
import type { CommandEntry } from '../shared/command.js'
import { completedCommand, completedProgram, type Say } from './from-commands.js'
import type { CompletedOption, CompletionTable } from './table.js'

/** The file of the table for {@link completionAtOnce}: a line with it, and one with the texts of each language. */
export async function completionFile(entries: readonly CommandEntry[]): Promise<string> {
  const help = await Promise.all(LANGUAGES.map((language) => catalogue(language).help()))
  const texts = new Numbered()
  const say: Say = (word) => {
    const both = LANGUAGES.map((language, i) => {
      const words = help[i]
      return words ? word(language, words) : ''
    })
    return texts.numberOf(JSON.stringify(both))
  }
  const options = new Numbered()
  const numbersOf = (all: readonly CompletedOption[]) => all.map((one) => options.numberOf(JSON.stringify(one)))
  const { globals, ...program } = await completedProgram(entries, say)
  const commands = await Promise.all(entries.map(async ({ load }) => completedCommand(await load(), say)))
  const syntaxes = commands.map((one) => ({ options: numbersOf(one.options), arguments: one.arguments }))
  const table: CompletionTable = {
    ...program,
    syntaxes,
    globals: numbersOf(globals),
    options: options.all.map((one): CompletedOption => JSON.parse(one))
  }
  const inAll = texts.all.map((one): string[] => JSON.parse(one))
  return [table, ...LANGUAGES.map((_, i) => inAll.map((one) => one[i]))].map((one) => JSON.stringify(one)).join('\n')
}

/** Gives each text a number, and the same text the same. */
class Numbered {
  private readonly numbers = new Map<string, number>()

  numberOf(text: string): number {
    const number = this.numbers.get(text) ?? this.numbers.size
    this.numbers.set(text, number)
    return number
  }

  get all(): string[] {
    return [...this.numbers.keys()]
  }
}
