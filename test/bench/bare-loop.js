// What anybody would write to sign a file of orders: readline, JSON.parse, the rule of the PHP sample that most
// projects copied, and Node's own hash. It checks nothing and warns of nothing.
import { hash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { createInterface } from 'node:readline'

const salt = process.env.ECPAY_SALT
const excluded = new Set(['other_settle_params', 'app_id', 'sign', 'thirdparty_id'])
let out = ''
for await (const line of createInterface({ input: createReadStream(process.argv[2]) })) {
  const order = JSON.parse(line)
  const values = []
  for (const key in order) {
    if (excluded.has(key)) continue
    let value = String(order[key]).trim()
    if (value.length > 1 && value.startsWith('"') && value.endsWith('"')) value = value.slice(1, -1)
    value = value.trim()
    if (value !== '' && value !== 'null') values.push(value)
  }
  values.push(salt)
  out += `${hash('md5', values.sort().join('&'))}\n`
  if (out.length > 65_536) {
    process.stdout.write(out)
    out = ''
  }
}
process.stdout.write(out)
