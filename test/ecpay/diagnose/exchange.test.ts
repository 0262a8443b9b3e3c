import { describe, expect, test } from 'vitest'
import { readExchange } from '../../../src/ecpay/diagnose/exchange-findings.js'

const readCurl = (text: string) => readExchange(text, 'curl')

const URL_OF = 'https://open-sandbox.douyin.com/api/apps/ecpay/v1/query_order'

describe('a curl command', () => {
  test.each<[command: string, body: string]>([
    [`curl '${URL_OF}' --data-raw '{"a":"b c"}'`, '{"a":"b c"}'],
    [`curl "${URL_OF}" -d "{\\"a\\":\\"\\$x\\"}"`, '{"a":"$x"}'],
    [`curl ${URL_OF} \\\n  -H 'a: b' \\\n  -d '{}'`, '{}'],
    [`curl ${URL_OF} \\\r\n -d '{}'`, '{}'],
    [`curl ${URL_OF} --data-raw $'{"a":"it\\'s\\n\\u5546\\x41"}'`, '{"a":"it\'s\n商A"}'],
    [`curl ${URL_OF} -d '{"a":"it'\\''s"}'`, '{"a":"it\'s"}'],
    [`curl ${URL_OF} --data='{"a":1}'`, '{"a":1}'],
    [`curl ${URL_OF} -d'{"a":1}'`, '{"a":1}'],
    [`$ curl --url ${URL_OF} -s --max-time 5 -o out.json -d {}`, '{}'],
    [`curl ${URL_OF} --data-raw @x`, '@x']
  ])('%s', (command, body) => {
    expect(readCurl(command)).toMatchObject({ method: 'POST', url: new URL(URL_OF), body })
  })

  test('method and headers', () => {
    const command = `curl -XPUT ${URL_OF} -H 'Content-Type: application/json' -H'X-A:b' -d '{}'`
    expect(readCurl(command)).toMatchObject({
      method: 'PUT',
      headers: [
        ['Content-Type', 'application/json'],
        ['X-A', 'b']
      ]
    })
    expect(readCurl(`curl ${URL_OF} --json '{}'`).headers).toEqual([['Content-Type', 'application/json']])
    expect(readCurl(`curl ${URL_OF} -d '{}'`).headers).toEqual([['Content-Type', 'application/x-www-form-urlencoded']])
  })
})
