import { createHmac } from 'node:crypto'
import { finding } from '../src/findings/findings.js'
import {
  type CallbackPost,
  JSON_TYPE,
  type RawCallback,
  type UnsignedCallback
} from '../src/protocol/callback/callback-post.js'
import type { CallbackTools } from '../src/protocol/callback/callback-tools.js'
import { memberText, readObject } from '../src/protocol/json/json.js'
import type { Entry } from '../src/protocol/system/catalogue-entry.js'
import type { Endpoint } from '../src/protocol/system/endpoint.js'
import type { System } from '../src/protocol/system/system.js'
import { SYSTEMS } from '../src/systems.js'

export const SIGNATURE = 'stamp-signature'
export const hmac = (text: string, key = '') => createHmac('sha256', key).update(text).digest('hex')

export const stampOrder: Endpoint = {
  name: 'stamp_order',
  command: 'order',
  theme: 'orders',
  method: 'POST',
  path: '/api/stamps/v1/order',
  signed: 'header',
  summary: { en: 'Order stamps', zh: '订购邮票' },
  examples: ['ecpay stamps order no_1 --count 5'],
  movesMoney: false,
  source: 'made up',
  fields: [
    {
      key: 'stamp_no',
      type: 'string',
      required: true,
      meaning: { en: 'number of the order', zh: '订单号' },
      source: 'made up',
      flag: { syntax: '<stamp_no>' }
    },
    {
      key: 'count',
      type: 'number',
      required: true,
      limits: { min: 1, max: 9 },
      meaning: { en: 'how many', zh: '数量' },
      source: 'made up',
      flag: { syntax: '--count <n>' }
    }
  ],
  answer: [{ path: 'stamps', unit: 'fen', meaning: { en: 'what they are worth', zh: '面值' } }],
  errNos: [0, 77001]
}

const ENTRIES: readonly Entry[] = [
  {
    namespace: 'err_no',
    code: '77001',
    meaning: { en: 'the stamps are sold out', zh: '邮票售罄' },
    remedy: { en: 'Write a letter without one.', zh: '寄信不贴邮票。' },
    source: 'inferred'
  }
]

const stamped = ({ type, msg }: UnsignedCallback, postmark: string): CallbackPost => ({
  body: JSON.stringify({ type, msg, postmark }),
  contentType: JSON_TYPE,
  needs: STAMP_TOOLS.needs(type)
})
const textsIn = ({ body }: RawCallback) => {
  const envelope = readObject(Buffer.from(body).toString())
  const text = (key: string) => memberText(envelope, key) ?? ''
  return { type: text('type'), msg: text('msg'), postmark: text('postmark') }
}
const STAMP_TOOLS: CallbackTools = {
  signedWith: 'token',
  stamp: (now) => ({ timestamp: String(now), nonce: '' }),
  message: (_, { amount }) => JSON.stringify({ worth: amount }),
  fields: () => [],
  subject: () => ({ number: null, amount: null }),
  sign: (callback, key) => stamped(callback, hmac(callback.msg, key)),
  forge: (callback) => stamped(callback, 'forged'),
  read: textsIn,
  needs: () => ['data.stamp_no'],
  reply: () => '{"err_no":0,"data":{"stamp_no":"1"}}',
  retries: () => [1],
  recognises: ({ body }) => Buffer.from(body).includes('"postmark"'),
  inspector: (keys) => (callback) => {
    const { type, msg, postmark } = textsIn(callback)
    const valid = postmark === hmac(msg, keys.token)
    return { valid, code: valid ? null : 'signature-mismatch', type, number: null, amount: null }
  },
  whyForged: () => [finding('signature-mismatch')],
  cases: async () => ({ all: [], nonce: () => '' })
}

/** A system that nobody has, as its one value would be: it signs in a header, and its callbacks carry theirs too. */
const stamps: System = {
  name: 'stamps',
  title: { en: 'stamps', zh: '邮票' },
  word: 'stamps',
  environments: {
    local: { origin: undefined },
    sandbox: { origin: 'https://open-sandbox.douyin.com' },
    production: { origin: 'https://open.douyin.com' }
  },
  keys: { sign: ['salt'], verify: ['token'] },
  endpoints: async () => [stampOrder],
  verdict: async () => ({
    code: 'err_no',
    text: 'err_msg',
    namespace: 'err_no',
    explain: (literal) => ENTRIES.find(({ code }) => code === literal)
  }),
  sign: async ({ members }, { salt }) => ({
    members,
    headers: { [SIGNATURE]: hmac(members.toText(), salt) },
    warnings: []
  }),
  signatureCheck:
    async () =>
    async ({ text, header }, { salt }) =>
      header(SIGNATURE) === hmac(text, salt)
        ? { accepted: { signed: [], warnings: [] } }
        : { refusal: { err_no: 77002, err_tips: '邮戳不对', reasons: [{ code: 'signature-differs' }] } },
  verify: async ({ body }, { token }) => {
    const envelope = readObject(Buffer.from(body).toString())
    const [type, msg] = [memberText(envelope, 'type'), memberText(envelope, 'msg') ?? '']
    const valid = memberText(envelope, 'postmark') === hmac(msg, token)
    return {
      valid,
      checks: [{ name: 'signature', ok: valid, ...(!valid && { code: 'signature-mismatch' }) }],
      envelope: { type, msg },
      problems: valid ? [] : [finding('signature-mismatch')],
      causes: [],
      warnings: []
    }
  },
  callbacks: async () => [
    {
      namespace: 'callback',
      code: 'stamped',
      meaning: { en: 'an order was stamped', zh: '盖章通知' },
      fields: [{ path: 'worth', unit: 'fen', meaning: { en: 'what it is worth', zh: '面值' } }],
      source: 'inferred'
    }
  ],
  callbackTools: async () => STAMP_TOOLS,
  catalogue: async () => ENTRIES
}

// The line of src/systems.ts that a new system takes, and nothing else.
;(SYSTEMS as System[]).push(stamps)
