// A notify handler for the callbacks of 通用交易系统: node docs/handlers/trade/node.mjs [port], with
// ECPAY_PLATFORM_PUBLIC_KEY_FILE set to the file of the platform's public key (PEM). It is not the key of your app.
// `ecpay check-handler --system trade` passes it.
import { createPublicKey, verify } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { createServer } from 'node:http'

const KEY = createPublicKey(readFileSync(process.env.ECPAY_PLATFORM_PUBLIC_KEY_FILE ?? ''))
const PORT = Number(process.argv[2] ?? 9000)
const LIMIT = 256 * 1024 // bytes; a callback has some 1000

/** The value of a header; undefined if it is missing, or stands there more than once. */
function headerOf(request, name) {
  const values = request.headersDistinct[name] ?? []
  return values.length === 1 && values[0] !== '' ? values[0] : undefined
}

/** SHA256withRSA over timestamp, nonce and the raw body, each with a line feed behind it. */
function isGenuine(request, body) {
  const [timestamp, nonce, signature] = ['byte-timestamp', 'byte-nonce-str', 'byte-signature'].map((name) =>
    headerOf(request, name)
  )
  if (timestamp === undefined || nonce === undefined || signature === undefined) return false
  const text = Buffer.concat([Buffer.from(`${timestamp}\n${nonce}\n`), body, Buffer.from('\n')])
  return verify('sha256', text, KEY, Buffer.from(signature, 'base64'))
}

/** What has been done, by type and number. Your database does this with a unique index. */
const done = new Set()

/** Whether this is the first time: the same callback comes again when an answer was lost. */
function once(key) {
  if (done.has(key)) return false
  done.add(key)
  process.stdout.write(`${key}\n`) // here: mark it in your database
  return true
}

const SUCCESS = { err_no: 0, err_tips: 'success' }

/** Where the order is shown to the user: your page, and what it is given. */
const entry = (id) => ({ path: 'pages/order/detail', params: JSON.stringify({ id }) })

/** Does the work of a callback, and returns the answer. */
function settle(type, msg) {
  const members = JSON.parse(msg)
  switch (type) {
    case 'payment':
      // A CANCEL can come late: it changes no order that is paid.
      if (members.status === 'SUCCESS') once(`payment ${members.out_order_no}`)
      return SUCCESS
    case 'refund':
    case 'settle':
      once(`${type} ${members.refund_id ?? members.settle_id} ${members.status}`)
      return SUCCESS
    case 'pre_create_refund': {
      // The same refund_id is the same refund, so it gets the same number.
      const out_refund_no = `R${members.refund_id}`
      once(`refund application ${out_refund_no}`)
      return { ...SUCCESS, data: { out_refund_no, order_entry_schema: entry(members.out_order_no) } }
    }
    case 'pre_create_order': {
      const out_order_no = `O${members.order_id}`
      once(`order ${out_order_no}`)
      return { ...SUCCESS, data: { out_order_no, pay_expire_seconds: 300, order_entry_schema: entry(out_order_no) } }
    }
    default:
      return SUCCESS // a type of later days: nothing to do, and no reason to be sent it again
  }
}

/** The body as it came; undefined when it is too long. All of it is read, so that the answer is too. */
async function readBody(request) {
  const chunks = []
  let size = 0
  for await (const chunk of request) {
    size += chunk.length
    if (size <= LIMIT) chunks.push(chunk)
  }
  return size <= LIMIT ? Buffer.concat(chunks) : undefined
}

const refusal = (err_tips) => ({ err_no: 1, err_tips })

function onCallback(request, body) {
  if (body === undefined) return [413, refusal('too long')]
  // The bytes that came are verified: nothing is parsed and written again before this.
  if (!isGenuine(request, body)) return [403, refusal('wrong signature')]
  try {
    const { type, msg } = JSON.parse(body.toString('utf8'))
    return [200, settle(type, msg)]
  } catch {
    return [400, refusal('malformed')]
  }
}

const server = createServer(async (request, response) => {
  const [status, answer] =
    request.method === 'POST' ? onCallback(request, await readBody(request)) : [405, refusal('POST only')]
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(answer))
})
server.listen(PORT, '127.0.0.1', () => process.stdout.write(`listening on ${server.address().port}\n`))
