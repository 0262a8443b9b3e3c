import type { Both } from '../language.js'
import { many } from './en-phrases.js'
import { excerpt } from './excerpt.js'
import { entry, topic } from './topic.js'
import { kind } from './zh-phrases.js'

/** What the JSON parser expected where it stopped. */
const expectations = {
  value: { en: 'a value', zh: '一个值' },
  end: { en: 'the end of the document', zh: '文档结尾' },
  key: { en: 'a key in double quotes', zh: '双引号括起的字段名' },
  colon: { en: 'a colon', zh: '冒号' },
  'comma-or-brace': { en: 'a comma or }', zh: '逗号或 }' },
  'comma-or-bracket': { en: 'a comma or ]', zh: '逗号或 ]' },
  'closing-quote': { en: 'a closing quote', zh: '结束的双引号' },
  escape: { en: 'an escape such as \\n or \\u4e2d', zh: '转义序列（如 \\n、\\u4e2d）' },
  'escaped-control-character': {
    en: 'an escape: control characters are not allowed in a string',
    zh: '转义序列（字符串中不能直接出现控制字符）'
  }
}
export type JsonExpectation = keyof typeof expectations

/** What people have in JSON that is not of it, by the character at which reading ended, and what to do about it. */
const ODDITIES: readonly (readonly [
  is: (found: string, expected: JsonExpectation, isFirst: boolean) => boolean,
  hint: Both
])[] = [
  [
    (found) => '“”„‘’＂「」'.includes(found) && found !== '',
    {
      en: 'This is a quotation mark of text, which an editor or chat put there: write the straight ".',
      zh: '这是中文引号（编辑器或聊天软件会自动替换），请改成英文双引号 "。'
    }
  ],
  [
    (found) => '：，、；｛｝［］'.includes(found) && found !== '',
    {
      en: 'This is full-width punctuation: write it with the input method for English.',
      zh: '这是全角标点，请切换到英文输入法重新输入。'
    }
  ],
  [
    (found) => /^U\+(?:00A0|3000|200[B-F]|2060|FEFF)$/.test(found),
    {
      en: 'This invisible character came from a web page or a chat: delete it, or type a usual space.',
      zh: '这个看不见的字符来自网页或聊天软件，请删掉它，或改成普通空格。'
    }
  ],
  [
    (found) => found === '/' || found === '#',
    { en: 'If this begins a comment, take it out: JSON has none.', zh: '如果这里是注释，请去掉：JSON 不支持注释。' }
  ],
  [
    (found, expected) => expected === 'key' && found === '}',
    { en: 'There is a comma too many before it: take that out.', zh: '它前面多了一个逗号，请去掉。' }
  ],
  [
    (found, expected) => expected === 'value' && found === ']',
    { en: 'JSON has no comma before ]: if there is one, take it out.', zh: '] 前不能有逗号，如果有请去掉。' }
  ],
  [
    (found, expected, isFirst) => found === '' && !(expected === 'value' && isFirst),
    { en: 'The text is cut off: copy it to its end.', zh: '文本不完整，请复制到结尾。' }
  ]
]

export interface Where {
  line: number
  column: number
  expected: JsonExpectation
  found: string
}

function oddities({ line, column, expected, found }: Where): Both | undefined {
  return ODDITIES.find(([is]) => is(String(found), expected, line === 1 && column === 1))?.[1]
}

/** A position that is counted from 0, counted from 1. */
const counted = (offset: number) => (Number.isInteger(offset) ? offset + 1 : offset)

