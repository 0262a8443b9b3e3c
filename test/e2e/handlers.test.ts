import { describe, expect, test } from 'vitest'
import { run } from '../commands/run.js'
import { need } from '../programs.js'
import { Sandbox } from './ecpay.js'
import {
  HANDLERS,
  type HandlerFile,
  type HandlerPath,
  handlerSource,
  programOf,
  referenceHandler
} from './reference-handlers.js'

const FILES = Object.keys(HANDLERS) as HandlerFile[]
/** A machine that has no cache of Go's own packages compiles them first. */
const PATIENT = { timeout: 180_000 }

describe('the handlers of the documentation pass', PATIENT, () => {
  test.for(FILES)('docs/handlers/%s', async (file, context) => {
    need(context, HANDLERS[file].program)
    const { url } = await referenceHandler(file)
    const { stdout, stderr, exitCode } = await new Sandbox().runHere(['check-handler', url, '--env', 'local'])
    expect(stdout.split('\n').filter((line) => /^[✗!]/.test(line))).toEqual([])
    expect({ stderr, exitCode }).toEqual({ stderr: expect.stringMatching(/^The handler passes \d+/m), exitCode: 0 })
  })
})

/** All cases with payments; with the two types whose answer needs data, those in which it is given. */
const TRADE_TYPES = [
  ['payment'],
  ...['pre_create_refund', 'pre_create_order'].map((type) => [type, '--only', 'genuine', '--only', 'repeated'])
]

describe('the handlers of the documentation for the trade system pass', PATIENT, () => {
  test.for(FILES)('docs/handlers/trade/%s', async (file, context) => {
    need(context, HANDLERS[file].program)
    const { url } = await referenceHandler(`trade/${file}`)
    for (const type of TRADE_TYPES) {
      const argv = ['check-handler', url, '--system', 'trade', '--env', 'local', '--type', ...type]
      const { stdout, exit } = await run(argv)
      expect(
        stdout.split('\n').filter((line) => /^[✗!]/.test(line)),
        type[0]
      ).toEqual([])
      expect(exit, type[0]).toBe(0)
    }
  })
})

/** Cases of one mistake each: the commonest of PHP fails the one that is about it, and that one only, run after run. */
test('sort() of PHP without SORT_STRING fails one case, each time', PATIENT, async (context) => {
  need(context, 'php')
  const source = handlerSource('php.php').replace('sort($parts, SORT_STRING)', 'sort($parts)')
  const { url } = await referenceHandler('php.php', source)
  for (let time = 0; time < 2; time++) {
    const { stdout } = await run(['check-handler', url, '--env', 'local'])
    expect(stdout.split('\n').filter((line) => /^[✗!–]/.test(line))).toEqual([
      expect.stringMatching(/^✗ nonce-sorts-last /)
    ])
  }
})

/** Of which the socket of http.server takes five at once, and the kernel drops the others. */
const SINGLE = `
import http.server, json
class Handler(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.0"
    def do_POST(self):
        self.rfile.read(int(self.headers["content-length"]))
        body = b'{"err_no":0,"err_tips":"success"}'
        self.send_response(200)
        self.end_headers()
        self.wfile.write(body)
    def log_message(self, *_): pass
server = http.server.HTTPServer(("127.0.0.1", 0), Handler)
print("listening on", server.server_port, flush=True)
server.serve_forever()
`
test('a short queue of connections fails no handler', PATIENT, async (context) => {
  need(context, 'python3')
  const { url } = await referenceHandler('python.py', SINGLE)
  const { exit, stdout } = await run(['check-handler', url, '--env', 'local', '--only', 'many-at-once'])
  expect({ exit, stdout }).toEqual({ exit: 0, stdout: expect.stringMatching(/^[✓!] many-at-once /) })
})

