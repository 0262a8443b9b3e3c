import { once } from 'node:events'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { allCommands } from '../../src/commands/table.js'
import { ENDPOINTS } from '../../src/ecpay/endpoints/endpoints.js'
import { allCalls, commandName } from '../../src/systems.js'
import { run } from '../commands/run.js'
import { faultServer } from '../gateway/fault-server.js'
import { bareOf, KEYS } from '../trade/keys/key-pastes.js'
import { Sandbox } from './ecpay.js'
import { formsOf, leaksIn, MARKS, PKCS1, PLAIN, PRIVATE_KEY, type Secrets } from './leaks.js'
import { callback, MSG, requestSign } from './platform.js'

/** What the journal of a world has, as it is on the disk: of commands in this process, and of the built program. */
function journalOf(world: LeakyWorld): string {
  const folders = [world.here.path('../state/journal-v1'), world.path('state/ecpay/journal-v1')]
  return folders
    .flatMap((folder) => (existsSync(folder) ? readdirSync(folder).map((name) => join(folder, name)) : []))
    .map((path) => readFileSync(path, 'utf8'))
    .join('\n')
}

/** A world with the secrets configured, and with bodies and callbacks in which somebody has put them. */
class LeakyWorld extends Sandbox {
  readonly secrets: Secrets
  private readonly source: 'variables' | 'configuration' | 'files'

  constructor(secrets: Secrets, source: 'variables' | 'configuration' | 'files') {
    const { salt, token, access, app } = secrets
    const leaky = { subject: salt, body: `see ${token}`, a: ` ${salt} `, out_order_no: 'no_1', total_amount: 100 }
    const config =
      source === 'configuration'
        ? { salt, token, private_key: PRIVATE_KEY, app_secret: app }
        : source === 'files'
          ? { salt_file: 'salt', token_file: 'token', private_key_file: 'private.pem', app_secret_file: 'app' }
          : {}
    const other = { salt: `${salt}-of-another`, token: `${token}-of-another` }
    const wide = { subject: `${'x'.repeat(70)}${salt}`, body: `${'y'.repeat(75)}${token}` }
    super({
      '.ecpayrc': JSON.stringify({
        app_id: 'tt0123456789abcdef',
        key_version: 1,
        platform_public_key: KEYS.platform.public,
        ...config,
        profiles: { other }
      }),
      'private.pem': PRIVATE_KEY,
      app: `${app}\n`,
      'leaky-data.json': JSON.stringify({ outOrderNo: salt, key: PRIVATE_KEY, line: PKCS1.split('\n')[9], app }),
      'leaky-authorization.txt': `SHA256-RSA2048 appid=${app},nonce_str=${salt},timestamp=1,key_version=1,signature=${bareOf(PRIVATE_KEY)}`,
      'leaky.http': `POST /notify HTTP/1.1\r\nByte-Timestamp: 1700000000\r\nByte-Nonce-Str: ${encodeURIComponent(app)}\r\nByte-Signature: ${bareOf(PKCS1)}\r\n\r\n${JSON.stringify({ version: '3.0', msg: JSON.stringify({ key: PRIVATE_KEY, app }), type: salt })}`,
      salt: `${salt}\n`,
      token: `${token}\n`,
      access: `${access}\n`,
      'access.json': JSON.stringify({ access_token: access, component_access_token: `${access}-of-a-file` }),
      'body.json': '{"out_order_no":"no_1","total_amount":100,"subject":"s"}',
      'leaky.json': JSON.stringify({ ...leaky, sign: '0'.repeat(32) }),
      // Its string to sign is too wide for a screen, and breaks in a secret.
      'wide.json': JSON.stringify({ ...wide, sign: requestSign(wide, salt).toUpperCase() }),
      'leaky.ndjson': `${JSON.stringify(leaky)}\n{"${salt}":null}\n${JSON.stringify({ a: { [token]: salt } })}\n${salt}\n`,
      'prehash.txt': `100&no_1&${salt}&${token}`,
      'callback.json': JSON.stringify(callback(token)),
      'leaky-callback.json': JSON.stringify(
        callback(token, JSON.stringify({ ...secrets, twice: JSON.stringify(secrets) }))
      ),
      'wrong-callback.json': JSON.stringify(callback(salt, MSG, { type: token })),
      'malformed-callback.json': JSON.stringify({ [salt]: token, timestamp: {}, msg_signature: salt })
    })
    this.secrets = secrets
    this.source = source
  }

