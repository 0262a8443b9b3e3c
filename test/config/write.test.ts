import { lstatSync, mkdirSync, readdirSync, readFileSync, statSync, symlinkSync, writeFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { checkFile } from '../../src/config/check-settings.js'
import { parseConfig } from '../../src/config/parse-file.js'
import { type ConfigValues, renderConfig } from '../../src/config/render.js'
import { FILE_KEYS, type LevelValues, SETTINGS, VALUE_FILES } from '../../src/config/settings.js'
import { addToGitignore, writeConfig } from '../../src/config/write.js'
import { EcpayError } from '../../src/findings/findings.js'
import { anyCharacter } from '../any-text.js'
import { place, resolveIn } from './place.js'

describe.each(['.ecpayrc.json', '.ecpayrc.yaml'])('what is written reads back the same from %s', (name) => {
  const back = async (values: ConfigValues) => {
    const { top, profiles } = checkFile(name, await parseConfig(name, renderConfig(values)))
    return { ...top, ...(values.profiles && { profiles: Object.fromEntries(profiles) }) }
  }

  test.each([
    'plain',
    'a: b',
    '# no comment',
    'x # y',
    '0123',
    '1e3',
    '0x10',
    'yes',
    'null',
    '~',
    '2024-01-01',
    '"quoted"',
    "'quoted'",
    '\\n is no line break',
    'line\nbreak\r\n',
    ' spaces ',
    '\t',
    '- item',
    '*alias',
    '&anchor',
    '!tag',
    '%',
    '@',
    '`',
    '{a: b}',
    '盐🧂',
    '\u0000\u007f\u0085\u009f\u00a0\u2028\u2029\ufeff\ufffe\uffff',
    '\ud800'
  ])('%j', async (salt) => expect(await back({ salt })).toEqual({ salt }))

  const level = fc.record(
    Object.fromEntries(
      FILE_KEYS.filter((key) => key !== 'profile' && !VALUE_FILES.includes(key)).map((key) => {
        const { type } = SETTINGS[key]
        if (type === 'environment') return [key, fc.constantFrom('local', 'sandbox', 'production')]
        if (type === 'form') return [key, fc.constantFrom('raw', 'pretty', 'both')]
        if (type === 'milliseconds') return [key, fc.integer({ min: 1, max: 2 ** 31 - 1 })]
        if (type === 'digits') return [key, fc.oneof(fc.integer({ min: 1 }), fc.integer({ min: 1 }).map(String))]
        return [key, fc.string({ unit: anyCharacter, minLength: 1 })]
      })
    ),
    { requiredKeys: [] }
  ) as fc.Arbitrary<LevelValues>

  test('whatever it is', async () => {
    await fc.assert(
      fc.asyncProperty(level, fc.dictionary(fc.string({ unit: anyCharacter }), level), async (top, profiles) => {
        const named = Object.fromEntries(Object.entries(profiles).map(([name, values]) => [name, { ...values }]))
        expect(await back({ ...top, profiles: named })).toEqual({ ...top, profiles: named })
      })
    )
  })
})

test('settings are written in their order', () => {
  const values = {
    salt: 's',
    app_id: 'tt1',
    timeout_ms: 5,
    profile: 'a',
    profiles: { b: {}, a: { token: 't', env: 'local' } }
  }
  expect(renderConfig(values)).toBe(`{
  "app_id": "tt1",
  "salt": "s",
  "timeout_ms": 5,
  "profile": "a",
  "profiles": {
    "b": {},
    "a": {
      "env": "local",
      "token": "t"
    }
  }
}
`)
  expect(renderConfig({})).toBe('{}\n')
})

const code = (action: () => void) => {
  try {
    action()
    return 'done'
  } catch (error) {
    if (!(error instanceof EcpayError)) throw error
    const [found] = error.findings
    return found && 'reason' in found ? `${found.code} ${found.reason}` : found?.code
  }
}

describe('writing a configuration', () => {
  const mode = (path: string) => (statSync(path).mode & 0o777).toString(8)

  test('for its owner only, in a directory that is made', async () => {
    const here = place()
    const path = here.path('../home/.config/ecpay/config.yaml')
    writeConfig(path, renderConfig({ salt: 'mine' }))
    expect([mode(path), readdirSync(here.path('../home/.config/ecpay'))]).toEqual(['600', ['config.yaml']])
    const { settings, warnings } = await resolveIn(here)
    expect([settings.salt?.value, warnings]).toEqual(['mine', []])
  })

  test('a file that is there stays, unless forced', () => {
    const here = place()
    const path = here.path('.ecpayrc')
    writeFileSync(path, 'old', { mode: 0o644 })
    expect(code(() => writeConfig(path, 'new'))).toBe('config-exists')
    expect(readFileSync(path, 'utf8')).toBe('old')
    expect(code(() => writeConfig(path, 'new', { force: true }))).toBe('done')
    expect([readFileSync(path, 'utf8'), mode(path)]).toEqual(['new', '600'])
    expect(readdirSync(here.cwd).toSorted()).toEqual(['.ecpayrc', 'package.json'])
  })

  test('force writes a new file as well', () => {
    const path = place().path('.ecpayrc')
    writeConfig(path, 'new', { force: true })
    expect([readFileSync(path, 'utf8'), mode(path)]).toEqual(['new', '600'])
  })

  test('a link is replaced, and what it led to stays as it was', () => {
    const here = place({ 'dotfiles/rc': 'old' })
    symlinkSync('dotfiles/rc', here.path('.ecpayrc'))
    writeConfig(here.path('.ecpayrc'), 'new', { force: true })
    expect(lstatSync(here.path('.ecpayrc')).isFile()).toBe(true)
    expect(readFileSync(here.path('.ecpayrc'), 'utf8')).toBe('new')
    expect(readFileSync(here.path('dotfiles/rc'), 'utf8')).toBe('old')
  })

  test('what cannot be written', () => {
    const here = place({ file: '' })
    mkdirSync(here.path('dir'))
    expect(code(() => writeConfig(here.path('file/rc'), 'x'))).toBe('config-not-writable EEXIST')
    expect(code(() => writeConfig(here.path('dir'), 'x', { force: true }))).toBe('config-not-writable EISDIR')
    expect(code(() => writeConfig(here.path('dir'), 'x'))).toBe('config-exists')
    expect(readdirSync(here.cwd).toSorted()).toEqual(['dir', 'file', 'package.json'])
  })
})

describe('.gitignore', () => {
  test.each<[string | undefined, string, boolean]>([
    [undefined, '.ecpayrc\n', true],
    ['', '.ecpayrc\n', true],
    ['dist\n', 'dist\n.ecpayrc\n', true],
    ['dist', 'dist\n.ecpayrc\n', true],
    ['dist\r\n', 'dist\r\n.ecpayrc\r\n', true],
    ['a\r\ndist', 'a\r\ndist\r\n.ecpayrc\r\n', true],
    ['.ecpayrc\n', '.ecpayrc\n', false],
    ['a\r\n.ecpayrc \r\nb', 'a\r\n.ecpayrc \r\nb', false],
    ['/.ecpayrc', '/.ecpayrc', false],
    ['.ecpayrc.json\n', '.ecpayrc.json\n.ecpayrc\n', true],
    ['# .ecpayrc\n', '# .ecpayrc\n.ecpayrc\n', true]
  ])('%j', (before, after, added) => {
    const here = place(before === undefined ? {} : { '.gitignore': before })
    expect(addToGitignore(here.cwd, '.ecpayrc')).toBe(added)
    expect(addToGitignore(here.cwd, '.ecpayrc')).toBe(false)
    expect(readFileSync(here.path('.gitignore'), 'utf8')).toBe(after)
  })

  test('that is a directory', () => {
    const here = place({ '.gitignore/x': '' })
    expect(code(() => addToGitignore(here.cwd, '.ecpayrc'))).toBe('config-not-writable EISDIR')
  })
})
