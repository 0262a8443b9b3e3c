import fc from 'fast-check'
import stringWidth from 'fast-string-width'
import { describe, expect, test } from 'vitest'
import { chooseLanguage } from '../../src/language.js'
import { hasManyColours, isColoured, loadPaint } from '../../src/output/colour.js'
import { fold, pad, table, twoColumns, wrap } from '../../src/output/columns.js'
import { labelled } from '../../src/output/label.js'
import { harmlessJson, screenText, visible, visibleJson, visibleLine } from '../../src/output/terminal-text.js'

describe('control characters', () => {
  test.each([
    ['\u001b[31mred', '<U+001B>[31mred'],
    ['\u0000\u0008\u007f\u0085\u009b', '<U+0000><U+0008><U+007F><U+0085><U+009B>'],
    ['over\rwrite', 'over<U+000D>write'],
    ['a\u202egnp.exe', 'a<U+202E>gnp.exe'],
    ['\u2066\u200f', '<U+2066><U+200F>'],
    ['half \ud83c', 'half <U+D83C>'],
    ['\u061c\u2028\u2029', '<U+061C><U+2028><U+2029>'],
    ['a\u200bb\u2060\ufeff\u00ad', 'a<U+200B>b<U+2060><U+FEFF><U+00AD>'],
    ['\u{e0041}\u{e007f}', '<U+E0041><U+E007F>'],
    ['\u115f\u3164', '<U+115F><U+3164>'],
    ['a\u200db', 'a<U+200D>b'],
    ['👨‍👩‍👧 ❤️ 👍🏽 👩🏽‍💻', '👨‍👩‍👧 ❤️ 👍🏽 👩🏽‍💻'],
    ['whole 🍔 中 é ，。', 'whole 🍔 中 é ，。']
  ])('%j', (text, shown) => {
    expect(visible(text)).toBe(shown)
    expect(visibleLine(text)).toBe(shown)
  })

  test('tab and line feed stay in a block, and are shown in a line', () => {
    expect(visible('a\tb\nc')).toBe('a\tb\nc')
    expect(visibleLine('a\tb\nc')).toBe('a<U+0009>b<U+000A>c')
  })
})

