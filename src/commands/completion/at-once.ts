import { chooseLanguage } from '../../language.js'
import type { World } from '../../world.js'
import { type CompletionSource, completeWords, printedWords } from './complete.js'
import { plainProfiles } from './profile-names.js'
import { recentValues, wantedOf } from './recent-values.js'
import type { CompletionTable } from './table.js'

/*
 * Completion without the rest of the program, by the table that the build writes: nobody should wait for it while
 * typing. The build makes a file of its own of this, so it imports only what is small.
 */

/** The parts of the world that completion uses. */
type Here = Pick<World, 'env' | 'cwd' | 'home' | 'platform' | 'locale'>

/**
 * What `ecpay completion words` prints.
 *
 * @param words what stands on the line behind the name of the program
 * @param file a line with the table, and one with the texts of each language
 * @returns nothing if it takes the whole program to tell
 */
export async function completionAtOnce(
  words: readonly string[],
  here: Here,
  file: string
): Promise<string | undefined> {
  const [first = '', english = '', chinese = ''] = file.split('\n')
  const table: CompletionTable = JSON.parse(first)
  const isChinese = chooseLanguage(undefined, here.env, here.locale) === 'zh'
  const texts: readonly string[] = JSON.parse(isChinese ? chinese : english)
  let isPlain = true
  const suggested: CompletionSource['suggested'] = (what, scope) => {
    if (what !== 'profile') return recentValues(what, here, wantedOf(words, scope, table, here))
    const names = plainProfiles(words, here)
    isPlain = names !== undefined
    return (names ?? []).map((value) => ({ value }))
  }
  const found = await completeWords(words, sourceOf(table, suggested))
  return isPlain
    ? printedWords(found, (about) => (typeof about === 'number' ? (texts[about] ?? '') : about))
    : undefined
}

function sourceOf(table: CompletionTable, suggested: CompletionSource['suggested']): CompletionSource {
  const optionsOf = (numbers: readonly number[]) => numbers.flatMap((number) => table.options[number] ?? [])
  return {
    ...table,
    globals: optionsOf(table.globals),
    command(name) {
      const syntax = table.syntaxes[table.commands.findIndex((one) => one.name === name)]
      return { options: optionsOf(syntax?.options ?? []), arguments: syntax?.arguments ?? [] }
    },
    suggested
  }
}
