// A client of 担保支付: node docs/clients/node.mjs <call> [member=text | member:=json]…
//   node docs/clients/node.mjs create_order out_order_no=no_1 total_amount:=100 subject=商品 body=商品 valid_time:=900
// It prints the answer as it came, and ends with 0 when err_no is 0, 1 when it is not, 3 without an answer. Keys and
// host come from ECPAY_APP_ID, ECPAY_SALT and ECPAY_HOST, so that `ecpay simulate serve` can take the platform's place.
import { createHash } from 'node:crypto'

const { ECPAY_APP_ID = '', ECPAY_SALT = '', ECPAY_HOST = 'https://developer.toutiao.com' } = process.env

const UNSIGNED = ['app_id', 'thirdparty_id', 'sign', 'other_settle_params']
/** White space as the platform's own demo has it; trim() takes U+FEFF for it, and U+0085 not. */
const SPACE = '[\\t-\\r \\x85\\xa0\\u1680\\u2000-\\u200a\\u2028\\u2029\\u202f\\u205f\\u3000]+'
const EDGES = new RegExp(`^${SPACE}|${SPACE}$`, 'g')
const trimmed = (text) => text.replace(EDGES, '')

/** md5 over the values and the SALT in the order of their bytes, joined by &. Keys are not in it. */
function sign(members, salt) {
  const list = [salt]
  for (const [key, value] of Object.entries(members)) {
    if (UNSIGNED.includes(key)) continue
    if (typeof value !== 'string' && !Number.isSafeInteger(value)) {
      throw new TypeError(`${key}: only texts and whole numbers are signed alike everywhere`)
    }
    let text = trimmed(String(value))
    if (text.length > 1 && text.startsWith('"') && text.endsWith('"')) text = trimmed(text.slice(1, -1))
    if (text !== '' && text !== 'null') list.push(text) // not if (value), which drops 0
  }
  const sorted = list.map((text) => Buffer.from(text)).sort(Buffer.compare) // sort() alone compares UTF-16
  return createHash('md5').update(sorted.join('&')).digest('hex')
}

/** Posts a signed call and returns the raw answer. */
async function call(url, members, salt) {
  const answer = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ ...members, sign: sign(members, salt) }),
    redirect: 'manual',
    signal: AbortSignal.timeout(10_000)
  })
  return answer.text()
}

/** The member that an argument names: a=text, or a:=json for a number. */
function member(argument) {
  const [, key, isJson, text] = /^(\w+)(:?)=(.*)$/s.exec(argument) ?? []
  if (key === undefined) throw new TypeError(`${argument}: member=text or member:=json`)
  return [key, isJson ? JSON.parse(text) : text]
}

const [name, ...argv] = process.argv.slice(2)
const members = { app_id: ECPAY_APP_ID, ...Object.fromEntries(argv.map(member)) }
try {
  const answer = await call(`${ECPAY_HOST}/api/apps/ecpay/v1/${name}`, members, ECPAY_SALT)
  process.stdout.write(`${answer}\n`)
  process.exitCode = JSON.parse(answer).err_no === 0 ? 0 : 1
} catch (error) {
  process.stderr.write(`no answer from ${ECPAY_HOST}: ${error.cause?.code ?? error.message}\n`)
  process.exitCode = 3
}
