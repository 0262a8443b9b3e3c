import { createHash } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { diagnose, subjectOf } from '../../../src/ecpay/diagnose/diagnose-signature.js'
import { mutationsFor } from '../../../src/ecpay/diagnose/search.js'
import { readObject } from '../../../src/protocol/json/json.js'
import { compareBytes } from '../../../src/protocol/text.js'

const SALT = 'Zk3mPq9XaLrT0vWs'
const md5 = (text: string) => createHash('md5').update(text).digest('hex')
const body = (members: Record<string, string | number>) =>
  JSON.stringify({ app_id: 'tt07e3715e98c9aac0', out_order_no: 'o1', total_amount: 12800, ...members })

const SHOP = body({ subject: "it's 商品 a", cp_extra: 'a/b' })
const PLAIN = body({ subject: 'goods', body: 'bb', valid_time: 900 })
const TILDE = body({ subject: '商品', cp_extra: '~t' })
const ORDER = body({ subject: '商品', cp_extra: 'a/b' })
const EMOJI = body({ subject: '商品', body: '😀x', cp_extra: '~t' })
const LATIN = body({ subject: 'naïve\\', body: '😀x' })
const ANGLES = body({ subject: 'a & b', body: '<b>', cp_extra: '~t' })
const SLASHES = body({ subject: 'it\'s "a"', body: 'C:\\x' })
const SPACES = body({ subject: 'a b', body: '商 品' })
const DIGITS = body({ subject: '13', body: '9 lives', cp_extra: 'zz' })

const sorted = (...texts: string[]) => [...texts, SALT].sort(compareBytes)
const LIST = sorted('o1', '12800', "it's 商品 a", 'a/b')
const escaped = (text: string) =>
  text.replace(/[\u0080-\uffff]/g, (one) => `\\u${one.charCodeAt(0).toString(16).padStart(4, '0')}`)