  override get env(): Record<string, string> {
    const { salt, token, access, app } = this.secrets
    // An access token does not live long enough for a configuration file.
    const access_token =
      this.source === 'files' ? { ECPAY_ACCESS_TOKEN_FILE: 'access' } : { ECPAY_ACCESS_TOKEN: access }
    const variables = this.source === 'variables' && {
      ECPAY_SALT: salt,
      ECPAY_TOKEN: token,
      ECPAY_PRIVATE_KEY: PRIVATE_KEY,
      ECPAY_APP_SECRET: app
    }
    return { ...super.env, ...access_token, ...variables }
  }

  /** A server that sends the secrets back in every form it can think of. */
  async echo(): Promise<string> {
    const { salt, token, access, app } = this.secrets
    const said = [...[salt, token, access, app].flatMap(formsOf), PRIVATE_KEY, PKCS1, bareOf(PRIVATE_KEY)]
    const { url } = await faultServer((request, response, count) => {
      const headers = {
        'x-tt-logid': encodeURIComponent(salt),
        'x-ecpay-reason': `code;key=${encodeURIComponent(token)}`
      }
      if (request.url?.startsWith('/redirect'))
        response.writeHead(302, { location: `/${encodeURIComponent(salt)}` }).end()
      else if (request.url?.startsWith('/html')) response.end(`<html>${said.join('<br>')}`)
      else if (request.url?.startsWith('/accepted'))
        response.writeHead(200, headers).end(JSON.stringify({ err_no: 0, said, [salt]: token }))
      else if (count === 1 || !request.url?.includes('query')) {
        response.writeHead(200, headers)
        response.end(JSON.stringify({ err_no: 2008, err_tips: said.join(' '), data: said, [salt]: token }))
      } else response.end('{"err_no":0,"payment_info":{"order_status":"SUCCESS"}}')
    })
    return url
  }
}

interface Variant {
  argv: string
  /** The path of the echoing server that calls are sent to. */
  to?: '' | '/redirect' | '/html' | '/accepted'
  terminal?: true
  /** It takes long, and wherever the secrets come from it does the same: it is run with those that have marks. */
  once?: true
}
const plain = (...argvs: string[]): Variant[] => argvs.map((argv) => ({ argv }))
const costly = (...argvs: string[]): Variant[] => argvs.map((argv) => ({ argv, once: true }))
const sent = (...argvs: string[]): Variant[] =>
  argvs.flatMap((argv) => [
    { argv, to: '' },
    { argv: `${argv} --json`, to: '' },
    { argv: `${argv} --verbose --output both`, to: '' },
    { argv, to: '/redirect' },
    { argv: `${argv} --json`, to: '/html' },
    { argv, to: '', terminal: true }
  ])

/** The ways to run each command; `{salt}`, `{token}`, `{app}` and `{key}` stand for what they are. */
/** What every API call is run with, whatever its fields. */
const OF_CALLS = Object.fromEntries(
  (await allCalls()).map(({ system, endpoint: { command, fields, resultBy } }): [string, Variant[]] => {
    const argument = fields.some(({ flag }) => flag?.syntax.startsWith('<')) ? 'no_1 ' : ''
    const argv = `${argument}--no-validate`
    return [
      commandName(system, { command }),
      [
        ...plain('{salt}', `${argv} -d x={token} --dry-run`, `${argv} -d x={salt} --curl`),
        ...sent(argv),
        ...(resultBy
          ? ['', ' --json'].map((json): Variant => ({ argv: `${argv} --wait${json}`, to: '/accepted' }))
          : [])
      ]
    ]
  })
)

