import { sign } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { SNIPPET_LANGUAGES } from '../../../src/output/words/snippets.js'
import { TRADE_SNIPPETS } from '../../../src/output/words/trade-snippets.js'
import { place } from '../../config/place.js'
import { KEYS, REQUESTS, VECTORS } from '../../trade/vectors.js'
import { run } from '../run.js'

const { app, platform } = VECTORS.keys
const REQUEST = REQUESTS.find(({ kind }) => kind === 'request')
const HEADER = REQUESTS.find(({ kind, body }) => kind === 'header' && body !== '')
if (!REQUEST || !HEADER) throw new Error('no vectors')
const RIGHT = REQUEST.byte_authorization ?? ''
const ENV = {
  ECPAY_PRIVATE_KEY: app.private_pkcs8,
  ECPAY_APP_ID: REQUEST.app_id,
  ECPAY_KEY_VERSION: REQUEST.key_version
}

/** Without the last line feed, in hex, by SHA-1. */
const WRONG = RIGHT.replace(
  /signature=.*/,
  `signature=${sign(
    'sha1',
    Buffer.from([REQUEST.method, REQUEST.uri, REQUEST.timestamp, REQUEST.nonce, REQUEST.body].join('\n')),
    KEYS.app
  ).toString('hex')}`
)
/** By no key that is here, over anything. */
const STRANGE = RIGHT.replace(/signature=./, 'signature=A')
const OTHER = RIGHT.replace(
  /signature=.*/,
  `signature=${sign('sha256', Buffer.from('x'), KEYS.app).toString('base64')}`
)

/** The items as an object, in place of the text that has them. */
const ITEMS = Object.fromEntries(
  RIGHT.replace(/^\S+ /, '')
    .split(',')
    .map((item) => [item.slice(0, item.indexOf('=')), item.slice(item.indexOf('=') + 1)])
)

const files = {
  'data.json': REQUEST.body,
  'right.txt': `${RIGHT}\n`,
  'wrong.txt': WRONG,
  'pair.json': JSON.stringify({ data: REQUEST.body, byteAuthorization: RIGHT }),
  'object.json': `{"data":${REQUEST.body},"byteAuthorization":"${RIGHT}"}`,
  'printed.json': JSON.stringify(Buffer.from(REQUEST.body)),
  'items.json': JSON.stringify({ data: REQUEST.body, byteAuthorization: ITEMS }),
  'public.pem': app.public,
  'platform.pem': platform.public,
  'command.txt': `curl 'https://developer.toutiao.com${HEADER.uri}' -H 'Byte-Authorization: ${HEADER.byte_authorization_header}' -H 'Content-Type: application/json; charset=gbk' -d '${HEADER.body}'`,
  'bare.txt': `curl 'https://developer.toutiao.com${HEADER.uri}' -d '${HEADER.body}'`,
  'request.har': JSON.stringify({
    log: {
      entries: [
        {
          request: {
            url: `https://developer.toutiao.com${HEADER.uri}`,
            method: 'POST',
            headers: [{ name: 'byte-authorization', value: HEADER.byte_authorization_header }],
            postData: { text: HEADER.body }
          }
        },
        { request: { url: 'https://example.com/', method: 'GET', headers: [] } }
      ]
    }
  })
}

function diagnose(line: string, env: Record<string, string> = ENV, stdin?: string) {
  const argv = ['trade', 'diagnose', ...line.split(' ').filter((word) => word !== '')]
  return run(argv, { here: place(files), env, ...(stdin !== undefined && { stdin }) })
}

describe('where text and authorization come from', () => {
  const call = { ...ENV, ECPAY_KEY_VERSION: HEADER.key_version }
  test.each<[string, string, Record<string, string>, string | undefined, string[]]>([
    ['a file each', 'data.json --authorization @right.txt', ENV, undefined, []],
    ['the text on stdin', '--authorization @right.txt', ENV, REQUEST.body, []],
    ['the JSON of a Buffer', 'printed.json --authorization @right.txt', ENV, undefined, ['body-unwrapped']],
    ['the authorization on stdin', 'data.json --authorization @-', ENV, RIGHT, []],
    ['both in one file', 'pair.json', ENV, undefined, []],
    ['both on stdin', '', ENV, files['pair.json'], []],
    ['data as an object', 'object.json', ENV, undefined, ['data-not-a-text']],
    ['a curl command', '--from-curl command.txt', call, undefined, ['request-charset']],
    ['a curl command that nothing names', 'command.txt', call, undefined, ['read-as', 'request-charset']],
    ['a HAR file', '--har request.har', call, undefined, []]
  ])('%s', async (_, line, env, stdin, codes) => {
    const ran = await diagnose(line, env, stdin)
    expect([ran.exit, ran.codes]).toEqual([0, codes])
    expect(ran.stdout).toContain('The authorization is right')
    expect(ran.stdout).toContain('(key-version-not-raised)')
  })

  test.each<[string, string, string[]]>([
    ['no authorization', 'data.json', ['missing-authorization']],
    ['no authorization in the request', '--from-curl bare.txt', ['missing-authorization']],
    ['both on stdin', '- --authorization @-', ['missing-authorization']],
    ['something else', 'data.json --authorization Bearer', ['not-an-authorization']],
    ['two requests', '--from-curl command.txt --har request.har', ['conflicting-options']],
    ['a file and a request', 'data.json --har request.har', ['conflicting-options']],
    ['an authorization beside a request', '--har request.har --authorization @right.txt', ['conflicting-options']],
    ['no request at all', '--from-curl data.json', ['no-request-found']]
  ])('%s is refused', async (_, line, codes) => {
    const ran = await diagnose(line)
    expect([ran.exit, ran.codes]).toEqual([2, codes])
  })
})

