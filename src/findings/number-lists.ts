import { many } from './en-phrases.js'
import { excerpt } from './excerpt.js'
import { list } from './phrases.js'
import { quoteWord } from './shell-word.js'
import { entry, topic } from './topic.js'

const keysOf = {
  en: (keys: readonly string[]) => keys.map((key) => `\`${key}\``).join(' or '),
  zh: (keys: readonly string[]) => keys.map((key) => `\`${key}\``).join(' 或 ')
}

/** The first lines, so many as a person looks up. */
const linesOf = {
  en: (lines: readonly number[], count: number) =>
    `line${lines.length === 1 && count === 1 ? '' : 's'} ${lines.join(', ')}${count > lines.length ? ', …' : ''}`,
  zh: (lines: readonly number[], count: number) => `第 ${lines.join('、')}${count > lines.length ? ' …' : ''} 行`
}

/** A member that a line or a command may lack. */
const valueText = {
  en: (value: string) => (value === '' ? 'none' : excerpt(value)),
  zh: (value: string) => (value === '' ? '空' : excerpt(value))
}

const NOT_ASKED = {
  en: {
    'no-answer': ', because the last ones had no answer',
    refused: ', because every one would be refused so',
    interrupted: ''
  },
  zh: { 'no-answer': '前面的单号接连没有结果，', refused: '每个单号都会这样被拒绝，', interrupted: '' }
}