const VARIANTS: Record<string, Variant[]> = {
  ...OF_CALLS,
  sign: [
    ...plain(
      '',
      '--json',
      '--explain',
      '--verbose --explain',
      '--check',
      '--check --json',
      '--fill',
      '--code go',
      '--code java --json'
    ).map(({ argv }) => ({
      argv: `leaky.json ${argv}`
    })),
    ...plain(
      'leaky.json --strict',
      '--ndjson leaky.ndjson',
      '--ndjson leaky.ndjson --json --check',
      '--ndjson leaky.ndjson --csv',
      'body.json --nested go --explain',
      '--fill -d subject={salt}'
    ),
    ...plain(
      '-d {salt}',
      '{salt}',
      '--{salt}',
      'body.json --check {salt}',
      'body.json --nested {token}',
      '--lang {salt}'
    ),
    { argv: 'leaky.json --explain', terminal: true }
  ],
  diagnose: [
    ...plain('--ndjson leaky.json', '--ndjson leaky.ndjson', '--ndjson wide.json --json'),
    ...plain('wide.json', 'wide.json --json', 'wide.json --prehash @prehash.txt'),
    ...plain('leaky.json --depth 1', 'leaky.json --depth 1 --json', 'leaky.json --depth 1 --for php'),
    ...costly(
      'body.json --prehash @prehash.txt --depth 1 --time-limit 1',
      'body.json --prehash @prehash.txt --depth 1 --time-limit 1 --json'
    ),
    ...plain('wrong-callback.json --callback', 'leaky-callback.json --callback --json', 'callback.json --callback'),
    ...plain('body.json --sign {salt} --depth 1'),
    ...costly('body.json --prehash {salt}&{token} --depth 1 --time-limit 1'),
    { argv: 'leaky.json --depth 1', terminal: true }
  ],
  'create-order': [
    ...plain('--dry-run', '--dry-run --json', '--curl', '--curl --json', '--dry-run --verbose').map(({ argv }) => ({
      argv: `--amount 1 --cp-extra {salt} --subject {token} ${argv}`
    })),
    ...plain(
      '--amount {salt}',
      '--amount 1 --out-order-no {salt}',
      '--amount 1 --notify-url {token}',
      '--amount 1 -d {salt}'
    ),
    ...plain(
      '--from leaky.ndjson',
      '--amount 1 --env {salt}',
      '--amount 1 --limit-pay-way {salt} --no-validate --curl'
    ),
    ...sent('--from leaky.json --no-validate'),
    { argv: '--amount 1 --cp-extra {salt} --dry-run', terminal: true }
  ],
  call: [
    ...plain(
      '{salt}',
      '/api/{token} -d x={salt} --dry-run',
      '/api/x --get -d x={token} --curl',
      '/api/x --from access.json --curl',
      '/api/x --from access.json --dry-run --json'
    ),
    ...sent('/api/x')
  ],
  'trade call': [
    ...plain('{salt}', '/api/{token} -d x={salt} --dry-run', '/api/x/ --from access.json --curl', '/api/x/ -d a={key}'),
    ...sent('/api/x/')
  ],
  query: [
    ...plain('{salt}', 'no_1 --curl', 'no_1 -d x={token} --dry-run'),
    ...sent('no_1', 'no_1 --wait'),
    ...plain('--from-file leaky.ndjson', '--from-file salt', '--from-file salt --no-validate --env local'),
    ...['', ' --json'].map((json): Variant => ({ argv: `--from-file token --no-validate${json}`, to: '' })),
    { argv: '--from-file token --no-validate --retries 0', to: '/html' }
  ],
  'verify-callback': [
    ...['callback', 'leaky-callback', 'wrong-callback', 'malformed-callback'].flatMap((file): Variant[] => [
      { argv: `${file}.json` },
      { argv: `${file}.json --json` },
      { argv: `--ndjson ${file}.json` },
      { argv: `${file}.json --profile other` },
      { argv: `${file}.json`, terminal: true }
    ]),
    ...plain('{token}', '--max-age {token}', '--token-file {token}')
  ],
  trigger: [
    ...plain('payment', 'payment --json', 'payment --bad-signature', 'payment --retry --to {salt}', '{token}'),
    ...plain('payment --msg {salt}', 'refund --set message={token} --json', 'payment --nonce {token} --unset {salt}'),
    ...plain(
      'payment --to {url} --msg {salt}',
      'payment --to {url}/redirect --json',
      'payment --to {url}/html --verbose'
    ),
    { argv: 'payment --to {url} --msg {salt}', terminal: true }
  ],
  check: plain('{salt}', 'body.json', '--init --json', '. --filter {token}'),
  'check-signer': plain(
    '--list --json',
    '--only v004 -- {salt}',
    '--only {token} -- node',
    '--only v004 --url {url}/{salt}',
    "--only v004 -- node -e console.log('{salt}')",
    "--only v004 --reporter tap -- node -e console.error('{salt}')"
  ),
  'check-handler': [
    ...plain('--list', '--list --json', '{salt}', '{url} --only {token}', '{url} --number {salt} --amount {token}'),
    ...plain('{url} --only genuine --cp-extra {salt}', '{url} --only genuine --json', '{url}/redirect --only genuine'),
    ...plain('{url} --only repeated --query {salt}', '{url} --only repeated --order-url {url}/{token} --expect {salt}'),
    { argv: '{url} --only genuine --number {token}', terminal: true }
  ],
  listen: plain('--port {salt}', '--forward-to {token}', '--host {salt} --port 0'),
  'deliveries list': plain('', '--json', '{salt}'),
  'deliveries show': plain('{salt}', '{token} --json'),
  'deliveries clear': plain('', '--yes', '--keep {salt}', '--yes --json'),
  'deliveries export': plain('{salt}', '--{token}'),
  replay: [
    ...plain('{salt}', 'callback.json --to {token}', 'leaky-callback.json --to {url} --json'),
    ...plain('leaky-callback.json --to {url} --resign --set a={salt}', 'malformed-callback.json --to {url}'),
    { argv: 'leaky-callback.json --to {url}', terminal: true }
  ],
  'trade keys generate': [...plain('', '--format {token}'), ...costly('{salt}', 'new --json')],
  'trade keys show': plain(
    '',
    '--json',
    '--private-key-file {salt}',
    '--key-version {app}',
    '--private-key-file {key}'
  ),
  'trade keys check': plain('', '--json', 'private.pem', '{key}', '{salt} --json'),
  'trade keys convert': [
    ...plain('private.pem', 'private.pem to.pem', 'private.pem --public --json', '{key}', '{app} {token}'),
    { argv: 'private.pem other.pem --format pkcs1', terminal: true }
  ],
  'trade sign': [
    ...plain(
      'leaky-data.json',
      'leaky-data.json --json',
      'leaky-data.json --explain',
      'leaky-data.json --header',
      'leaky-data.json --code php',
      'leaky-data.json --code node --json'
    ),
    ...plain('leaky-data.json --check {app}', 'leaky-data.json --check @leaky-authorization.txt --json', '{key}'),
    ...plain('leaky-data.json --nonce {app} --uri {salt}', 'leaky-data.json --private-key-file {key}', '--{key}'),
    { argv: 'leaky-data.json --explain', terminal: true }
  ],
  'trade order': [
    ...plain('--from leaky-data.json', '--from leaky-data.json --json', '--from leaky-data.json --dry-run'),
    ...plain('--amount {app}', '--amount 1 --title {salt} --sku-params {app} --path {key}', '-d {key}'),
    { argv: '--from leaky-data.json', terminal: true }
  ],
  'trade sign-order': [
    ...plain('--from leaky-data.json', '--from leaky-data.json --json', '--from leaky-data.json --dry-run'),
    ...plain('--service-id {app} --open-id {salt} --out-auth-order-no {key}', '--expire-seconds {app}', '-d {key}'),
    { argv: '--from leaky-data.json', terminal: true }
  ],
  'trade verify-callback': [
    ...plain('leaky.http', 'leaky.http --json', 'leaky-callback.json', 'leaky-data.json -H Byte-Signature:{key}'),
    ...plain('leaky.http --platform-public-key-file private.pem', '{key}', '--max-age {app}', '-H {app}'),
    { argv: 'leaky.http', terminal: true }
  ],
  'trade diagnose': [
    ...plain('leaky-data.json --authorization @leaky-authorization.txt --depth 1 --time-limit 1'),
    ...costly('leaky-data.json --authorization @leaky-authorization.txt --depth 1 --time-limit 1 --json'),
    ...plain('leaky-data.json --authorization {key}', 'leaky-data.json --authorization {app} --json', '{key}'),
    { argv: 'leaky-data.json --authorization @leaky-authorization.txt --depth 1 --time-limit 1', terminal: true }
  ],
  'trade migrate': [
    ...plain('leaky.json', 'leaky.json --json', '.ecpayrc', '.ecpayrc --json', 'leaky-data.json --call create_order'),
    ...plain('{key}', '--call {app}', '--calls', '.ecpayrc -d a={key}'),
    { argv: '.ecpayrc', terminal: true }
  ],
  'trade token': [
    ...plain('show', 'show --json', 'clear', '{app}', '--app-secret-file {app}', '--app-secret-file {key}'),
    ...sent('refresh')
  ],
  'log list': [...plain('', '--json', '--number {salt}', '--call {token}', '--since {app}', '--grep {key}')],
  'log show': plain('--last', '--last --json', '--last --request', '{salt}', '{token} --json'),
  'log export': plain('', '--format ndjson', '--grep {salt}', '--format {token}'),
  'log clear': plain('', '--yes', '--{salt}'),
  explain: plain('2008', '{salt}', '{salt} --json', '--list {token}'),
  init: plain(
    '',
    '--app-id {salt}',
    '--app-id tt1 --salt-file salt --force',
    '--app-id tt1 --salt-file {salt} --force --json',
    '--app-id tt1 --private-key-file {key} --key-version 1 --env production --force',
    '--app-id tt1 --salt-file salt --profile {salt}',
    '--app-id tt1 --salt-file salt --profile {salt} --json'
  ),
  'config show': plain('', '--json', '--profile other', '--profile {salt}', '--env {token}', '--config {salt}'),
  'config path': plain('', '--json', '--config {salt}', '{token}'),
  'config trust': plain('', '--json', '--list', '--revoke --config {salt}', '{token}'),
  doctor: [
    ...plain('--offline', '--offline --json', '{salt}', '--profile {token} --offline'),
    { argv: '', to: '' },
    { argv: '--json', to: '/html' },
    { argv: '--offline', terminal: true }
  ],
  report: [
    ...plain(
      '',
      '--json',
      'leaky.json',
      'leaky.json --json',
      'wide.json',
      'prehash.txt',
      '{salt}',
      '--profile {token}'
    ),
    { argv: 'leaky.json', terminal: true }
  ],
  commands: [...plain('{salt}'), ...costly('', '--json')],
  ...Object.fromEntries(
    ['postman', 'apifox', 'openapi', 'http'].map((name): [string, Variant[]] => [
      `export ${name}`,
      plain('', '--env production --json', '--call {salt}', '--system {token}', '--profile {salt}')
    ])
  ),
  mcp: plain('{salt}', '--calls {token}'),
  completion: plain(
    'bash',
    '{salt}',
    'words -- create-order --cp-extra {salt}',
    'words -- query {token} --',
    'words --json -- --p'
  ),
  'simulate keys': plain('', '--json'),
  'simulate pay': plain('no_1', '{salt}', '{salt} --json', 'no_1 --way {token}'),
  'simulate refund-apply': plain('no_1', '{salt}', '{token} --json', 'no_1 --answer {salt}'),
  'simulate cancel': plain('no_1', '{salt}', '{token} --json'),
  'simulate timeout': plain('no_1', '{salt}', '{token} --json'),
  'simulate settle': plain('{salt}', '{token} --json'),
  'simulate sign': plain('{salt}', '{token} --refuse --json'),
  'simulate deduct': plain('{salt} --timeout', '{token} --json'),
  'simulate deduct-refund': plain('{salt}', '{token} --json'),
  'simulate return': plain('{salt}', '{token} --json'),
  'simulate withdraw': plain('{salt} --fail', '{token} --json --reexchange'),
  'simulate refund': plain('refund_1', '{salt}', '{salt} --json'),
  'simulate fail': plain('', '1000 --json', '{salt}', '{token} --on {salt} --json'),
  'simulate clock': plain('', '--json', '+15m --json', '{salt}', '{token} --json'),
  'simulate list': plain('', '--json'),
  'simulate reset': plain('--yes', '--yes --json', '{salt}'),
  'simulate serve': plain('--port {salt}'),
  demo: [...plain('{token}'), ...costly('', '--json', '--full', '--full --json')]
}

