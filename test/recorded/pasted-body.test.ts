import { describe, expect, test } from 'vitest'
import { pastedBodies } from '../../src/recorded/pasted-body.js'

const BODY =
  '{"app_id":"tt1","subject":"商品 {\\"a\\"}","total_amount":100,"cp_extra":"{\\"a\\":1}","sign":"0123456789abcdef0123456789abcdef"}'
const LAID_OUT = JSON.stringify(JSON.parse(BODY), undefined, 2)
const WIDE = LAID_OUT.replace('商品 ', '商品\u3000')
const lines = (write: (line: string, i: number) => string) => LAID_OUT.split('\n').map(write).join('\n')
const ADDRESS = 'https://developer.toutiao.com/api/apps/ecpay/v1/create_order'

/** As nginx writes `$request_body`. */
const NGINX = [...Buffer.from(BODY)]
  .map((byte) =>
    byte === 0x22 || byte === 0x5c || byte > 126 ? `\\x${byte.toString(16).toUpperCase()}` : String.fromCharCode(byte)
  )
  .join('')

const PASTED: [name: string, form: string, text: string, body: string][] = [
  ['a line of a log', 'log-line', `2026-11-28 10:00:01.123 [exec-1] INFO c.e.Pay - 请求参数：${BODY}`, BODY],
  ['a log with the answer behind it', 'log-line', `--> POST ${ADDRESS}\n\n${BODY}\n<-- 200 {"err_no":2008}`, BODY],
  ['an object in a log of JSON', 'wrapped', `{"url":"${ADDRESS}","params":${BODY}}`, BODY],
  ['an object in a log with a sign of its own', 'wrapped', `{"url":"${ADDRESS}","sign":"x","body":${BODY}}`, BODY],
  ['an object in a log with an order number', 'wrapped', `{"level":"info","out_order_no":"1","request":${BODY}}`, BODY],
  ['the same in a line', 'wrapped', `INFO {"url":"${ADDRESS}","sign":"x","body":${BODY}} 3 ms`, BODY],
  ['a text in JSON', 'wrapped', JSON.stringify({ method: 'POST', data: BODY }), BODY],
  ['an object in JSON in a log', 'wrapped', `INFO req ${JSON.stringify({ data: JSON.parse(BODY) })}`, BODY],
  ['a call of axios', 'log-line', `axios.post('${ADDRESS}', ${BODY}, { headers: {} })`, BODY],
  ['many other braces before it', 'log-line', `${'INFO {main} {\n'.repeat(100)}INFO ${BODY}`, BODY],
  ['a comment before it', 'log-line', `// create order\n${BODY}`, BODY],
  ['a JSON text', 'json-text', JSON.stringify(BODY), BODY],
  ['the escapes of a JSON text', 'escaped', JSON.stringify(BODY).slice(1, -1), BODY],
  ['the escapes of a JSON text in a log', 'escaped', `INFO body="${JSON.stringify(BODY).slice(1, -1)}"`, BODY],
  ['the JSON of a Buffer', 'printed-bytes', JSON.stringify(Buffer.from(BODY)), BODY],
  ['the JSON of a Uint8Array', 'printed-bytes', JSON.stringify(Uint8Array.from(Buffer.from(BODY))), BODY],
  ['bytes of Go', 'printed-bytes', `[${[...Buffer.from(BODY)].join(' ')}]`, BODY],
  ['a request of Node.js in JSON', 'wrapped', JSON.stringify({ url: ADDRESS, data: Buffer.from(BODY) }), BODY],
  ['URL-encoded', 'url-encoded', encodeURIComponent(BODY), BODY],
  [
    'Base64 in lines',
    'base64',
    (
      Buffer.from(BODY)
        .toString('base64')
        .match(/.{1,76}/g) ?? []
    ).join('\r\n'),
    BODY
  ],
  ['HTML', 'html', BODY.replaceAll('&', '&amp;').replaceAll('"', '&quot;'), BODY],
  ['a log of nginx', 'log-line', `"POST / HTTP/1.1" 200 "${NGINX}"`, BODY],
  ['CSV', 'csv', `1,create_order,"${BODY.replaceAll('"', '""')}",2008\n`, BODY],
  ['bytes of Go in a log', 'printed-bytes', `body=[${[...Buffer.from(BODY)].join(' ')}]`, BODY],
  ['repr() of Python in a log', 'literal', `DEBUG data='${BODY.replaceAll('\\', '\\\\')}' 3 ms`, BODY],
  ['a literal of JavaScript in backticks', 'literal', `body: \`${BODY.replaceAll('\\', '\\\\')}\`,`, BODY],
  ['a fence of Markdown', 'copied', `请看：\n\`\`\`json\n${LAID_OUT}\n\`\`\`\n谢谢`, LAID_OUT],
  ['a quotation', 'copied', lines((line) => `> ${line}`), LAID_OUT],
  ['line numbers', 'copied', lines((line, i) => `${i + 1}\t${line}`), LAID_OUT],
  [
    'spaces of a web page',
    'copied',
    lines((line) => line.replace(/^ +/, '\u00a0\u00a0')),
    lines((line) => line.trim())
  ],
  ['an invisible character', 'copied', `\u200b${BODY}`, BODY],
  ['a fence, with a wide space in a text', 'copied', `\`\`\`json\n${WIDE}\n\`\`\``, WIDE],
  ['a text that a terminal broke', 'broken-lines', LAID_OUT.replace('商', '商\n'), LAID_OUT.replaceAll('\n', '')],
  ['a line that a terminal broke before a space', 'broken-lines', BODY.replace('商品 ', '商品\n '), BODY]
]

