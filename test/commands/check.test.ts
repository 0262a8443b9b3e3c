import { createHash } from 'node:crypto'
import {
  chmodSync,
  existsSync,
  lstatSync,
  readdirSync,
  readFileSync,
  statSync,
  symlinkSync,
  writeFileSync
} from 'node:fs'
import { fileURLToPath } from 'node:url'
import { describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import { allCommands } from '../../src/commands/table.js'
import { place } from '../config/place.js'
import { fences, readPage } from '../docs/pages.js'
import { callback as signedCallback } from '../e2e/platform.js'
import { run } from './run.js'

const root = fileURLToPath(new URL('../../', import.meta.url))
const SUITES = `${root}fixtures/suite`

test.each(readdirSync(SUITES))('every case of fixtures/suite/%s passes', async (name) => {
  const { exit, stdout } = await run(['check', `${SUITES}/${name}`, '--json'])
  const { cases } = JSON.parse(stdout) as { cases: { name: string; verdict: string; problems: object[] }[] }
  expect(cases.filter(({ verdict }) => verdict !== 'passed')).toEqual([])
  expect(cases.length).toBeGreaterThan(10)
  expect(exit).toBe(0)
})

/** Runs one suite from its text. */
async function check(suite: string, options = '', files: Record<string, string> = {}) {
  const here = place({ 's.yaml': suite, ...files })
  const ran = await run(`check s.yaml ${options}`, { here })
  return { ...ran, text: () => readFileSync(here.path('s.yaml'), 'utf8') }
}

const SIGNED = 'salt: your_payment_salt, body: \'{"out_order_no":"no_1","total_amount":100}\''
const RIGHT = '90b7b079c045135872a372d0f0a36077'

/** Each line is ten times the one before. */
const BOMB = `a0: &a0 [${'x,'.repeat(9)}x]\n${Array.from({ length: 9 }, (_, i) => `a${i + 1}: &a${i + 1} [${`*a${i},`.repeat(9)}*a${i}]\n`).join('')}`

describe('the form of a suite', () => {
  test.each<[what: string, suite: string, said: string[]]>([
    ['no YAML', 'cases:\n  - a: [1\n', ['s.yaml:3:1 suite-unreadable']],
    ['aliases that fill the memory', BOMB, ['s.yaml:2:22 suite-unreadable']],
    ['an alias of itself', 'cases: &a [*a]\n', ['s.yaml:1:11 suite-unreadable']],
    ['an alias of nothing', 'cases: [*a]\n', ['s.yaml:1:9 suite-unreadable']],
    ['many levels', `cases: ${'['.repeat(60)}${']'.repeat(60)}\n`, ['s.yaml:1:58 suite-unreadable']],
    [
      'an unknown member',
      'nme: x\ncases:\n  - sign: { body: "{}", bdy: 1 }\n',
      ['s.yaml:1:1 suite-unknown-key', 's.yaml:3:25 suite-unknown-key']
    ],
    ['another word', 'env: lcal\ncases: []\n', ['s.yaml:1:6 suite-wrong-type', 's.yaml:2:8 suite-without-cases']],
    ['nothing', '', ['s.yaml:1:1 suite-without-cases']],
    ['a comment', '# later\n', ['s.yaml:1:1 suite-without-cases']],
    ['no list', 'cases: hello\n', ['s.yaml:1:8 suite-wrong-type']],
    ['the key misspelt', 'case: []\n', ['s.yaml:1:1 suite-unknown-key']],
    ['a case that is text', 'cases:\n  - hello\n', ['s.yaml:2:5 suite-wrong-type']],
    ['no steps', 'cases:\n  - steps: []\n', ['s.yaml:2:12 suite-without-cases']],
    ['steps of text', 'cases:\n  - steps: [a]\n', ['s.yaml:2:13 suite-wrong-type']],
    ['a tab', 'cases:\n\t- sign: {}\n', ['s.yaml:2:1 suite-unreadable']],
    ['a key twice', 'env: local\nenv: local\ncases: [1]\n', ['s.yaml:2:1 suite-unreadable']],
    ['a key twice in a list', 'cases:\n  - sign: { body: "{}", body: "{}" }\n', ['s.yaml:2:25 suite-unreadable']],
    ['several documents', 'cases: []\n---\ncases: []\n', ['s.yaml:2:1 suite-unreadable']],
    ['too much', `cases: []\n#${'x'.repeat(1024 ** 2)}\n`, ['s.yaml suite-not-text']],
    ['a byte order mark', '\ufeffcases:\n  - sgn: {}\n', ['s.yaml:2:5 suite-unknown-command']],
    ['line breaks of Windows', 'cases:\r\n  - sgn: {}\r\n', ['s.yaml:2:5 suite-unknown-command']],
    [
      'keys of a case misspelt',
      'cases:\n  - nme: x\n    evn: local\n    sign: { body: "{}", expct: a }\n',
      ['s.yaml:2:5 suite-unknown-key', 's.yaml:3:5 suite-unknown-key', 's.yaml:4:25 suite-unknown-key']
    ],
    [
      'Chinese keys',
      '名称: x\ncases:\n  - sign: { 正文: 1 }\n',
      ['s.yaml:1:1 suite-unknown-key', 's.yaml:3:13 suite-unknown-key']
    ],
    ['a list as signature', 'cases:\n  - sign: { body: "{}", expect: [a] }\n', ['s.yaml:2:33 suite-wrong-type']],
    [
      'codes that are none',
      'cases:\n  - sign: { body: "{}", refuse: nested }\n  - sign: { body: "{}", warn: [3] }\n  - sign: { body: "{}", refuse: {} }\n',
      ['s.yaml:4:33 suite-wrong-type', 's.yaml:2:33 suite-unknown-code', 's.yaml:3:32 suite-unknown-code']
    ],
    [
      'a later step',
      "cases:\n  - steps:\n      - query: { order: '$\u007bb.request.x}' }\n        as: a\n      - query: { order: '$\u007ba.request.x}$\u007bc.y}' }\n        as: b\n",
      ['s.yaml:3:25 suite-unknown-reference', 's.yaml:5:25 suite-unknown-reference']
    ],
    [
      'two results with one name, and names that no reference can have',
      "cases:\n  - steps:\n      - create-order: { amount: 1 }\n        as: a\n      - create-order: { amount: 1 }\n        as: a\n      - sign: { body: '{}' }\n        as: ''\n      - sign: { body: '{}' }\n        as: a.b\n",
      ['s.yaml:6:13 suite-step-name', 's.yaml:8:13 suite-step-name', 's.yaml:10:13 suite-step-name']
    ],
    [
      'what the command has nothing to do with',
      "cases:\n  - query: { order: a, body: '{}' }\n  - trade order: { amount: 1, body: '{}' }\n  - sign: { body: '{}', cause: crlf, msg: { a: 1 } }\n  - create-order: { amount: 1, warn: boolean-value, valid: true }\n  - simulate pay: { order: a, valid: true }\n",
      [
        's.yaml:2:24 suite-unknown-key',
        's.yaml:3:31 suite-unknown-key',
        's.yaml:4:25 suite-unknown-key',
        's.yaml:4:38 suite-unknown-key',
        's.yaml:5:32 suite-unknown-key',
        's.yaml:5:53 suite-unknown-key',
        's.yaml:6:31 suite-unknown-key'
      ]
    ],
    [
      'what is not looked at beside something else',
      "cases:\n  - sign: { body: '{}', refuse: nested-value, warn: boolean-value }\n    expect: { sign: a }\n  - sign: { body: '{}', file: s.yaml }\n  - query: { order: a, out_order_no: a }\n",
      [
        's.yaml:2:47 suite-unused-key',
        's.yaml:3:5 suite-unused-key',
        's.yaml:4:13 suite-unused-key',
        's.yaml:5:24 suite-unused-key'
      ]
    ],
    ['no cases', 'name: x\n', ['s.yaml:1:1 suite-missing-key']],
    ['no command', 'cases:\n  - name: x\n', ['s.yaml:2:5 suite-missing-key']],
    ['another command', 'cases:\n  - sgn: { body: "{}" }\n', ['s.yaml:2:5 suite-unknown-command']],
    ['a command that runs programs', 'cases:\n  - check-signer: {}\n', ['s.yaml:2:5 suite-unknown-command']],
    ['an option that confirms', 'cases:\n  - refund: { yes: true }\n', ['s.yaml:2:15 suite-unknown-key']],
    [
      'a secret with a hyphen',
      'cases:\n  - trade sign: { private-key: abc, body: "{}" }\n',
      ['s.yaml:2:19 suite-literal-secret']
    ],
    [
      'options for a list',
      "cases:\n  - query: { from_file: '-', resume: r, rate: 5 }\n",
      ['s.yaml:2:14 suite-unknown-key', 's.yaml:2:30 suite-unknown-key', 's.yaml:2:41 suite-unknown-key']
    ],
    [
      'values that options do not take',
      "cases:\n  - sign: { body: '{}', code: rust }\n  - verify-callback: { body: '{}', max_age: soon, max-size: 0 }\n  - query: { order: no_1, wait: maybe, timeout: true }\n",
      [
        's.yaml:2:31 suite-wrong-type',
        's.yaml:3:45 suite-wrong-type',
        's.yaml:3:61 suite-wrong-type',
        's.yaml:4:33 suite-wrong-type',
        's.yaml:4:49 suite-wrong-type'
      ]
    ],
    [
      'several values where one goes',
      "cases:\n  - sign: { body: '{}', nested: [go, json], explain: [true] }\n  - create-order: { amount: [1, 2], subject: [a] }\n  - trade verify-callback: { body: '{}', headers: ['Byte-Timestamp: 1'] }\n",
      [
        's.yaml:2:33 suite-wrong-type',
        's.yaml:2:54 suite-wrong-type',
        's.yaml:3:29 suite-wrong-type',
        's.yaml:3:46 suite-wrong-type',
        's.yaml:4:52 suite-file-missing',
        's.yaml:4:51 suite-wrong-type'
      ]
    ],
    [
      'headers of a command that takes none, in every form',
      `cases:\n${['[a, b]', '{ a: b }', 'a.txt'].map((value) => `  - verify-callback: { body: '{}', headers: ${value}, valid: false }\n`).join('')}  - trade sign: { body: '{}', headers: { a: b } }\n`,
      [
        's.yaml:2:36 suite-unknown-key',
        's.yaml:3:36 suite-unknown-key',
        's.yaml:4:36 suite-unknown-key',
        's.yaml:5:31 suite-unknown-key'
      ]
    ],
    [
      'an object where a switch, a word or a number goes',
      "cases:\n  - sign: { body: '{}', nested: { a: 1 }, explain: { a: 1 } }\n  - verify-callback: { body: '{}', max_age: { a: 1 } }\n",
      ['s.yaml:2:33 suite-wrong-type', 's.yaml:2:52 suite-wrong-type', 's.yaml:3:45 suite-wrong-type']
    ],
    [
      'switches with a value, where another refusal is expected',
      "cases:\n  - sign: { body: '{}', explain: maybe, refuse: invalid-option-value }\n",
      ['s.yaml:2:34 suite-wrong-type']
    ],
    [
      'several values of an argument that takes one, and files that are none',
      'cases:\n  - query: { order: [no_1, no_2] }\n  - query: { out_order_no: { a: 1 } }\n  - verify-callback: { file: [{ a: 1 }] }\n',
      [
        's.yaml:2:21 suite-wrong-type',
        's.yaml:3:28 suite-wrong-type',
        's.yaml:4:31 suite-file-missing',
        's.yaml:4:31 suite-wrong-type'
      ]
    ],
    [
      'profiles that are not there, once a place',
      'profile: shp\ncases:\n  - sign: { body: "{}" }\n  - sign: { body: "{}" }\n  - profile: cafe\n    sign: { body: "{}" }\n',
      ['s.yaml:1:10 suite-unknown-profile', 's.yaml:5:14 suite-unknown-profile']
    ],
    [
      'a signature where members go, and an input that is neither text nor JSON',
      'cases:\n  - create-order: { amount: 100, expect: ok }\n  - sign: { body: 3 }\n  - sign: { body: null }\n',
      ['s.yaml:2:42 suite-wrong-type', 's.yaml:3:19 suite-wrong-type', 's.yaml:4:19 suite-wrong-type']
    ],
    [
      'what stands beside a pattern',
      "cases:\n  - query: { order: a, expect: { data: { matches: '1', mtches: 2 } } }\n",
      ['s.yaml:2:56 suite-unknown-key']
    ],
    [
      'a Chinese name of no step, and one with a space',
      "cases:\n  - steps:\n      - query: { order: '$\u007b订单.request.x}$\u007bmy order.x}' }\n",
      ['s.yaml:3:25 suite-unknown-reference', 's.yaml:3:25 suite-unknown-reference']
    ],
    ['a merge of what is no map', 'cases:\n  - sign: { <<: a }\n', ['s.yaml:2:13 suite-unknown-key']],
    ['a secret', 'cases:\n  - sign: { salt: abc, body: "{}" }\n', ['s.yaml:2:13 suite-literal-secret']],
    ['no such file', 'cases:\n  - sign: { body: no.json }\n', ['s.yaml:2:19 suite-file-missing']]
  ])('%s is refused at its place', async (_, suite, said) => {
    const { exit, stderr } = await check(suite)
    const found = [...stderr.matchAll(/error: (\S+?): .*\((suite-[a-z-]+)\)/g)].map(([, at, code]) => `${at} ${code}`)
    expect([exit, found]).toEqual([2, said])
    expect(stderr).not.toContain('abc')
  })

  test('a reference says whether its step comes later or is this one, or is none', async () => {
    const query = (as: string, of: string) => `      - query: { order: '$\u007b${of}.request.x}' }\n        as: ${as}\n`
    const steps = [query('a', 'a'), query('b', 'c'), query('c', 'd'), query('e', 'e')].join('')
    const { stderr } = await check(`cases:\n  - steps:\n${steps}`)
    const found = [...stderr.matchAll(/s\.yaml:(\d+):\d+: (.*) \(suite-unknown-reference\)/g)].map(([, line, said]) => [
      line,
      said?.replace(/\$\S+/, '…')
    ])
    expect(found).toEqual([
      ['3', '… is of this step itself, which has no result yet.'],
      ['5', '… is of a later step.'],
      ['7', 'there is nothing behind …'],
      ['9', '… is of this step itself, which has no result yet.']
    ])
  })

  test.each<[what: string, suite: string, options: string]>([
    ['a value of a variable', "cases:\n  - verify-callback: { body: '{}', max_age: '$\u007bECPAY_AGE}' }\n", ''],
    [
      'a value that must be refused',
      "cases:\n  - sign: { body: '{}', code: rust, refuse: invalid-option-value }\n",
      ''
    ],
    [
      'a switch that must be refused',
      "cases:\n  - sign: { body: '{}', explain: maybe, refuse: option-without-value }\n",
      ''
    ],
    ['a profile of a variable', "profile: '$\u007bECPAY_SHOP}'\ncases:\n  - sign: { body: '{}' }\n", ''],
    ['a profile that is there', 'profile: shop\ncases:\n  - sign: { body: "{}" }\n', ''],
    ['a profile that must be refused', 'profile: x\ncases:\n  - sign: { body: "{}", refuse: unknown-profile }\n', ''],
    ['another profile on the command line', 'profile: x\ncases:\n  - sign: { body: "{}" }\n', '--profile shop']
  ])('%s is not refused where it stands', async (_, suite, options) => {
    const files = { '.ecpayrc': JSON.stringify({ profiles: { shop: { app_id: 'tt1' } } }) }
    const { codes } = await check(suite, options, files)
    expect(codes.filter((code) => /^suite-(?:wrong-type|unknown-profile)$/.test(code))).toEqual([])
  })

  test('a switch that turns something off is false', async () => {
    const order = (more: string) =>
      `  - create-order: { amount: 100, subject: '', ${more}, dry_run: true, data: ['x=1'] }\n`
    const { stdout } = await check(
      `env: local\ncases:\n${order('validate: false')}${order('validate: true')}`,
      '--json'
    )
    const codes = JSON.parse(stdout).cases.map(({ problems }: { problems: { code: string }[] }) => problems[1]?.code)
    expect(codes).toEqual([undefined, 'missing-field'])
  })

  test('a list is the JSON of a field that holds JSON, and several values of an option that may be given again', async () => {
    const suite = [
      'env: local',
      'cases:',
      '  - steps:',
      '      - create-order: { amount: 100, data: ["a=1", "b:=2"] }',
      '        as: order',
      '        expect: { err_no: 0 }',
      "      - simulate pay: { order: '$\u007border.request.out_order_no}' }",
      '      - settle:',
      "          order: '$\u007border.request.out_order_no}'",
      '          settle_desc: all',
      '          settle_params: [{ merchant_uid: "1", amount: 10 }, { merchant_uid: "2", amount: 20 }]',
      '          dry_run: true',
      ''
    ].join('\n')
    const { exit, stdout } = await check(suite, '--json')
    expect([exit, JSON.parse(stdout).cases[0].problems]).toEqual([0, []])
  })

  test('a step has any name, and what is merged is as if it stood there', async () => {
    const suite = [
      'env: local',
      'cases:',
      '  - steps:',
      '      - create-order: &first { amount: 100, subject: one }',
      '        as: 订单',
      "      - query: { order: '$\u007b订单.request.out_order_no}', expect: { payment_info.total_fee: 100 } }",
      '      - create-order: { <<: [{ amount: 7 }, *first], subject: two }',
      '        as: the other',
      "      - query: { order: '$\u007bthe other.request.out_order_no}', expect: { payment_info.total_fee: 7 } }",
      ''
    ].join('\n')
    const { exit, stdout } = await check(suite, '--json')
    expect([exit, JSON.parse(stdout).cases[0].problems]).toEqual([0, []])
  })

  test('what is expected in the step and beside it must both come', async () => {
    const steps = ['{ amount: 100, expect: { err_no: 7 } }', '{ amount: 100, expect: { err_no: 0 } }']
    const suite = `env: local\ncases:\n${steps.map((step) => `  - create-order: ${step}\n    expect: { err_no: 0 }\n`).join('')}`
    const { exit, stdout } = await check(suite, '--json')
    const verdicts = JSON.parse(stdout).cases.map(({ verdict }: { verdict: string }) => verdict)
    expect([exit, verdicts]).toEqual([1, ['failed', 'passed']])
  })

  test.each([
    ['its own', `sign: { ${SIGNED}, expect: ${RIGHT} }`],
    ['its own, of another system of keys', "trade sign: { body: '{}', app_id: tt9, expect: { app_id: tt9 } }"],
    ['those of the local gateway where it has none', 'create-order: { amount: 100, expect: { err_no: 0 } }']
  ])('a case on local is signed with %s', async (_, line) => {
    const { exit, stdout } = await check(`env: local\ncases:\n  - demo: true\n    ${line}\n`, '--json')
    expect([exit, JSON.parse(stdout).cases[0].problems]).toEqual([0, []])
  })

  test('braces around anything else than a name are text', async () => {
    const step = "create-order: { amount: 100, subject: 'pay $\u007ba b} x' }, expect: { err_no: 0 }"
    const { exit, stdout } = await check(`env: local\ncases:\n  - { ${step} }\n`, '--json')
    expect([exit, JSON.parse(stdout).cases[0].problems]).toEqual([0, []])
  })

  test('a profile of a variable is looked up when the case runs', async () => {
    const files = { '.ecpayrc': JSON.stringify({ profiles: { shop: { salt: 'your_payment_salt' } } }) }
    const body = '{"out_order_no":"no_1","total_amount":100}'
    const suite = `profile: '$\u007bECPAY_SHOP}'\ncases:\n  - sign: { body: '${body}', expect: ${RIGHT} }\n`
    const here = place({ 's.yaml': suite, ...files })
    const ran = async (env: Record<string, string>) => {
      const { exit, stdout } = await run('check s.yaml --json', { here, env })
      return [exit, JSON.parse(stdout).cases[0].problems.map(({ code }: { code: string }) => code)]
    }
    expect(await ran({ ECPAY_SHOP: 'shop' })).toEqual([0, []])
    expect(await ran({})).toEqual([1, ['suite-unknown-reference']])
  })

  test('the profile that may be meant is named', async () => {
    const files = { '.ecpayrc': JSON.stringify({ profiles: { shop: { app_id: 'tt1' } } }) }
    const { stderr } = await check('profile: shp\ncases:\n  - sign: { body: "{}" }\n', '', files)
    expect(stderr).toMatch(/s.yaml:1:10: there is no profile "shp"[\s\S]*shop\?/)
  })

  test.each([
    ['check', 'missing-argument'],
    ['check nowhere.yaml', 'no-suites'],
    ['check .', 'no-suites'],
    ['check t/**/*.yaml', 'no-suites']
  ])('ecpay %s', async (line, code) => {
    const { exit, codes } = await run(line)
    expect([exit, codes]).toEqual([2, [code]])
  })
})

describe('where suites are', () => {
  const suite = (name: string) => `env: local\ncases:\n  - name: ${name}\n    sign: { body: '{"a":1}' }\n`
  const files = {
    't/a.yaml': suite('a'),
    't/u/b.yml': suite('b'),
    't/u/c.json': JSON.stringify({ env: 'local', cases: [{ name: 'c', sign: { body: '{"a":1}' } }] }),
    't/u/body.json': '{"a":1}',
    't/.d/d.yaml': suite('d'),
    't/node_modules/e/e.yaml': suite('e'),
    't/f[1].yaml': suite('f')
  }

  test.each<[paths: string[], names: string]>([
    [['t'], 'd a f b c'],
    [['t/**/*.yaml'], 'a f'],
    [['t/*.yaml'], 'a f'],
    [['t/**/*.{yml,json}'], 'b c'],
    [['t/{a,u/b}.{yaml,yml}', 't/**/*.yml'], 'a b'],
    [['t/f[1].yaml'], 'f'],
    [['t/u/../a.yaml', 't/a*'], 'a']
  ])('%j', async (paths, names) => {
    const { stdout } = await run(['check', ...paths, '--json'], { here: place(files) })
    expect((JSON.parse(stdout).cases as { name: string }[]).map(({ name }) => name).join(' ')).toBe(names)
  })

  test('a pattern of Windows', async () => {
    const { stdout } = await run(['check', 't\\u\\*.yml'], { here: place(files), platform: 'win32' })
    expect(stdout).toContain('✓ b')
  })

  test('everything that is not found is said at once', async () => {
    const { exit, codes, stderr } = await run(['check', 'none.yaml', 't/*.json', 't/a.yaml'], { here: place(files) })
    expect([exit, codes]).toEqual([2, ['no-suites', 'no-suites']])
    expect(stderr).toContain("'suites/**/*.yaml'")
  })
})

describe('what is expected', () => {
  test.each<[what: string, suite: string, codes: string]>([
    ['the signature', `- demo: true\n    sign: { ${SIGNED}, expect: ${RIGHT} }`, ''],
    [
      'another signature',
      `- demo: true\n    sign: { ${SIGNED}, expect: ${RIGHT.toUpperCase()} }`,
      'expectation-differs'
    ],
    ['a refusal', `- env: local\n    sign: { body: '{"a":{}}', refuse: nested-value }`, ''],
    [
      'a refusal that does not come',
      `- env: local\n    sign: { body: '{"a":1}', refuse: nested-value }`,
      'expectation-code-missing'
    ],
    ['no refusal', `- env: local\n    sign: { body: '{"a":{}}' }`, 'step-refused nested-value'],
    ['another refusal', `- sign: { body: '{"a":1}', refuse: nested-value }`, 'expectation-code-missing missing-salt'],
    [
      'an answer, where nothing was asked',
      `- env: sandbox\n    query: { order: no_1, expect: { err_no: 0 } }`,
      'step-refused missing-app-id missing-salt'
    ],
    ['a warning', `- env: local\n    sign: { body: '{"a":true}', warn: boolean-value }`, ''],
    [
      'a warning that does not come',
      `- env: local\n    sign: { body: '{"a":1}', warn: [boolean-value] }`,
      'expectation-code-missing'
    ],
    ['a file', '- env: local\n    sign: { body: b.json }', ''],
    ['no key', '- sign: { body: b.json }', 'step-refused missing-salt'],
    [
      'a whole exchange',
      `- env: local\n    steps:\n      - create-order: { amount: 100, subject: a, body: b }\n        as: one\n        expect: { err_no: 0, data.order_id: { matches: '^[0-9]+$' } }\n      - simulate pay: { order: '\${one.request.out_order_no}' }\n      - query: { order: '\${one.request.out_order_no}' }\n        expect: { payment_info.order_status: SUCCESS }`,
      ''
    ],
    [
      'another answer',
      '- env: local\n    steps:\n      - query: { order: no_such_order }\n        expect: { err_no: 0 }',
      'expectation-differs'
    ]
  ])('%s', async (_, suite, codes) => {
    const { exit, stdout } = await check(`cases:\n  ${suite}\n`, '--json', { 'b.json': '{"a":1}' })
    const [one] = JSON.parse(stdout).cases as { problems: { code: string }[] }[]
    expect([one?.problems.map(({ code }) => code).join(' '), exit]).toEqual([codes, codes === '' ? 0 : 1])
  })

  test.each<[what: string, step: string, said: RegExp]>([
    [
      'of a result',
      'sign: { body: \'{"a":1}\', expect: { verdict.valid: true } }',
      /verdict\.valid is not there, expected true\.\s+There is: sign, string_to_sign/
    ],
    [
      'of a verdict that was not asked for',
      'sign: { body: \'{"a":1}\', valid: true }',
      /valid is not there, expected true\.\s+There is: sign/
    ],
    [
      'of an answer, under something that is there',
      'create-order: { amount: 1, expect: { data.order_no: { matches: x } } }',
      /data\.order_no is not there, expected \/x\/\.\s+data has: order_id, order_token/
    ],
    [
      'of an answer, as a map',
      'create-order: { amount: 1, expect: { data: { order: { no: 1 } } } }',
      /data\.order\.no is not there, expected 1\.\s+data has: order_id/
    ]
  ])('a path that nothing has says what there is: %s', async (_, step, said) => {
    const { exit, stdout } = await check(`env: local\ncases:\n  - ${step}\n`)
    expect([exit, stdout]).toEqual([1, expect.stringMatching(said)])
  })

  test.each([
    ['request.out_order', 'one.request has: '],
    ['answer.data.order', 'one.answer.data has: order_id'],
    ['reqest.x', 'one has: ']
  ])('a reference to nothing says what there is: %s', async (path, said) => {
    const steps = `      - create-order: { amount: 1 }\n        as: one\n      - query: { order: '$\u007bone.${path}}' }\n`
    const { exit, stdout } = await check(`env: local\ncases:\n  - steps:\n${steps}`)
    expect([exit, stdout]).toEqual([1, expect.stringContaining(said)])
  })

  test.each<[step: string, hint: string, zh: string]>([
    [
      'create-order: { subject: x }',
      "Give it with `amount: <fen>`, or with `data: ['total_amount:=…']`",
      '请用 `amount: <fen>` 或'
    ],
    [`sign: { body: '{"a":{}}' }`, '`nested: go`, `nested: json`', '`nested: go` 或 `nested: json`'],
    ['verify-callback: {}', 'Give it as `body`: ', '请用 `body` 给出'],
    ['query: { order: x }\n    env: sandbox', 'Give it in ECPAY_SALT, `salt_file` or `ecpay init`.', '使用 `salt_file`']
  ])('what to do is said as a suite has it: %s', async (step, hint, zh) => {
    const suite = step.includes('env') ? `cases:\n  - ${step}\n` : `env: local\ncases:\n  - ${step}\n`
    const { stdout } = await check(suite, '--json')
    const hints = ({ cases }: { cases: { problems: { hint?: string }[] }[] }) =>
      cases[0]?.problems.map((one) => one.hint).join(' ')
    expect(hints(JSON.parse(stdout))).toContain(hint)
    expect(hints(JSON.parse((await check(suite, '--json --lang zh')).stdout))).toContain(zh)
    for (const form of ['pretty', 'tap', 'junit', 'github']) {
      expect((await check(suite, `--reporter ${form}`)).stdout).not.toMatch(/ --[a-z]/)
    }
  })

  test.each([
    ['en', 'A suite confirms nothing: use `env: local`, or `dry_run: true`'],
    ['zh', '用例集不能代为确认：请改用 `env: local`，或用 `dry_run: true`']
  ])('what needs a confirmation cannot be confirmed by a suite: %s', async (lang, hint) => {
    const files = { '.ecpayrc': '{"app_id":"tt0123456789abcdef01","salt":"your_payment_salt"}' }
    const suite = 'env: production\ncases:\n  - create-order: { amount: 1, subject: a, body: b }\n'
    const { exit, stdout } = await check(suite, `--json --lang ${lang}`, files)
    const [{ problems }] = JSON.parse(stdout).cases
    expect([exit, problems[1].code, problems[1].hint]).toEqual([
      1,
      'confirmation-needed',
      expect.stringContaining(hint)
    ])
  })

  test('a wrong signature is diagnosed in a line', async () => {
    const { stdout } = await check(`cases:\n  - demo: true\n    sign: { ${SIGNED}, expect: ${RIGHT.toUpperCase()} }\n`)
    expect(stdout).toContain('(uppercase-digest)')
  })
})

test('a callback that is not genuine is explained in a line', async () => {
  const body = '{"timestamp":"1","nonce":"2","msg":"{}","type":"payment","msg_signature":"abc"}'
  const { stdout } = await check(`cases:\n  - demo: true\n    verify-callback: { token: tok_1, body: '${body}' }\n`)
  expect(stdout).toMatch(/valid is false, expected true\.\n.*\(malformed-signature\)/s)
})

test('several callbacks are verified in files', async () => {
  const callback = JSON.stringify(signedCallback('tok_1'))
  const files = { 'a.json': callback, 'b.json': callback, 'c.json': '{}' }
  const suite = (valid: boolean, file: string) =>
    `cases:\n  - demo: true\n    verify-callback: { token: tok_1, file: ${file}, valid: ${valid} }\n`
  expect((await check(suite(true, '[a.json, b.json]'), '', files)).exit).toBe(0)
  expect((await check(suite(false, '[a.json, c.json]'), '', files)).exit).toBe(0)
})

const TWO = `cases:\n  - name: one\n    demo: true\n    sign: { ${SIGNED}, expect: 0123 } # kept\n  - name: two\n    demo: true\n    sign: { ${SIGNED}, expect: 4567 }\n`

describe('a file that a suite names', () => {
  test.each<[step: string, place: string, code: string]>([
    ['sign: { body: ../home/key.json }', '2:19', 'suite-file-outside'],
    ['sign: { body: /dev/zero }', '2:19', 'suite-file-outside'],
    ['sign: { body: link.json }', '2:19', 'suite-file-outside'],
    ['sign: { body: . }', '2:19', 'suite-file-missing'],
    ['sign: { file: /etc/hostname }', '2:19', 'suite-file-outside'],
    ['sign: { order: /etc/hostname }', '2:20', 'suite-file-outside'],
    ['sign: { data: ["a=1", "b=@/etc/hostname"] }', '2:27', 'suite-file-outside'],
    ['sign: { body: "{}", salt_file: /etc/hostname }', '2:36', 'suite-file-outside'],
    ['create-order: { from: /etc/hostname }', '2:27', 'suite-file-outside'],
    ['trade verify-callback: { body: "{}", headers: /etc/hostname }', '2:51', 'suite-file-outside']
  ])('%s is refused', async (step, at, code) => {
    const here = place({ 's.yaml': `cases:\n  - ${step}\n`, '../home/key.json': '{"a":1}' })
    symlinkSync(here.path('../home/key.json'), here.path('link.json'))
    const { exit, stderr, codes } = await run('check s.yaml', { here })
    expect([exit, codes]).toEqual([2, [code]])
    expect(stderr).toContain(`s.yaml:${at}: `)
  })

  test('is refused by a reference, too', async () => {
    const here = place({ 's.yaml': "cases:\n  - sign: { file: '\u0024{ECPAY_AT}' }\n" })
    const { stdout } = await run('check s.yaml --json', { here, env: { ECPAY_AT: '/etc/hostname' } })
    expect(JSON.parse(stdout).cases[0].problems[0].code).toBe('suite-file-outside')
  })

  test.each<[what: string, body: Uint8Array, more: string]>([
    ['UTF-16', Buffer.from('\ufeff{"a":"中"}', 'utf16le'), ''],
    ['GBK', Buffer.from('7b2261223a22d6d0227d', 'hex'), ', encoding: gbk'],
    ['bytes that are no text', Buffer.from('7b2261223a22d6d0227d', 'hex'), ', refuse: invalid-utf8']
  ])('is read as any command reads it: %s', async (_, body, more) => {
    const here = place({ 's.yaml': `env: local\ncases:\n  - sign: { body: b.json${more} }\n`, 'b.json': body })
    expect((await run('check s.yaml', { here })).exit).toBe(0)
  })

  test('is in another encoding, or missing behind a link, among the suites', async () => {
    const suite = `env: local\ncases:\n  - name: 中\n    sign: { body: '{"a":1}' }\n`
    const here = place({ 't/s.yaml': Buffer.from(`\ufeff${suite}`, 'utf16le') })
    symlinkSync('nowhere.yaml', here.path('t/link.yaml'))
    expect((await run('check t', { here })).stdout).toContain('✓ 中')
    writeFileSync(
      here.path('t/g.yaml'),
      Buffer.concat([Buffer.from('cases:\n  - name: '), Buffer.from('d6d00a', 'hex')])
    )
    const { exit, codes, stderr } = await run('check t/g.yaml', { here })
    expect([exit, codes, stderr]).toEqual([2, ['suite-not-text'], expect.stringContaining('t/g.yaml:2:11: ')])
  })
})

describe('a suite sends nothing elsewhere', () => {
  const paid = (url: string) => `env: local
cases:
  - steps:
      - create-order: { amount: 100, subject: a, body: b, notify_url: '${url}' }
        as: one
      - simulate pay: { order: '\${one.request.out_order_no}' }
`
  const codes = ({ stdout }: { stdout: string }) =>
    (JSON.parse(stdout).cases[0].problems as { code: string }[]).map(({ code }) => code)

  test('but callbacks to this machine, without the waits of the schedule', async () => {
    expect(codes(await check(paid('http://evil.example/x'), '--json'))).toEqual([
      'step-refused',
      'suite-sends-elsewhere'
    ])
    expect(codes(await check(paid('http://127.0.0.1:9/x'), '--json'))).toEqual([
      'step-refused',
      'callback-not-delivered'
    ])
  })

  test('by a configuration beside it that is not trusted', async () => {
    const here = place({
      't/.ecpayrc': '{"base_url":"https://evil.example","app_id":"tt1"}',
      't/s.yaml': 'env: sandbox\ncases:\n  - query: { order: no_1 }\n'
    })
    expect(codes(await run('check t/s.yaml --json', { here, env: { ECPAY_SALT: 'salt_12345' } }))).toEqual([
      'step-refused',
      'untrusted-host'
    ])
  })
})

test('the local gateway calls back only an address of the suite itself', async () => {
  const paid = (more: string) => `env: local
cases:
  - steps:
      - create-order: { amount: 100, subject: a, body: b${more} }
        as: one
      - simulate pay: { order: '\${one.request.out_order_no}', expect: { deliveries: [] } }
`
  const configured = { '.ecpayrc': '{"notify_url":"http://127.0.0.1:9/x"}' }
  expect((await check(paid(''), '', configured)).exit).toBe(0)
  expect((await check(paid(", notify_url: 'http://127.0.0.1:9/x'"), '', configured)).stdout).toContain('127.0.0.1:9')
})

test('a step that was refused says why and what to do, in its place', async () => {
  const { stdout } = await check(
    `cases:\n  - name: two\n    steps:\n      - sign: { body: '{"a":1}', salt_file: k }\n      - sign: { body: '{"a":{}}', salt_file: k }\n`,
    '',
    { k: 'your_payment_salt' }
  )
  expect(stdout).toMatch(/^✗ two \(s\.yaml:5:9\)\n {4}sign ended with nested-value\.\n {4}`?a.*\n(?: {4}.*\n)* {6}\S/)
})

describe('however much there is of it, a suite is read to its end', () => {
  const many = (count: number, line: (i: number) => string) => Array.from({ length: count }, (_, i) => line(i)).join('')
  test.each<[what: string, suite: string, code: string]>([
    ['keys', `cases:\n  - sign: {}\n    nme:\n${many(60_000, (i) => `      k${i}: 1\n`)}`, 'suite-unknown-key'],
    ['cases', `cases:\n${'- x\n'.repeat(140_000)}`, 'suite-wrong-type'],
    ['keys twice', `cases:\n  - sign:\n${'      a: 1\n'.repeat(90_000)}`, 'suite-unreadable']
  ])('%s', async (_, suite, code) => {
    const { exit, codes } = await check(suite)
    expect([exit, new Set(codes)]).toEqual([2, new Set([code])])
  })

  test('levels', async () => {
    const { exit, codes, stderr } = await check(`cases: ${'{a: '.repeat(5000)}${'}'.repeat(5000)}\n`)
    expect([exit, codes]).toEqual([2, ['suite-unreadable']])
    expect(stderr).toContain('nested too deeply')
  })

  test('and a file of a folder that is none', async () => {
    const here = place({ 'tests/blank.json': '\n'.repeat(900_000) })
    expect(await run('check tests', { here })).toMatchObject({ exit: 2, codes: ['no-suites'] })
  })
})

describe('a variable of the environment is open to a suite', () => {
  const env = { MY_CLOUD_SECRET: 'cloud_1', ECPAY_SALT: 'salt_1', ECPAY_NOTE: RIGHT, SHOP_SALT: 'your_payment_salt' }
  test.each<[what: string, suite: string, codes: string[]]>([
    ['as a key', `sign: { ${SIGNED.replace('your_payment_salt', "'\u0024{SHOP_SALT}'")}, expect: ${RIGHT} }`, []],
    ['by a name of this program', `sign: { ${SIGNED}, expect: '\${ECPAY_NOTE}' }`, []],
    ['never where it is shown', `sign: { ${SIGNED}, expect: '\${MY_CLOUD_SECRET}' }`, ['suite-unknown-reference']],
    [
      'never where it is sent',
      `env: local\n    create-order: { amount: 1, subject: a, body: b, notify_url: 'http://127.0.0.1:9/\${MY_CLOUD_SECRET}' }`,
      ['suite-unknown-reference']
    ],
    [
      'not where it holds a key',
      `sign: { body: { a: '\${ECPAY_SALT}' }, salt: your_payment_salt }`,
      ['suite-unknown-reference']
    ]
  ])('%s', async (_, suite, codes) => {
    const here = place({ 's.yaml': `cases:\n  - demo: true\n    ${suite}\n` })
    const { stdout, stderr } = await run('check s.yaml --json', { here, env })
    const [one] = JSON.parse(stdout).cases as { problems: { code: string }[] }[]
    expect(one?.problems.map(({ code }) => code)).toEqual(codes.length > 0 ? expect.arrayContaining(codes) : [])
    expect(stdout + stderr).not.toMatch(/cloud_1|salt_1/)
  })
})

test('--env of the command line goes before that of the suite', async () => {
  const suite = 'env: production\ncases:\n  - sign: { body: \'{"a":1}\' }\n'
  expect((await check(suite)).exit).toBe(1)
  expect((await check(suite, '--env local')).exit).toBe(0)
})

test('--update changes nothing but the signatures, and shows it', async () => {
  const { exit, stdout, text } = await check(TWO, '--update')
  expect([exit, text()]).toEqual([0, TWO.replace('0123', RIGHT).replace('4567', RIGHT)])
  expect(stdout).toContain(`s.yaml:4`)
  expect(stdout).toContain(`- 0123\n+ ${RIGHT}\n`)
})

test.skipIf(process.platform === 'win32')('--update lets nobody else read a suite than before', async () => {
  const here = place({ 's.yaml': TWO })
  chmodSync(here.path('s.yaml'), 0o600)
  await run('check s.yaml --update', { here })
  expect(statSync(here.path('s.yaml')).mode & 0o777).toBe(0o600)
})

describe('a pattern', () => {
  const matching = (pattern: string, subject = 'a') =>
    `cases:\n  - env: local\n    sign: { body: '{"subject":"${subject}"}' , salt: s, expect: { string_to_sign: { matches: '${pattern}' } } }\n    demo: true\n`
  const QUERY = `cases:
  - env: local
    steps:
      - create-order: { amount: 100, subject: a, body: b, out_order_no: no_${'a'.repeat(40)} }
        as: one
      - query: { order: no_${'a'.repeat(40)} }
        expect: { out_order_no: { matches: '@' } }
`

  test.each([
    ['none', matching('('), 's.yaml:3:85'],
    ['none, by a variable', matching('$\u007bECPAY_PART}'), 's.yaml:3:85'],
    ['a list', matching('').replace("''", '[]'), 's.yaml:3:85']
  ])('that is %s is refused at its place', async (_, suite, at) => {
    const here = place({ 's.yaml': suite })
    const { exit, stderr } = await run('check s.yaml', { here, env: { ECPAY_PART: '(' } })
    expect([exit, stderr]).toEqual([2, expect.stringContaining(`error: ${at}: `)])
    expect(stderr).toContain('(suite-wrong-type)')
  })

  test('that takes too long ends its step, however many there are', async () => {
    const slow = Array.from({ length: 200 }, (_, i) => `'x.${i}': { matches: '^(a*)*b' }`)
    const steps = `      - create-order: { amount: 100, subject: a, body: b, out_order_no: no_${'a'.repeat(40)} }`
    const expected = `{ out_order_no: { matches: '^no_(a+)+!$' }, ${slow.join(', ')} }`
    const suite = `cases:\n  - env: local\n    steps:\n${steps}\n      - query: { order: no_${'a'.repeat(40)} }\n        expect: ${expected}\n`
    const { exit, stdout } = await check(suite, '--json')
    expect([exit, JSON.parse(stdout).cases[0].problems]).toMatchObject([1, [{ code: 'suite-wrong-type' }]])
  })

  test('that takes too long fails', async () => {
    const { exit, stdout } = await check(QUERY.replace('@', '^no_(a+)+!$'), '--json')
    expect([exit, JSON.parse(stdout).cases[0].problems]).toMatchObject([1, [{ code: 'suite-wrong-type' }]])
  })
})

test('a call without a body can have a name', async () => {
  const suite = `cases:
  - env: local
    steps:
      - bills: { order: 20260101, merchant_id: 7, type: payment, expect: { err_no: 2010 } }
        as: one
`
  const { exit, stderr } = await check(suite)
  expect([exit, stderr]).toEqual([0, ''])
})

test('secrets are masked before a text is cut', async () => {
  const salt = `salt_${'x1'.repeat(200)}`
  const expected = `${'y'.repeat(40)}${salt}`
  const { stdout } = await check(
    `cases:\n  - demo: true\n    sign: { salt: ${salt}, body: '{"a":1}', expect: ${expected} }\n`,
    '--json'
  )
  expect(stdout).toContain('expectation-differs')
  expect(stdout).not.toContain('x1x1')
})

describe('--update', () => {
  const WARNED = SIGNED.replace('100}', '100,"a":true}')
  const sign = (expected: string, given = SIGNED) =>
    `cases:\n  - demo: true\n    sign: { ${given}, expect: ${expected} }\n`

  const block = (expected: string) =>
    `cases:\n  - demo: true\n    sign:\n      expect: ${expected}      salt: your_payment_salt\n      body: '{"out_order_no":"no_1","total_amount":100}'\n`

  test('keeps a link, and the mode of the file behind it', async () => {
    const here = place({ 'real.yaml': sign('x') })
    symlinkSync('real.yaml', here.path('s.yaml'))
    expect((await run('check s.yaml --update', { here })).exit).toBe(0)
    expect(lstatSync(here.path('s.yaml')).isSymbolicLink()).toBe(true)
    expect(readFileSync(here.path('real.yaml'), 'utf8')).toBe(sign(RIGHT))
    expect(lstatSync(here.path('real.yaml')).mode & 0o777).toBe(0o600)
  })

  test('keeps the quotes of JSON', async () => {
    const suite = JSON.stringify({
      cases: ['x', null].map((expected) => ({
        demo: true,
        sign: { salt: 'your_payment_salt', body: '{"out_order_no":"no_1","total_amount":100}', expect: expected }
      }))
    })
    const here = place({ 's.json': suite })
    const { exit } = await run('check s.json --update', { here })
    const text = readFileSync(here.path('s.json'), 'utf8')
    expect([exit, text]).toEqual([0, suite.replace('"x"', `"${RIGHT}"`).replace('null', `"${RIGHT}"`)])
  })

  test.each([
    ['double quotes', sign('"x"'), sign(`"${RIGHT}"`)],
    ['single quotes', sign("'x'"), sign(`'${RIGHT}'`)],
    ['what surrounds no value', sign('').replace('  }', '}'), sign(RIGHT).replace(`${RIGHT} }`, `${RIGHT}}`)],
    ['a comment after no value', block('# kept\n'), block(`${RIGHT} # kept\n`)],
    ['the line break of a block', block('|-\n        x\n'), block(`${RIGHT}\n`)],
    [
      'one place of two cases',
      `${sign('&s x')}  - demo: true\n    sign: { ${SIGNED}, expect: *s }\n`,
      `${sign(`&s ${RIGHT}`)}  - demo: true\n    sign: { ${SIGNED}, expect: *s }\n`
    ]
  ])('keeps %s', async (_, before, after) => {
    const { exit, text } = await check(before, '--update')
    expect([exit, text()]).toEqual([0, after])
  })

  test('leaves a place at which two cases got different signatures', async () => {
    const suite = `${sign('&s x')}  - demo: true\n    sign: { ${WARNED}, expect: *s }\n`
    const { exit, text } = await check(suite, '--update')
    expect([exit, text()]).toEqual([1, suite])
  })

  test('does not pass a case that fails otherwise, nor steps that were not run', async () => {
    const warned = sign('x', `${SIGNED}, warn: boolean-value`)
    expect([(await check(warned, '--update')).exit, (await check(warned, '--update')).text()]).toEqual([
      1,
      warned.replace('expect: x', `expect: ${RIGHT}`)
    ])
    const steps = `cases:\n  - demo: true\n    steps:\n      - sign: { ${SIGNED}, expect: x }\n      - sign: { ${SIGNED}, refuse: nested-value }\n`
    const { exit, stdout } = await check(steps, '--update --json')
    expect([exit, JSON.parse(stdout)]).toMatchObject([1, { failed: 1, cases: [{ verdict: 'failed' }] }])
  })

  test.each<[what: string, bytes: (text: string) => Buffer]>([
    ['UTF-8', (text) => Buffer.from(text)],
    ['UTF-8 with a byte order mark', (text) => Buffer.from(`\ufeff${text}`)],
    ['UTF-16 LE', (text) => Buffer.from(`\ufeff${text}`, 'utf16le')],
    ['UTF-16 LE without a mark', (text) => Buffer.from(text, 'utf16le')],
    ['UTF-16 BE', (text) => Buffer.from(`\ufeff${text}`, 'utf16le').swap16()],
    ['line breaks of Windows', (text) => Buffer.from(text.replaceAll('\n', '\r\n'))]
  ])('keeps the encoding: %s', async (_, bytes) => {
    const here = place({ 's.yaml': bytes(`# 用例\n${sign('x')}`) })
    const { exit } = await run('check s.yaml --update', { here })
    expect([exit, readFileSync(here.path('s.yaml'))]).toEqual([0, bytes(`# 用例\n${sign(RIGHT)}`)])
  })

  test('leaves a variable', async () => {
    const suite = sign('"$\u007bECPAY_NAMED}"')
    const here = place({ 's.yaml': suite })
    const { exit } = await run('check s.yaml --update', { here, env: { ECPAY_NAMED: 'x' } })
    expect([exit, readFileSync(here.path('s.yaml'), 'utf8')]).toEqual([1, suite])
  })
})

