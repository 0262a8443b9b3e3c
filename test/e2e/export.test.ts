import { expect, test } from 'vitest'
import { DEMO_KEYS } from '../../src/simulator/demo-keys.js'
import { run } from '../commands/run.js'
import { plainLine } from '../docs/plain-line.js'
import { JetBrainsClient, readHttpFile, type Substituted } from '../output/export/http-file.js'
import { sendAll } from '../output/export/postman-run.js'
import { Sandbox } from './ecpay.js'
import { localGateway } from './local-gateway.js'

/** The answers to a signature or a token that is wrong. */
const NOT_AUTHORISED =
  /"(?:err_no|error_code|sub_error_code)":(?:2008|11004|28001003|28001008|2190002|2190008)\b|\((?:[a-z-]*token[a-z-]*|signature-differs)\)/

test.each<[program: string, only: string[]]>([
  ['postman', []],
  ['apifox', ['--call', 'create_order', '--call', 'order/create_order']]
])(
  'the requests of export %s are authorised at the local gateway',
  {
    timeout: 60_000
  },
  async (program, only) => {
    const sandbox = new Sandbox()
    const url = await localGateway(sandbox)
    const file = async (...options: string[]) =>
      JSON.parse((await sandbox.runHere(['export', program, '--env', 'local', ...only, ...options])).stdout)
    const environment = await file('--part', 'environment')
    for (const one of environment.values) if (one.key.endsWith('_url')) one.value = url
    const collection = await file()
    const sent = await sendAll(collection, { environment })
    const names: string[] = collection.item
      .flatMap(({ item }: { item: { item: { name: string }[] }[] }) => item.flatMap((folder) => folder.item))
      .map(({ name }: { name: string }) => name.split(' ')[0])
    expect(sent).toHaveLength(names.length)
    expect(sent.filter(({ status, refusal }) => refusal || status !== 200)).toEqual([])
    const answers = sent.map(({ answer = '' }) => answer)
    expect(answers.filter((answer) => NOT_AUTHORISED.test(answer))).toEqual([])
    // By the SALT, by a client_token that the script has fetched, and by RSA.
    const made = names.flatMap((name, i) => (name.endsWith('create_order') ? [answers[i]] : []))
    expect(made).toEqual([
      expect.stringContaining('"err_no":0,'),
      expect.stringContaining('"error_code":0,'),
      expect.stringContaining('"err_no":0,')
    ])
  }
)

async function answerOf({ method, url, headers, body }: Substituted): Promise<string> {
  const response = await fetch(url, { method, headers, ...(method === 'POST' && { body }) })
  return response.text()
}

test('the requests of export http are authorised at the local gateway, in the client of JetBrains', {
  timeout: 60_000
}, async () => {
  const sandbox = new Sandbox()
  const url = await localGateway(sandbox)
  const file = async (...options: string[]) =>
    (await sandbox.runHere(['export', 'http', '--env', 'local', ...options])).stdout
  const script = await file('--part', 'script')
  const { local } = JSON.parse((await file('--part', 'environment')).replaceAll('http://127.0.0.1:8787', url))
  const { requests, variables } = readHttpFile(await file())
  const client = new JetBrainsClient(local, variables)
  const answers = new Map<string, string>()
  for (const request of requests) {
    const answer = await answerOf(client.prepare(request, request.script && script))
    if (request.handler) client.handle(request.handler, JSON.parse(answer))
    else answers.set(`${request.name} ${request.url}`, answer)
  }
  expect(answers.size).toBeGreaterThan(75)
  expect([...answers].filter(([, answer]) => NOT_AUTHORISED.test(answer))).toEqual([])
  const made = [...answers].flatMap(([name, answer]) => (/create_order /.test(name) ? [answer] : []))
  expect(made).toEqual(Array(3).fill(expect.stringMatching(/"(?:err_no|error_code)":0,/)))
})

test('the lines of export http for VS Code print the signatures of its requests', { timeout: 60_000 }, async () => {
  const sandbox = new Sandbox()
  const url = await localGateway(sandbox)
  const { stdout } = await run('export http --dialect vscode --system ecpay --env local')
  const { requests, variables } = readHttpFile(stdout)
  const signed = requests.filter(({ body, url }) => `${body}${url}`.includes('{{sign}}'))
  expect(signed.length).toBeGreaterThan(15)
  for (const request of signed) {
    const line = request.comments.find((one) => one.startsWith('ecpay sign '))
    // No option takes an access token, so a body with one is for another command.
    expect(line === undefined, request.name).toBe(request.body.includes('{{access_token}}'))
    if (line === undefined) continue
    const plain = plainLine(line)
    const { stdout: sign } = plain ? await run(plain.argv) : await sandbox.shell(line)
    expect(sign, line).toMatch(/^[0-9a-f]{32}\n$/)
    const client = new JetBrainsClient({ ...DEMO_KEYS, ecpay_url: url, sign: sign.trim() }, variables)
    expect(await answerOf(client.prepare(request)), line).not.toMatch(NOT_AUTHORISED)
  }
})