/** The signatures in hexadecimal digits are of programs that were run: PHP 8, Python 3, Java 17, Node.js 20. */
const SIGNERS: [mistakes: string, body: string, signature: string][] = [
  ['right', SHOP, md5(LIST.join('&'))],
  // The whole string in another form, its texts rightly sorted.
  ['string-url-encoded', EMOJI, 'aa06c2e844f9fba3838b0cb05b9346d7'],
  ['string-url-encoded', ANGLES, md5(encodeURIComponent(sorted('o1', '12800', 'a & b', '<b>', '~t').join('&')))],
  [
    'string-url-encoded',
    EMOJI,
    md5(encodeURIComponent(sorted('o1', '12800', '商品', '😀x', '~t').join('&')).replaceAll('%20', '+'))
  ],
  ['string-unicode-escaped', TILDE, '9f6ce7f23c976da48dc95d9b4fe84a00'],
  ['string-unicode-escaped', LATIN, md5(['12800', SALT, 'na\\xefve\\\\', 'o1', '\\U0001f600x'].join('&'))],
  ['string-html-escaped', ANGLES, md5(['12800', '&lt;b&gt;', SALT, 'a &amp; b', 'o1', '~t'].join('&amp;'))],
  // Each text encoded after the sort: 商 comes behind letters, %E5 before them.
  ['encoded-after-sorting;URL', ORDER, md5(sorted('o1', '12800', '商品', 'a/b').map(encodeURIComponent).join('&'))],
  ['url-encoded;subject', TILDE, md5(sorted('o1', '12800', '%E5%95%86%E5%93%81', '~t').join('&'))],
  // Orders.
  ['in-hash-order', PLAIN, '6e9a843f801ed4358c52c3ef7280a530'],
  ['key-value-pairs-key-salt + in-hash-order', PLAIN, '7ee211fe50850de4e516b4cb7dffab3e'],
  ['not-sorted', PLAIN, md5(['o1', '12800', 'goods', 'bb', '900', SALT].join('&'))],
  ['sorted-numerically', DIGITS, md5(['o1', 'zz', SALT, '9 lives', '13', '12800'].join('&'))],
  [
    'sorted-numerically',
    DIGITS,
    md5(['o1', '12800', '13', '9 lives', 'zz', SALT].toSorted((a, b) => +a - +b).join('&'))
  ],
  // Texts on their way.
  ['slashes-added;subject', SHOP, '6f65ac7af7dc2bb9a620b4621fcf7a22'],
  ['slashes-added', SLASHES, md5(sorted('o1', '12800', 'it\\\'s \\"a\\"', 'C:\\\\x').join('&'))],
  ['json-escaped', SLASHES, md5(sorted('o1', '12800', 'it\'s \\"a\\"', 'C:\\\\x').join('&'))],
  ['spaces-as-plus', SHOP, 'f3e9206f2b9f53cbc1fbcaebdc723110'],
  ['spaces-as-plus + key-value-pairs-key-salt', SHOP, '39326e985dcc95faee7bae58058228c9'],
  ['spaces-as-plus', SPACES, md5(sorted('o1', '12800', 'a+b', '商+品').join('&'))],
  ['url-encoded-as-form', SPACES, md5(sorted('o1', '12800', 'a+b', '%E5%95%86+%E5%93%81').join('&'))],
  ['non-ascii-dropped', SHOP, '6f01687175a96d45f54069250f9f133f'],
  ['numbers-without-zeros;total_amount', SHOP, '5417ec03f6b1e3c0233400c9e705130f'],
  // The SALT.
  ['salt-not-loaded;[object Promise]', SHOP, '4e349f05c56b80e02ace3f7d3f96b47b'],
  ['salt-not-loaded;[object Object]', SHOP, 'f348c988c0611832c2905ced58f597f5'],
  ["salt-as-printed;b'…'", SHOP, '671f09674686aee2f9711a31a47059dd'],
  ['salt-as-printed;Optional[…]', SHOP, '9f47830d515ee00266006b563a871a97'],
  // The list.
  ['list-as-text', SHOP, '83c7c8b8cc4c6ad926f20d4dd5f6d2db'],
  ['list-as-text', SHOP, md5(`[${LIST.map((text) => escaped(JSON.stringify(text))).join(', ')}]`)],
  ['list-as-text', SHOP, md5(`[${LIST.map((text) => JSON.stringify(text)).join(', ')}]`)],
  ['only-some-signed + other-separator;|', SHOP, 'c8585957f7af0a231779d2818dedeae8'],
  ['only-some-signed + comma-separator', SHOP, md5(sorted('o1', '12800').join(','))],
  ['only-some-signed + no-separator', SHOP, md5(sorted('o1', '12800').join(''))],
  // The hash.
  ['salt-missing + uppercase-digest + md5-and-salt-again', SHOP, '850AFB22C1B956CACC76738FD23D51DA']
]

describe('wrong signers in several languages', () => {
  test.each(SIGNERS)('%s of %s: %s', async (mistakes, text, signature) => {
    const { verdict, explanations } = await diagnose(text, SALT, signature, { mask: '<SALT>' })
    const best = explanations[0]?.mistakes.map(({ code, key }) =>
      key === undefined || code === 'only-some-signed' ? code : `${code};${key}`
    )
    expect(best?.join(' + ') ?? verdict).toBe(mistakes)
    expect(JSON.stringify(explanations)).not.toContain(SALT)
  })

  test('texts that no change touches are not looked for in another form', () => {
    const text = body({ subject: 'goods', body: 'plain' })
    const { value, list } = mutationsFor(subjectOf(readObject(text), text, SALT, ''))
    const codes = new Set([...value, ...list].map(({ code }) => code))
    const idle = ['slashes-added', 'spaces-as-plus', 'non-ascii-dropped', 'string-unicode-escaped'] as const
    const changing = ['sorted-before-trimming', 'encoded-after-sorting'] as const
    expect([...idle, ...changing].filter((code) => codes.has(code))).toEqual([])
  })
})
