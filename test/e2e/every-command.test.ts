import { createPrivateKey } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { allCommands } from '../../src/commands/table.js'
import type { Field } from '../../src/protocol/system/endpoint.js'
import { DEMO_KEY_PAIRS } from '../../src/simulator/demo-key-pairs.js'
import { DEMO_KEYS } from '../../src/simulator/demo-keys.js'
import { allCalls, commandName } from '../../src/systems.js'
import { signRequest } from '../../src/trade/sign/sign-request.js'
import { run } from '../commands/run.js'
import { place } from '../config/place.js'
import { type PlainLine, plainLine } from '../docs/plain-line.js'
import { faultServer } from '../gateway/fault-server.js'
import { type Run, Sandbox } from './ecpay.js'
import { leaksIn, PLAIN, PRIVATE_KEY } from './leaks.js'

/** A line of shell, its exit code, and what stands on stdout and on stderr; `''` is nothing at all. */
type Row = [line: string, exitCode: number, stdout: RegExp | '', stderr: RegExp | '']

/** The secrets of the user are configured, and stand in the body too. */
const CONFIGURED = {
  ECPAY_SALT: PLAIN.salt,
  ECPAY_TOKEN: PLAIN.token,
  ECPAY_ACCESS_TOKEN: PLAIN.access,
  ECPAY_APP_SECRET: PLAIN.app,
  ECPAY_PRIVATE_KEY: PRIVATE_KEY
}
const BODY = `{"out_order_no":"no_1","total_amount":100,"subject":"${PLAIN.salt}","body":"${PLAIN.token}","sign":"0123456789abcdef0123456789abcdef"}`
/** Of the same text, by the keys of the local gateway. */
const { byteAuthorization: AUTHORIZATION } = signRequest(
  {
    app_id: DEMO_KEYS.app_id,
    key_version: DEMO_KEY_PAIRS.key_version,
    timestamp: '1764230000',
    nonce: 'n',
    body: BODY
  },
  createPrivateKey(DEMO_KEY_PAIRS.private_key)
)

/** Nothing listens on the port of the discard service. */
const NOBODY = 'http://127.0.0.1:9/'

const ORDER = '--amount 100 --type 301 --image https://example.com/1.png --path pages/order'

/** Every API call: its command, and its fields. */
const CALLS = (await allCalls()).map(({ system, endpoint }) => ({
  command: commandName(system, endpoint),
  fields: endpoint.fields
}))

