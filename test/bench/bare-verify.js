// What anybody would write to verify a file of callbacks: readline, JSON.parse, and Node's own crypto with one key. It
// names no cause, and looks at nothing but the signature.
import { createPublicKey, verify } from 'node:crypto'
import { createReadStream, readFileSync } from 'node:fs'
import { createInterface } from 'node:readline'

const key = createPublicKey(readFileSync(process.env.ECPAY_PLATFORM_PUBLIC_KEY_FILE))
let out = ''
for await (const line of createInterface({ input: createReadStream(process.argv[2]) })) {
  const { headers, body } = JSON.parse(line)
  const text = `${headers['Byte-Timestamp']}\n${headers['Byte-Nonce-Str']}\n${body}\n`
  out += `${verify('sha256', Buffer.from(text), key, Buffer.from(headers['Byte-Signature'], 'base64'))}\n`
  if (out.length > 65_536) {
    process.stdout.write(out)
    out = ''
  }
}
process.stdout.write(out)