describe('columns', () => {
  test.each([
    ['ab', 'ab  |'],
    ['中', '中  |'],
    ['中文', '中文|'],
    ['too long', 'too long|']
  ])('%s padded to four columns', (text, padded) => {
    expect(`${pad(text, 4)}|`).toBe(padded)
  })

  test('a table keeps its columns with wide characters', () => {
    const lines = table([
      ['订单号', 'amount', '状态'],
      ['no_1', '¥1.00', 'SUCCESS'],
      ['中文', '', '']
    ])
    expect(lines).toEqual(['订单号  amount  状态', 'no_1    ¥1.00   SUCCESS', '中文'])
  })

  const ROWS = [
    ['编号', '单号', '状态'],
    ['1', '订单一二三四五六', 'SUCCESS']
  ]
  test.each([
    [32, [], ['编号  单号              状态', '1     订单一二三四五六  SUCCESS']],
    [28, [], ['编号  单号           状态', '1     订单一二三四…  SUCCESS']],
    [24, [{ column: 2, to: 0 }], ['编号  单号', '1     订单一二三四五六']],
    [20, [{ column: 1, to: 6 }], ['编号  单号    状态', '1     订单…   SUCCESS']],
    [16, [{ column: 2, to: 0 }], ['编号  单号', '1     订单一二…']]
  ])('a table fits %i columns, where %j gives way first', (width, yielding, lines) => {
    expect(table(ROWS, width, yielding)).toEqual(lines)
  })

  test('a table is no wider than it may be, as long as eight columns each have room', () => {
    const cell = fc.string({ unit: fc.constantFrom(...'ab中文，。 😀') })
    const rows = fc.array(fc.array(cell, { minLength: 3, maxLength: 3 }), { minLength: 1 })
    fc.assert(
      fc.property(rows, fc.integer({ min: 28, max: 90 }), (cells, width) => {
        for (const line of table(cells, width)) expect(stringWidth(line)).toBeLessThanOrEqual(width)
      })
    )
  })

  test('a cell of a million characters fills no other row, and in a pipe is not cut', () => {
    const long = '中'.repeat(900_000)
    const rows = [['a', 'b', 'c'], [long, 'x', ''], ...Array.from({ length: 1000 }, () => ['1', '2', '3'])]
    const lines = table(rows)
    expect(lines[1]).toBe(`${long}  x`)
    expect(lines.slice(2).every((line) => line.length < 200)).toBe(true)
    for (const line of table(rows, 80)) expect(stringWidth(line)).toBeLessThanOrEqual(80)
  })

  test('a table has as many rows as there are', () => {
    expect(table(Array.from({ length: 200_000 }, () => ['a']))).toHaveLength(200_000)
  })

  test.each([
    ['one two three', 7, ['one two', 'three']],
    ['overlongword x', 5, ['overlongword', 'x']],
    ['一二三四五', 4, ['一二', '三四', '五']],
    ['一二三，四五', 6, ['一二', '三，四', '五']],
    ['签名（见文档）', 8, ['签名（见', '文档）']],
    ['Run `ecpay a b` now', 12, ['Run', '`ecpay a b`', 'now']],
    ['请运行 `ecpay a b`。', 14, ['请运行', '`ecpay a b`。']],
    ['`a b c d e f`', 5, ['`a b', 'c d e', 'f`']],
    ['a ` b', 3, ['a `', 'b']],
    ['of 9,381 tried', 5, ['of', '9,381', 'tried']],
    ['出自《说明》。', 6, ['出自', '《说', '明》。']],
    ['他说“好”', 6, ['他说', '“好”']],
    ['an order of 担保支付 and so on', 17, ['an order of', '担保支付 and so', 'on']],
    ['(默认由 type 得出)', 17, ['(默认由 type 得', '出)']],
    ['', 5, ['']]
  ])('%s in %i columns', (text, width, lines) => {
    expect(wrap(text, width)).toEqual(lines)
  })

  test('wrapping loses nothing, and only a word of its own is wider than the line', () => {
    const words = fc.array(
      fc.oneof(fc.string({ unit: fc.constantFrom(...'ab1中文，。（）“”《》 ,;-`') }), fc.constant(' '))
    )
    const bare = (text: string) => text.replaceAll(/\s/g, '')
    fc.assert(
      fc.property(words, fc.integer({ min: 8, max: 40 }), (parts, width) => {
        const text = parts.join('')
        const lines = wrap(text, width)
        expect(bare(lines.join(''))).toBe(bare(text))
        for (const line of lines) expect(stringWidth(line) <= width || !/\s/.test(line)).toBe(true)
      })
    )
  })

  test.each([
    [
      'error: one two three\n  four five six',
      12,
      'error: ',
      'error: one\n       two\n       three\n  four five\n  six'
    ],
    ['错误：一二三四五', 10, '错误：', '错误：一二\n      三四\n      五'],
    ['one two three', 8, '', 'one two\nthree'],
    ['fits\n\n  this too', 10, 'error: ', 'fits\n\n  this too']
  ])('%j folded at %i', (text, width, label, folded) => expect(fold(text, width, label)).toBe(folded))

  test('the second of two columns goes on below itself', () => {
    const rows = [
      ['--a', 'one two three four five six seven'],
      ['--a-flag-that-is-as-long-as-no-other <value>', '中文']
    ] as const
    expect(twoColumns(rows, 60)).toEqual([
      '  --a                               one two three four five',
      '                                    six seven',
      '  --a-flag-that-is-as-long-as-no-other <value>',
      '                                    中文'
    ])
  })

  test('a full-width colon brings its own space', () => {
    expect(labelled('错误：', 'x')).toBe('错误：x')
    expect(labelled('error:', 'x', (text) => `*${text}*`)).toBe('*error:* x')
  })
})

test.each([
  ['zh', {}, 'zh'],
  ['ZH-tw', {}, 'zh'],
  ['fr', { ECPAY_LANG: 'zh' }, 'en'],
  [undefined, { ECPAY_LANG: 'zh' }, 'zh'],
  [undefined, { ECPAY_LANG: '', LANG: 'zh_CN' }, 'zh'],
  [undefined, { LC_ALL: 'C', LC_MESSAGES: 'zh_CN' }, 'en'],
  [undefined, { LC_MESSAGES: 'zh_CN', LANG: 'C' }, 'zh'],
  [undefined, {}, 'en'],
  [undefined, { ECPAY_LANG: 'fr', LANG: 'zh_CN.UTF-8' }, 'zh'],
  [undefined, { ECPAY_LANG: 'en-US', LANG: 'zh_CN.UTF-8' }, 'en']
] as const)('the language of --lang %s and %j is %s', (flag, env, language) => {
  expect(chooseLanguage(flag, env, () => 'en-US')).toBe(language)
})

test.each([
  [{}, 'zh-CN', 'zh'],
  [{}, 'zh-Hant-TW', 'zh'],
  [{ LANG: '' }, 'zh-CN', 'zh'],
  [{ ECPAY_LANG: 'fr' }, 'zh-CN', 'zh'],
  [{}, 'de-DE', 'en'],
  [{}, undefined, 'en'],
  [{ LANG: 'C' }, 'zh-CN', 'en'],
  [{ LC_ALL: 'C.UTF-8' }, 'zh-CN', 'en'],
  [{ LC_ALL: 'POSIX' }, 'zh-CN', 'en'],
  [{ LANG: 'en_US.UTF-8' }, 'zh-CN', 'en']
] as const)('where the variables are %j and the system says %s, the language is %s', (env, system, language) => {
  expect(chooseLanguage(undefined, env, () => system)).toBe(language)
})

