import { chmodSync, existsSync, mkdirSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { findConfigFile, userConfigFiles } from '../../src/config/find.js'
import { EcpayError } from '../../src/findings/findings.js'
import { type Files, findings, place, resolveIn } from './place.js'

const JSON_TEXT = '{"app_id":"tt1"}'
const YAML_TEXT = 'app_id: tt1\n'

describe('every place is found and read', () => {
  test.each<[string, string]>([
    ['.ecpayrc', JSON_TEXT],
    ['.ecpayrc', YAML_TEXT],
    ['.ecpayrc', '{app_id: tt1}'],
    ['.ecpayrc', '{\n  "app_id": "tt1", # by hand\n}\n'],
    ['.ecpayrc.json', JSON_TEXT],
    ['.ecpayrc.yaml', YAML_TEXT],
    ['.ecpayrc.yml', YAML_TEXT],
    ['ecpay.config.json', JSON_TEXT],
    ['package.json', '{"name":"shop","ecpay":{"app_id":"tt1"}}'],
    ['../home/.config/ecpay/config.json', JSON_TEXT],
    ['../home/.config/ecpay/config.yaml', YAML_TEXT]
  ])('%s: %s', async (name, content) => {
    const here = place({ [name]: content })
    const { path, settings } = await resolveIn(here)
    expect(path).toBe(here.path(name))
    expect(settings.app_id?.value).toBe('tt1')
  })
})

describe('which file is found', () => {
  const found = (files: Files, from = '.') => {
    const here = place({ 'deep/er/.keep': '', ...files })
    const path = findConfigFile({ ...here, cwd: join(here.cwd, from) })
    return path && Object.keys(files).find((name) => here.path(name) === path)
  }

  test.each<[string, string[], string, string | undefined]>([
    ['none', [], '.', undefined],
    ['the first of a directory', ['.ecpayrc', '.ecpayrc.json', 'ecpay.config.json'], '.', '.ecpayrc'],
    ['from a subdirectory', ['.ecpayrc'], 'deep/er', '.ecpayrc'],
    ['the nearest', ['.ecpayrc', 'deep/.ecpayrc.yaml'], 'deep/er', 'deep/.ecpayrc.yaml'],
    ["not above the project's root", ['../.ecpayrc'], 'deep/er', undefined],
    ["the project's before the user's", ['../home/.config/ecpay/config.json', '.ecpayrc'], '.', '.ecpayrc'],
    [
      "the user's JSON before YAML",
      ['../home/.config/ecpay/config.yaml', '../home/.config/ecpay/config.json'],
      '.',
      '../home/.config/ecpay/config.json'
    ],
    ['no directory of that name', ['.ecpayrc/file', 'ecpay.config.json'], '.', 'ecpay.config.json']
  ])('%s', (_, names, from, expected) => {
    expect(found(Object.fromEntries(names.map((name) => [name, JSON_TEXT])), from)).toBe(expected)
  })

  test.each<[string, string, boolean]>([
    ['without our key', '{"name":"shop"}', false],
    ['with an inherited name as key', '{"constructor":{"ecpay":{}}}', false],
    ['an array', '[]', false],
    ['null', 'null', false],
    ['with our key', '{"ecpay":{}}', true],
    ['broken', '{"ecpay":', true]
  ])('package.json %s', (_, content, counts) => {
    expect(found({ 'package.json': content })).toBe(counts ? 'package.json' : undefined)
  })
})

describe("the user's directory", () => {
  test.each<[string, Record<string, string>, string, string]>([
    ['linux', {}, '/home/li', '/home/li/.config/ecpay/config.json'],
    ['darwin', {}, '/Users/li', '/Users/li/.config/ecpay/config.json'],
    ['linux', { XDG_CONFIG_HOME: '/xdg' }, '/home/li', '/xdg/ecpay/config.json'],
    ['linux', { XDG_CONFIG_HOME: 'relative' }, '/home/li', '/home/li/.config/ecpay/config.json'],
    ['linux', { XDG_CONFIG_HOME: '' }, '/home/li', '/home/li/.config/ecpay/config.json'],
    ['win32', { APPDATA: 'D:\\data' }, 'C:\\Users\\li', 'D:\\data\\ecpay\\config.json'],
    ['win32', {}, 'C:\\Users\\li', 'C:\\Users\\li\\AppData\\Roaming\\ecpay\\config.json']
  ])('%s %j', (platform, env, home, expected) => {
    expect(userConfigFiles({ cwd: '/', env, home, platform })[0]).toBe(expected)
  })
})

describe('code is never run', () => {
  const marker = (path: string) => `require('node:fs').writeFileSync(${JSON.stringify(path)}, '')`
  const names = ['js', 'cjs', 'mjs', 'ts'].flatMap((end) => [
    `.ecpayrc.${end}`,
    `ecpay.config.${end}`,
    // cosmiconfig's own configuration, which it runs from the working directory of the process.
    `.config/config.${end}`,
    `.config/ecpayrc.${end}`
  ])

  test.each(['{}', '{"cosmiconfig":{"cosmiconfig":{"searchPlaces":["ecpay.config.js"]}}}'])(
    'of a repository, not even as configuration of cosmiconfig: %s',
    async (manifest) => {
      const here = place()
      const ran = here.path('ran')
      for (const name of names) {
        mkdirSync(dirname(here.path(name)), { recursive: true })
        writeFileSync(here.path(name), marker(ran))
      }
      writeFileSync(here.path('package.json'), manifest)
      const before = process.cwd()
      process.chdir(here.cwd)
      try {
        expect((await resolveIn(here)).path).toBeUndefined()
      } finally {
        process.chdir(before)
      }
      // Import of an ES module ends later than the call that begins it.
      await new Promise((resolve) => setTimeout(resolve, 50))
      expect(existsSync(ran)).toBe(false)
    }
  )

  test.each(['ecpay.config.js', 'ecpay.config.mjs', 'ecpay.config.ts'])(
    '--config %s reads it as data',
    async (name) => {
      const here = place({ [name]: `module.exports = ${JSON_TEXT}` })
      const found = await findings(resolveIn(here, { flags: { config: name } }))
      expect(found[0]?.code).toMatch(/^config-(unreadable|wrong-type)$/)
    }
  )

  test('nor is another file drawn in', async () => {
    const here = place({ '.ecpayrc': '{"$import":"other.json"}', 'other.json': '{"salt":"s"}' })
    expect(await findings(resolveIn(here))).toEqual([
      expect.objectContaining({ code: 'config-unknown-key', path: here.path('.ecpayrc'), key: '$import' })
    ])
  })
})

/** Root may read everything: these tests are then made by nobody. */
function unprivileged<T>(action: () => T): T {
  const root = process.geteuid?.() === 0
  if (root) process.seteuid?.(65534)
  try {
    return action()
  } finally {
    if (root) process.seteuid?.(0)
  }
}

test('a file that may not be read is an error, not passed over', () => {
  const here = place({ '.ecpayrc': JSON_TEXT })
  chmodSync(dirname(here.cwd), 0o755)
  chmodSync(here.path('.ecpayrc'), 0)
  const search = () => unprivileged(() => findConfigFile(here))
  expect(search).toThrow(EcpayError)
  expect(search).toThrow('config-unreadable')
})
