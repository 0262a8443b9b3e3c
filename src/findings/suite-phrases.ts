import { phrases } from './phrases.js'

/** Why a text is no YAML, by the codes of the library `yaml` and of this program; other details are its own words. */
export const notYaml = phrases({
  DUPLICATE_KEY: { en: 'a key stands twice in one map', zh: '同一层里有两个相同的键' },
  TAB_AS_INDENT: { en: 'a tab indents this line', zh: '这一行用了制表符缩进' },
  BAD_INDENT: { en: 'the indentation does not fit the lines above', zh: '缩进与前面的行对不上' },
  MISSING_CHAR: { en: 'a quote, bracket, comma or dash is missing', zh: '缺少引号、括号、逗号或短横线' },
  BLOCK_AS_IMPLICIT_KEY: {
    en: 'a second colon stands in this line, or the next line is indented too far',
    zh: '这一行有第二个冒号，或下一行缩进过多'
  },
  MULTIPLE_DOCS: { en: '--- begins a second document', zh: '--- 开始了第二份文档' },
  BAD_SCALAR_START: { en: 'a value cannot begin with this character', zh: '值不能以这个字符开头' },
  UNEXPECTED_TOKEN: { en: 'this does not belong here', zh: '这里不应出现这段内容' },
  'no-anchor': { en: 'nothing before it has this anchor', zh: '前面没有这个锚点' },
  'too-much': { en: 'its aliases stand for too much', zh: '别名展开后内容过多' },
  'too-deep': { en: 'it is nested too deeply', zh: '嵌套层数过多' }
})

/** What to do about it, where it is not the indentation or the quotes. */
export const yamlRemedy = phrases(
  {
    DUPLICATE_KEY: { en: 'Remove one of them.', zh: '请删去其中一个。' },
    TAB_AS_INDENT: { en: 'Indent with spaces.', zh: '请用空格缩进。' },
    BLOCK_AS_IMPLICIT_KEY: {
      en: 'Put a text with a colon into quotes, and check the indentation.',
      zh: '带冒号的文本请加引号，并检查缩进。'
    },
    MULTIPLE_DOCS: { en: 'Make a file of each document.', zh: '请把每份文档单独放一个文件。' },
    BAD_SCALAR_START: { en: 'Put the text into quotes.', zh: '请给这段文本加引号。' },
    'no-anchor': { en: 'Write &name before the value that it stands for.', zh: '请在它所指的值前写上 &名称。' },
    'too-much': { en: 'Write out what the aliases stand for.', zh: '请把别名所指的内容直接写出来。' },
    'too-deep': {
      en: 'A suite needs six levels at most; write a body as text.',
      zh: '用例集最多需要六层；正文请写成文本。'
    }
  },
  { en: () => 'Check the indentation and the quotes there.', zh: () => '请检查此处的缩进和引号。' }
)

/** The forms of values in a suite; other words are quoted. */
export const form = phrases(
  {
    text: { en: 'text', zh: '文本' },
    list: { en: 'a list', zh: '列表' },
    map: { en: 'members (key: value)', zh: '键值对（key: value）' },
    nothing: { en: 'empty', zh: '空' },
    flag: { en: 'true or false', zh: 'true 或 false' },
    'text-or-map': { en: 'the signature, or members (key: value)', zh: '签名，或键值对（key: value）' },
    codes: { en: 'a code, or a list of codes', zh: '一个代码，或代码的列表' },
    pattern: { en: 'a regular expression', zh: '正则表达式' },
    'quick-pattern': { en: 'a pattern that is tried within 1000 ms', zh: '能在 1000 毫秒内匹配完的正则表达式' }
  },
  { en: (word) => `\`${word}\``, zh: (word) => `\`${word}\`` }
)