describe('colour', () => {
  test.each([
    [true, undefined, {}, true],
    [false, undefined, {}, false],
    [true, undefined, { NO_COLOR: '1' }, false],
    [true, undefined, { NO_COLOR: '' }, true],
    [true, undefined, { TERM: 'dumb' }, false],
    [false, undefined, { FORCE_COLOR: '1', NO_COLOR: '1', TERM: 'dumb' }, true],
    [true, undefined, { FORCE_COLOR: '0' }, false],
    [true, false, { FORCE_COLOR: '1' }, false],
    [false, true, { NO_COLOR: '1', FORCE_COLOR: '0' }, true]
  ])('terminal %s, flag %s, %j: %s', (terminal, flag, env, coloured) => {
    expect(isColoured(terminal, flag, env)).toBe(coloured)
  })

  test('without it text stays text', async () => {
    expect((await loadPaint(false)).red('x')).toBe('x')
    expect((await loadPaint(true)).red('x')).toBe('\u001b[31mx\u001b[39m')
    expect((await loadPaint(true, true)).red('x')).toBe('\u001b[38;5;160mx\u001b[39m')
  })

  test.each([
    [{ TERM: 'xterm-256color' }, 'linux', true],
    [{ TERM: 'xterm', COLORTERM: 'truecolor' }, 'linux', true],
    [{ TERM: 'linux' }, 'linux', false],
    [{}, 'win32', true]
  ])('%j on %s: 256 colours %s', (env, platform, many) => {
    expect(hasManyColours(env, platform)).toBe(many)
  })

  test('colours of many lines are of each line alone', async () => {
    const { dim } = await loadPaint(true)
    expect(['a', 'b'].map(dim)).toEqual(['\u001b[2ma\u001b[22m', '\u001b[2mb\u001b[22m'])
  })

  test.each([false, true])('no style is a yellow or a cyan that white swallows: 256 colours %s', async (many) => {
    const paint = await loadPaint(true, many)
    const styled = Object.values(paint).map((style) => style('x'))
    expect(styled.filter((one) => /\[(3|9)[36]m/.test(one))).toEqual([])
    expect(styled.filter((one) => one === 'x')).toEqual([])
  })
})

test.each([
  ['{"a":1}\n', '{"a":1}'],
  ['\ufeff{\r\n\t"a" : "x  y",\n  "b": [1, 2]\n}', '{"a" : "x  y","b": [1, 2]}'],
  ['{"a":"\u202e\u0085"}', '{"a":"\\u202e\\u0085"}'],
  ['{"a":"\u{e0041}"}', '{"a":"\\udb40\\udc41"}'],
  [`{"a":${' '.repeat(70_000)}\n1}`, '{"a":1}']
])('JSON on one line, as visible text: %j', (text, shown) => {
  expect(visibleJson(text)).toBe(shown)
  expect(visibleLine(shown)).toBe(shown)
})

describe('the last door before a screen', () => {
  test('lets the styles of this program through, and no other escape', async () => {
    const { red, bold, cyan } = await loadPaint(true, true)
    const own = `${red('a')} ${bold(cyan('b'))} 中`
    expect(screenText(own, true)).toBe(own)
    expect(screenText('\u001b[8m\u001b[2J\u001b]0;x\u0007', true)).toBe('<U+001B>[8m<U+001B>[2J<U+001B>]0;x<U+0007>')
    expect(screenText(own, false)).not.toContain('\u001b')
  })

  test('lets every style through that there is', async () => {
    for (const many of [true, false]) {
      const styled = Object.values(await loadPaint(true, many)).map((style) => style('x'))
      expect(styled.map((one) => screenText(one, true))).toEqual(styled)
    }
  })

  test('JSON stays the same value', () => {
    fc.assert(
      fc.property(fc.json({ stringUnit: 'binary' }), (text) => {
        const broken = text.replaceAll(',', ',\r\n').replaceAll('{', '\r{')
        fc.pre(!/"[^"]*[,{][^"]*"/.test(text))
        expect(JSON.parse(harmlessJson(broken))).toEqual(JSON.parse(text))
        expect(JSON.parse(visibleJson(broken))).toEqual(JSON.parse(text))
        expect(screenText(harmlessJson(broken), false)).toBe(harmlessJson(broken))
      })
    )
  })
})
