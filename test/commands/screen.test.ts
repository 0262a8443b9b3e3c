import { mkdirSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import type { CommandEntry } from '../../src/commands/shared/command.js'
import { syntaxOf } from '../../src/commands/shared/command.js'
import { allCommands } from '../../src/commands/table.js'
import { readExchange } from '../../src/ecpay/diagnose/exchange-findings.js'
import { place } from '../config/place.js'
import { callback } from '../e2e/platform.js'
import { faultServer } from '../gateway/fault-server.js'
import { received, TOKEN } from './callback/receive.js'
import { type RunOptions, run } from './run.js'

/**
 * What somebody else may write to be acted on by a terminal: the clipboard, the title, a cleared screen, C1, backspace,
 * a line written over, two-sided text, separators, characters nobody sees, tags, fillers.
 */
const HOSTILE = [
  '\u001b]52;c;ZXZpbA==\u0007',
  '\u001b]0;title\u001b\\',
  '\u001b[2J\u001b[8m',
  '\u009b31m\u0085',
  '\b\r\u007f',
  '\u202e\u2066\u200f\u061c',
  '\u2028\u2029',
  '\u200b\u2060\ufeff\u00ad\u180e',
  '\u{e0041}\u{e007f}',
  '\u115f\u3164'
].join('x')

/** The styles of this program's own. */
const STYLES = new RegExp(`${'\u001b'}\\[(?:1|2|22|31|32|35|39|38;5;\\d+)m`, 'g')
const SEEN_NOWHERE = /(?![\t\n])[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{DI}]/gu

/** What is on the raw screen that no text of this program has. */
function escaped({ stdout, stderr }: { stdout: string; stderr: string }): string[] {
  return `${stdout}${stderr}`.replace(STYLES, '').match(SEEN_NOWHERE) ?? []
}

const onScreen = (argv: string | readonly string[], options: RunOptions = {}) =>
  // Spinners and questions move the cursor themselves.
  run([...(typeof argv === 'string' ? argv.split(' ') : argv), '--no-input'], {
    ...options,
    terminal: true,
    env: { CI: '1', ...options.env }
  })

/** What else a command needs so that it gets to its options, and ends. */
const ENOUGH: Record<string, (url: string) => string[]> = {
  sign: () => ['body.json', '--explain'],
  // A short body: how long is searched does not change what is shown.
  diagnose: () => ['short.json', '--sign', '0'.repeat(32), '--depth', '1'],
  'verify-callback': () => ['callback.json'],
  trigger: (url) => ['payment', '--to', url],
  'check-handler': (url) => [url, '--only', 'genuine'],
  replay: (url) => ['callback.json', '--to', url],
  call: () => ['/api/apps/x'],
  explain: () => ['2008'],
  listen: () => ['--port', 'none'],
  'simulate serve': () => ['--port', 'none'],
  demo: () => ['too', 'much'],
  completion: () => ['words', '--', 'query', '--profile', ''],
  init: () => ['--app-id', 'tt1', '--salt-file', 'salt', '--force']
}
const isCall = ({ call }: CommandEntry) => call !== undefined

/**
 * Every way to give it to a command: as an argument, as the value of each option, as an option. The calls are one
 * program, which reads an option of many calls in one way: it is given to the first that has it.
 */
async function inputsOf(entry: CommandEntry, url: string, given: Set<string>): Promise<string[][]> {
  const spec = await entry.load()
  const enough = ENOUGH[entry.name]?.(url) ?? (isCall(entry) ? ['no_1', '--no-validate'] : ['no_1'])
  const options = syntaxOf(spec)
    .options.filter(({ syntax }) => /[<[]/.test(syntax) && !(isCall(entry) && given.has(syntax)))
    .map(({ syntax }) => syntax.replace(/^.*?(--[\w-]+).*$/, '$1'))
  const isLikeOthers = isCall(entry) && given.size > 0
  const common = isLikeOthers ? [] : ['--env', '--profile', '--config', '--lang']
  if (isCall(entry)) for (const { syntax } of syntaxOf(spec).options) given.add(syntax)
  const values = [HOSTILE, `${url}/${HOSTILE}`, `a=${HOSTILE}`, `@${HOSTILE}`]
  return [
    [HOSTILE],
    enough,
    ...(isLikeOthers ? [] : [[`--${HOSTILE}`]]),
    ...[...options, ...common].map((option, i) => [...enough, option, values[i % values.length] as string])
  ].map((argv) => [...entry.name.split(' '), ...argv])
}

const BODY = { out_order_no: HOSTILE, total_amount: 100, subject: HOSTILE, body: HOSTILE, [HOSTILE]: HOSTILE }
const REQUEST = { method: 'POST', url: 'https://developer.toutiao.com/api/apps/ecpay/v1/create_order', headers: [] }
const CP = JSON.stringify({ cp_orderno: HOSTILE, cp_extra: HOSTILE, [HOSTILE]: 1, status: HOSTILE })
const genuine = callback(TOKEN, CP, { type: HOSTILE })
const FILES = {
  '.ecpayrc': JSON.stringify({
    app_id: 'tt1',
    salt: 'saltOfTheShop01',
    token: TOKEN,
    profiles: { [HOSTILE]: { app_id: `tt${HOSTILE}`, thirdparty_id: HOSTILE } }
  }),
  'body.json': JSON.stringify(BODY),
  'short.json': JSON.stringify({ [HOSTILE]: 1 }),
  'crlf.json': '{\r\n  "out_order_no": "no_1",\r\n  "total_amount": 100}\r\n',
  'broken.json': `{"a":"x" ${HOSTILE}`,
  'lines.ndjson': `${JSON.stringify(BODY)}\n{${HOSTILE}\n`,
  'callback.json': JSON.stringify(genuine),
  'forged.json': JSON.stringify(callback('another', HOSTILE, { type: HOSTILE, nonce: HOSTILE })),
  'no-callback.json': JSON.stringify({ [HOSTILE]: 1, msg: 2, type: HOSTILE }),
  'curl.txt': `curl '${REQUEST.url}/${HOSTILE}' -H 'x${HOSTILE}: ${HOSTILE}' -d '${JSON.stringify(BODY)}'`,
  'traffic.har': JSON.stringify({
    log: { entries: [{ request: { ...REQUEST, postData: { text: JSON.stringify(BODY) } } }] }
  }),
  'prehash.txt': `100&no_1${HOSTILE}&subject`,
  salt: 'saltOfTheShop01\n'
}

const READERS = [
  'sign body.json --explain',
  'sign body.json --fill',
  'sign body.json --json --explain',
  'sign body.json --check',
  'sign broken.json',
  'sign --ndjson lines.ndjson',
  'diagnose body.json --depth 1 --sign 00000000000000000000000000000000',
  'diagnose body.json --depth 1 --time-limit 1 --prehash @prehash.txt',
  'diagnose --from-curl curl.txt --depth 1',
  'diagnose --har traffic.har --depth 1',
  'diagnose --callback callback.json',
  'diagnose --callback forged.json --depth 1',
  'verify-callback callback.json',
  'verify-callback callback.json --json',
  'verify-callback forged.json',
  'verify-callback forged.json --json',
  'verify-callback no-callback.json',
  'verify-callback broken.json',
  'create-order --from body.json --no-validate --dry-run',
  'create-order --from body.json --no-validate --dry-run --json',
  'create-order --from body.json --no-validate --curl',
  'create-order --from body.json --no-validate --curl powershell',
  'create-order --from body.json --no-validate --curl cmd',
  'create-order --from body.json --no-validate --output both',
  'create-order --from body.json --no-validate --output raw --verbose',
  'create-order --from body.json --no-validate --json',
  'create-order --from body.json',
  'query no_1 --verbose',
  'bills 20261122 --merchant-id 7 --type ALL',
  'config show',
  'config path',
  'completion words -- query --profile ',
  'replay callback.json',
  'trigger payment --verbose',
  'trigger payment',
  'check-handler --only genuine',
  'simulate list',
  'simulate fail 1000',
  'deliveries list'
]

/** A server that answers with it, in every place that is shown. */
async function answering(): Promise<string> {
  const { url } = await faultServer((request, response) => {
    const isFile = request.url?.includes('bills') === true
    response.writeHead(200, {
      'x-tt-logid': '\u009b31mlog\u0085',
      'content-type': isFile ? 'text/csv' : 'application/json'
    })
    const answer = { err_no: 2008, err_tips: HOSTILE, [HOSTILE]: [HOSTILE], data: { order_id: HOSTILE } }
    response.end(isFile ? `a,${HOSTILE}\n` : JSON.stringify(answer))
  })
  return url
}

describe('nothing of what others wrote acts on a terminal', () => {
  test('wherever a command takes it from', { timeout: 300_000 }, async () => {
    const url = await answering()
    const inputs: string[][] = []
    const given = new Set<string>()
    for (const entry of await allCommands()) inputs.push(...(await inputsOf(entry, url, given)))
    const readers = [...READERS.map((one) => one.split(' ')), ['config', 'show', '--profile', HOSTILE]]
    const wrong: unknown[] = []
    for (const [i, argv] of [...readers, ...readers, ...inputs].entries()) {
      const lang = i < readers.length || (i >= 2 * readers.length && i % 2 === 0) ? 'en' : 'zh'
      const here = place(FILES)
      const env = {
        ECPAY_BASE_URL: url,
        ECPAY_NOTIFY_URL: `${url}/${HOSTILE}`,
        ECPAY_STATE_DIR: here.path(`../state${HOSTILE.replaceAll('/', '')}`)
      }
      const more = [...(i % 3 === 0 ? ['--no-color'] : []), ...(i % 5 === 0 ? ['--json'] : [])]
      const [dashes, words] = argv.includes('--') ? [argv.indexOf('--'), true] : [argv.length, false]
      const said = [...argv.slice(0, dashes), '--lang', lang, ...(words ? [] : more), ...argv.slice(dashes)]
      const ran = await run(words ? said : [...said, '--no-input'], {
        here,
        env: { CI: '1', ...env },
        terminal: true
      })
      const found = escaped(ran)
      if (found.length > 0) wrong.push({ argv: said, found, screen: (ran.stdout + ran.stderr).slice(0, 600) })
    }
    expect(wrong).toEqual([])
  })

  test('in the name of a folder', async () => {
    const here = place(FILES)
    const cwd = `${here.cwd}/${HOSTILE.replaceAll('/', '')}`
    mkdirSync(cwd)
    const there = { ...here, cwd }
    for (const argv of [
      'init --app-id tt0123456789abcdef --salt-file ../salt --env sandbox --gitignore',
      'config path',
      'config show',
      'deliveries export here',
      'sign ../body.json -o out.txt'
    ])
      expect(escaped(await onScreen(argv, { here: there }))).toEqual([])
  })

  test('in callbacks that were received, listed, shown, and passed on', async () => {
    const here = place({ '.ecpayrc': JSON.stringify({ token: TOKEN }) })
    const bodies = Object.values(FILES).filter((one) => one.includes('msg'))
    expect(escaped(await received('', bodies, here, true))).toEqual([])
    for (const argv of ['deliveries list', 'deliveries show --last', 'deliveries show --last --json', 'replay --last'])
      expect(escaped(await onScreen(argv, { here }))).toEqual([])
  })

  test('nor what is said on stderr in a pipe, which a CI job shows later', async () => {
    const url = await answering()
    const here = place({
      ...FILES,
      '.ecpayrc': JSON.stringify({ token: TOKEN, notify_url: `${url}/\u001b]52;c;eA==\u0007` })
    })
    for (const argv of [
      ['trigger', 'payment', '--verbose'],
      ['query', HOSTILE, '--json'],
      [HOSTILE, '--json']
    ]) {
      const { stderr } = await run(argv, { here, env: { ECPAY_BASE_URL: url } })
      expect(escaped({ stdout: '', stderr })).toEqual([])
    }
  })
})

test('colours of the program itself are colours', async () => {
  const { stdout, stderr } = await onScreen('query no_1', {
    here: place(FILES),
    env: { ECPAY_BASE_URL: await answering() }
  })
  expect(stdout + stderr).toContain('\u001b[1m')
})

describe('a command that is copied from the screen is the one that was meant', () => {
  const subject = `红包\u202e\u200b\u{e0041}\u007f\u0085`
  const args = [
    'create-order',
    '--amount',
    '100',
    '--out-order-no',
    'n',
    '--subject',
    subject,
    '--body',
    'b',
    '--env',
    'local'
  ]
  test.each(['sh', 'powershell', 'cmd'])('--curl %s', async (shell) => {
    const { stdout, codes } = await onScreen([...args, '--curl', shell])
    expect([escaped({ stdout, stderr: '' }), codes.filter((one) => one === 'command-not-shown')]).toEqual([[], []])
    expect(JSON.parse(readExchange(stdout, 'curl').body)).toMatchObject({ subject })
    const piped = await run([...args, '--curl', shell])
    expect(JSON.parse(readExchange(piped.stdout, 'curl').body)).toMatchObject({ subject })
  })

  test('and where it cannot be, that is said', async () => {
    const name = 'a\u202eb.jpg'
    const here = place({ [name]: 'x' })
    const upload = ['merchant', 'upload-image', name, '--env', 'local', '--no-validate', '--curl']
    const ran = await onScreen(upload, { here })
    expect([ran.exit, ran.codes, escaped(ran)]).toEqual([0, ['command-not-shown'], []])
    expect((await run(upload, { here })).codes).toEqual([])
  })
})
