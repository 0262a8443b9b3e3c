// A notify handler for the callbacks of 担保支付: node docs/handlers/node.mjs [port], with ECPAY_TOKEN set.
// `ecpay check-handler` passes it. The token is the one of the payment settings, not the SALT.
import { createHash, timingSafeEqual } from 'node:crypto'
import { createServer } from 'node:http'

const TOKEN = process.env.ECPAY_TOKEN
if (!TOKEN) throw new Error('ECPAY_TOKEN is not set')
const PORT = Number(process.argv[2] ?? 9000)
const LIMIT = 256 * 1024 // bytes; a callback has some 1000

/** sha1 over the four texts in the order of their bytes, with nothing between them. */
function isGenuine(timestamp, nonce, msg, signature) {
  const parts = [TOKEN, timestamp, nonce, msg].map((text) => Buffer.from(text)).sort(Buffer.compare)
  const expected = Buffer.from(createHash('sha1').update(Buffer.concat(parts)).digest('hex'))
  const found = Buffer.from(signature)
  return found.length === expected.length && timingSafeEqual(found, expected)
}

/** What has been done, by type and number. Your database does this with a unique index. */
const done = new Set()

function settle(type, msg) {
  const { cp_orderno, cp_refundno, cp_settle_no, out_order_id } = JSON.parse(msg)
  const number = { payment: cp_orderno, refund: cp_refundno, settle: cp_settle_no, withdraw: out_order_id }[type]
  if (number === undefined) return // a type of later days: nothing to do, and no reason to be sent it again
  const key = `${type} ${number}`
  if (done.has(key)) return // the same callback comes again when an answer was lost
  done.add(key)
  process.stdout.write(`${key}\n`) // here: mark it in your database, after asking query_order
}

/** The body as it came; undefined when it is too long. All of it is read, so that the answer is too. */
async function readBody(request) {
  const chunks = []
  let size = 0
  for await (const chunk of request) {
    size += chunk.length
    if (size <= LIMIT) chunks.push(chunk)
  }
  return size <= LIMIT ? Buffer.concat(chunks).toString('utf8') : undefined
}

function onCallback(body) {
  if (body === undefined) return [413, refusal('too long')]
  let envelope
  try {
    envelope = JSON.parse(body)
  } catch {
    return [400, refusal('not JSON')]
  }
  const { timestamp, nonce, msg, type, msg_signature } = envelope ?? {}
  // msg is verified as the text that came: never parsed and written again before this.
  const texts = [timestamp, nonce].map((one) => (typeof one === 'number' ? String(one) : one))
  if ([...texts, msg, msg_signature].some((one) => typeof one !== 'string')) return [400, refusal('malformed')]
  if (!isGenuine(texts[0], texts[1], msg, msg_signature)) return [403, refusal('wrong signature')]
  settle(type, msg)
  return [200, '{"err_no":0,"err_tips":"success"}']
}

/** The console sends this GET when the address is saved, and wants echostr back. */
function onCheck(query) {
  const [timestamp, nonce, msg, signature] = ['timestamp', 'nonce', 'msg', 'signature'].map(
    (key) => query.get(key) ?? ''
  )
  return isGenuine(timestamp, nonce, msg, signature) ? [200, query.get('echostr') ?? ''] : [403, 'wrong signature']
}

function refusal(err_tips) {
  return JSON.stringify({ err_no: 1, err_tips })
}

const server = createServer(async (request, response) => {
  const { searchParams } = new URL(request.url, 'http://localhost')
  const [status, text] = request.method === 'GET' ? onCheck(searchParams) : onCallback(await readBody(request))
  response.writeHead(status, { 'content-type': text.startsWith('{') ? 'application/json' : 'text/plain' }).end(text)
})
server.listen(PORT, '127.0.0.1', () => process.stdout.write(`listening on ${server.address().port}\n`))
