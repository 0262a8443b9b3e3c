import { describe, expect, test } from 'vitest'
import { headerLines } from '../../src/recorded/header-lines.js'

const HEADERS = {
  'Byte-Timestamp': '1700000000',
  'Byte-Nonce-Str': 'k3Jd8sLq-2Pz0VbNm',
  'Byte-Signature': '+a/b+cDe0123456789fghIJKLmnopqrstuvwxyz==',
  'Byte-Identifyname': '/msg/basic/payment/notify'
}
const pairs = Object.entries(HEADERS)
const all = (write: (name: string, value: string) => string, joint: string) =>
  pairs.map(([name, value]) => write(name, value)).join(joint)
const cgi = (name: string) => `HTTP_${name.toUpperCase().replaceAll('-', '_')}`

/** A signature that goes on in the next line. */
function broken(joint: string): string {
  return all((name, value) => `${name}: ${value}`, '\r\n').replace(/Signature: .{20}/, `$&${joint}`)
}

const PRINTED: [name: string, text: string][] = [
  ['lines of HTTP', all((name, value) => `${name}: ${value}`, '\r\n')],
  ['lines of which one is folded', broken('\r\n ')],
  ['lines of which a terminal broke one', broken('\n')],
  ['a value in the next line', all((name, value) => `${name}: ${value}`, '\n').replace('Signature: ', 'Signature:\n')],
  ['one line', all((name, value) => `${name}: ${value}`, ' ')],
  ['one line with commas', all((name, value) => `${name}: ${value}`, ', ')],
  ['a JSON object', JSON.stringify(HEADERS)],
  ['a JSON object of lists', JSON.stringify(Object.fromEntries(pairs.map(([name, value]) => [name, [value]])))],
  ['print_r of $_SERVER', `Array\n(\n${all((name, value) => `    [${cgi(name)}] => ${value}`, '\n')}\n)\n`],
  ['var_dump', `array(4) {\n${all((name, value) => `  ["${name}"]=>\n  string(${value.length}) "${value}"`, '\n')}\n}`],
  ['a map of Go', `map[${all((name, value) => `${name}:[${value}]`, ' ')}]`],
  ['a Map of Java', `{${all((name, value) => `${name.toLowerCase()}=${value}`, ', ')}}`],
  ['HttpHeaders of Spring', `[${all((name, value) => `${name.toLowerCase()}:"${value}"`, ', ')}]`],
  ['a dict of Python', `{${all((name, value) => `'${name}': '${value}'`, ', ')}}`],
  ['a list of pairs of Python', `[${all((name, value) => `('${name}', '${value}')`, ', ')}]`],
  ['rawHeaders of Node', `[\n${all((name, value) => `  '${name}',\n  '${value}'`, ',\n')}\n]`],
  ['variables', all((name, value) => `${cgi(name)}=${value}`, '\n')],
  [
    'a log of nginx',
    `1.2.3.4 - "POST /n" ${all((name, value) => `${name.toLowerCase().replaceAll('-', '_')}="${value}"`, ' ')}`
  ],
  ['a table with tabs', all((name, value) => `${name}\t${value}`, '\n')],
  ['two lines each, as a browser copies them', all((name, value) => `${name}:\n${value}`, '\n')],
  [
    'print_r of lists',
    `Array\n(\n${all((name, value) => `    [${name.toLowerCase()}] => Array\n        (\n            [0] => ${value}\n        )\n`, '\n')})\n`
  ],
  [
    'var_dump of lists',
    `array(4) {\n${all((name, value) => `  ["${name.toLowerCase()}"]=>\n  array(1) {\n    [0]=>\n    string(${value.length}) "${value}"\n  }`, '\n')}\n}`
  ],
  [
    'var_export of lists',
    `array (\n${all((name, value) => `  '${name}' => \n  array (\n    0 => '${value}',\n  ),`, '\n')}\n)`
  ],
  [
    'a dump of Symfony',
    `[\n${all((name, value) => `  "${name.toLowerCase()}" => array:1 [\n    0 => "${value}"\n  ]`, '\n')}\n]`
  ],
  ['short lists of PHP', `[${all((name, value) => `'${name.toLowerCase()}' => [ 0 => '${value}' ]`, ', ')}]`],
  ['pairs of bytes of ASGI', `[${all((name, value) => `(b'${name.toLowerCase()}', b'${value}')`, ', ')}]`],
  ['full-width colons', all((name, value) => `${name}：${value}`, '\n')]
]

describe('the headers of a callback', () => {
  test.each(PRINTED)('%s', (_, text) => {
    const read = headerLines(text).map(([name, value]): [string, string] => [
      name
        .toLowerCase()
        .replaceAll('_', '-')
        .replace(/^http-/, ''),
      value
    ])
    const expected = pairs.map(([name, value]): [string, string] => [name.toLowerCase(), value])
    expect(Object.fromEntries(read)).toEqual(Object.fromEntries(expected))
  })

  test.each([
    ['one of three missing', 'map[Byte-Timestamp:[1] Byte-Nonce-Str:[a]]'],
    ['an empty one before another', all((name, value) => `[${cgi(name)}] => ${/Nonce/.test(name) ? '' : value}`, '\n')],
    ['other headers', 'map[Content-Type:[application/json]]'],
    ['nothing', '']
  ])('none: %s', (_, text) => {
    expect(headerLines(text).filter(([name]) => /^byte/i.test(name))).toEqual([])
  })
})
