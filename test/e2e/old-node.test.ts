import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { runInNewContext } from 'node:vm'
import { transformSync } from 'rolldown/utils'
import { describe, expect, test } from 'vitest'
import { BIN } from './ecpay.js'

const SOURCE = readFileSync(BIN, 'utf8')
const MANIFEST = JSON.parse(readFileSync(fileURLToPath(new URL('../../package.json', import.meta.url)), 'utf8'))

/** What the entry does in a Node.js of this version: whether it starts the program, and otherwise what it says. */
function enter(version: string, has = {}) {
  const said: string[] = []
  const started: unknown[] = []
  const process = { ...has, versions: { node: version }, stderr: { write: (text: string) => said.push(text) } }
  runInNewContext(SOURCE, { process, require: () => ({ start: (one: unknown) => started.push(one) }) })
  return { said: said.join(''), started: started.length, process }
}

describe('a Node.js that is too old', () => {
  test('reads the entry: nothing in it is younger than ES2015', () => {
    const written = (target: string) => transformSync('ecpay.js', SOURCE, { target, sourceType: 'script' }).code
    expect(written('es2015')).toBe(written('esnext'))
    expect(transformSync('new.js', 'a ?? b', { target: 'es2015' }).code).not.toContain('??')
  })

  test.each(['0.12.18', '4.9.1', '12.22.12', '18.20.8', '20.9.0', '20.18.0', '21.7.3', '22.0.0', '22.2.0'])(
    '%s: one sentence, exit code 2',
    (one) => {
      const { started, said, process } = enter(one)
      expect([started, process]).toMatchObject([0, { exitCode: 2 }])
      expect(said.match(new RegExp(`Node\\.js .*20\\.18\\.1 .*${one}.*\\n`, 'g'))).toHaveLength(2)
    }
  )

  test.each(['20.18.1', '20.20.2', '22.3.0', '24.0.0', '100.0.0'])('%s is not one', (version) => {
    expect(enter(version, { getBuiltinModule: () => ({}) })).toMatchObject({ started: 1, said: '' })
  })

  test('is one that package.json refuses', () => {
    expect(MANIFEST.engines.node).toBe('^20.18.1 || >=22.3.0')
    for (const number of ['20.18.1', '22.3']) expect(SOURCE).toContain(number)
  })
})
