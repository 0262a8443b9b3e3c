import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { once } from 'node:events'
import { writeFileSync } from 'node:fs'
import { Pool } from 'undici'

/** Requests that are under way at once. */
const AT_ONCE = 64

/**
 * Starts a program that says its address in its first line.
 *
 * @returns the address, and how to end it
 */
export async function startServer([program, ...args], env) {
  const child = spawn(program, args, { env, stdio: ['ignore', 'pipe', 'inherit'] })
  let said = ''
  while (!said.includes('\n')) said += String((await once(child.stdout, 'data'))[0])
  child.stdout.resume()
  const [url] = /http:[\w./:]+/.exec(said)
  return {
    url,
    async end() {
      child.kill('SIGINT')
      await once(child, 'close')
    }
  }
}

/** Posts so many callbacks, each with a number of its own, and returns the milliseconds until the last answer. */
export function deliverAll(url, token, count) {
  const bodies = Array.from({ length: count }, (_, i) => callback(token, i))
  return postAll(url, { path: '/notify', bodies })
}

/**
 * Posts bodies over connections that stay, and returns the milliseconds until the last answer.
 *
 * @param headers more of them
 */
export async function postAll(url, { path, bodies, headers = {} }) {
  const pool = new Pool(url, { connections: AT_ONCE })
  const all = { 'content-type': 'application/json', ...headers }
  const started = process.hrtime.bigint()
  let next = 0
  const worker = async () => {
    for (let i = next++; i < bodies.length; i = next++) {
      const request = { method: 'POST', path, headers: all, body: bodies[i] }
      const { statusCode, headers: said, body } = await pool.request(request)
      await body.dump()
      const why = said['x-ecpay-reason']
      if (statusCode !== 200 || why) throw new Error(`request ${i} was answered with HTTP ${statusCode}, ${why}`)
    }
  }
  await Promise.all(Array.from({ length: AT_ONCE }, worker))
  const milliseconds = Number(process.hrtime.bigint() - started) / 1e6
  await pool.close()
  return milliseconds
}

export function callback(token, i) {
  const [timestamp, nonce] = ['1602507471', String(1000 + (i % 9000))]
  const msg = JSON.stringify({
    appid: 'tt0123456789abcdef',
    cp_orderno: `2026112217${i}`,
    cp_extra: '{"u": 1, "t": "a b"}',
    way: '2',
    channel_no: '2026112222001490861446271234',
    payment_order_no: 'PAY2022072720271500012345678901',
    total_amount: 1 + (i % 1_000_000),
    status: 'SUCCESS',
    seller_uid: '73744242495132490630',
    extra: 'null',
    item_id: '',
    paid_at: 1_602_507_471,
    message: '',
    order_id: '7398108028895054107'
  })
  const msg_signature = createHash('sha1').update([token, timestamp, nonce, msg].sort().join('')).digest('hex')
  return JSON.stringify({ timestamp, nonce, msg, type: 'payment', msg_signature })
}

/** Writes so many callbacks, one a line, and returns the path. */
export function writeBodies(path, count) {
  const lines = Array.from({ length: count }, (_, i) => callback('bench_payment_token', i))
  writeFileSync(path, `${lines.join('\n')}\n`)
  return path
}
