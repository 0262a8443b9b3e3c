import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { CommandEntry } from '../../src/commands/shared/command.js'
import { syntaxOf } from '../../src/commands/shared/command.js'
import { allCommands } from '../../src/commands/table.js'
import { place } from '../config/place.js'
import { callback } from '../e2e/platform.js'
import { faultServer } from '../gateway/fault-server.js'
import { run } from './run.js'

/** Characters that no text of this program has: a run of three of a secret is there by no accident. */
const RARE = [...'戠戡戢戣戤戥ƢƣƱƲɅɄ𐌀𐌁𐌂']
/** Every other character; those of regular expressions, of shells and of JSON among them. At `=` an assignment is cut. */
const BETWEEN = ['', '$', '^', '(', ')', '[', '*', '+', '?', '|', '.', '\\', '"', "'", '&', '/', '%', '1']

const secretOf = (length: number) =>
  fc
    .array(fc.tuple(fc.constantFrom(...RARE), fc.constantFrom(...BETWEEN)), {
      minLength: length,
      maxLength: length + 6
    })
    .map((parts) => parts.flat().join(''))

/** One character between quotes or escapes, as a message about it has it: that is no run of a secret. */
const QUOTED = /^["'\\].["'\\]$/su

/** The runs of three characters with rare ones among them, as they stand. */
function runsOf(secret: string): string[] {
  const characters = [...secret]
  const runs = characters.slice(2).map((_, i) => characters.slice(i, i + 3).join(''))
  return runs.filter((one) => !QUOTED.test(one) && RARE.some((rare) => one.includes(rare)))
}

function leaksIn(text: string, secrets: readonly string[]): string[] {
  return secrets.flatMap(runsOf).filter((one) => text.includes(one))
}

/** What else a command needs so that it gets to its options, and ends. */
const ENOUGH: Record<string, (url: string) => string[]> = {
  sign: () => ['body.json'],
  diagnose: () => ['body.json', '--sign', '0'.repeat(32), '--depth', '1'],
  'trade migrate': () => ['body.json'],
  'verify-callback': () => ['callback.json'],
  'trade sign': () => ['body.json'],
  'trade verify-callback': () => ['callback.json'],
  trigger: (url) => ['payment', '--to', url],
  'check-handler': (url) => [url, '--only', 'genuine', '--junit', 'report.xml'],
  replay: (url) => ['callback.json', '--to', url],
  call: () => ['/api/apps/x'],
  'trade call': () => ['/api/x/'],
  explain: () => ['2008'],
  'log list': () => [],
  'log export': () => [],
  'log clear': () => [],
  // It would go on for ever.
  listen: () => ['--port', 'none'],
  'simulate serve': () => ['--port', 'none'],
  demo: () => ['too', 'much'],
  completion: () => ['words', '--', 'query', '--'],
  doctor: () => ['--offline'],
  'export postman': () => ['--env', 'production'],
  'export apifox': () => ['--env', 'production', '--part', 'environment'],
  'export http': () => ['--part', 'environment', '--env', 'sandbox'],
  'export openapi': () => ['--call', 'create_order'],
  init: () => ['--app-id', 'tt1', '--salt-file', 'salt', '--force']
}
const isCall = ({ call }: CommandEntry) => call !== undefined

interface World {
  salt: string
  token: string
  access: string
}

/**
 * Every way to give one of these to a command: as each argument and the value of each option, alone and glued. The
 * calls are one program, which reads an option of many calls in one way: it is given to the first that has it.
 */
async function inputsOf(
  entry: CommandEntry,
  { salt, token, access }: World,
  url: string,
  given: Set<string>
): Promise<string[][]> {
  const spec = await entry.load()
  const values = [salt, token, access, `x${salt}y`, `${token}${salt}`, `a=${salt}`, `a:="${token}"`, `@${salt}`]
  const enough = ENOUGH[entry.name]?.(url) ?? (isCall(entry) ? ['no_1', '--no-validate'] : ['no_1'])
  const options = syntaxOf(spec)
    .options.filter(({ syntax }) => /[<[]/.test(syntax) && !(isCall(entry) && given.has(syntax)))
    .map(({ syntax }) => syntax.replace(/^.*?(--[\w-]+).*$/, '$1'))
  const isLikeOthers = isCall(entry) && given.size > 0
  const common = isLikeOthers ? [] : ['--env', '--profile', '--config', '--lang']
  if (isCall(entry)) for (const { syntax } of syntaxOf(spec).options) given.add(syntax)
  return [
    [salt],
    enough,
    ...(isLikeOthers ? [] : [[token], [`--${salt}`]]),
    ...[...options, ...common].map((option, i) => [...enough, option, values[i % values.length] as string])
  ]
}

/** Bodies, recordings and callbacks in which somebody has put them, and files that are named by them. */
function filesWith({ salt, token, access }: World): Record<string, string> {
  const body = { out_order_no: 'no_1', total_amount: 100, subject: salt, body: `x${token}y`, access_token: access }
  const written = JSON.stringify({ ...body, [salt]: token, sign: '0'.repeat(32) })
  const request = { method: 'POST', url: 'https://developer.toutiao.com/api/apps/ecpay/v1/create_order', headers: [] }
  return {
    'body.json': '{"out_order_no":"no_1","total_amount":100,"subject":"s"}',
    'leaky.json': written,
    'leaky.ndjson': `${written}\n{"${salt}"\n`,
    'callback.json': JSON.stringify(callback(token, JSON.stringify({ cp_orderno: salt, cp_extra: token }))),
    'forged.json': JSON.stringify(callback(salt, JSON.stringify({ cp_extra: salt }), { type: token })),
    'broken.json': `{"msg":"${salt}`,
    'curl.txt': `curl '${request.url}' -H 'x: ${token}' -d '${written.replaceAll("'", "'\\''")}'`,
    'traffic.har': JSON.stringify({ log: { entries: [{ request: { ...request, postData: { text: written } } }] } }),
    'prehash.txt': `100&no_1${salt}&subject=${token}${access}`,
    'keys.yaml': `app_id: tt1\nsalt: ${JSON.stringify(salt)}\nprofiles:\n  shop:\n    token: ${JSON.stringify(token)}\n`,
    salt: `${salt}\n`
  }
}

const READERS = [
  'sign leaky.json --explain',
  'sign leaky.json --check --explain',
  'sign leaky.json --fill',
  'sign leaky.json --code go',
  'sign leaky.json --code php',
  'sign --ndjson leaky.ndjson',
  'sign --ndjson leaky.ndjson --json --check',
  'sign --ndjson leaky.ndjson --csv',
  'sign broken.json',
  'trade migrate leaky.json',
  'trade migrate callback.json --json',
  'trade migrate keys.yaml',
  'diagnose leaky.json --depth 1',
  'diagnose leaky.json --depth 1 --time-limit 1 --prehash @prehash.txt',
  'diagnose body.json --depth 1 --time-limit 1 --prehash @prehash.txt',
  'diagnose --from-curl curl.txt --depth 1',
  'diagnose --har traffic.har --depth 1',
  'diagnose --callback callback.json',
  'diagnose --callback forged.json',
  'verify-callback callback.json',
  'verify-callback forged.json',
  'verify-callback broken.json',
  'verify-callback --ndjson callback.json',
  'verify-callback --ndjson forged.json',
  'create-order --from leaky.json --no-validate --dry-run',
  'create-order --from leaky.json --no-validate --curl',
  'create-order --from leaky.json',
  'query no_1 --output both',
  'query no_1 --verbose',
  'bills 20261122 --merchant-id 7 --type ALL',
  'config show',
  'doctor',
  'report leaky.json',
  'simulate list',
  'deliveries list'
]

/** A server that sends them back, whole and in pieces of a few bytes. */
async function echoing({ salt, token, access }: World): Promise<string> {
  const { url } = await faultServer((request, response) => {
    const said = JSON.stringify({ err_no: 2008, err_tips: `${salt} ${token}`, [access]: [salt, encodeURI(token)] })
    response.writeHead(200, {
      'x-tt-logid': encodeURIComponent(salt),
      'content-type': request.url?.includes('bills') ? 'text/csv' : 'application/json'
    })
    const bytes = Buffer.from(request.url?.includes('bills') ? `a,${salt},${token}\n` : said)
    for (let at = 0; at < bytes.length; at += 3) response.write(bytes.subarray(at, at + 3))
    response.end()
  })
  return url
}

/** Everything below a directory, as one text. */
function contentOf(path: string): string {
  if (!existsSync(path)) return ''
  if (!statSync(path).isDirectory()) return readFileSync(path, 'utf8')
  return readdirSync(path)
    .map((name) => contentOf(join(path, name)))
    .join('\n')
}

test('no three characters of a SALT or token are in what any command writes, whatever input has them', {
  timeout: 300_000
}, async () => {
  const secrets = fc.record({ salt: secretOf(4), token: secretOf(4), access: secretOf(4) })
  await fc.assert(
    fc.asyncProperty(secrets, fc.boolean(), async (world, isOdd) => {
      const url = await echoing(world)
      const env = {
        ECPAY_SALT: world.salt,
        ECPAY_TOKEN: world.token,
        ECPAY_ACCESS_TOKEN: world.access,
        ECPAY_BASE_URL: url,
        npm_config_registry: url
      }
      const files = filesWith(world)
      const lines = READERS.map((one) => one.split(' '))
      const given = new Set<string>()
      for (const entry of await allCommands())
        for (const argv of await inputsOf(entry, world, url, given)) lines.push([...entry.name.split(' '), ...argv])
      const leaks: unknown[] = []
      for (const [i, argv] of lines.entries()) {
        const here = place({ ...files, '.ecpayrc': '{"app_id":"tt1"}' })
        const form = (i % 2 === 0) === isOdd ? ['--json'] : ['--lang', i % 4 < 2 ? 'zh' : 'en']
        const ran = await run([...argv, ...form], {
          here,
          env,
          stdin: i % 3 === 0 ? (files['leaky.json'] as string) : ''
        })
        const kept = ['report.xml', '../state/check-handler', '../state/journal-v1']
        const written = kept.map((name) => contentOf(here.path(name))).join('\n')
        const found = leaksIn(ran.stdout + ran.stderr + written, Object.values(world))
        if (found.length > 0)
          leaks.push({ argv, found, stdout: ran.stdout.slice(0, 500), stderr: ran.stderr.slice(0, 500) })
      }
      expect(leaks).toEqual([])
    }),
    { numRuns: 1, endOnFailure: true }
  )
})

test('a SALT of few characters is in no string to sign that is shown', async () => {
  await fc.assert(
    fc.asyncProperty(
      secretOf(1).map((one) => [...one].slice(0, 5).join('')),
      async (salt) => {
        fc.pre([...salt].length >= 3 && salt.length < 6)
        const here = place({ 'body.json': '{"out_order_no":"no_1","total_amount":100}' })
        const env = { ECPAY_SALT: salt }
        const lines = [
          'sign body.json --explain',
          'config show',
          `diagnose body.json --sign ${'0'.repeat(32)} --depth 1`
        ].map((one) => one.split(' '))
        const prehash = ['diagnose', 'body.json', '--depth', '1', '--time-limit', '1', '--prehash']
        for (const argv of [
          ...lines,
          [...prehash, `100&no_1${salt}`],
          [...prehash, `100${salt}no_1`],
          [...prehash, `a=${salt}&100&no_1`]
        ]) {
          const { stdout, stderr } = await run([...argv, '--json'], { here, env })
          const text = await run(argv, { here, env })
          expect(leaksIn(stdout + stderr + text.stdout + text.stderr, [salt])).toEqual([])
          expect(stderr + text.stderr).toContain('short-secret')
        }
      }
    ),
    { numRuns: 2 }
  )
})

test.each([
  ['sign body.json --salt-file KEY', 'secret-file-unreadable'],
  ['sign KEY', 'file-not-readable'],
  ['sign body.json --profile KEY', 'unknown-profile'],
  ['sign body.json --config KEY', 'config-not-found'],
  ['query no_1 --env KEY', 'invalid-setting'],
  ['explain KEY', 'unknown-code'],
  ['verify-callback KEY --env local', 'file-not-readable'],
  ['KEY', 'unknown-command'],
  ['create-order --amount 1 --from KEY', 'file-not-readable']
])(
  'a SALT that is not configured, given where something else belongs, is told by its length: %s',
  async (line, code) => {
    const key = 'Zk3vQ9xW1pLm7RtY5uBn2HcD'
    const here = place({ 'body.json': '{"out_order_no":"no_1"}' })
    for (const more of [[], ['--json'], ['--lang', 'zh']]) {
      const { stdout, stderr, codes } = await run([...line.replace('KEY', key).split(' '), ...more], { here })
      expect(codes).toContain(code)
      expect(stdout + stderr).not.toMatch(/Zk3|vQ9|pLm|HcD/)
      expect(stderr).toContain('24')
    }
  }
)

test('a variable that is named like a key is told by its length', async () => {
  const here = place({ '.ecpayrc': JSON.stringify({ salt: '$' + '{Zk3vQ9xW1pLm7RtY5uBn2HcD}' }) })
  const { stderr, codes } = await run('sign -d a=1', { here })
  expect(codes).toContain('unset-variable')
  expect(stderr).not.toMatch(/Zk3|vQ9|HcD/)
})
