import { many } from './en-phrases.js'
import { entry, topic } from './topic.js'
import { unreadable } from './unreadable.js'

/** How a program ended: an exit code, or the name of a signal. */
const ended = {
  en: (exit: number | string) => (typeof exit === 'number' ? `exit code ${exit}` : `ended by ${exit}`),
  zh: (exit: number | string) => (typeof exit === 'number' ? `退出码 ${exit}` : `被 ${exit} 终止`)
}

/** What a program wrote to stderr, behind another sentence. */
const saidBy = {
  en: (said: string | undefined) => (said === undefined ? '' : ` It wrote to stderr: ${said}`),
  zh: (said: string | undefined) => (said === undefined ? '' : `它在 stderr 输出：${said}`)
}

/** Why a program could not be started. */
function notStarted(reason: string): { en: string; zh: string } {
  if (reason === 'ENOENT') return { en: 'there is no such program', zh: '找不到这个程序' }
  return { en: unreadable.en(reason), zh: unreadable.zh(reason) }
}

export const signer = topic('Your own signing code', '自己的签名代码', {
  'signer-not-started': entry<{ command: string; reason: string }>({
    names: ['command'],
    en: ({ command, reason }) => [
      `\`${command}\` could not be started: ${notStarted(reason).en}.`,
      'It is started without a shell: write the program and each of its arguments after --, e.g. -- php sign.php. On Windows, name .cmd files with `cmd /c`.'
    ],
    zh: ({ command, reason }) => [
      `无法启动 \`${command}\`：${notStarted(reason).zh}。`,
      '程序不经过 shell 启动：在 -- 后面写程序名和各个参数，如 -- php sign.php。Windows 上的 .cmd 文件请用 `cmd /c` 启动。'
    ]
  }),
  'signer-failed': entry<{ exit: number | string; said?: string }>({
    exit: 'unknown',
    en: ({ exit, said }) => [
      `Your program ended without a signature (${ended.en(exit)}).${saidBy.en(said)}`,
      'Run it by hand with one case: `ecpay check-signer --list --json` prints what it gets.'
    ],
    zh: ({ exit, said }) => [
      `你的程序没有输出签名就结束了（${ended.zh(exit)}）。${saidBy.zh(said)}`,
      '可以手动用一个用例运行它：`ecpay check-signer --list --json` 会输出传给它的内容。'
    ]
  }),
  'signer-silent': entry<{ said?: string }>({
    exit: 'unknown',
    en: ({ said }) => [
      `Your program read the cases and printed nothing.${saidBy.en(said)}`,
      'It must print one signature a line on stdout, and flush before it ends.'
    ],
    zh: ({ said }) => [
      `你的程序运行结束，但什么也没有输出。${saidBy.zh(said)}`,
      '它应该在 stdout 上每行输出一个签名，并在结束前刷新缓冲区。'
    ]
  }),
  'signer-hangs': entry<{ limit: number; answered: number; of: number }>({
    general: { limit: 30_000 },
    exit: 'unknown',
    en: ({ limit, answered, of }) => [
      `Your program was stopped: it was silent for ${limit / 1000} s, after ${answered} of ${many(of, 'case')}.`,
      'It must read stdin to its end, answer each line and end. A program that reads one document and exits takes --each; a slow one --timeout.'
    ],
    zh: ({ limit, answered, of }) => [
      `你的程序已被终止：回答了 ${answered}/${of} 个用例后，${limit / 1000} 秒没有任何输出。`,
      '它应该把 stdin 读到结尾，逐行作答，然后结束。只读一个文档就退出的程序请加 --each；较慢的程序请加大 --timeout。'
    ]
  }),
  'signer-stopped': entry<{ answered: number; of: number; exit: number | string; said?: string }>({
    exit: 'no',
    en: ({ answered, of, exit, said }) => [
      `Your program ended after ${answered} of ${many(of, 'case')} (${ended.en(exit)}).${saidBy.en(said)}`,
      answered === 1
        ? 'A program that signs one document and exits takes --each. Otherwise: read lines until stdin ends.'
        : 'It must print a line for every case, an empty one for a body that it refuses, and take lines of any length.'
    ],
    zh: ({ answered, of, exit, said }) => [
      `你的程序回答了 ${answered}/${of} 个用例后就结束了（${ended.zh(exit)}）。${saidBy.zh(said)}`,
      answered === 1
        ? '只签一个文档就退出的程序请加 --each；否则请一直读到 stdin 结束。'
        : '每个用例都要输出一行，拒绝签名的输出空行；并且要能读取任意长的行。'
    ]
  }),
  'signer-answers-differ-in-number': entry<{ found: number; expected: number }>({
    exit: 'unknown',
    en: ({ found, expected }) => [
      `Your program printed ${many(found, 'line')} for ${many(expected, 'case')}, so nobody can tell which belongs to which.`,
      'Print nothing but the signature, and debugging text to stderr; or use --each.'
    ],
    zh: ({ found, expected }) => [
      `你的程序对 ${expected} 个用例输出了 ${found} 行，无法一一对应。`,
      'stdout 上只输出签名，调试信息请输出到 stderr；或者加 --each。'
    ]
  }),
  'signer-out-of-order': entry<{ moved: number; of: number }>({
    exit: 'unknown',
    en: ({ moved, of }) => [
      `${moved} of the ${many(of, 'signature')} that are not right would be right in other cases: lines are missing or in another order.`,
      'Print one line for each line that is read, in the same order, and an empty one for a body that is refused; or use --each.'
    ],
    zh: ({ moved, of }) => [
      `${of} 个不正确的签名中，有 ${moved} 个放在别的用例上是正确的：输出缺行或次序不对。`,
      '每读一行就按同样的次序输出一行，拒绝签名的输出空行；或者加 --each。'
    ]
  }),
  'signer-without-breaks': entry({
    exit: 'unknown',
    en: [
      'Your program prints all signatures into one line.',
      'Print a line break after each: echo $sign, PHP_EOL; System.out.println; fmt.Println; print; console.log; Console.WriteLine.'
    ],
    zh: [
      '你的程序把所有签名输出在同一行。',
      '每个签名之后要换行：echo $sign, PHP_EOL；System.out.println；fmt.Println；print；console.log；Console.WriteLine。'
    ]
  }),
  'signer-says-too-much': entry<{ expected: number }>({
    exit: 'unknown',
    en: ({ expected }) => [
      `Your program was stopped: it printed more than 4 MB for ${many(expected, 'case')}.`,
      'It must print one line a case, and end when stdin ends.'
    ],
    zh: ({ expected }) => [
      `你的程序已被终止：${expected} 个用例的输出超过了 4 MB。`,
      '每个用例只输出一行，stdin 结束时程序也要结束。'
    ]
  }),
  'signer-writes-mark': entry({
    en: [
      'Your program printed a byte order mark first; it was ignored.',
      'Write UTF-8 without a mark: new UTF8Encoding(false) in C#.'
    ],
    zh: ['你的程序先输出了字节顺序标记（BOM），已忽略。', '请输出不带 BOM 的 UTF-8：C# 用 new UTF8Encoding(false)。']
  }),
  'signer-writes-crlf': entry({
    en: [
      'Your program ends its lines as Windows does (\\r\\n); that was ignored.',
      'Nothing to do here, but never hash or send a signature with \\r in it.'
    ],
    zh: ['你的程序用 Windows 换行（\\r\\n），已忽略。', '这里无需处理，但不要让 \\r 进入被签名的文本或签名。']
  }),
  'signer-pads': entry<{ count: number }>({
    en: ({ count }) => [
      `There is white space around ${many(count, 'signature')}; it was ignored.`,
      'Take care that it is not sent: `sign` is compared character by character.'
    ],
    zh: ({ count }) => [`有 ${count} 个签名前后带空白，已忽略。`, '注意不要把空白发出去：平台逐字符比较 `sign`。']
  }),
  'signer-adds-text': entry<{ text: string }>({
    en: ({ text }) => [
      `Your program prints "${text}" beside a signature; only the signature was taken.`,
      'Print the signature alone.'
    ],
    zh: ({ text }) => [`你的程序除签名外还输出了“${text}”；只取了其中的签名。`, '请只输出签名。']
  }),
  'signer-no-signature': entry<{ first: string; of: number }>({
    exit: 'unknown',
    en: ({ first, of }) => [
      `None of ${many(of, 'answer')} has the form of a signature. ${first === '' ? 'All are empty.' : `The first is: ${first}`}`,
      'Answer each case with its signature alone, or with the field `sign` of a JSON object.'
    ],
    zh: ({ first, of }) => [
      `${of} 个回答都不像签名。${first === '' ? '全部是空的。' : `第一个是：${first}`}`,
      '每个用例只回答签名，或者返回 JSON 对象，签名放在 `sign` 字段里。'
    ]
  }),
  'signer-adds-lines': entry<{ count: number; first: string }>({
    en: ({ count, first }) => [
      `Your program prints other lines besides the signatures; ${count} ignored, e.g. "${first}".`,
      'Print debugging text to stderr: error_log, System.err, fmt.Fprintln(os.Stderr, …), print(…, file=sys.stderr), console.error.'
    ],
    zh: ({ count, first }) => [
      `你的程序除签名外还输出了其他内容；已忽略 ${count} 行，如“${first}”。`,
      '调试信息请输出到 stderr：error_log、System.err、fmt.Fprintln(os.Stderr, …)、print(…, file=sys.stderr)、console.error。'
    ]
  }),
  'signer-exit': entry<{ exit: number | string; said?: string }>({
    en: ({ exit, said }) => [
      `Your program answered every case, but did not end well (${ended.en(exit)}).${saidBy.en(said)}`,
      'Its answers count all the same.'
    ],
    zh: ({ exit, said }) => [
      `你的程序回答了全部用例，但没有正常结束（${ended.zh(exit)}）。${saidBy.zh(said)}`,
      '它的回答仍然有效。'
    ]
  }),
  'signer-said': entry<{ said: string }>({
    en: ({ said }) => [
      `Your program wrote to stderr: ${said}`,
      'It changes nothing here; look whether it is a warning.'
    ],
    zh: ({ said }) => [`你的程序在 stderr 输出：${said}`, '不影响这里的结果；请看看是不是警告。']
  }),
  'signer-answered-status': entry<{ status: number }>({
    exit: 'unknown',
    en: ({ status }) => [
      `Your service answered HTTP ${status}; the signature is wanted with 200.`,
      status === 404 || status === 405
        ? 'Check the path, and that the route takes POST.'
        : 'Look at its log: it gets {"id","salt","body"} as application/json.'
    ],
    zh: ({ status }) => [
      `你的服务返回了 HTTP ${status}；应返回 200 和签名。`,
      status === 404 || status === 405
        ? '请检查路径，以及该路由是否接受 POST。'
        : '请查看服务日志：它收到的是 application/json 格式的 {"id","salt","body"}。'
    ]
  }),
  'signer-differs': entry<{ found: string; expected: string }>({
    exit: 'no',
    en: ({ found, expected }) => `${found === '' ? 'Nothing came' : `${found} came`}, ${expected} is right.`,
    zh: ({ found, expected }) => `${found === '' ? '没有输出签名' : `得到 ${found}`}，正确的是 ${expected}。`
  }),
  'signer-unanswered': entry({
    exit: 'no',
    en: 'There was no answer to this case.',
    zh: '这个用例没有得到回答。'
  }),
  'signer-parts': entry<{ found: string }>({
    exit: 'no',
    en: ({ found }) => [
      `${found === '' ? 'No signature' : found}: honest implementations part about this body.`,
      'Do not send such a value: a text, an integer or nothing in its place is signed alike by all.'
    ],
    zh: ({ found }) => [
      `${found === '' ? '没有签名' : found}：对这个请求体，各家正确的实现算法不一。`,
      '不要发送这样的值：改用普通字符串、整数，或不传，各家的结果就一致。'
    ]
  }),
  'signer-wrong': entry<{ failed: number; of: number }>({
    exit: 'no',
    en: ({ failed, of }) => `Your code signs ${failed} of ${many(of, 'case')} wrongly.`,
    zh: ({ failed, of }) => `${of} 个用例中，你的代码有 ${failed} 个签名不对。`
  })
})
