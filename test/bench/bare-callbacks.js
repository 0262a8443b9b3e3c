// What anybody would write to verify a file of callbacks of 担保支付: readline, JSON.parse, and Node's own hash.
import { hash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { createInterface } from 'node:readline'

const token = process.env.ECPAY_TOKEN
let out = ''
for await (const line of createInterface({ input: createReadStream(process.argv[2]) })) {
  const { timestamp, nonce, msg, msg_signature } = JSON.parse(line)
  out += `${hash('sha1', [token, timestamp, nonce, msg].sort().join('')) === msg_signature}\n`
  if (out.length > 65_536) {
    process.stdout.write(out)
    out = ''
  }
}
process.stdout.write(out)