test('every command is run below', async () => {
  expect(Object.keys(VARIANTS).sort()).toEqual((await allCommands()).map(({ name }) => name).sort())
})

describe.each([
  ['in variables', PLAIN, 'variables', 'en'],
  ['in the configuration', MARKS, 'configuration', 'zh'],
  ['in files', PLAIN, 'files', 'en']
] as const)('the secrets %s are in no output', (_, secrets, source, lang) => {
  test.each(Object.keys(VARIANTS))('of %s', async (name) => {
    const world = new LeakyWorld(secrets, source)
    const url = await world.echo()
    const all = VARIANTS[name] ?? []
    // Where they come from is the same to every way of running a command; the same secrets go all ways in variables.
    const variants =
      source === 'files' || isLikeOthers(name)
        ? [tellingOf(all)]
        : all.filter((variant) => source === 'configuration' || !variant.once)
    const played = variants.filter(({ to }) => to !== undefined).map((one) => play(world, name, lang, one, url))
    const outputs = await Promise.all(played)
    // These keep things in one store, and this process would wait for itself.
    for (const one of variants.filter(({ to }) => to === undefined))
      outputs.push(await play(world, name, lang, one, url))
    expect(outputs.filter(({ leaks }) => leaks.length > 0)).toEqual([])
  })

  test('of simulate serve, whatever its clients send', async () => {
    const world = new LeakyWorld(secrets, source)
    const child = world.start(['simulate', 'serve', '--port', '0', '--json'])
    const lines: string[] = []
    child.stdout?.on('data', (chunk) => lines.push(String(chunk)))
    child.stderr?.on('data', (chunk) => lines.push(String(chunk)))
    await once(child.stdout as NodeJS.ReadableStream, 'data')
    const { listening } = JSON.parse(lines[0] ?? '')
    const { salt, token } = secrets
    await fetch(`${listening}/${encodeURIComponent(token)}`)
    await fetch(`${listening}/api/apps/ecpay/v1/query_order`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ app_id: 'ttdemo00000000000001', out_order_no: salt, sign: token })
    })
    child.kill('SIGINT')
    await once(child, 'close')
    expect(lines.length).toBeGreaterThan(1)
    expect(leaksIn(lines.join(''), secrets)).toEqual([])
    expect(journalOf(world)).toContain('/api/apps/ecpay/v1/query_order')
    expect(leaksIn(journalOf(world), secrets)).toEqual([])
  })
})

