import type { Context } from '../shared/command.js'
import { startSpinner } from '../shared/progress.js'

/** Searches, and says on a terminal how far it is. */
export async function shownSearch<T>(
  context: Context,
  search: (onProgress: (tried: number) => void) => Promise<T>
): Promise<T> {
  const words = await context.out.catalogue.diagnose()
  const spinner = await startSpinner(context)
  try {
    return await search((tried) => spinner?.say(words.searching(tried.toLocaleString('en'))))
  } finally {
    spinner?.stop()
  }
}
