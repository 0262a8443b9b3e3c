import { describe, expect, test } from 'vitest'
import { EcpayError } from '../../../src/findings/findings.js'
import { readNumbers } from '../../../src/protocol/numbers/read-numbers.js'

const KEYS: [string, string] = ['out_order_no', 'order_id']

/** Each number as `line:key=number`, or `line:code` of what is wrong; a code for the whole list. */
function read(text: string): string[] | string {
  try {
    const { numbers, problems } = readNumbers(text, KEYS)
    return [
      ...numbers.map(({ line, key, number }) => `${line}:${key === 'out_order_no' ? '' : `${key}=`}${number}`),
      ...problems.map((one) => `${'line' in one ? one.line : '?'}:${one.code}`)
    ]
  } catch (error) {
    if (error instanceof EcpayError) return error.message
    throw error
  }
}

describe('a list of numbers', () => {
  test.each<[name: string, text: string, expected: string[] | string]>([
    ['one a line', 'no_1\nno_2\n', ['1:no_1', '2:no_2']],
    ['without a line break at the end', 'no_1\nno_2', ['1:no_1', '2:no_2']],
    ['line breaks of Windows, a byte order mark, spaces', '\ufeff no_1 \r\nno_2\r\n', ['1:no_1', '2:no_2']],
    ['empty lines are skipped', '\nno_1\n\n\nno_2\n\n', ['2:no_1', '5:no_2']],
    ['quotes', '"no_1"\n"no_2"\n', ['1:no_1', '2:no_2']],
    ['the same number twice', 'no_1\nno_2\nno_1\n', ['1:no_1', '2:no_2']],
    ['one column with its name', 'out_order_no\nno_1\n', ['2:no_1']],
    ['the column of the other number', 'order_id\nmotb1\n', ['2:order_id=motb1']],
    ['CSV', 'id,out_order_no,amount\n1,no_1,100\n2,no_2,200\n', ['2:no_1', '3:no_2']],
    ['CSV with semicolons', 'id;out_order_no\n1;no_1\n', ['2:no_1']],
    ['CSV with tabs', 'id\tout_order_no\n1\tno_1\n', ['2:no_1']],
    [
      'CSV with quotes',
      'subject,out_order_no\n"a, ""b"" c",no_1\n"line 1\nline 2","no_2"\nx,no_3\n',
      ['2:no_1', '3:no_2', '5:no_3']
    ],
    ['CSV of a spreadsheet', 'out_order_no,x\r\n="001",1\r\n\'002,1\r\n`003,1\r\n', ['2:001', '3:002', '4:003']],
    [
      'an object without one, beside the other',
      '{"out_order_no":null,"order_id":"77"}\n{"out_order_no":true}\n',
      ['1:order_id=77', '2:line-without-number']
    ],
    ['CSV with both numbers', 'out_order_no,order_id\nno_1,motb1\n,motb2\n', ['2:no_1', '3:order_id=motb2']],
    ['CSV without the column', 'id,amount\n1,100\n', 'no-number-column'],
    ['CSV with an empty cell', 'id,out_order_no\n1,\n2,no_2\n', ['3:no_2', '2:line-without-number']],
    ['CSV with a short row', 'id,out_order_no\n1\n', ['2:line-without-number']],
    ['NDJSON', '{"out_order_no":"no_1","amount":1}\n{"out_order_no":"no_2"}\n', ['1:no_1', '2:no_2']],
    ['NDJSON, a number in digits', '{"out_order_no":12345678901234567890}\n', ['1:12345678901234567890']],
    [
      'NDJSON with bad lines',
      '{"out_order_no":"no_1"}\nno_2\n{}\n',
      ['1:no_1', '2:line-not-json', '3:line-without-number']
    ],
    ['a number that a spreadsheet rounded', 'no_1\n2.02611E+24\n', ['1:no_1', '2:number-rounded']],
    ['nothing', '', 'no-numbers'],
    ['blank lines', '\n \r\n', 'no-numbers'],
    ['only a header', 'out_order_no\n', 'no-numbers']
  ])('%s', (_, text, expected) => {
    expect(read(text)).toEqual(expected)
  })
})
