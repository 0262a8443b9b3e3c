import { refuse } from '../../findings/findings.js'
import { argument, flag } from './option.js'

/** The entry of a list that a command shows. */
export const ID = argument('[id]', {
  help: {
    en: 'its id, from the list',
    zh: '列表中的 id'
  }
})

/** The newest entry in place of one with an id. */
export const LAST = flag('--last', {
  help: {
    en: 'the newest one',
    zh: '最新的一个'
  }
})

/**
 * The id, or nothing if the newest entry is meant.
 *
 * @throws EcpayError `missing-argument`, `conflicting-options`
 */
export function idUnlessLast(id: string | undefined, last: boolean): string | undefined {
  if (id === undefined && !last) throw refuse('missing-argument', { name: 'id' })
  if (id !== undefined && last) throw refuse('conflicting-options', { options: ['<id>', '--last'] })
  return id
}
