import { expect, test } from 'vitest'
import { sendAll } from '../output/export/postman-run.js'
import { Sandbox } from './ecpay.js'
import { localGateway } from './local-gateway.js'

/** The answers to a signature or a token that is wrong. */
const NOT_AUTHORISED = /"(?:err_no|error_code|sub_error_code)":(?:2008|11004|28001003|28001008|2190002|2190008)\b|\((?:[a-z-]*token[a-z-]*|signature-differs)\)/

test.each(['postman', 'apifox'])(
  'the requests of export %s are authorised at the local gateway',
  {
    timeout: 60_000
  },
  async (program, only) => {
    const sandbox = new Sandbox()
    const url = await localGateway(sandbox)
    const file = async (...options: string[]) =>
      JSON.parse((await sandbox.run(['export', program, '--env', 'local', ...only, ...options])).stdout)
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
