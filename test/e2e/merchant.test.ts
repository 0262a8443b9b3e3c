import { once } from 'node:events'
import { createServer, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'
import { describe, expect, onTestFinished, test } from 'vitest'
import { faultServer } from '../gateway/fault-server.js'
import { need } from '../programs.js'
import { Sandbox } from './ecpay.js'
import { requestSign } from './platform.js'

const SALT = 'saltThatIsSecret0042'
const TOKEN = 'accessTokenThatIsSecret99'
/** Every byte there is, line breaks and dashes among them, as a boundary has. */
const IMAGE = Buffer.concat([
  Buffer.from('\x89PNG\r\n\x1a\n--', 'latin1'),
  Buffer.from(Array.from({ length: 70_000 }, (_, i) => (i * 7 + (i >> 8)) % 256)),
  Buffer.from('\r\n--')
])
const FILES = { 'licence 1.PNG': IMAGE, 'merchant.json': '{}' }

interface Part {
  headers: string
  content: Buffer
}

/** A form cut into its parts by its boundary, with nothing of this project's code. */
function partsOf(type: string, body: Buffer): Part[] {
  const [, boundary = ''] = /^multipart\/form-data; boundary=(\S+)$/.exec(type) ?? []
  const text = body.toString('latin1')
  return text
    .split(new RegExp(`(?:^|\r\n)--${boundary}(?:--)?\r\n`))
    .slice(1, -1)
    .map((part) => {
      const end = part.indexOf('\r\n\r\n')
      return { headers: part.slice(0, end), content: Buffer.from(part.slice(end + 4), 'latin1') }
    })
}

/** A server that keeps what it is sent. */
async function recorder() {
  const seen: { request: IncomingMessage; body: Buffer }[] = []
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = []
    for await (const chunk of request) chunks.push(chunk)
    seen.push({ request, body: Buffer.concat(chunks) })
    response.end('{"err_no":0,"err_tips":"","image_id":"img_1"}')
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  onTestFinished(() => void server.close())
  const env = {
    ECPAY_BASE_URL: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    ECPAY_APP_ID: 'tt1',
    ECPAY_SALT: SALT,
    ECPAY_ACCESS_TOKEN: TOKEN
  }
  const forms = () => seen.map(({ request, body }) => partsOf(request.headers['content-type'] ?? '', body))
  return { seen, env, forms, sandbox: new Sandbox(FILES) }
}

const UPLOAD = ['merchant', 'upload-image', 'licence 1.PNG']
const named = (parts: Part[] | undefined) =>
  Object.fromEntries((parts ?? []).map(({ headers, content }) => [/name="([^"]*)"/.exec(headers)?.[1], content]))

describe('merchant upload-image', () => {
  test('sends the texts, signed, and the bytes of the file as they are', async () => {
    const { sandbox, env, seen, forms } = await recorder()
    const { exitCode, stdout } = await sandbox.run(UPLOAD, { env })
    expect([exitCode, stdout]).toEqual([0, '{"err_no":0,"err_tips":"","image_id":"img_1"}\n'])
    expect(seen[0]?.request.url).toBe('/api/apps/ecpay/saas/image_upload')
    expect(Number(seen[0]?.request.headers['content-length'])).toBe(seen[0]?.body.length)
    const { image_content, ...texts } = named(forms()[0])
    expect(image_content?.equals(IMAGE)).toBe(true)
    expect(Object.entries(texts).map(([key, value]) => [key, String(value)])).toEqual([
      ['app_id', 'tt1'],
      ['access_token', TOKEN],
      ['image_type', 'png'],
      ['sign', requestSign({ access_token: TOKEN, image_type: 'png' }, SALT)]
    ])
    const file = forms()[0]?.at(-1)?.headers ?? ''
    expect(file).toContain('filename="licence 1.PNG"')
    expect(file).toContain('Content-Type: image/png')
  })

  test('as a provider: its id and its token in the place of those of the app', async () => {
    const { sandbox, env, forms } = await recorder()
    await sandbox.runHere([...UPLOAD, '--thirdparty-id', 'tp1'], { env })
    expect(Object.keys(named(forms()[0]))).toEqual([
      'thirdparty_id',
      'component_access_token',
      'image_type',
      'sign',
      'image_content'
    ])
  })

  test('without a SALT it goes without sign', async () => {
    const { sandbox, env, forms } = await recorder()
    const { ECPAY_SALT: _, ...rest } = env
    expect((await sandbox.runHere(UPLOAD, { env: rest })).exitCode).toBe(0)
    expect(Object.keys(named(forms()[0]))).not.toContain('sign')
  })

  test('the curl command sends the same form', async (context) => {
    need(context, 'curl')
    const { sandbox, env, forms } = await recorder()
    const { stdout } = await sandbox.runHere([...UPLOAD, '--curl'], { env })
    expect(stdout).toContain(`-F 'image_content=@"licence 1.PNG";type=image/png'`)
    expect(stdout).toContain(`--form-string 'access_token='"$ECPAY_ACCESS_TOKEN"''`)
    expect(stdout).not.toContain('boundary')
    await sandbox.runHere(UPLOAD, { env })
    await sandbox.shell(stdout, env)
    expect(forms()).toHaveLength(2)
    expect(named(forms()[1])).toEqual(named(forms()[0]))
  })

  test('a dry run shows the parts without the bytes and without the token', async () => {
    const { sandbox, env, seen } = await recorder()
    const { stdout } = await sandbox.runHere([...UPLOAD, '--dry-run'], { env })
    expect(stdout.split('\n')).toEqual([
      'app_id=tt1',
      'access_token=<ACCESS_TOKEN>',
      'image_type=png',
      expect.stringMatching(/^sign=[0-9a-f]{32}$/),
      `image_content=@licence 1.PNG;type=image/png (${IMAGE.length})`,
      ''
    ])
    const { request } = JSON.parse((await sandbox.runHere([...UPLOAD, '--dry-run', '--json'], { env })).stdout)
    expect(request.body).toBe('')
    expect(request.parts.at(-1)).toEqual({
      name: 'image_content',
      path: 'licence 1.PNG',
      content_type: 'image/png',
      size: IMAGE.length
    })
    expect(seen).toEqual([])
  })

  test.each([
    [['merchant', 'upload-image', 'no-such.png'], 'file-not-readable'],
    [['merchant', 'upload-image'], 'missing-argument'],
    [['merchant', 'upload-image', 'merchant.json', '-d', 'access_token=x'], 'secret-in-flag']
  ])('%j is refused', async (argv, code) => {
    const { sandbox, env, seen } = await recorder()
    const { exitCode, stderr } = await sandbox.runHere(argv, { env })
    expect([exitCode, seen]).toEqual([2, []])
    expect(stderr).toContain(`(${code})`)
  })

  test('any other call uploads a file by --file', async () => {
    const { sandbox, env, forms } = await recorder()
    const argv = ['call', '/api/apps/ecpay/v3/saas/image_upload', '-d', 'image_type=png', '--yes']
    expect((await sandbox.runHere([...argv, '--file', 'image_content=licence 1.PNG'], { env })).exitCode).toBe(0)
    const { image_content, ...texts } = named(forms()[0])
    expect(image_content?.equals(IMAGE)).toBe(true)
    expect(texts.sign?.toString()).toBe(requestSign({ image_type: 'png' }, SALT))
  })
})

test('merchant add goes without sign and without app_id, with the provider under its other name', async () => {
  const { url, bodies } = await faultServer(
    (_, response) => void response.end('{"err_no":0,"url":"https://x.example"}')
  )
  const env = { ECPAY_BASE_URL: url, ECPAY_ACCESS_TOKEN: TOKEN, ECPAY_THIRDPARTY_ID: 'tp1' }
  const { exitCode } = await new Sandbox().runHere(['merchant', 'add'], { env })
  expect(exitCode).toBe(0)
  expect(JSON.parse(bodies[0] ?? '')).toEqual({
    thirdparty_component_id: 'tp1',
    component_access_token: TOKEN,
    url_type: 1
  })
})

test('a call that the sandbox lacks is warned of there, and only there', async () => {
  const { sandbox, env } = await recorder()
  expect((await sandbox.runHere([...UPLOAD, '--env', 'sandbox'], { env })).stderr).toContain('(not-in-sandbox)')
  expect((await sandbox.runHere([...UPLOAD, '--env', 'production'], { env })).stderr).not.toContain('(not-in-sandbox)')
})

test('the page of simulate serve completes onboarding when it is opened', async () => {
  const sandbox = new Sandbox()
  const child = sandbox.start(['simulate', 'serve', '--port', '0', '--json'])
  onTestFinished(() => void child.kill('SIGKILL'))
  const [line] = await once(child.stdout as NodeJS.ReadableStream, 'data')
  const env = { ECPAY_BASE_URL: JSON.parse(String(line).split('\n')[0] ?? '').listening }
  const link = async () =>
    JSON.parse((await sandbox.runHere(['merchant', 'app-add-sub', 'p1', '--env', 'local'], { env })).stdout)
  const { url } = await link()
  const page = await fetch(url)
  const text = await page.text()
  const { merchant_id } = await link()
  expect([page.status, text]).toEqual([200, `onboarding is complete; merchant_id ${merchant_id}\n`])
})