describe('a request body in what people paste', () => {
  test.each(PASTED)('%s', (_, form, text, body) => {
    expect(pastedBodies(text)).toEqual([{ text: body, form }])
  })

  test.each([
    ['a body itself', BODY],
    ['a body itself, laid out', LAID_OUT],
    ['a body without sign', '{"app_id":"tt1","out_order_no":"no_1"}'],
    ['a body with another in a field', JSON.stringify({ out_order_no: 'no_1', total_amount: 1, cp_extra: BODY })],
    ['a body with an object in a field', `{"out_order_no":"1","sign":"x","cp_extra":${BODY}}`],
    ['an answer', '{"err_no":2008,"err_tips":"签名校验异常","data":{"order_id":"1"}}'],
    ['an answer with a list of numbers', `{"err_no":0,"data":[${'1,'.repeat(30)}2]}`],
    ['nothing of it', 'the signature is wrong'],
    ['one that is cut off', `INFO ${BODY.slice(0, -20)}`],
    ['empty', '']
  ])('none: %s', (_, text) => {
    expect(pastedBodies(text)).toEqual([])
  })

  test('each of several, once', () => {
    const other = BODY.replace('tt1', 'tt2')
    expect(pastedBodies(`${BODY}\n${other}\n${BODY}`).map(({ text }) => text)).toEqual([BODY, other])
  })

  test('the same with other white space, once', () => {
    expect(pastedBodies(`INFO ${BODY}\nDEBUG ${LAID_OUT}`).map(({ text }) => text)).toEqual([BODY])
  })

  test.each([
    ['a quotation', '> '.repeat(40)],
    ['a quotation with an object', '> > > > {"sign" '],
    ['lines', '{\n '],
    ['nothing but a name', 'sign '],
    ['escapes', '{\\"sign\\":'],
    ['quotes', `sign '{ \\'{`],
    ['entities', '{&quot;sign'],
    ['doubled quotes', '{""sign"",'],
    ['lists', '[123 [123,123 ']
  ])('a text of a megabyte is not searched again and again: %s', (_, piece) => {
    expect(pastedBodies(piece.repeat(900_000 / piece.length))).toEqual([])
  })

  test('one without sign, where no other has one', () => {
    const body = '{"app_id":"tt1","out_order_no":"no_1"}'
    expect(pastedBodies(`DEBUG ${body}`)).toEqual([{ text: body, form: 'log-line' }])
  })
})
