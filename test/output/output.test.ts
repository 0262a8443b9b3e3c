import { PassThrough } from 'node:stream'
import { describe, expect, test } from 'vitest'
import { type Finding, finding } from '../../src/findings/findings.js'
import { PLAIN } from '../../src/output/colour.js'
import { Output, type OutputOptions } from '../../src/output/output.js'
import { catalogue } from '../../src/output/words/languages.js'

const words = await catalogue('en').words()

function output(options: Partial<OutputOptions> = {}) {
  const [stdout, stderr] = [new PassThrough(), new PassThrough()]
  const both = { json: false, quiet: false, verbose: false, paint: { stdout: PLAIN, stderr: PLAIN } }
  const out = new Output({ stdout, stderr, words, catalogue: catalogue('en'), ...both, ...options })
  const read = (stream: PassThrough) => String(stream.read() ?? '')
  return { out, said: () => read(stderr), result: () => read(stdout) }
}

const LOUD = finding('boolean-value', { key: 'a', text: 'true' })
const SALT = { name: 'SALT', value: 'saltOfTheShop001' } as const

test('what is said appears in the order of the calls, whether its words are loaded or not', async () => {
  const { out, said } = output()
  out.warn([LOUD])
  out.note('one')
  out.notice(finding('using-local', {}))
  out.note('two')
  await out.end()
  expect(said().match(/boolean-value|one|using-local|two/g)).toEqual(['boolean-value', 'one', 'using-local', 'two'])
})

describe('who hears what', () => {
  const say = async (options: Partial<OutputOptions>) => {
    const { out, said } = output(options)
    out.note('a note')
    out.detail('a detail')
    out.warn([LOUD])
    out.atLine(3, 'warning', [LOUD])
    out.atLine(4, 'error', [finding('empty-body', {})])
    await out.end()
    return said().match(/a note|a detail|^.*\([\w-]+\)$/gm)
  }
  const warning = expect.stringMatching(/^warning: .*\(boolean-value\)$/)
  const lines = [expect.stringMatching(/^line 3: warning: /), expect.stringMatching(/^line 4: error: /)]
  test.each([
    ['everybody', {}, ['a note', warning, ...lines]],
    ['--verbose', { verbose: true }, ['a note', 'a detail', warning, ...lines]],
    ['--quiet', { quiet: true }, lines.slice(1)],
    ['--json', { json: true }, [...lines, warning]]
  ])('%s', async (_, options, heard) => {
    expect(await say(options)).toEqual(heard)
  })
})

describe('--json: an error is the only document on stderr, whatever was to be said before', () => {
  const failed = async (fail: (out: Output) => Promise<void>, options: Partial<OutputOptions> = {}) => {
    const { out, said } = output({ json: true, ...options })
    out.warn([LOUD])
    out.note('a note')
    out.notice(finding('using-local', {}))
    await fail(out)
    await out.end()
    return JSON.parse(said()).error
  }
  const both = [finding('missing-salt', {}), finding('missing-token', {})]

  test('it has all problems, and the warnings', async () => {
    const error = await failed((out) => out.fail(both))
    expect(error).toMatchObject({
      ...{ code: 'missing-salt', problems: [{ code: 'missing-salt' }, { code: 'missing-token' }] },
      warnings: [{ code: 'boolean-value', key: 'a', message: expect.any(String) }]
    })
    expect(error.warnings).toHaveLength(1)
  })

  test('also where the result goes to a file', async () => {
    const error = await failed(async (out) => {
      const into = out.resultInto(new PassThrough(), out.paint)
      into.warn([LOUD])
      await into.fail(both)
      await into.end()
    })
    expect(error.warnings).toHaveLength(2)
  })

  test('none with --quiet', async () => {
    expect(await failed((out) => out.fail(both), { quiet: true })).not.toHaveProperty('warnings')
  })
})