/** In each way to write: texts, documents, bytes, streams, findings. That each command does so is in every-command.test.ts. */
const BUILT = [
  'sign',
  'diagnose',
  'create-order',
  'query',
  'bills',
  'verify-callback',
  'check-handler',
  'replay',
  'trade sign',
  'trade verify-callback',
  'trade token',
  'config show',
  'report',
  'explain'
]

describe('nor in what the built program writes', () => {
  test.each(BUILT)('%s', async (name) => {
    const world = new LeakyWorld(MARKS, 'configuration')
    const url = await world.echo()
    const { argv, env } = lineOf(world, name, 'zh', tellingOf(VARIANTS[name] ?? []), url)
    const { stdout, stderr } = await world.run(argv, { env })
    expect({ leaks: leaksIn(stdout + stderr, MARKS), stdout, stderr }).toMatchObject({ leaks: [] })
  })

  test.each(['sign', 'query'])('%s, on a terminal', async (name) => {
    const world = new LeakyWorld(MARKS, 'configuration')
    const url = await world.echo()
    const variant = VARIANTS[name]?.find(({ terminal }) => terminal) as Variant
    const { argv, env } = lineOf(world, name, 'zh', variant, url)
    const { screen } = await world.terminal(argv, { env })
    expect({ leaks: leaksIn(screen, MARKS), screen }).toMatchObject({ leaks: [] })
  })
})