test.each([
  ['in one file', files['items.json']],
  ['in the answer of a server', `{"code":0,"data":${files['items.json']}}`]
])('an authorization as an object, %s, is found as such', async (_, stdin) => {
  const ran = await diagnose('--json', ENV, stdin)
  expect([ran.exit, ran.stdout.includes('authorization-as-object')]).toEqual([1, true])
})

describe('keys', () => {
  test('the public key is enough', async () => {
    const { exit, stdout } = await diagnose(
      'data.json --authorization @right.txt --public-key-file public.pem --json',
      {}
    )
    expect(exit).toBe(0)
    expect(JSON.parse(stdout)).toMatchObject({ verdict: 'right', sign: null, key: { role: 'own' } })
  })

  test('without any', async () => {
    expect(await diagnose('data.json --authorization @right.txt', {})).toMatchObject({
      exit: 2,
      codes: ['missing-private-key']
    })
  })

  test('those of the other profiles and of the platform are tried', async () => {
    const other = { profiles: { cafe: { private_key: app.private_pkcs8 } } }
    const config = place({ ...files, '.ecpayrc': JSON.stringify(other) })
    const env = { ...ENV, ECPAY_PRIVATE_KEY: platform.private_pkcs8 }
    const argv = ['trade', 'diagnose', 'data.json', '--authorization', '@right.txt', '--json']
    const { stdout, exit } = await run(argv, { here: config, env })
    expect(exit).toBe(1)
    expect(JSON.parse(stdout)).toMatchObject({
      key: { role: 'profile', name: 'cafe' },
      explanations: [{ mistakes: [{ code: 'other-profiles-key', key: 'cafe' }] }]
    })
    const platformEnv = { ...env, ECPAY_PRIVATE_KEY: app.private_pkcs8, ECPAY_PLATFORM_PUBLIC_KEY: platform.public }
    const text = [REQUEST.method, REQUEST.uri, REQUEST.timestamp, REQUEST.nonce, `${REQUEST.body}\n`].join('\n')
    const byPlatform = sign('sha256', Buffer.from(text), KEYS.platform).toString('base64')
    const swapped = RIGHT.replace(/signature=.*/, `signature=${byPlatform}`)
    const ran = await run(['trade', 'diagnose', 'data.json', '--authorization', swapped], {
      here: config,
      env: platformEnv
    })
    expect(ran.stdout).toContain('(platform-key)')
  })
})

describe('what is printed', () => {
  test('the mistakes with their fixes, and both texts', async () => {
    const { exit, stdout } = await diagnose('data.json --authorization @wrong.txt')
    expect(exit).toBe(1)
    expect(stdout).toContain('3 mistakes explain it exactly')
    for (const code of ['no-final-newline', 'signature-in-hex', 'sha1-digest']) expect(stdout).toContain(`(${code})`)
    expect(stdout).toMatch(/^ {2}\/requestOrder⏎$/m)
    expect(stdout).toContain('It must sign:')
  })

  test('in Chinese', async () => {
    const { stdout } = await diagnose('data.json --authorization @wrong.txt --lang zh')
    expect(stdout).toContain('授权串错误，完全由以下 3 处错误造成：')
  })

  test.each(SNIPPET_LANGUAGES)('the fixes in %s', async (language) => {
    const line = 'data.json --authorization @wrong.txt'
    const [plain, shown] = [await diagnose(line), await diagnose(`${line} --for ${language}`)]
    expect(plain.stdout).toContain('--for')
    expect(shown.stdout).not.toContain('--for')
    const code = shown.stdout.split('\n').filter((text) => /^ {5}\S/.test(text))
    expect(code[0]?.trim()).toBe(TRADE_SNIPPETS.lines[language].split('\n')[0])
  })

  test('--json', async () => {
    const { exit, stdout } = await diagnose('data.json --authorization @wrong.txt --json')
    expect(exit).toBe(1)
    const document = JSON.parse(stdout)
    expect(document).toMatchObject({
      verdict: 'explained',
      sign: REQUEST.signature,
      key: { role: 'own' },
      tried: expect.any(Number)
    })
    expect(document.explanations[0].string_to_sign).not.toMatch(/\n$/)
    expect(document.string_to_sign).toMatch(/\n$/)
    expect(document.also_check).toHaveLength(8)
  })

  test('what is certain, and what is not known', async () => {
    const strange = await diagnose(`data.json --authorization ${STRANGE.replace(' ', '%20')}`)
    expect(strange.exit).toBe(1)
    expect(strange.stdout).toContain('(unknown-key)')
    const here = place(files)
    const argv = ['trade', 'diagnose', 'data.json', '--authorization', OTHER, '--depth', '1']
    const { exit, stdout } = await run(argv, { here, env: ENV })
    expect(exit).toBe(1)
    expect(stdout).toContain('over a text that no known mistake')
    expect(stdout).toMatch(/==' --depth 2 --time-limit 18$/m)
  })

  test('what the data itself is refused for', async () => {
    const data = '{"totalAmount":1.00}'
    const text = `POST\n/requestOrder\n${REQUEST.timestamp}\n${REQUEST.nonce}\n${data}\n`
    const signed = sign('sha256', Buffer.from(text), KEYS.app).toString('base64')
    const argv = ['trade', 'diagnose', '--authorization', RIGHT.replace(/signature=.*/, `signature=${signed}`)]
    const { stdout, exit } = await run(argv, { env: ENV, stdin: data })
    expect(exit).toBe(0)
    expect(stdout).toContain('In the data, whatever the signature is:')
    expect(stdout).toContain('(missing-field)')
    const json = await run([...argv, '--json'], { env: ENV, stdin: data })
    expect(JSON.parse(json.stdout).warnings).toContainEqual(expect.objectContaining({ code: 'missing-field' }))
  })
})
