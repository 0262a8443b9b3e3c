import { readFileSync, rmSync, writeFileSync } from 'node:fs'
import { claimantOf, claimName, ownerOf } from '../../../database/claims.js'
import { codeOf } from '../../../files/read-file.js'
import { refuse } from '../../../findings/findings.js'

/**
 * Marks a file as one that this run adds to, by a file beside it. That of a run that was killed is taken over.
 *
 * @param path absolute
 * @returns how to remove the mark
 * @throws EcpayError `answers-in-use`; the error of the system
 */
export function markAsUsed(path: string, shown: string): () => void {
  const mark = `${path}.lock`
  const write = () => writeFileSync(mark, claimName(), { flag: 'wx', mode: 0o600 })
  try {
    write()
  } catch (error) {
    if (codeOf(error) !== 'EEXIST') throw error
    const other = readFileSync(mark, 'utf8')
    if (ownerOf(other) !== 'dead') throw refuse('answers-in-use', { path: shown, pid: claimantOf(other).pid })
    rmSync(mark, { force: true })
    write()
  }
  return () => rmSync(mark, { force: true })
}