export const numberLists = topic('Lists of numbers', '单号列表', {
  'no-numbers': entry({
    en: ['The list has no numbers.', 'One a line, CSV whose header names the field, or a JSON object a line.'],
    zh: ['列表里没有单号。', '每行一个单号，或带表头的 CSV，或每行一个 JSON 对象。']
  }),
  'no-number-column': entry<{ found: string[]; keys: string[] }>({
    en: ({ found, keys }) => [
      `No column is called ${keysOf.en(keys)}; the first line has: ${excerpt(list.en(found))}.`,
      `Name the column of the numbers ${keys[0]} in the first line.`
    ],
    zh: ({ found, keys }) => [
      `没有名为 ${keysOf.zh(keys)} 的列，第一行是：${excerpt(list.zh(found))}。`,
      `请在第一行把单号所在的列命名为 ${keys[0]}。`
    ]
  }),
  'line-without-number': entry<{ line: number; keys: string[] }>({
    en: ({ line, keys }) => `Line ${line}: there is no ${keysOf.en(keys)}.`,
    zh: ({ line, keys }) => `第 ${line} 行：没有 ${keysOf.zh(keys)}。`
  }),
  'line-not-json': entry<{ line: number }>({
    en: ({ line }) => [`Line ${line} is not a JSON object.`, 'The first line is one, so every line has to be one.'],
    zh: ({ line }) => [`第 ${line} 行不是 JSON 对象。`, '第一行是 JSON 对象，因此每一行都应是。']
  }),
  /** A spreadsheet took the number for a quantity. */
  'number-rounded': entry<{ line: number; found: string }>({
    en: ({ line, found }) => [
      `Line ${line}: ${found} is what a spreadsheet made of a long number; its last digits are lost.`,
      'Export the list again, with that column formatted as text before anything is pasted into it.'
    ],
    zh: ({ line, found }) => [
      `第 ${line} 行：${found} 是电子表格把长单号当成数值的结果，末尾的数字已经丢失。`,
      '请先把该列设为“文本”格式再粘贴数据，然后重新导出。'
    ]
  }),
  /** `codePoints` are those that `allowed` has not; `limit` is the most characters or bytes. */
  'bad-number': entry<{
    line: number
    key: string
    found: string
    codePoints?: string[]
    allowed?: string
    limit?: number
  }>({
    names: ['key'],
    en: ({ line, key, found, codePoints, allowed, limit }) => {
      const why = codePoints
        ? `: it holds ${list.en(codePoints)}; only ${allowed} are allowed`
        : limit === undefined
          ? ''
          : `: at most ${limit} characters are allowed`
      return `Line ${line}: "${excerpt(found)}" cannot be an \`${key}\`${why}.`
    },
    zh: ({ line, key, found, codePoints, allowed, limit }) => {
      const why = codePoints
        ? `：含有 ${list.zh(codePoints)}，只允许 ${allowed}`
        : limit === undefined
          ? ''
          : `：最多 ${limit} 个字符`
      return `第 ${line} 行：“${excerpt(found)}”不是合法的 \`${key}\`${why}。`
    }
  }),
  'numbers-repeated': entry<{ count: number }>({
    en: ({ count }) =>
      count === 1
        ? 'One line repeats an earlier number; each is asked for once.'
        : `${count} lines repeat earlier numbers; each is asked for once.`,
    zh: ({ count }) => `有 ${count} 行重复了前面的单号；每个单号只查询一次。`
  }),
  'rate-above-limit': entry<{ call: string; rate: number; limit: number }>({
    en: ({ call, rate, limit }) => [
      `${rate} a second is more than the documented limit of ${call}, ${limit} for an app.`,
      'The platform may refuse what is above it, also calls of your live servers.'
    ],
    zh: ({ call, rate, limit }) => [
      `每秒 ${rate} 次超过了文档中 ${call} 的限制：每个小程序每秒 ${limit} 次。`,
      '超出的部分可能被平台拒绝，线上服务的调用也会受影响。'
    ]
  }),
  /** A file to continue that has other lines than answers. */
  'not-answers': entry<{ path: string; line: number }>({
    names: ['path'],
    en: ({ path, line }) => [
      `Line ${line} of ${path} is not an answer that this command wrote, so nothing is added to the file.`,
      'Name a file of answers, or a new one.'
    ],
    zh: ({ path, line }) => [
      `${path} 第 ${line} 行不是此命令写出的结果，因此不会向该文件追加内容。`,
      '请指定之前的结果文件，或一个新文件。'
    ]
  }),
  /** Answers of another command, environment, address or app, which say nothing about these numbers. */
  'answers-to-something-else': entry<{
    path: string
    line: number
    key: 'command' | 'env' | 'base_url' | 'app_id'
    found: string
    expected: string
  }>({
    names: ['path', 'found', 'expected'],
    en: ({ path, line, key, found, expected }) => [
      `Line ${line} of ${path} is an answer for \`${key}\` ${valueText.en(found)}, but this command asks for ${valueText.en(expected)}. Nothing was sent.`,
      'Name another file for these answers, or ask as that file was begun.'
    ],
    zh: ({ path, line, key, found, expected }) => [
      `${path} 第 ${line} 行是 \`${key}\` 为 ${valueText.zh(found)} 的结果，而此命令查询的是 ${valueText.zh(expected)}。没有发送任何请求。`,
      '请为这次查询指定另一个结果文件，或改用该文件原来的设置。'
    ]
  }),
  'answers-to-unknown': entry<{ path: string; line: number }>({
    names: ['path'],
    en: ({ path, line }) => [
      `Line ${line} of ${path} does not say which command, environment and app it is an answer to: an earlier version wrote it. Nothing was sent.`,
      'Name a new file. Asking for a state again changes nothing.'
    ],
    zh: ({ path, line }) => [
      `${path} 第 ${line} 行没有写明是哪个命令、环境和小程序的结果：它由旧版本写出。没有发送任何请求。`,
      '请指定一个新文件。重新查询状态不会改变任何数据。'
    ]
  }),
  'answers-in-use': entry<{ path: string; pid: number }>({
    names: ['path'],
    en: ({ path, pid }) => [
      `Process ${pid} is adding answers to ${path}.`,
      `Wait until it has ended. If there is no such process, remove ${path}.lock.`
    ],
    zh: ({ path, pid }) => [
      `进程 ${pid} 正在向 ${path} 追加结果。`,
      `请等它结束。如果没有这个进程，请删除 ${path}.lock。`
    ]
  }),
  /** `lines` are the first of those lines. */
  'numbers-refused': entry<{ err_no: string; err_tips: string; member?: string; count: number; lines: number[] }>({
    exit: 'no',
    en: ({ err_no, err_tips, member = 'err_no', count, lines }) => [
      `${many(count, 'number')} ${count === 1 ? 'was' : 'were'} refused with ${member} ${err_no}: ${err_tips || '(without a message)'} (${linesOf.en(lines, count)})`,
      `What it means: \`ecpay explain ${quoteWord(err_no)}\``
    ],
    zh: ({ err_no, err_tips, member = 'err_no', count, lines }) => [
      `${count} 个单号被拒绝，${member} ${err_no}：${err_tips || '（没有说明）'}（${linesOf.zh(lines, count)}）`,
      `含义：\`ecpay explain ${quoteWord(err_no)}\``
    ]
  }),
  /** `code` is that of the last failure. */
  'numbers-without-answer': entry<{ of: string; count: number; lines: number[] }>({
    exit: 'unknown',
    en: ({ of, count, lines }) =>
      `${many(count, 'number')} ${count === 1 ? 'has' : 'have'} no answer: ${of} (${linesOf.en(lines, count)})`,
    zh: ({ of, count, lines }) => `${count} 个单号没有得到结果：${of}（${linesOf.zh(lines, count)}）`
  }),
  /** `resumable` is whether the answers so far are kept in a file that can be continued. */
  'numbers-not-asked': entry<{ count: number; resumable: boolean; why: 'no-answer' | 'refused' | 'interrupted' }>({
    exit: 'unknown',
    general: { why: 'no-answer', resumable: false },
    en: ({ count, resumable, why }, { has }) => {
      const said = `${many(count, 'number')} ${count === 1 ? 'was' : 'were'} not asked for${NOT_ASKED.en[why]}.`
      if (resumable) return [said, 'The same command asks for what is missing.']
      if (!has('--resume')) return said
      return [said, 'With --resume answers.ndjson, a command that is run again asks only for what is missing.']
    },
    zh: ({ count, resumable, why }, { has }) => {
      const said = `${NOT_ASKED.zh[why]}剩下 ${count} 个单号没有查询。`
      if (resumable) return [said, '再次执行同一命令，只查询缺少的单号。']
      if (!has('--resume')) return said
      return [said, '加上 --resume answers.ndjson，再次执行同一命令时只查询缺少的单号。']
    }
  })
})
