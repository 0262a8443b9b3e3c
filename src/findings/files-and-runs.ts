import { many } from './en-phrases.js'
import { list } from './phrases.js'
import { entry, topic } from './topic.js'
import { unreadable } from './unreadable.js'

/** Such a path was not typed, or was typed in full. */
function isAbsolute(path: string): boolean {
  return /^(?:\/|[A-Za-z]:[\\/])/.test(path)
}

export const files = topic('Files', '文件', {
  'file-not-readable': entry<{ path: string; reason: string }>({
    names: ['path'],
    en: ({ path, reason }) => [
      `${path} could not be read: ${unreadable.en(reason)}.`,
      isAbsolute(path) ? 'Check who may read it.' : 'Check the path; it is relative to the working directory.'
    ],
    zh: ({ path, reason }) => [
      `无法读取 ${path}：${unreadable.zh(reason)}。`,
      isAbsolute(path) ? '请检查读取权限。' : '请检查路径；相对路径以当前目录为准。'
    ]
  }),
  'file-not-writable': entry<{ path: string; reason: string }>({
    en: ({ path, reason }) => [
      `${path} could not be written: ${unreadable.en(reason)}.`,
      path === 'stdout'
        ? 'Make room, or write it elsewhere.'
        : 'Check the path; it is relative to the working directory.'
    ],
    zh: ({ path, reason }) => [
      `无法写入 ${path}：${unreadable.zh(reason)}。`,
      path === 'stdout' ? '请腾出空间，或输出到别处。' : '请检查路径；相对路径以当前目录为准。'
    ]
  }),
  'file-exists': entry<{ path: string; flag: string }>({
    en: ({ path, flag }) => [`${path} already exists.`, `Choose another name, or replace it with ${flag}.`],
    zh: ({ path, flag }) => [`${path} 已存在。`, `请换一个文件名，或用 ${flag} 覆盖。`]
  })
})

/** The questions of a command, its end, and what it prints. */
export const run = topic('The run of a command', '命令的执行', {
  'prompt-refused': entry<{ flags: string[] }>({
    en: ({ flags }) => [
      'This command asks questions, and there is no terminal to ask on (or --no-input, or CI).',
      `Answer with flags: ${list.en(flags)}.`
    ],
    zh: ({ flags }) => [
      '此命令需要询问，但没有可用的终端（或使用了 --no-input，或在 CI 中）。',
      `请用选项给出：${list.zh(flags)}。`
    ]
  }),
  'confirmation-needed': entry<{ flag: string; env: string }>({
    en: ({ flag, env }, { has, inSuite }) => [
      `This moves real money (${env}) and needs a confirmation.`,
      inSuite
        ? 'A suite confirms nothing: use `env: local`, or `dry_run: true` to see the request.'
        : `Add ${flag} to confirm without a question${has('--dry-run') ? ', or --dry-run to see the request' : ''}.`
    ],
    zh: ({ flag, env }, { has, inSuite }) => [
      `这会产生真实资金交易（${env}），需要确认。`,
      inSuite
        ? '用例集不能代为确认：请改用 `env: local`，或用 `dry_run: true` 先看请求。'
        : `加上 ${flag} 直接确认${has('--dry-run') ? '，或用 --dry-run 先看请求' : ''}。`
    ]
  }),
  'not-confirmed': entry({
    en: 'Not confirmed; nothing was done.',
    zh: '未确认，什么也没有做。'
  }),
  interrupted: entry({ exit: 'interrupted', en: 'Interrupted.', zh: '已中断。' }),
  'internal-error': entry<{ reason: string }>({
    exit: 'unknown',
    en: ({ reason }) => [`This is a bug in ecpay: ${reason}`, 'Please report it with the command you ran.'],
    zh: ({ reason }) => [`ecpay 自身出错：${reason}`, '请附上所执行的命令反馈给我们。']
  }),
  /** `form` is that of the result, if it is not signatures alone. */
  'bad-lines': entry<{ count: number; total: number; form?: 'json' | 'csv' }>({
    en: ({ count, total, form }) => [
      form === undefined
        ? `${count} of ${total} lines were not signed; each has an empty line in its place.`
        : `${count} of ${total} lines were not signed.`,
      form === 'json' ? 'The lines of the result say which, and why: "sign":null' : 'The errors above name them.'
    ],
    zh: ({ count, total, form }) => [
      form === undefined
        ? `共 ${total} 行，其中 ${count} 行未能签名，其位置输出为空行。`
        : `共 ${total} 行，其中 ${count} 行未能签名。`,
      form === 'json' ? '结果中 "sign":null 的行说明了原因。' : '上面的错误逐行说明了原因。'
    ]
  }),
  'lines-differ': entry<{ count: number; total: number }>({
    exit: 'no',
    en: ({ count, total }) => [
      `${count} of ${total} lines have no right signature of their own.`,
      'They are named above, or by "valid":false; `ecpay diagnose` finds the mistake in one of them.'
    ],
    zh: ({ count, total }) => [
      `共 ${total} 行，其中 ${count} 行自带的签名不正确，或没有签名。`,
      '上面或 "valid":false 指出了是哪几行；用 `ecpay diagnose` 查出其中一行错在哪里。'
    ]
  }),
  'lines-not-diagnosed': entry<{ count: number; total: number }>({
    en: ({ count, total }) => [
      `${count} of ${many(total, 'line')} could not be diagnosed.`,
      'The result says why, in the line of each.'
    ],
    zh: ({ count, total }) => [`共 ${total} 行，其中 ${count} 行无法诊断。`, '原因见结果中对应的行。']
  }),
  'secret-masked': entry<{ count: number }>({
    en: ({ count }) => [
      `A secret in the result was masked in ${many(count, 'place')}.`,
      'So the result is not the original byte for byte. Never put SALT or token into a body.'
    ],
    zh: ({ count }) => [
      `结果中出现了密钥，已打码 ${count} 处。`,
      '因此结果与原文不再逐字节一致。不要把 SALT 或令牌放进请求体。'
    ]
  }),
  /** A command to paste contains characters that no screen shows; they are named, like `U+202E`. */
  'command-not-shown': entry<{ characters: string[] }>({
    en: ({ characters }) => [
      `The command contains characters that a terminal does not show: ${list.en(characters)}. Copied from the screen, it would be a different command.`,
      'Write it to a file: add `-o command.txt`.'
    ],
    zh: ({ characters }) => [
      `命令里有终端不显示的字符：${list.zh(characters)}。从屏幕上复制会得到另一条命令。`,
      '请写入文件：加上 `-o command.txt`。'
    ]
  })
})
