import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { traceSign } from '../../src/ecpay/sign/request-signature.js'
import { damagedText } from '../../src/protocol/damaged-text.js'
import { ROOT } from '../docs/pages.js'

/** What a reader of GBK or Windows-1252 makes of a text in UTF-8. */
const misread = (text: string, encoding: string) => new TextDecoder(encoding).decode(Buffer.from(text))
const how = (key: string, text: string) => {
  const found = damagedText(key, text)
  return found?.code === 'damaged-text' ? found.how : undefined
}

/** The page on Windows shows damaged text; every run of Chinese in this project's own pages and sentences: some thousand different ones, as people write them. */
const PHRASES = [
  ...new Set(
    [
      ...readdirSync(join(ROOT, 'docs'))
        .filter((name) => name.endsWith('.zh-CN.md') && !name.startsWith('windows'))
        .map((name) => `docs/${name}`),
      'README.zh-CN.md',
      ...readdirSync(join(ROOT, 'src/findings')).map((name) => `src/findings/${name}`),
      ...readdirSync(join(ROOT, 'src/commands'))
        .filter((name) => name.endsWith('.ts'))
        .map((name) => `src/commands/${name}`),
      'src/ecpay/err-no.ts'
    ].flatMap(
      (name) => readFileSync(join(ROOT, name), 'utf8').match(/[\u3000-\u303f\u4e00-\u9fff\uff00-\uffef]{2,}/g) ?? []
    )
  )
]

/** What shops sell and pay for, with the characters that names have. */
const GOODS =
  '会员 年卡 抖音商品 限时特惠 测试商品 两节课试听 报名助手授权费用 满100减20 ¥9.9包邮 iPhone 15 Pro手机壳 鑫淼珠宝 浏览器插件 媒体资源 妗妗的小店 涂鸦课 淘气堡门票 洗浴中心双人套餐 浦东机场停车 渝味火锅 澳洲龙虾 灌汤包 烧烤 熙熙攘攘 燕窝 琥珀 璀璨 瑜伽 睿智课堂 砚台 碧螺春 祺祥 秦岭 稻香村 筷子 粽子 糯米 纾困 缤纷 罗汉果 翡翠 耀州瓷 肴肉 膏药 芙蓉 茉莉花 荔枝 莞香 菁华 葡萄 蒙古包 蔷薇 薰衣草 藏红花 虾饺 蝴蝶结 袜子 裤子 西湖龙井 诺丽果 貂皮 赣南脐橙 趣味运动 跆拳道 踏青 辣条 迪士尼 郴州 酿酒 采摘 野营 钛杯 铂金 锦鲤 镶嵌 闽南 陕西 霓虹 青稞 韭菜盒子 颐和园 饺子 馄饨 骆驼 髯口 鲍鱼 鸳鸯锅 麒麟瓜 龙井 强联通 联通 移动 中国联通充值 婷婷美发 娅娅 姗姗 娟秀'.split(
    ' '
  )

describe('real text is left alone', () => {
  test.each(['subject', 'notify_url'])('in %s', (key) => {
    expect(PHRASES.length).toBeGreaterThan(1000)
    expect([...PHRASES, ...GOODS].filter((text) => damagedText(key, text))).toEqual([])
    expect(GOODS.map((one, i) => one + GOODS[(i * 7) % GOODS.length]).filter((text) => damagedText(key, text))).toEqual(
      []
    )
  })

  test.each([
    'really??',
    'what???now',
    '?',
    '100?',
    '是吗？？',
    'Ünïcödé',
    'é',
    'Ångström',
    '“双引号”—破折号',
    '👍🎉',
    'naïve café',
    '€9.90'
  ])('%s', (text) => expect(damagedText('subject', text)).toBeUndefined())

  test('question marks in an address or a list', () => {
    expect(how('notify_url', 'https://a.example/??x=1')).toBeUndefined()
    expect(how('settle_params', '[{"a":"??"}]')).toBeUndefined()
    expect(how('cp_extra', '{"a":"??"}')).toBeUndefined()
  })

  test('any word of common characters', () => {
    const common = Array.from({ length: 0xd8 - 0xb0 }, (_, lead) =>
      new TextDecoder('gbk').decode(
        Uint8Array.from({ length: 94 * 2 }, (_, i) => (i % 2 === 0 ? 0xb0 + lead : 0xa1 + (i >> 1)))
      )
    ).join('')
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(...common), minLength: 1, maxLength: 12 }), (text) => {
        expect(damagedText('subject', text)).toBeUndefined()
      })
    )
  })
})

describe('text that was read in another encoding is turned back', () => {
  test('from GBK', () => {
    const even = PHRASES.filter((text) => text.length % 2 === 0 && /^[\u4e00-\u9fff]+$/.test(text))
    // What GBK has no character for is lost, and then that is said.
    const whole = even.filter((text) => !misread(text, 'gbk').includes('\ufffd'))
    const missed = whole.filter((text) => how('subject', misread(text, 'gbk')) !== 'utf8-as-gbk')
    expect(even.filter((text) => !how('subject', misread(text, 'gbk')))).toEqual([])
    expect(even.length).toBeGreaterThan(500)
    expect(missed).toEqual([])
    expect(damagedText('subject', misread('抖音商品', 'gbk'))).toMatchObject({ was: '抖音商品' })
    expect(damagedText('subject', `VIP ${misread('会员年卡', 'gbk')} 1`)).toMatchObject({ was: 'VIP 会员年卡 1' })
  })

  test('an odd number of characters has lost its last byte', () => {
    for (const text of ['抖音号', '三节课', '鲜牛奶']) {
      const found = damagedText('subject', misread(text, 'gbk'))
      expect(found).toMatchObject({ how: 'utf8-as-gbk' })
    }
  })

  test.each(['latin1', 'windows-1252'])('from %s', (encoding) => {
    for (const text of ['抖', '抖音商品', '开通会员 & 续费', 'é', '🎉']) {
      const seen = encoding === 'latin1' ? Buffer.from(text).toString('latin1') : misread(text, encoding)
      expect(damagedText('subject', seen)).toMatchObject({ how: 'utf8-as-latin1', was: text })
    }
  })
})

test.each([
  ['????', 'question-marks'],
  ['100????', 'question-marks'],
  ['?? ??', 'question-marks'],
  ['抖音\ufffd', 'replaced'],
  ['\ufffd', 'replaced']
])('%s', (text, expected) => expect(how('subject', text)).toBe(expected))

test('sign warns of it', () => {
  for (const text of ['????', '抖\ufffd', misread('抖音商品', 'gbk'), misread('抖音', 'windows-1252')]) {
    const { warnings } = traceSign(JSON.stringify({ subject: text }), 'salt0000000')
    expect(warnings.map(({ code }) => code)).toContain('damaged-text')
  }
})
