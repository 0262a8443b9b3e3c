import { excerpt } from './excerpt.js'
import { isNumber } from './number-code.js'
import { expectation, list } from './phrases.js'
import { entry, topic } from './topic.js'
import { groupIn, helpLine, inputLines } from './typed-command.js'
import { spaced } from './zh-phrases.js'

export const commandLine = topic('The command line', '命令行', {
  /** `group` is the typed group whose command is missing. */
  'missing-command': entry<{ group?: string }>({
    general: { group: '' },
    en: ({ group }) =>
      group
        ? [`\`ecpay ${group}\` needs one of its commands.`, `All of them: \`ecpay ${group} --help\``]
        : ['No command is given.', 'First steps: `ecpay demo`. All commands: `ecpay --help`.'],
    zh: ({ group }) =>
      group
        ? [`\`ecpay ${group}\` 后面缺少子命令。`, `全部子命令见 \`ecpay ${group} --help\``]
        : ['没有给出命令。', '第一步：`ecpay demo`。全部命令：`ecpay --help`。']
  }),
  'unknown-command': entry<{ found: string; meant?: string }>({
    names: ['found'],
    en: ({ found, meant }) => [
      `There is no command "${found}".`,
      meant ? `Did you mean \`ecpay ${meant}\`?` : `All commands: \`ecpay ${groupIn(found)}--help\``
    ],
    zh: ({ found, meant }) => [
      `没有“${found}”这个命令。`,
      meant ? `是不是想用 \`ecpay ${meant}\`？` : `全部命令见 \`ecpay ${groupIn(found)}--help\``
    ]
  }),
  /** `of` is the command after it, if that command has the option. */
  'unknown-option': entry<{ found: string; meant?: string; of?: string }>({
    names: ['found'],
    en: ({ found, meant, of }, command) => [
      of
        ? `${found} is an option of \`ecpay ${of}\`, but was written before its name.`
        : command.name === ''
          ? `There is no option ${found}.`
          : `\`ecpay ${command.name}\` has no option ${found}.`,
      of
        ? `Write it after the name: ecpay ${of} ${found} …`
        : meant
          ? `Did you mean ${meant}?`
          : `Its options: ${helpLine(command)}`
    ],
    zh: ({ found, meant, of }, command) => [
      of
        ? `${found} 是 \`ecpay ${of}\` 的选项，不能写在命令名之前。`
        : command.name === ''
          ? `没有 ${found} 这个选项。`
          : `\`ecpay ${command.name}\` 没有 ${found} 这个选项。`,
      of
        ? `请写在命令名之后：ecpay ${of} ${found} …`
        : meant
          ? `是不是想用 ${meant}？`
          : `可用的选项见 ${helpLine(command)}`
    ]
  }),
  'missing-argument': entry<{ name: string }>({
    en: ({ name }, command) => [`The argument <${name}> is missing.`, `Examples: ${helpLine(command)}`],
    zh: ({ name }, command) => [`缺少参数 <${name}>。`, `示例见 ${helpLine(command)}`]
  }),
  /** The field was given as an argument and in `--from`. */
  'argument-wins': entry<{ key: string; given: string; found: string }>({
    en: ({ key, given, found }) => `\`${key}\` is ${given} from the command line, not ${found} from --from.`,
    zh: ({ key, given, found }) => `\`${key}\` 采用命令行上的 ${given}，而不是 --from 里的 ${found}。`
  }),
  /** The field was given twice: `by` is the option whose value counts, `over` the one whose value does not. */
  'later-wins': entry<{ key: string; given: string; by: string; found: string; over: string }>({
    en: ({ key, given: json, by, found: other, over }) => {
      const [given, found] = [excerpt(json), excerpt(other)]
      return by === over
        ? `\`${key}\` is ${given}, the last value of ${by}, not ${found}.`
        : `\`${key}\` is ${given} from ${by}, not ${found} from ${over}.`
    },
    zh: ({ key, given: json, by, found: other, over }) => {
      const [given, found] = [excerpt(json), excerpt(other)]
      return by === over
        ? `\`${key}\` 采用最后一个 ${by} 的 ${given}，而不是 ${found}。`
        : `\`${key}\` 采用 ${by} 的 ${given}，而不是 ${over} 的 ${found}。`
    }
  }),
  'missing-option': entry<{ option: string }>({
    en: ({ option }, command) => [`${option} is missing.`, `Examples: ${helpLine(command)}`],
    zh: ({ option }, command) => [`缺少选项 ${option}。`, `示例见 ${helpLine(command)}`]
  }),
  'missing-option-value': entry<{ option: string }>({
    en: ({ option }, command) => [`${option} needs a value.`, `Examples: ${helpLine(command)}`],
    zh: ({ option }, command) => [`选项 ${option} 需要一个值。`, `示例见 ${helpLine(command)}`]
  }),
  'too-many-arguments': entry<{ found: number; expected: number }>({
    en: ({ found, expected }, command) => [
      `Arguments given: ${found}; \`ecpay ${command.name}\` takes ${expected}.`,
      `Put a value with spaces in quotes. Examples: ${helpLine(command)}`
    ],
    zh: ({ found, expected }, command) => [
      `给了 ${found} 个参数，\`ecpay ${command.name}\` 只接受 ${expected} 个。`,
      `含空格的值要加引号。示例见 ${helpLine(command)}`
    ]
  }),
  /** `option` is the name of an argument if it does not begin with a dash. */
  'invalid-option-value': entry<{ option: string; found: string; expected: string; meant?: string }>({
    names: ['found'],
    en: ({ option, found, expected, meant }, command) => {
      const name = /^\w/.test(option) ? `The argument <${option}>` : option
      return [
        `${name} is "${found}"; expected: ${expectation.en(expected)}.`,
        meant ? `Did you mean ${meant}?` : `Examples: ${helpLine(command)}`
      ]
    },
    zh: ({ option, found, expected, meant }, command) => {
      const name = /^\w/.test(option) ? `参数 <${option}>` : `选项 ${option}`
      return [
        `${name} 是“${found}”，应为${spaced(expectation.zh(expected))}。`,
        meant ? `是不是想用 ${meant}？` : `示例见 ${helpLine(command)}`
      ]
    }
  }),
  'option-without-value': entry<{ option: string }>({
    en: ({ option }) => [`${option} takes no value.`, `Write ${option} alone.`],
    zh: ({ option }) => [`选项 ${option} 不带值。`, `只写 ${option} 即可。`]
  }),
  'conflicting-options': entry<{ options: string[] }>({
    en: ({ options }, command) => [
      `${options.join(' and ')} cannot be used together.`,
      `Leave one out. What each does: ${helpLine(command)}`
    ],
    zh: ({ options }, command) => [
      `${options.join(' 与 ')} 不能同时使用。`,
      `请去掉其中一个；各选项的作用见 ${helpLine(command)}`
    ]
  }),
  /** `near` are the nearest names. */
  'unknown-call': entry<{ found: string; near: string[] }>({
    names: ['found'],
    en: ({ found, near }) => [
      `There is no call "${found}".`,
      near.length > 0 ? `Nearest: ${list.en(near)}.` : 'The calls and their commands: `ecpay --help`.'
    ],
    zh: ({ found, near }) => [
      `没有名为“${found}”的接口。`,
      near.length > 0 ? `相近的有：${list.zh(near)}。` : '接口及对应命令见 `ecpay --help`。'
    ]
  }),
  'negative-test-in-production': entry({
    en: [
      'Production has no --negative-test.',
      'Ask the sandbox or the local gateway for an error: `--env sandbox`, `--env local`.'
    ],
    zh: ['线上环境不支持 --negative-test。', '请让沙盒或本地网关返回错误：`--env sandbox`、`--env local`。']
  }),
  'unknown-language': entry<{ found: string; known: string }>({
    en: ({ found, known }) => [`ECPAY_LANG is "${found}", which is not a known language.`, `Known: ${known}`],
    zh: ({ found, known }) => [`ECPAY_LANG 是“${found}”，没有这种语言。`, `可用：${known}`]
  }),
  'secret-in-flag': entry<{ key: string; variable: string; flag: string }>({
    en: ({ key, variable, flag }) => [
      `\`${key}\` is a secret, and other users of the machine can read the command line.`,
      `Give it in the variable ${variable}, or in a file with ${flag}.`
    ],
    zh: ({ key, variable, flag }) => [
      `\`${key}\` 是密钥，而命令行可能被本机的其他用户看到。`,
      `请用环境变量 ${variable} 给出，或用 ${flag} 指定存放它的文件。`
    ]
  }),
  'malformed-assignment': entry<{ option: string; found: string }>({
    en: ({ option, found }) => [
      `${option} "${found}" is not an assignment.`,
      option === '--file'
        ? '--file key=path sends the file under that key.'
        : `${option} key=text gives a string, ${option} key:=json a raw JSON value.`
    ],
    zh: ({ option, found }) => [
      `${option} “${found}”不是赋值。`,
      option === '--file'
        ? '--file key=path 以该字段名上传文件。'
        : `${option} key=text 得到字符串，${option} key:=json 得到原始 JSON 值。`
    ]
  }),
  'no-input': entry({
    en: (_, command) => {
      const lines = inputLines(command)
      return [
        `\`ecpay ${command.name}\` reads a file or a pipe; neither was given.`,
        lines
          ? `Try: ${lines.join(', or: ')}`
          : `Standard input is a terminal here: pipe the text in. Examples: ${helpLine(command)}`
      ]
    },
    zh: (_, command) => {
      const lines = inputLines(command)
      return [
        `\`ecpay ${command.name}\` 需要读取文件或管道，两者都没有给。`,
        lines ? `试试：${lines.join('，或：')}` : `标准输入是终端，请用管道传入。示例见 ${helpLine(command)}`
      ]
    }
  }),
  /** `near` are the nearest known codes, as a user would type them. */
  'unknown-code': entry<{ found: string; near: string[] }>({
    names: ['found'],
    en: ({ found, near }) => [
      isNumber(found)
        ? `"${found}" is not in the catalogue; the platform's full tables are not public.`
        : `"${found}" is not in the catalogue.`,
      near.length > 0
        ? `Nearest: ${list.en(near)}. All codes: \`ecpay explain --list\`.`
        : isNumber(found)
          ? 'Search for the text that came with it: `ecpay explain <err_tips>`. All codes: `ecpay explain --list`.'
          : 'All codes: `ecpay explain --list`.'
    ],
    zh: ({ found, near }) => [
      isNumber(found) ? `没有收录“${found}”；平台完整的错误码表并未公开。` : `没有收录“${found}”。`,
      near.length > 0
        ? `相近的有：${list.zh(near)}；全部代码见 \`ecpay explain --list\`。`
        : isNumber(found)
          ? '可以用响应中的文字再查：`ecpay explain <err_tips>`；全部代码见 `ecpay explain --list`。'
          : '全部代码见 `ecpay explain --list`。'
    ]
  })
})