test('--bail and --filter', async () => {
  expect((await check(TWO, '--bail')).stdout).not.toContain('✗ two')
  expect((await check(TWO, '--filter two')).stdout).not.toContain('✗ one')
})

test('cases without a name are told apart in every report', async () => {
  const one = (more: string) => `env: local\ncases:\n  - sign: { body: '{"a":1}', expect: x }\n  - ${more}\n`
  const steps = Array.from({ length: 4 }, () => `{ sign: { body: '{"a":1}' } }`).join(', ')
  const here = place({ 'a/s.yaml': one("sign: { body: '{}', expect: x }"), 'b/s.yaml': one(`steps: [${steps}]`) })
  const names = [
    'a/s.yaml case 1: sign',
    'a/s.yaml case 2: sign',
    'b/s.yaml case 1: sign',
    'b/s.yaml case 2: sign, sign, sign, …'
  ]
  for (const form of ['pretty', 'tap', 'junit', 'json']) {
    const { stdout } = await run(`check a b --reporter ${form}`, { here })
    for (const name of names) expect([form, stdout]).toEqual([form, expect.stringContaining(name)])
  }
  const { stdout } = await run('check a b --reporter github', { here })
  expect(stdout.match(/title=[^:]*/g)).toHaveLength(3)
  expect(new Set(stdout.match(/title=[^:]*/g)).size).toBe(3)
})

