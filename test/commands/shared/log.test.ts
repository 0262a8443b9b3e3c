import { expect, test } from 'vitest'
import { openLog } from '../../../src/commands/shared/log.js'
import { PLAIN } from '../../../src/output/colour.js'
import { Output } from '../../../src/output/output.js'
import { catalogue } from '../../../src/output/words/languages.js'
import type { Sink } from '../../../src/sink.js'
import { codesOf } from '../../protocol/found.js'

const words = await catalogue('en').words()

/** A log whose stdout keeps each write, or takes none. */
function log(full = false) {
  const [written, said]: [string[], string[]] = [[], []]
  const sink = (chunks: string[], error?: Error): Sink => ({
    write(chunk, done) {
      if (!error) chunks.push(String(chunk))
      done?.(error)
      return true
    }
  })
  const stdout = sink(written, full ? Object.assign(new Error('full'), { code: 'ENOSPC' }) : undefined)
  const how = { json: false, quiet: false, verbose: false, paint: { stdout: PLAIN, stderr: PLAIN } }
  const out = new Output({ stdout, stderr: sink(said), words, catalogue: catalogue('en'), ...how })
  return { ...openLog(out), out, written, said }
}

test('the lines of one turn are one write, in order', async () => {
  const { print, end, written } = log()
  void print('a')
  await print('b')
  void print('c')
  await end()
  expect(written).toEqual(['a\nb\n', 'c\n'])
})

test('nothing printed is nothing written', async () => {
  const { end, written } = log()
  await end()
  expect(written).toEqual([])
})

test('what cannot be written is said once, goes on, and is the failure at the end', async () => {
  const { print, end, out, said } = log(true)
  await print('a')
  await print('b')
  await out.written()
  expect(said.join('').match(/\(file-not-writable\)/g)).toHaveLength(1)
  const failed = await end().catch((error: unknown) => error)
  expect(
    codesOf(() => {
      throw failed
    })
  ).toEqual(['file-not-writable'])
})