test('what listen receives is shown, kept and listed without the secrets', async () => {
  const world = new LeakyWorld(MARKS, 'configuration')
  const child = world.start(['listen', '--port', '0', '--json', '--exit-after', '2'])
  const lines: string[] = []
  child.stdout?.on('data', (chunk) => lines.push(String(chunk)))
  child.stderr?.on('data', (chunk) => lines.push(String(chunk)))
  const ended = once(child, 'close')
  await once(child.stdout as NodeJS.ReadableStream, 'data')
  const { listening } = JSON.parse((lines[0] ?? '').split('\n')[0] ?? '')
  const { salt, token } = world.secrets
  for (const type of ['payment', salt]) {
    const body = JSON.stringify(callback(token, JSON.stringify({ cp_orderno: salt, cp_extra: token }), { type }))
    await fetch(listening, { method: 'POST', headers: { 'content-type': 'application/json' }, body })
  }
  expect((await ended)[0]).toBe(0)
  const list = await world.run(['deliveries', 'list'])
  const machine = await world.run(['deliveries', 'list', '--json'])
  const { deliveries } = JSON.parse(machine.stdout)
  expect(deliveries).toHaveLength(2)
  const shown = await world.run(['deliveries', 'show', deliveries[0].id])
  const said = [...lines, ...[list, machine, shown].flatMap(({ stdout, stderr }) => [stdout, stderr])]
  expect(leaksIn(said.join('\n'), world.secrets)).toEqual([])
  const log = await Promise.all(['list', 'show --last', 'export'].map((one) => world.run(['log', ...one.split(' ')])))
  const logged = [journalOf(world), ...log.map(({ stdout, stderr }) => stdout + stderr)]
  expect(logged.map((text) => /payment|<SALT>/.test(text))).not.toContain(false)
  expect(leaksIn(logged.join('\n'), world.secrets)).toEqual([])
})