test.each(['true', 'false'])('%s is the value of an option that takes one', async (word) => {
  const body = '\'{"a":"$\u007border.request.subject} $\u007border.request.cp_extra}"}\''
  const sign = createHash('md5')
    .update([`${word} ${word}`, 'your_payment_salt'].sort().join('&'))
    .digest('hex')
  const suite = [
    'env: local',
    'cases:',
    '  - demo: true',
    '    steps:',
    `      - create-order: { subject: ${word}, amount: 100, cp-extra: ${word} }`,
    '        as: order',
    `      - sign: { body: ${body}, salt: your_payment_salt, expect: ${sign} }`,
    ''
  ].join('\n')
  const { exit, stdout } = await check(suite, '--json')
  expect([exit, JSON.parse(stdout).cases[0].problems]).toEqual([0, []])
})

test.each([
  ['over a suite', 's.yaml --reporter junit=s.yaml'],
  ['over a body', 's.yaml --reporter json=body.json'],
  ['over another report', 's.yaml --reporter junit=o.xml --reporter tap=./o.xml']
])('no report is written %s', async (_, line) => {
  const files = { 's.yaml': 'cases:\n  - sign: { body: body.json, expect: x }\n', 'body.json': '{"a":1}' }
  const here = place(files)
  const ran = await run(`check ${line}`, { here })
  expect([ran.exit, ran.codes]).toEqual([2, ['conflicting-options']])
  for (const [name, text] of Object.entries(files)) expect(readFileSync(here.path(name), 'utf8')).toBe(text)
  expect(existsSync(here.path('o.xml'))).toBe(false)
})

