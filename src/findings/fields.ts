import type { Both } from '../language.js'
import { a, many } from './en-phrases.js'
import { list } from './phrases.js'
import { entry, topic } from './topic.js'
import { kind } from './zh-phrases.js'

const tooMany = (unit: Both) =>
  entry<{ key: string; limit: number; length: number }>({
    en: ({ key, limit, length }) => `\`${key}\` has ${length} ${unit.en}; at most ${limit} are allowed.`,
    zh: ({ key, limit, length }) => `\`${key}\` 有 ${length} ${unit.zh}，最多允许 ${limit} ${unit.zh}。`
  })

export const fields = topic('The fields of a call', '接口字段', {
  /**
   * `option` is the flag or argument of the field; `assign` is what `-d` has between key and value, if `-d` can set it;
   * `empty` is set if the field is there, but has no value.
   */
  'missing-field': entry<{ key: string; option?: string; assign?: '=' | ':='; empty?: boolean }>({
    general: { empty: false },
    en: ({ key, option, assign, empty }, { has }) => {
      const missing = `\`${key}\` is ${empty ? 'empty' : 'missing'}.`
      return assign && has('-d')
        ? [missing, `Give it ${option ? `with ${option}, or ` : ''}with -d ${key}${assign}…`]
        : missing
    },
    zh: ({ key, option, assign, empty }, { has }) => {
      const missing = empty ? `\`${key}\` 为空。` : `缺少 \`${key}\`。`
      return assign && has('-d') ? [missing, `请用 ${option ? `${option} 或 ` : ''}-d ${key}${assign}… 给出`] : missing
    }
  }),
  /** `more` are others that would do, too. */
  'missing-one-of': entry<{ key: string; other: string; more?: readonly string[] }>({
    en({ key, other, more = [] }) {
      const [last = other, ...before] = [other, ...more].toReversed().map((one) => `\`${one}\``)
      const others = before.toReversed()
      return [
        `${[`\`${key}\``, ...others].join(', ')} and ${last} are ${others.length > 0 ? 'all' : 'both'} missing; one of them is needed.`,
        `Give \`${key}\`, or ${others.length > 0 ? `${others.join(', ')} or ` : ''}${last} in its place.`
      ]
    },
    zh({ key, other, more = [] }) {
      const others = [other, ...more].map((one) => `\`${one}\``)
      return [
        `\`${key}\`${others.length > 1 ? '、' : ' 和 '}${others.join('、')} 都没有传，必须传其中一个。`,
        `请传 \`${key}\`，或改传 ${others.join('、')}${others.length > 1 ? ' 之一' : ''}。`
      ]
    }
  }),
  'not-both': entry<{ key: string; other: string }>({
    en: ({ key, other }) => [
      `\`${key}\` and \`${other}\` are both given; only one of them may be.`,
      `Leave \`${key}\` out, or \`${other}\`.`
    ],
    zh: ({ key, other }) => [
      `同时传了 \`${key}\` 和 \`${other}\`，只能传其中一个。`,
      `请去掉 \`${key}\` 或 \`${other}\`。`
    ]
  }),
  'wrong-field-type': entry<{ key: string; found: string; expected: string }>({
    en: ({ key, found, expected }, { has }) => [
      `\`${key}\` is of type ${found}; ${expected} is expected.`,
      expected === 'array'
        ? 'Give a JSON list of objects: [{"…": …}]'
        : expected === 'object'
          ? 'Give a JSON object: {"…": …}'
          : key.includes('.') || !has('-d')
            ? 'In JSON, a string is in quotes and a number is not.'
            : `-d ${key}=text gives a string, -d ${key}:=1 gives a number.`
    ],
    zh: ({ key, found, expected }, { has }) => [
      `\`${key}\` 的类型是${kind(found)}，应为${kind(expected)}。`,
      expected === 'array'
        ? '请写成由对象组成的 JSON 列表：[{"…": …}]'
        : expected === 'object'
          ? '请写成 JSON 对象：{"…": …}'
          : key.includes('.') || !has('-d')
            ? 'JSON 里字符串要加引号，数字不加。'
            : `-d ${key}=text 得到字符串，-d ${key}:=1 得到数字。`
    ]
  }),
  'too-many-bytes': tooMany({ en: 'bytes in UTF-8', zh: '个 UTF-8 字节' }),
  'too-many-characters': tooMany({ en: 'characters', zh: '个字符' }),
  /** `taken` is the value that the platform silently uses instead. */
  'below-minimum': entry<{ key: string; limit: number; value: string; taken?: number }>({
    en: ({ key, limit, value, taken }) =>
      `\`${key}\` is ${value}; at least ${limit} is allowed${taken === undefined ? '' : `: the platform uses ${taken}`}.`,
    zh: ({ key, limit, value, taken }) =>
      `\`${key}\` 是 ${value}，最小为 ${limit}${taken === undefined ? '' : `，平台会按 ${taken} 处理`}。`
  }),
  'above-maximum': entry<{ key: string; limit: number; value: string; taken?: number }>({
    en: ({ key, limit, value, taken }) =>
      `\`${key}\` is ${value}; at most ${limit} is allowed${taken === undefined ? '' : `: the platform uses ${taken}`}.`,
    zh: ({ key, limit, value, taken }) =>
      `\`${key}\` 是 ${value}，最大为 ${limit}${taken === undefined ? '' : `，平台会按 ${taken} 处理`}。`
  }),
  'not-an-integer': entry<{ key: string; value: string }>({
    en: ({ key, value }) => {
      const wrong = `\`${key}\` is "${value}"; an integer is expected.`
      return /amount$/.test(key) ? [wrong, 'Amounts are whole numbers of fen: 100 is ¥1.00.'] : wrong
    },
    zh: ({ key, value }) => {
      const wrong = `\`${key}\` 是“${value}”，应为整数。`
      return /amount$/.test(key) ? [wrong, '金额是以分为单位的整数：100 表示 1.00 元。'] : wrong
    }
  }),
  'character-not-allowed': entry<{ key: string; allowed: string; codePoints: string[] }>({
    en: ({ key, allowed, codePoints }) => `\`${key}\` holds ${list.en(codePoints)}; only ${allowed} are allowed.`,
    zh: ({ key, allowed, codePoints }) => `\`${key}\` 含有 ${list.zh(codePoints)}，只允许 ${allowed}。`
  }),
  /** `codePoints` are white space and control characters in it. */
  'not-a-url': entry<{ key: string; length: number; codePoints?: string[] }>({
    en: ({ key, length, codePoints }) =>
      codePoints
        ? [
            `\`${key}\` holds ${list.en(codePoints)}; a URL has no white space.`,
            'Remove it; inside of a path or query write %20 for a space.'
          ]
        : `\`${key}\` (${many(length, 'character')}) is not a URL; https://host/path is expected.`,
    zh: ({ key, length, codePoints }) =>
      codePoints
        ? [`\`${key}\` 含有 ${list.zh(codePoints)}，URL 中不能有空白字符。`, '请去掉；路径或参数里的空格请写成 %20。']
        : `\`${key}\`（${length} 个字符）不是 URL，应为 https://host/path。`
  }),
  'not-https': entry<{ key: string; found: string }>({
    en: ({ key, found }) => `\`${key}\` begins with ${found}; the platform calls https only.`,
    zh: ({ key, found }) => `\`${key}\` 以 ${found} 开头，平台只回调 https 地址。`
  }),
  'port-not-443': entry<{ key: string; found: string }>({
    en: ({ key, found }) => `\`${key}\` names port ${found}; the platform calls port 443 only.`,
    zh: ({ key, found }) => `\`${key}\` 的端口是 ${found}，平台只回调 443 端口。`
  }),
  'not-a-date': entry<{ key: string; found: string; expected: string }>({
    en: ({ key, found, expected }) => `\`${key}\` is "${found}"; it must be a date, written ${expected}.`,
    zh: ({ key, found, expected }) => `\`${key}\` 是“${found}”，应为 ${expected} 格式的日期。`
  }),
  'not-one-of': entry<{ key: string; allowed: string[]; found: string }>({
    en: ({ key, allowed, found }) => `\`${key}\` is "${found}"; allowed: ${list.en(allowed)}.`,
    zh: ({ key, allowed, found }) => `\`${key}\` 是“${found}”，可选值：${list.zh(allowed)}。`
  }),
  /** `found` is the kind of the JSON value that is there instead of a text. */
  'not-json-text': entry<{ key: string; found?: string }>({
    en: ({ key, found }) => [
      `\`${key}\` ${found === undefined ? 'must be' : `is ${a(found)} itself; it must be`} a string that holds JSON.`,
      found === undefined
        ? 'Put the JSON into a file and give @file instead: then no shell changes its quotes.'
        : 'Make its text first: JSON.stringify, json_encode, json.dumps.'
    ],
    zh: ({ key, found }) => [
      `\`${key}\` ${found === undefined ? '' : `直接写成了${kind(found)}，`}应为字符串，其内容是 JSON。`,
      found === undefined
        ? '可以把 JSON 写入文件，用 @file 代替：这样命令行不会改动引号。'
        : '请先转成文本：JSON.stringify、json_encode、json.dumps。'
    ]
  }),
  'too-many-items': entry<{ key: string; limit: number; length: number }>({
    en: ({ key, limit, length }) =>
      `\`${key}\` has ${length === 1 ? '1 entry' : `${length} entries`}; at most ${limit} are allowed.`,
    zh: ({ key, limit, length }) => `\`${key}\` 有 ${length} 项，最多 ${limit} 项。`
  }),
  'too-few-items': entry<{ key: string; limit: number; length: number }>({
    en: ({ key, limit, length }) =>
      `\`${key}\` has ${length === 1 ? '1 entry' : `${length === 0 ? 'no' : length} entries`}; at least ${limit} must be there.`,
    zh: ({ key, limit, length }) => `\`${key}\` 有 ${length} 项，至少要有 ${limit} 项。`
  }),
  /** `path` is without its slash and without its query. */
  'leading-slash': entry<{ key: string; path: string }>({
    en: ({ key, path }) => [`\`${key}\` begins with a slash.`, `Write the page as app.json does: ${path}`],
    zh: ({ key, path }) => [`\`${key}\` 以 / 开头。`, `请按 app.json 里的写法：${path}`]
  }),
  'path-with-query': entry<{ key: string; path: string }>({
    en: ({ key, path }) => [
      `\`${key}\` has a query behind the path.`,
      `Give only the path, ${path}, and put the parameters into params beside it, a JSON object as text.`
    ],
    zh: ({ key, path }) => [
      `\`${key}\` 的路径后面带了参数。`,
      `路径只写 ${path}，参数放到旁边的 params 里，写成 JSON 对象的文本。`
    ]
  }),
  'amount-with-decimals': entry<{ key: string; value: string; fen: string }>({
    en: ({ key, value, fen }) => [
      `\`${key}\` is "${value}"; amounts are integers in fen.`,
      `100 fen is ¥1.00: for ¥${value} write ${fen}.`
    ],
    zh: ({ key, value, fen }) => [
      `\`${key}\` 是“${value}”，金额应为以分为单位的整数。`,
      `100 分即 ¥1.00：¥${value} 请写成 ${fen}。`
    ]
  }),
  'seconds-not-milliseconds': entry<{ key: string; value: string }>({
    en: ({ key, value }) => [
      `\`${key}\` is ${value}, which looks like seconds; milliseconds are expected.`,
      `For that time write ${value}000.`
    ],
    zh: ({ key, value }) => [`\`${key}\` 是 ${value}，看起来是秒，应为毫秒。`, `同一时间请写成 ${value}000。`]
  }),
  /** The token belongs to another system: this member needs one from getAccessToken. */
  'client-token-given': entry<{ key: string }>({
    en: ({ key }) => [
      `\`${key}\` begins with clt.: a client_token of open.douyin.com, which this call does not take.`,
      'Fetch one with appid and secret from /api/apps/v2/token (getAccessToken).'
    ],
    zh: ({ key }) => [
      `\`${key}\` 以 clt. 开头，是 open.douyin.com 的 client_token，本接口不接受。`,
      '请用 appid 和 secret 从 /api/apps/v2/token（getAccessToken）获取。'
    ]
  }),
  'unknown-field': entry<{ key: string; meant: string }>({
    en: ({ key, meant }) =>
      `\`${key}\` is not a documented field; did you mean \`${meant}\`? It is still signed and sent.`,
    zh: ({ key, meant }) => `文档中没有 \`${key}\` 字段，是不是想写 \`${meant}\`？它仍会被签名并发送。`
  })
})