const ROWS: Record<string, Row[]> = {
  sign: [
    ['ecpay sign -d a=1 --env local', 0, /^[0-9a-f]{32}\n$/, ''],
    ['ecpay sign body.json --check --env local', 1, '', /\(signature-differs\)/],
    ['ecpay sign body.json --code go --env local', 0, /^package main$/m, ''],
    ['ecpay sign body.json', 2, '', /\(missing-salt\)/]
  ],
  diagnose: [
    ['ecpay sign body.json --fill --env local | ecpay diagnose --env local', 0, /right/, ''],
    ['ecpay diagnose body.json --depth 1 --env local', 1, /wrong/, ''],
    ['ecpay diagnose --env local < /dev/null', 2, '', /\(empty-body\)/]
  ],
  check: [
    ['ecpay check --init && ecpay check ecpay-suite.yaml', 0, /✓ an order is signed/, /Written/],
    [
      `ecpay check --init; sed -i 's/expect: 0f98/expect: 1b18/' ecpay-suite.yaml; ecpay check ecpay-suite.yaml`,
      1,
      /✗/,
      /\(suite-failed\)/
    ],
    ['ecpay check nowhere.yaml', 2, '', /\(no-suites\)/]
  ],
  'check-signer': [
    ['ecpay check-signer --list', 0, /v001/, ''],
    [
      `ecpay check-signer --only v004 -- node -e 'console.log("0".repeat(32))'`,
      1,
      /no known mistake/,
      /\(signer-wrong\)/
    ],
    ['ecpay check-signer -- no-such-program', 2, '', /\(signer-not-started\)/],
    ['ecpay check-signer --only v004 -- node -e 0', 3, '', /\(signer-silent\)/]
  ],
  'trade diagnose': [
    [`ecpay trade diagnose body.json --authorization '${AUTHORIZATION}' --env local`, 0, /right/, ''],
    [`ecpay trade diagnose body.json --authorization '${AUTHORIZATION}' --uri /a --env local`, 1, /other-uri/, ''],
    ['ecpay trade diagnose body.json --env local', 2, '', /\(missing-authorization\)/]
  ],
  'trade sign': [
    ['ecpay trade sign body.json --env local', 0, /^SHA256-RSA2048 appid=/, ''],
    [`ecpay trade sign body.json --check '${AUTHORIZATION}' --uri /a --env local`, 1, '', /\(authorization-wrong\)/],
    ['ecpay trade sign body.json --code java --env local', 0, /^public class Sign \{$/m, ''],
    ['ecpay trade sign body.json', 2, '', /\(missing-private-key\)/]
  ],
  'trade verify-callback': [
    ['ecpay trade verify-callback body.json --env local', 1, '', /header-missing/],
    ['ecpay trade verify-callback body.json', 2, '', /\(missing-platform-public-key\)/]
  ],
  'trade order': [
    [`ecpay trade order ${ORDER} --env local`, 0, /"byteAuthorization":"SHA256-RSA2048 /, /outOrderNo/],
    ['ecpay trade order --from body.json --env local', 2, '', /\(old-order-given\)/],
    [`ecpay trade order ${ORDER}`, 2, '', /\(missing-private-key\)/]
  ],
  'trade sign-order': [
    [
      'ecpay trade sign-order --service-id 64 --open-id u --env local',
      0,
      /"byteAuthorization":"SHA256-RSA2048 /,
      /outAuthOrderNo/
    ],
    ['ecpay trade sign-order --open-id u --env local', 2, '', /\(missing-field\)/]
  ],
  'trade token': [
    ['ecpay trade token --env local', 0, /client_token +<ACCESS_TOKEN>\n/, /Fetched/],
    ['ecpay trade token show --env local', 1, '', /\(no-client-token\)/],
    ['ecpay trade token --reveal --env local', 2, '', /\(reveal-needs-terminal\)/],
    [
      `ECPAY_BASE_URL=${NOBODY} ECPAY_APP_SECRET=secret_1 ECPAY_APP_ID=tt1 ecpay trade token --env sandbox`,
      3,
      '',
      /\(connection-refused\)/
    ]
  ],
  'trade migrate': [
    ['ecpay trade migrate body.json', 0, /"outOrderNo":"no_1"/, /New and needed/],
    ['ecpay trade migrate --calls', 0, /order_query/, ''],
    [`echo '{"app_name":"douyin","open_id":"o"}' | ecpay trade migrate`, 1, '', /\(no-successor\)/],
    [`echo '{"a":1}' | ecpay trade migrate`, 2, '', /\(unknown-old-call\)/]
  ],
  'verify-callback': [
    ['ecpay trigger payment -q --env local | ecpay verify-callback --env local', 0, /"cp_orderno"/, /genuine/],
    [
      'ecpay trigger payment -q --env local --bad-signature | ecpay verify-callback --env local',
      1,
      '',
      /\(signature-mismatch\)/
    ],
    ['ecpay verify-callback body.json --env local', 2, '', /\(not-a-callback\)/],
    ['ecpay trigger payment -q --env local | ecpay verify-callback --ndjson --env local', 0, /^\{"valid":true/, '']
  ],
  trigger: [
    ['ecpay trigger payment --env local', 0, /"msg_signature"/, /what would be posted/],
    ['ecpay trigger payment --env local --to $URL/notify', 1, /no/, /\(callback-refused\)/],
    ['ecpay trigger pay --env local', 2, '', /\(invalid-option-value\)/],
    [`ecpay trigger payment --env local --to ${NOBODY}`, 3, '', /\(connection-refused\)/]
  ],
  'check-handler': [
    ['ecpay check-handler --list', 0, /genuine/, ''],
    ['ecpay check-handler $URL/notify --only genuine --env local', 1, /✗/, /\(handler-failed\)/],
    ['ecpay check-handler', 2, '', /\(missing-token\)/],
    [`ecpay check-handler ${NOBODY} --env local`, 3, '', /\(connection-refused\)/]
  ],
  listen: [['ecpay listen', 2, '', /\(missing-token\)/]],
  'deliveries list': [
    ['ecpay deliveries list', 0, '', /No callback/],
    ['ecpay deliveries list x', 2, '', /\(too-many-arguments\)/]
  ],
  'deliveries show': [
    ['ecpay deliveries show x', 1, '', /\(delivery-not-found\)/],
    ['ecpay deliveries show', 2, '', /\(missing-argument\)/]
  ],
  'deliveries export': [
    ['ecpay deliveries export folder && ls folder', 0, /deliveries\.ndjson/, /written/],
    ['ecpay deliveries export folder --only x', 1, '', /\(delivery-not-found\)/],
    ['ecpay deliveries export body.json', 2, '', /\(file-not-writable\)/]
  ],
  'deliveries clear': [
    ['ecpay deliveries clear --yes', 0, '', /deleted/],
    ['ecpay deliveries clear', 2, '', /--yes/]
  ],
  'log list': [
    ['ecpay query x --env local; ecpay log list', 0, /→ query_order .* err_no 2000/, /\(gateway-refused\)/],
    ['ecpay log list', 0, '', /Nothing/],
    ['ecpay log list --since x', 2, '', /\(not-a-since\)/]
  ],
  'log show': [
    ['ecpay query x --env local; ecpay log show --last', 0, /ecpay explain 2000/, /\(gateway-refused\)/],
    ['ecpay log show x', 1, '', /\(log-entry-not-found\)/],
    ['ecpay log show', 2, '', /\(missing-argument\)/]
  ],
  'log export': [
    ['ecpay query x --env local; ecpay log export', 0, /"version": "1\.2"/, /\(gateway-refused\)/],
    ['ecpay log export --format x', 2, '', /\(invalid-option-value\)/]
  ],
  'log clear': [
    ['ecpay log clear --yes', 0, '', /deleted/],
    ['ecpay log clear', 2, '', /--yes/]
  ],
  replay: [
    [`ecpay replay x --to ${NOBODY}`, 1, '', /\(delivery-not-found\)/],
    ['ecpay replay body.json', 2, '', /\(missing-option\)/],
    [`ecpay replay body.json --to ${NOBODY}`, 3, /✗/, /\(replay-failed\)/]
  ],
  'trade keys generate': [
    [
      'ecpay trade keys generate && ls -l private_key.pem',
      0,
      /^-----BEGIN PUBLIC KEY-----[\s\S]*\n-rw------- /,
      /密钥设置/
    ],
    ['ecpay trade keys generate && ecpay trade keys generate -q', 2, /PUBLIC KEY/, /\(key-file-exists\)/]
  ],
  'trade keys show': [
    ['ecpay trade keys show', 0, /^private_key +demo keys/, ''],
    ['ecpay trade keys show --private-key-file body.json', 2, /^private_key/, /\(not-a-key\)/]
  ],
  'trade keys check': [
    ['ecpay trade keys check --env local', 0, /^✓/, /密钥设置/],
    [
      'ecpay trade keys generate -q > key && ecpay trade keys check --private-key-file private_key.pem --platform-public-key-file key',
      1,
      /✗/,
      /\(app-key-for-platform-key\)/
    ],
    ['ecpay trade keys check', 2, '', /\(missing-private-key\)/]
  ],
  'trade keys convert': [
    ['ecpay trade keys generate -q > key && ecpay trade keys convert key --format base64', 0, /^MIIB\S+\n$/, /SPKI/],
    ['ecpay trade keys convert body.json', 2, '', /\(not-a-key\)/]
  ],
  explain: [
    ['ecpay explain 2008', 0, /^err_no:2008/, ''],
    ['ecpay explain xyz', 1, '', /\(unknown-code\)/],
    ['ecpay explain', 2, '', /\(missing-argument\)/]
  ],
  init: [
    ['ecpay init --app-id tt1 --salt-file body.json', 0, /\.ecpayrc\n$/, /0600/],
    ['printf abcdefg | ecpay init --profile shop --app-id tt1 --salt-file -', 0, /\.ecpayrc\n$/, /--profile shop/],
    ['ecpay init', 2, '', /\(prompt-refused\)/]
  ],
  'config show': [
    ['ecpay config show', 0, /^env +local +default$/m, /no configuration file/],
    ['ecpay config show --env prod', 2, '', /\(invalid-setting\)/]
  ],
  'config path': [
    ['ecpay config path --config body.json', 0, /body\.json\n$/, ''],
    ['ecpay config path', 1, '', /no configuration file/],
    ['ecpay config path --config none.json', 2, '', /\(config-not-found\)/]
  ],
  'config trust': [
    ['ecpay config trust --list', 0, '', /No file is trusted/],
    ['ecpay config trust', 1, '', /no configuration file/],
    ['ecpay config trust --list --revoke', 2, '', /\(conflicting-options\)/]
  ],
  doctor: [
    ['ecpay doctor --offline', 0, /^✓ +Signed query +local accepts the signature$/m, ''],
    [
      `ECPAY_BASE_URL=${NOBODY} ECPAY_APP_ID=tt1 ECPAY_SALT=salt_1 npm_config_registry=${NOBODY} ecpay doctor`,
      1,
      /\(connection-refused\)/,
      ''
    ],
    ['ecpay doctor --online', 2, '', /\(unknown-option\)/]
  ],
  report: [
    ['ecpay report body.json --env local', 0, /^## Signature of the request$/m, ''],
    ['ecpay report none.json', 2, '', /\(file-not-readable\)/]
  ],
  commands: [
    ['ecpay commands', 0, /^ {2}create-order +Create an order/m, ''],
    ['ecpay commands --all', 2, '', /\(unknown-option\)/]
  ],
  ...Object.fromEntries(
    ['postman', 'apifox', 'openapi', 'http'].map((name): [string, Row[]] => [
      `export ${name}`,
      [
        [`ecpay export ${name} --call create_order --env local`, 0, /create_order/, ''],
        [`ecpay export ${name} --call create_ordr`, 2, '', /create_order[\s\S]*\(invalid-option-value\)/],
        [`ecpay export ${name} --system other`, 2, '', /\(invalid-option-value\)/]
      ]
    ])
  ),
  mcp: [
    [
      `printf '%s\\n' '{"jsonrpc":"2.0","id":1,"method":"tools/list"}' | ecpay mcp`,
      0,
      /"name":"trade_verify-callback"/,
      ''
    ],
    ['ecpay mcp --calls all --allow-send production', 2, '', /\(invalid-option-value\)/]
  ],
  completion: [
    ['ecpay completion bash', 0, /_ecpay\(\)/, ''],
    ['ecpay completion tcsh', 2, '', /\(invalid-option-value\)/]
  ],
  demo: [
    ['ecpay demo', 0, /"order_status": "SUCCESS"/, /✓/],
    ['ecpay demo x', 2, '', /\(too-many-arguments\)/]
  ],
  'simulate keys': [
    ['ecpay simulate keys', 0, /^app_id +ttdemo/, /public/],
    ['ecpay simulate keys x', 2, '', /\(too-many-arguments\)/]
  ],
  'simulate serve': [['ecpay simulate serve --port x', 2, '', /\(invalid-option-value\)/]],
  'simulate pay': [
    [
      'ecpay create-order --amount 1 --out-order-no no_1 -q > order && ecpay simulate pay no_1 -q',
      0,
      /"msg_signature"/,
      ''
    ],
    ['ecpay simulate pay no_1', 1, '', /\(order-not-found\)/],
    ['ecpay simulate pay', 2, '', /\(missing-argument\)/]
  ],
  ...Object.fromEntries(
    ['refund', 'settle', 'return', 'withdraw', 'sign', 'deduct', 'deduct-refund'].map((kind): [string, Row[]] => [
      `simulate ${kind}`,
      [
        [`ecpay simulate ${kind} no_1`, 1, '', /\(record-not-found\)/],
        [`ecpay simulate ${kind}`, 2, '', /\(missing-argument\)/]
      ]
    ])
  ),
  ...Object.fromEntries(
    ['cancel', 'timeout'].map((name): [string, Row[]] => [
      `simulate ${name}`,
      [
        [
          `ecpay trade order --amount 1 --title t --image https://example.com/1.png --type 301 --path pages/o --out-order-no no_1 --env local -q > order && ecpay simulate ${name} no_1 -q`,
          0,
          /"type":"payment".*CANCEL/s,
          ''
        ],
        [`ecpay simulate ${name} no_1`, 1, '', /\(order-not-found\)/],
        [`ecpay simulate ${name}`, 2, '', /\(missing-argument\)/]
      ]
    ])
  ),
  'simulate refund-apply': [
    [
      'ecpay trade order --amount 1 --title t --image https://example.com/1.png --type 301 --path pages/o --out-order-no no_1 --env local -q > order && ecpay simulate pay no_1 -q > paid && ecpay simulate refund-apply no_1 -q',
      0,
      /"type":"pre_create_refund"/,
      ''
    ],
    ['ecpay simulate refund-apply no_1', 1, '', /\(order-not-found\)/],
    ['ecpay simulate refund-apply', 2, '', /\(missing-argument\)/]
  ],
  'simulate fail': [
    ['ecpay simulate fail 1000', 0, /^1000 /m, ''],
    ['ecpay simulate fail xyz', 2, '', /\(unknown-code\)/]
  ],
  'simulate clock': [
    ['ecpay simulate clock +15m', 0, /^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d$/m, /15m ahead/],
    ['ecpay simulate clock 2020-01-01', 2, '', /\(clock-out-of-range\)/]
  ],
  'simulate list': [
    ['ecpay simulate list', 0, '', /no orders yet/],
    ['ecpay simulate list x', 2, '', /\(too-many-arguments\)/]
  ],
  'simulate reset': [
    ['ecpay simulate reset --yes', 0, '', /deleted/],
    ['ecpay simulate reset', 2, '', /--yes/]
  ],
  ...Object.fromEntries(CALLS.map(({ command, fields }) => [command, rowsOfCall(command, fields)])),
  query: [
    ...rowsOfCall('query', CALLS.find(({ command }) => command === 'query')?.fields ?? []),
    ['printf "no_1\\n" > list && ecpay query --from-file list --env local', 1, /"line":1/, /\(numbers-refused\)/],
    ['ecpay query --from-file none.txt --env local', 2, '', /\(file-not-readable\)/]
  ],
  call: rowsOfCall('call /api/apps/x', []),
  'trade call': rowsOfCall('trade call /api/x/', [])
}

/** What holds for every API call, whatever its fields: a file of the name `no_1` stands in for an image. */
function rowsOfCall(command: string, fields: readonly Field[]): Row[] {
  const argument = fields.some(({ flag }) => flag?.syntax.startsWith('<')) ? ' no_1' : ''
  const line = `ecpay ${command}${argument} --no-validate --env local`
  return [
    [`${line} --dry-run`, 0, /./, /Nothing was sent/],
    [`ECPAY_BASE_URL=$URL ${line}`, 1, /^\{"err_no":1,/, /\(gateway-refused\)/],
    [`${line} --zzz`, 2, '', /\(unknown-option\)/],
    [`ECPAY_BASE_URL=${NOBODY} ${line} --retries 0`, 3, '', /\(connection-refused\)/]
  ]
}

test('every command is run below', async () => {
  expect(Object.keys(ROWS).sort()).toEqual((await allCommands()).map(({ name }) => name).sort())
})

describe.each(Object.entries(ROWS))('%s: exit code, both streams, no secret', (name, rows) => {
  test.each(rows.map((row, i) => [...row, i === 0] as const))(
    '%s: %i',
    async (line, exitCode, stdout, stderr, isFirst) => {
      const refused = '{"err_no":1,"err_code":1,"err_tips":"no","err_msg":"no"}'
      const { url } = await faultServer((_, response) => {
        response.writeHead(200, { 'content-type': 'application/json' }).end(refused)
      })
      const said = (wanted: RegExp | '') => (wanted === '' ? '' : expect.stringMatching(wanted))
      // The built program is started once for each command; what else it does is the same in this process.
      const isBuilt = isFirst && !isOneOfMany(name)
      const isConfigured = isBuilt && !SAYS_WHAT_IS_CONFIGURED.includes(name)
      const plain = isBuilt ? undefined : plainLine(line.replace('$URL', url))
      const ran = plain ? await here(plain) : await there(line, { URL: url, ...(isConfigured && CONFIGURED) })
      expect(ran).toEqual({ exitCode, stdout: said(stdout), stderr: said(stderr) })
      if (isConfigured) expect(leaksIn(ran.stdout + ran.stderr, PLAIN)).toEqual([])
    }
  )
})

/** Their first rows are about a user who has configured nothing; the secrets are in secrets.test.ts. */
const SAYS_WHAT_IS_CONFIGURED = [
  'config show',
  'diagnose',
  'doctor',
  'listen',
  'report',
  'simulate pay',
  'trade keys show'
]

/** The calls are one program and a table: only one of them is started. */
function isOneOfMany(name: string): boolean {
  return CALLS.slice(1).some(({ command }) => command === name)
}

function there(line: string, env: Record<string, string>): Promise<Run> {
  return new Sandbox({ 'body.json': BODY, no_1: BODY }).shell(line, env)
}

async function here({ argv, variables }: PlainLine): Promise<Run> {
  const { exit, stdout, stderr } = await run(argv, { here: place({ 'body.json': BODY, no_1: BODY }), env: variables })
  return { exitCode: exit, stdout, stderr }
}