describe('the secrets of a configuration that is wrong are in no output', () => {
  const { salt, token } = PLAIN
  test.each([
    ['an unknown key', '.ecpayrc', JSON.stringify({ salt, token, slat: 1 })],
    ['the same key twice', '.ecpayrc.json', `{"salt":"${salt}","salt":"${token}"}`],
    ['JSON cut off', '.ecpayrc', `{"profiles":{"a":{"salt": "${salt}","token":"${token}"`],
    ['broken YAML', '.ecpayrc.yaml', `salt: ${salt} # theirs\ntoken: '${token}'\nenv: [`],
    ['a variable that is not set', '.ecpayrc', JSON.stringify({ salt, token, app_id: '${' + 'ECPAY_NONE}' })],
    ['a variable that may not be sent', '.ecpayrc', JSON.stringify({ salt, token, app_id: '${' + 'NONE}' })],
    ['a file outside', '.ecpayrc', JSON.stringify({ salt, token, profiles: { p: { salt_file: '/no' } }, profile: 'p' })]
  ])('%s', async (_, name, content) => {
    const sandbox = new Sandbox({ [name]: content })
    const argvs = [['explain', salt], ['sign', '-d', token], ['config', 'show', `--${salt}`], [token]]
    const runs = await Promise.all(argvs.map((argv) => sandbox.runHere(argv)))
    expect(runs.map(({ exitCode }) => exitCode)).toEqual([1, 2, 2, 2])
    expect(leaksIn(runs.map(({ stdout, stderr }) => stdout + stderr).join('\n'), PLAIN)).toEqual([])
  })
})

test('what is masked is verified as it came', async () => {
  const world = new LeakyWorld(MARKS, 'configuration')
  const { stdout } = await world.run(['verify-callback', 'leaky-callback.json', '--json'])
  expect(JSON.parse(stdout)).toMatchObject({ valid: true, msg: expect.stringContaining('<SALT>') })
})

/** The variant in which most has a secret in it: one that is sent and answered, or one that is given a secret. */
function tellingOf(variants: readonly Variant[]): Variant {
  const sent = variants.find(({ to }) => to !== undefined)
  return sent ?? variants.find(({ argv }) => /\{|leaky/.test(argv)) ?? (variants[0] as Variant)
}

/** Calls that go all ways: one at once, one that is waited for, one that brings a file, one that sends a file. */
const EXAMPLES = ['query-settle', ENDPOINTS.find(({ resultBy }) => resultBy)?.command, 'bills', 'merchant upload-image']

/** The calls are one program and a table: the others are run one way each. */
function isLikeOthers(name: string): boolean {
  return name in OF_CALLS && VARIANTS[name] === OF_CALLS[name] && !EXAMPLES.includes(name)
}

/** The words of one variant, and the variables that go with it. */
function lineOf({ secrets }: LeakyWorld, name: string, lang: string, { argv, to }: Variant, url: string) {
  const { salt, token, access, app } = secrets
  const words = argv.split(' ').filter(Boolean)
  const filled = words.map((word) =>
    word
      .replaceAll('{salt}', salt)
      .replaceAll('{token}', token)
      .replaceAll('{access}', access)
      .replaceAll('{app}', app)
      .replaceAll('{key}', PRIVATE_KEY)
      .replaceAll('{url}', url)
  )
  const env: Record<string, string> =
    to === undefined ? {} : { ECPAY_BASE_URL: url + to, npm_config_registry: url + to }
  return { argv: [...name.split(' '), ...filled, '--lang', lang], env }
}

/** Runs one variant in this process. */
async function play(world: LeakyWorld, name: string, lang: string, variant: Variant, url: string) {
  const { argv, env } = lineOf(world, name, lang, variant, url)
  const { stdout, stderr } = await run(argv, { here: world.here, env, terminal: variant.terminal ?? false })
  const leaks = [stdout, stderr, journalOf(world)].flatMap((text) => leaksIn(text, world.secrets))
  return { argv: variant.argv, leaks, stdout, stderr }
}
