import { spawnSync } from 'node:child_process'
import { describe, expect, test } from 'vitest'
import { comparePhp, comparePhpNaturally, sortAsPhp } from '../../../src/protocol/languages/php-sort.js'
import { need } from '../../programs.js'

const PHP: string = 'php'
const sorted = (texts: readonly string[]) =>
  sortAsPhp(
    texts.map((text) => ({ text })),
    (a, b) => comparePhp(a.text, b.text)
  ).map(({ text }) => text)

/** What PHP 8.2 made of lists by `sort()`. In most of them, digits and texts that begin with digits contradict. */
const LISTS: [texts: string[], result: string[]][] = [
  [
    ['商品', '-5'],
    ['-5', '商品']
  ],
  [
    ['12800', '1e3'],
    ['1e3', '12800']
  ],
  [
    ['1000', '9p'],
    ['1000', '9p']
  ],
  [
    ['0', '12800', '1e3'],
    ['0', '1e3', '12800']
  ],
  [
    ['3x', 'http://x', '1000'],
    ['1000', '3x', 'http://x']
  ],
  [
    ['商品', ' 8', '1.0'],
    ['1.0', ' 8', '商品']
  ],
  [
    ['3x', ' 8', '9', '12800'],
    [' 8', '3x', '9', '12800']
  ],
  [
    ['3x', '12a', '0', '9223372036854775807', '1.0', '1e3'],
    ['0', '1.0', '12a', '1e3', '3x', '9223372036854775807']
  ],
  [
    ['9223372036854775806', '商品', '12a', '08', '10', '7abc', '0', '9', '0x1A', '1e3', '1', '9223372036854775807'],
    ['0', '1', '08', '0x1A', '10', '12a', '7abc', '9', '1e3', '9223372036854775806', '9223372036854775807', '商品']
  ],
  [
    ['1e3', '1000', '12800', '9', '900', '0', '7abc', '-5', '9p', '9223372036854775806', '70000000000000000002', '1.0'],
    ['-5', '0', '1.0', '9', '900', '1e3', '1000', '12800', '70000000000000000002', '7abc', '9223372036854775806', '9p']
  ],
  [
    ['08', '12800', '9', '1', 'b', '1000', '9p', '12a', '10', '7abc', '-5', '8'],
    ['-5', '1', '08', '9', '10', '1000', '12800', '12a', '7abc', '8', '9p', 'b']
  ],
  [
    [
      '1.0',
      'b',
      '10',
      '8',
      '1',
      '70000000000000000001',
      '9223372036854775807',
      '08',
      '12800',
      ' 8',
      '9',
      '1e3',
      '12a',
      '3x',
      '9p',
      '7abc'
    ],
    [
      '1.0',
      '1',
      '8',
      '08',
      ' 8',
      '12a',
      '9',
      '10',
      '1e3',
      '12800',
      '3x',
      '9223372036854775807',
      '70000000000000000001',
      '7abc',
      '9p',
      'b'
    ]
  ],
  [
    [
      '10',
      '70000000000000000001',
      '9223372036854775807',
      'b',
      '9223372036854775806',
      '900',
      '9p',
      '-5',
      '12a',
      '70000000000000000002',
      '1.0',
      '7abc',
      '08',
      ' 8',
      '12800',
      '1'
    ],
    [
      '-5',
      '1.0',
      '1',
      '08',
      ' 8',
      '10',
      '12800',
      '12a',
      '900',
      '9223372036854775806',
      '9223372036854775807',
      '70000000000000000001',
      '70000000000000000002',
      '7abc',
      '9p',
      'b'
    ]
  ],
  [
    [
      '9223372036854775806',
      'b',
      'http://x',
      '9223372036854775807',
      '1000',
      '-5',
      '1',
      '900',
      '1.0',
      '08',
      '9',
      '70000000000000000001',
      '8',
      '70000000000000000002',
      '12a',
      '10'
    ],
    [
      '-5',
      '1',
      '1.0',
      '08',
      '8',
      '9',
      '10',
      '900',
      '1000',
      '12a',
      '9223372036854775806',
      '9223372036854775807',
      '70000000000000000001',
      '70000000000000000002',
      'b',
      'http://x'
    ]
  ]
]

describe("PHP's sort()", () => {
  test.each(LISTS)('%j', (texts, result) => {
    expect(sorted(texts)).toEqual(result)
  })

  test('keeps equal ones in their order, and sorts more than sixteen', () => {
    const many = Array.from({ length: 40 }, (_, i) => String((i * 7) % 40))
    expect(sorted(many)).toEqual(Array.from({ length: 40 }, (_, i) => String(i)))
    expect(sorted(['1.0', '01', '1'])).toEqual(['1.0', '01', '1'])
  })

  test('the same as PHP here, for lists as signers have them', (context) => {
    need(context, PHP)
    const words = ['3x', '9p', '12a', '7abc', '900', '0', '12800', '70000000000000000001', 'pages/index', '商品', '1e3']
    const lists = Array.from({ length: 60 }, (_, i) =>
      Array.from({ length: 2 + (i % 12) }, (_, j) => words[(i * 5 + j * (1 + (i % 7))) % words.length] as string)
    )
    const code =
      'foreach (json_decode(stream_get_contents(STDIN)) as $l) { sort($l); $all[] = $l; } echo json_encode($all);'
    const { stdout } = spawnSync(PHP, ['-r', code], { input: JSON.stringify(lists), encoding: 'utf8' })
    expect(lists.map(sorted)).toEqual(JSON.parse(stdout))
  })
})

describe('strnatcmp', () => {
  const TEXTS = [
    '',
    '0',
    '00',
    '007',
    '7',
    '70',
    '1.5',
    '1.05',
    '1.50',
    'a',
    'A',
    'a1',
    'a 1',
    'a10',
    'a9',
    'a09',
    'a9 b',
    'a9b'
  ]
  const MORE = [
    'order_9',
    'order_10',
    '100',
    'goods',
    'Zk3',
    '商品 2',
    '商品10',
    ' 5',
    '5 ',
    'a ',
    '\t1',
    '0a',
    '00a',
    '1-2',
    '1-10'
  ]
  const PAIRS = [...TEXTS, ...MORE].flatMap((one, _, all) => all.map((other) => [one, other] as const))

  test.each([
    ['order_9', 'order_10', -1],
    ['Zk3', 'goods', -1],
    ['1.05', '1.5', -1],
    ['007', '7', 0],
    ['a', 'a1', -1],
    ['', '', 0]
  ])('%j and %j', (a, b, result) => {
    expect([comparePhpNaturally(a, b), comparePhpNaturally(b, a)]).toEqual([result, 0 - result])
  })

  test('the same as PHP here', (context) => {
    need(context, PHP)
    const code = 'echo json_encode(array_map(fn($p) => strnatcmp(...$p), json_decode(stream_get_contents(STDIN))));'
    const { stdout } = spawnSync(PHP, ['-r', code], { input: JSON.stringify(PAIRS), encoding: 'utf8' })
    const theirs = JSON.parse(stdout) as number[]
    const ours = PAIRS.map(([a, b]) => comparePhpNaturally(a, b))
    expect(PAIRS.filter((_, i) => Math.sign(theirs[i] ?? 2) !== ours[i])).toEqual([])
  })
})
