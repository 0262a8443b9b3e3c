// ecpay check-signer --system trade -- node docs/signers/trade/node.mjs
// A line in: {"id","method","uri","timestamp","nonce","body","app_id","key_version","private_key"}. A line out: the
// signature, or the whole byteAuthorization. Put your own function in place of sign().
import { createSign } from 'node:crypto'
import { createInterface } from 'node:readline'

for await (const line of createInterface({ input: process.stdin })) {
  const { method, uri, timestamp, nonce, body, private_key: key } = JSON.parse(line)
  process.stdout.write(`${sign(`${method}\n${uri}\n${timestamp}\n${nonce}\n${body}\n`, key)}\n`)
}

function sign(text, key) {
  return createSign('RSA-SHA256').update(text).sign(key, 'base64')
}