/** What users get wrong, made in the handlers of the documentation: each fails on the cases that are meant for it. */
const MISTAKES: [mistake: string, file: HandlerPath, right: string, wrong: string, meant: string[]][] = [
  [
    'PHP writes msg again',
    'php.php',
    '$parts = [$token, $timestamp, $nonce, $msg]',
    '$parts = [$token, $timestamp, $nonce, json_encode(json_decode($msg))]',
    ['msg-spaces', 'msg-emoji', 'msg-trailing-space']
  ],
  [
    'PHP checks only what is signed',
    'php.php',
    'if (!is_scalar($timestamp)',
    'if (empty($signature)) { answer(200, \'{"err_no":0}\'); } elseif (!is_scalar($timestamp)',
    ['signature-empty']
  ],
  [
    'Python reads the nonce as a number',
    'python.py',
    'str(envelope.get(key, ""))',
    'str(int(envelope.get(key, 0)))',
    ['nonce-sorts-first']
  ],
  ['md5 over the SALT', 'php.php', 'sha1(implode(', "md5('demoSaltOfTheLocalGateway0000001' . implode(", ['genuine']],
  [
    'Python writes msg again',
    'python.py',
    'for text in (TOKEN, timestamp, nonce, msg)',
    'for text in (TOKEN, timestamp, nonce, json.dumps(json.loads(msg)) if msg[:1] == "{" else msg)',
    ['genuine', 'msg-emoji']
  ],
  [
    'Go reads msg into float64 and writes it again',
    'go.go',
    '	parts := []string{token, timestamp, nonce, msg}',
    '	var members map[string]any\n	json.Unmarshal([]byte(msg), &members)\n	again, _ := json.Marshal(members)\n	parts := []string{token, timestamp, nonce, string(again)}',
    ['msg-key-order', 'msg-long-integer']
  ],
  ['Java trims msg', 'Java.java', 'bytes(msg)}', 'bytes(msg.trim())}', ['msg-trailing-space']],
  [
    'type is signed too',
    'node.mjs',
    '[TOKEN, timestamp, nonce, msg]',
    "[TOKEN, timestamp, nonce, msg, 'payment']",
    ['genuine']
  ],
  ['nothing is sorted', 'node.mjs', '.sort(Buffer.compare)', '', ['genuine']],
  [
    'an upper-case signature will do',
    'node.mjs',
    'Buffer.from(signature)',
    'Buffer.from(signature.toLowerCase())',
    ['signature-uppercase']
  ],
  [
    'no check at all',
    'node.mjs',
    'return found.length === expected.length && timingSafeEqual(found, expected)',
    'return true',
    ['signature-wrong', 'signature-without-token', 'msg-changed']
  ],
  [
    'a signature that is compared as far as it goes',
    'node.mjs',
    'return found.length === expected.length && timingSafeEqual(found, expected)',
    'return expected.subarray(0, found.length).equals(found)',
    ['signature-empty', 'signature-truncated']
  ],
  [
    'PHP writes the body again',
    'trade/php.php',
    '"$timestamp\\n$nonce\\n$body\\n"',
    '"$timestamp\\n$nonce\\n" . json_encode(json_decode($body), JSON_UNESCAPED_UNICODE | JSON_UNESCAPED_SLASHES) . "\\n"',
    ['body-spaces', 'body-escaped-slash', 'body-unicode-escape', 'body-line-break-at-end']
  ],
  [
    'Java reads line by line and drops the spaces',
    'trade/Java.java',
    'rsa.update(body);',
    'rsa.update(bytes(new String(body, StandardCharsets.UTF_8).replace("\\n", "").replace(" ", "")));',
    ['body-spaces', 'value-spaces', 'body-lines', 'body-line-break-at-end']
  ],
  [
    'Go verifies what json.Marshal writes',
    'trade/go.go',
    'append(append([]byte(timestamp+"\\n"+nonce+"\\n"), body...), \'\\n\')',
    'append(append([]byte(timestamp+"\\n"+nonce+"\\n"), again(body)...), \'\\n\')',
    ['genuine', 'body-key-order', 'body-spaces', 'body-unicode-escape']
  ],
  [
    'Python verifies msg alone',
    'trade/python.py',
    ' + body + b"\\n")',
    ' + json.loads(body)["msg"].encode() + b"\\n")',
    ['genuine']
  ],
  [
    'PHP answers the application for a refund like any other',
    'trade/php.php',
    "return SUCCESS + ['data' => $data];\n        case 'pre_create_order'",
    "return SUCCESS;\n        case 'pre_create_order'",
    ['refund-application']
  ],
  [
    'Node refuses a payment that was cancelled',
    'trade/node.mjs',
    "if (members.status === 'SUCCESS') once(",
    "if (members.status !== 'SUCCESS') throw new Error('not paid')\n      once(",
    ['cancelled', 'cancel-after-success']
  ]
]

/** What the mistake of Go needs beside. */
const GO_AGAIN = `
func again(body []byte) []byte {
	var members map[string]any
	json.Unmarshal(body, &members)
	written, _ := json.Marshal(members)
	return written
}
`

describe('what users get wrong fails on the case that is meant for it', PATIENT, () => {
  test.for(MISTAKES)('%s: %s', async ([, file, right, wrong, meant], context) => {
    need(context, programOf(file).program)
    const source = file === 'trade/go.go' ? handlerSource(file) + GO_AGAIN : handlerSource(file)
    expect(source.split(right)).toHaveLength(2)
    const { url } = await referenceHandler(
      file,
      source.replace(right, () => wrong)
    )
    const only = meant.flatMap((code) => ['--only', code])
    const system = file.startsWith('trade/') ? ['--system', 'trade'] : []
    const { stdout, exit } = await run(['check-handler', url, '--env', 'local', '--json', ...system, ...only])
    const { cases } = JSON.parse(stdout) as { cases: { code: string; verdict: string }[] }
    const failed = cases.filter(({ verdict }) => verdict === 'failed').map(({ code }) => code)
    expect([exit, failed.sort()]).toEqual([1, meant.toSorted()])
  })
})
