// ecpay check-signer -- node docs/signers/node.mjs
// A line in: {"id","salt","body"}. A line out: the signature of the text `body`. Put your own function in place of sign().
import { createHash } from 'node:crypto'
import { createInterface } from 'node:readline'

for await (const line of createInterface({ input: process.stdin })) {
  const { body, salt } = JSON.parse(line)
  process.stdout.write(`${sign(body, salt)}\n`)
}

function sign(body, salt) {
  const values = [salt]
  for (const [key, value] of Object.entries(JSON.parse(body))) {
    if (['app_id', 'thirdparty_id', 'sign', 'other_settle_params'].includes(key)) continue
    let text = strip(typeof value === 'string' ? value : JSON.stringify(value))
    if (text.length > 1 && text.startsWith('"') && text.endsWith('"')) text = strip(text.slice(1, -1))
    if (text !== '' && text !== 'null') values.push(text)
  }
  values.sort((a, b) => Buffer.compare(Buffer.from(a), Buffer.from(b)))
  return createHash('md5').update(values.join('&')).digest('hex')
}

// trim() also removes U+FEFF.
function strip(text) {
  return text.replace(/^\p{White_Space}+|\p{White_Space}+$/gu, '')
}