export const textAndJson = topic('Reading bytes and JSON', '读取字节与 JSON', {
  /** `isLine`: of many in one input. */
  'empty-body': entry<{ isLine?: boolean }>({
    general: { isLine: false },
    en({ isLine }, { inSuite }) {
      if (isLine) return ['The line is empty.', 'Take it out, or put a body there.']
      const how = inSuite
        ? 'Give it as `body`: a file beside the suite, or the JSON itself.'
        : 'Pass a file, or pipe the JSON into the command.'
      return ['The input is empty.', how]
    },
    zh({ isLine }, { inSuite }) {
      if (isLine) return ['这一行是空的。', '请删去这一行，或写入正文。']
      const how = inSuite ? '请用 `body` 给出：用例集旁边的文件，或 JSON 本身。' : '请指定文件，或通过管道传入 JSON。'
      return ['输入为空。', how]
    }
  }),
  /** `size` is absent where reading ended at the limit. */
  'body-too-large': entry<{ limit: number; size?: number }>({
    en: ({ limit, size }) => [
      size === undefined
        ? `The input has more than ${many(limit, 'byte')}, which is the most that is read.`
        : `The input has ${many(size, 'byte')}; at most ${limit} are read.`,
      'A callback or request of the platform is far smaller: check that this is the right file.'
    ],
    zh: ({ limit, size }) => [
      size === undefined
        ? `输入超过 ${limit} 字节，这是可读取的上限。`
        : `输入有 ${size} 字节，最多读取 ${limit} 字节。`,
      '平台的请求和回调远小于此：请确认文件没有选错。'
    ]
  }),
  /**
   * `offset` counts from 0. `isGbk` is set if the input can be GBK; whoever knows the command line then adds `command`,
   * which reads the same input as GBK.
   */
  'invalid-utf8': entry<{ offset: number; isGbk?: true; command?: string }>({
    en: ({ offset, command }) => [
      `The input is not UTF-8: byte ${counted(offset)} does not begin a valid character.`,
      command === undefined
        ? 'Save or capture it as UTF-8; GBK text gives a different signature, which the platform refuses.'
        : `It may be GBK. To read it as GBK: ${command}`
    ],
    zh: ({ offset, command }) => [
      `输入不是 UTF-8：第 ${counted(offset)} 个字节无法解码。`,
      command === undefined
        ? '请按 UTF-8 保存或抓取；GBK 文本算出的签名不同，平台会拒绝。'
        : `它可能是 GBK，请指定编码读取：${command}`
    ]
  }),
  'invalid-text': entry<{ encoding: string }>({
    en: ({ encoding }, { has }) => [
      `The input is not valid ${encoding}: some of its bytes are not characters.`,
      has('--encoding') ? 'Give its real encoding with --encoding; for UTF-8, leave that out.' : 'Save it as UTF-8.'
    ],
    zh: ({ encoding }, { has }) => [
      `输入不是 ${encoding}：部分字节不对应任何字符。`,
      has('--encoding') ? '请用 --encoding 指定实际的编码；UTF-8 无需指定。' : '请另存为 UTF-8。'
    ]
  }),
  /** `path` is the file, if it is not the input itself. */
  'read-as-utf16': entry<{ encoding: string; path?: string }>({
    en: ({ encoding, path }) => [
      `${path ?? 'The input'} is ${encoding}, as Windows PowerShell writes it with >, and was read as such.`,
      path === undefined
        ? 'Signatures are over UTF-8. Write files with `ecpay … -o <file>` instead of >.'
        : 'Save it as UTF-8.'
    ],
    zh: ({ encoding, path }) => [
      `${path === undefined ? '输入' : `${path} `}是 ${encoding}（Windows PowerShell 用 > 写出的就是它），已按此读取。`,
      path === undefined ? '签名使用 UTF-8。写文件请用 `ecpay … -o <file>` 代替 >。' : '请另存为 UTF-8。'
    ]
  }),
  'byte-order-mark': entry({
    en: [
      'The input begins with a byte order mark (U+FEFF); it was skipped.',
      'Save the file as UTF-8 without BOM: many JSON readers refuse it.'
    ],
    zh: ['输入以 BOM（U+FEFF）开头，已跳过。', '请把文件另存为不带 BOM 的 UTF-8：许多 JSON 解析器不接受 BOM。']
  }),
  'crlf-line-breaks': entry<{ count: number }>({
    en: ({ count }) => [
      `The input has ${many(count, 'Windows line break')} (CRLF): it went through an editor or was converted.`,
      'Callbacks come in one line. Capture the raw bytes of the request instead.'
    ],
    zh: ({ count }) => [
      `输入中有 ${count} 处 Windows 换行（CRLF），说明它被编辑器保存或转换过。`,
      '平台的回调只有一行，请直接抓取请求的原始字节。'
    ]
  }),
  /** `found` is the character there, its `U+XXXX` name, or empty at the end of the text. */
  'invalid-json': entry<Where>({
    general: { expected: 'value' },
    en: ({ line, column, expected, found }) => [
      `Not JSON: line ${line}, column ${column} should be ${expectations[expected].en}, but is ${found === '' ? 'the end' : `"${found}"`}.`,
      oddities({ line, column, expected, found })?.en ?? 'Check the text at that place, for example with `jq .`.'
    ],
    zh: ({ line, column, expected, found }) => [
      `不是合法的 JSON：第 ${line} 行第 ${column} 列应为${expectations[expected].zh}，实际是${found === '' ? '文本结尾' : `“${found}”`}。`,
      oddities({ line, column, expected, found })?.zh ?? '请检查该处的文本，例如用 `jq .`。'
    ]
  }),
  'json-too-deep': entry<{ limit: number }>({
    en: ({ limit }) => `The JSON is nested more than ${limit} levels deep.`,
    zh: ({ limit }) => `JSON 嵌套超过 ${limit} 层。`
  }),
  'not-an-object': entry<{ found: string }>({
    en: ({ found }) => [
      `The JSON is of type ${found}; an object with the fields of the call is expected.`,
      'Write {"key": value, …}.'
    ],
    zh: ({ found }) => [`JSON 的类型是${kind(found)}，应为由接口字段组成的对象。`, '请写成 {"key": value, …} 的形式。']
  }),
  /** `key` is the field whose value it is. */
  'quotes-lost': entry<{ found: string; key?: string }>({
    en: ({ found, key }, { has }) => [
      `${key === undefined ? 'The JSON' : `\`${key}\``} has lost its double quotes: ${excerpt(found)}`,
      has('-d')
        ? 'A shell removed them (PowerShell, cmd). Put the JSON into a file and give @file instead (-d key:=@file), or pipe it in.'
        : 'A shell removed them (PowerShell, cmd). Put the JSON into a file and give the file, or pipe it in.'
    ],
    zh: ({ found, key }, { has }) => [
      `${key === undefined ? 'JSON ' : `\`${key}\` `}的双引号丢失了：${excerpt(found)}`,
      has('-d')
        ? '引号被命令行去掉了（PowerShell、cmd）。请把 JSON 写入文件，用 @file 代替（-d key:=@file），或通过管道传入。'
        : '引号被命令行去掉了（PowerShell、cmd）。请把 JSON 写入文件再传入，或通过管道传入。'
    ]
  })
})