describe('secrets', () => {
  test('are masked in results, bytes and everything that is said', async () => {
    const { out, said, result } = output()
    out.hide([SALT])
    await out.result(`text ${SALT.value}\n`)
    await out.result(Buffer.from(`bytes ${SALT.value}\n`))
    out.note(`note ${SALT.value}`)
    out.warn([finding('unknown-type', { found: SALT.value })])
    await out.fail([finding('internal-error', { reason: SALT.value })])
    await out.end()
    const [stdout, stderr] = [result(), said()]
    expect(stdout).toBe('text <SALT>\nbytes <SALT>\n')
    expect(stderr).not.toContain(SALT.value)
    // Only what changed the result is worth a warning.
    expect(stderr).toMatch(/2 places\. \(secret-masked\)/)
    expect((await out.masking())(SALT.value)).toBe('<SALT>')
  })

  test.each<[value: string, found: Finding]>([
    ['The call goes to', finding('other-host', { host: 'evil.example', source: 'base_url, .ecpayrc' })],
    ['(other-host)', finding('other-host', { host: 'evil.example', source: 'base_url, .ecpayrc' })],
    ['production', finding('confirmation-needed', { flag: '--yes', env: 'production' })],
    ['warning: ', LOUD]
  ])('a sentence of this tool is not blanked by a secret that is a part of it: %s', async (value, found) => {
    const [plain, hiding] = [output(), output()]
    hiding.out.hide([{ name: 'SALT', value }])
    for (const { out } of [plain, hiding]) out.warn([found])
    await Promise.all([plain.out.end(), hiding.out.end()])
    const said = hiding.said()
    expect(said.replace('<SALT>', value)).toBe(plain.said())
    expect(said).not.toMatch(/undefined/)
    expect(said.includes('<SALT>')).toBe(value === 'production')
  })

  test('a note of the catalogue neither', async () => {
    const { out, said } = output()
    out.hide([{ name: 'SALT', value: words.exchange.nothingSent }])
    out.note(words.exchange.nothingSent)
    await out.end()
    expect(said()).toBe(`${words.exchange.nothingSent}\n`)
  })

  test('are masked across the chunks of a stream', async () => {
    const { out, result } = output()
    out.hide([SALT])
    const stream = out.stream()
    for (const character of `before ${SALT.value} after`) await stream.write(Buffer.from(character))
    await stream.end()
    expect(result()).toBe('before <SALT> after')
  })

  test('stay hidden where the result goes elsewhere', async () => {
    const { out } = output()
    out.hide([SALT])
    const elsewhere = new PassThrough()
    await out.into(elsewhere).result(SALT.value)
    expect(String(elsewhere.read())).toBe('<SALT>')
  })
})

test('a result is taken when the stream has taken it', async () => {
  const { out } = output()
  const slow = new PassThrough({ highWaterMark: 10 })
  let taken = false
  const writing = out
    .into(slow)
    .result('x'.repeat(100))
    .then(() => {
      taken = true
    })
  await new Promise(setImmediate)
  expect(taken).toBe(false)
  slow.resume()
  await writing
  expect(taken).toBe(true)
})

test.each([
  [true, '{\n  "a": 1\n}\n'],
  [false, '{"a":1}\n']
])('a document is indented on a terminal only: %s', async (isTTY, text) => {
  const stdout = Object.assign(new PassThrough(), { isTTY })
  await output({ stdout }).out.document({ a: 1 })
  expect(String(stdout.read())).toBe(text)
})

describe('secrets of a configuration that no command has read', () => {
  const learning = () => {
    let times = 0
    const made = output({
      learnSecrets: async () => {
        times++
        await new Promise(setImmediate)
        made.out.hide([SALT])
      }
    })
    return { ...made, times: () => times }
  }

  test('are learnt once, before the first word is written', async () => {
    const { out, said, result, times } = learning()
    out.note(SALT.value)
    await out.result(SALT.value)
    await out.fail([finding('unknown-type', { found: SALT.value })])
    expect([result(), said()].join()).not.toContain(SALT.value)
    expect(times()).toBe(1)
  })

  test('signatures do not wait for them', async () => {
    const { out, result, times } = learning()
    await out.signatures('d41d8cd98f00b204e9800998ecf8427e\n')
    expect([result(), times()]).toEqual(['d41d8cd98f00b204e9800998ecf8427e\n', 0])
  })
})

describe('what is said on a terminal', () => {
  const onTerminal = (columns: number) => {
    const stderr = Object.assign(new PassThrough(), { isTTY: true, columns })
    return { ...output({ stderr }), said: () => String(stderr.read() ?? '') }
  }

  test('is folded at words, what goes on behind its label', async () => {
    const { out, said } = onTerminal(50)
    out.warn([finding('boolean-value', { key: 'a', text: 'true' })])
    out.note('a note that is longer than a terminal of 50 columns is wide')
    out.noteAsIs('{"a":"text that has its own lines is left as it is, however long"}')
    await out.end()
    expect(said().split('\n')).toEqual([
      'warning: `a` is true, signed as that word.',
      '         (boolean-value)',
      "  The API's switches are the numbers 0 and 1; PHP",
      '  would sign 1 or nothing.',
      'a note that is longer than a terminal of 50',
      'columns is wide',
      '{"a":"text that has its own lines is left as it is, however long"}',
      ''
    ])
  })

  test('is masked before it is folded', async () => {
    const { out, said } = onTerminal(20)
    out.hide([{ name: 'SALT', value: 'a salt with spaces in it' }])
    out.note('it stands in here: a salt with spaces in it')
    await out.end()
    expect(said()).toBe('it stands in here:\n<SALT>\n')
  })
})