test('annotations stand at the case', async () => {
  const { stdout } = await check(TWO, '--reporter github')
  expect(stdout).toMatch(/^::error file=s\.yaml,line=2,col=5,title=ecpay check%3A one::/)
})

test('--init writes a suite that passes, once', async () => {
  const here = place()
  expect((await run('check --init', { here })).exit).toBe(0)
  expect((await run('check ecpay-suite.yaml', { here })).exit).toBe(0)
  expect((await run('check --init', { here })).codes).toEqual(['suite-exists'])
})

describe('the jobs of docs/ci.md', () => {
  const pages = ['docs/ci.md', 'docs/ci.zh-CN.md'].map(readPage)
  const blocks = pages.flatMap((page) => fences(page)).filter(({ language }) => language === 'yaml')

  test('are YAML', () => {
    expect(blocks.length).toBeGreaterThan(5)
    for (const { lines } of blocks) expect(parse(lines.join('\n'))).toBeTypeOf('object')
    expect(parse(readFileSync(`${root}action.yml`, 'utf8'))).toMatchObject({ runs: { using: 'composite' } })
  })

  test('run commands and options that there are', async () => {
    const texts = [...pages, readFileSync(`${root}action.yml`, 'utf8')].join('\n')
    const lines = [...texts.matchAll(/npx --yes "?ecpay-cli(?:@\$VERSION")? ([\w-]+)([^'\n]*)/g)]
    const commands = await Promise.all(
      (await allCommands()).filter(({ name }) => name === 'check').map((one) => one.load())
    )
    const options = commands.flatMap((one) =>
      Object.values(one.options).map(({ syntax }) => /--[\w-]+/.exec(syntax)?.[0])
    )
    expect(lines.length).toBeGreaterThan(5)
    for (const [, name, rest = ''] of lines) {
      expect(name).toBe('check')
      for (const [option] of rest.matchAll(/--[\w-]+/g)) expect(options).toContain(option)
    }
  })

  test('the suite of the page is that of --init', async () => {
    const here = place()
    await run('check --init', { here })
    const written = readFileSync(here.path('ecpay-suite.yaml'), 'utf8')
    for (const page of pages) expect(page).toContain(written)
  })
})

test('an interruption ends the search for suites', async () => {
  const here = place({ 'a/s.yaml': 'cases:\n  - sign: { body: "{}" }\n' })
  const ran = await run('check .', { here, signal: AbortSignal.abort('interrupt') })
  expect([ran.exit, ran.codes]).toEqual([130, ['interrupted']])
})

test('a report in the folder of the suites is none of them', async () => {
  const here = place({ 's.yaml': `cases:\n  - sign: { ${SIGNED}, expect: ${RIGHT} }\n    demo: true\n` })
  for (const _ of [1, 2]) expect((await run('check . --reporter json=report.json', { here })).exit).toBe(0)
})

test('a path of very many words is not there', async () => {
  const path = `a${'.a'.repeat(20_000)}`
  const suite = `env: local\ncases:\n  - sign: { body: '{"a":1}' }\n    expect: { ? "${path}" : x }\n`
  const { exit, stdout } = await check(suite, '--json')
  expect([exit, JSON.parse(stdout).cases[0].problems[0]?.code]).toEqual([1, 'expectation-differs'])
})

test('a suite to which links lead runs once', async () => {
  const here = place({ 'a/s.yaml': `cases:\n  - sign: { ${SIGNED}, expect: ${RIGHT} }\n    demo: true\n` })
  symlinkSync('.', here.path('again'))
  symlinkSync('s.yaml', here.path('a/link.yaml'))
  const { exit, stdout } = await run('check . a/s.yaml --json', { here })
  expect([exit, JSON.parse(stdout).cases.length]).toEqual([0, 1])
})

test('an interruption ends a case between its steps, too', async () => {
  const steps = '      - sign: { body: \'{"a":"1"}\' }\n'.repeat(20)
  const here = place({ 's.yaml': `env: local\ncases:\n  - name: many\n    steps:\n${steps}` })
  const ran = await run('check s.yaml', { here, signal: AbortSignal.abort('interrupt') })
  expect([ran.exit, ran.stdout]).toEqual([130, ''])
})
