import { SNIPPET_LANGUAGES } from '../output/words/snippets.js'
import { MILLISECONDS } from './shared/bounds.js'
import { command } from './shared/command.js'
import { argument, choice, flag, list, number, text } from './shared/option.js'
import { SYSTEM } from './shared/options.js'
import { REPORTER } from './shared/reporters.js'

export const checkSigner = command({
  description: {
    en: 'Hands known cases to your own signing code, in any language, and compares its signatures. Your program reads a JSON document a line, {"id","salt","body"}, and prints one signature a line: of the text `body`, with that `salt`. What differs is searched for over all cases together, so one mistake is named once. Around your own function, a loop is enough that reads a line, signs it and prints the signature.',
    zh: '把已知用例交给你自己的签名代码（任何语言），核对它算出的签名。你的程序每行读取一个 JSON 文档 {"id","salt","body"}，用该行的 `salt` 给 `body` 这段文本签名，每行输出一个签名。所有不一致的用例一起查找原因，同一个错误只说一次。在你的函数外面套一个循环即可：读一行、签名、输出签名。'
  },
  arguments: {
    program: argument('[command...]', {
      help: {
        en: 'your program and its arguments, after --',
        zh: '你的程序及其参数，写在 -- 之后'
      }
    })
  },
  options: {
    each: flag('--each', {
      help: {
        en: 'start the program once for each case, with its document on stdin',
        zh: '每个用例启动一次程序，文档从 stdin 传入'
      }
    }),
    url: text('--url <address>', {
      conflicts: ['--each'],
      help: {
        en: 'post each document to this address instead; the signature is its answer, or in it as {"sign"}',
        zh: '改为把每个文档 POST 到这个地址；响应是签名，或 {"sign"}'
      }
    }),
    for: choice('--for <language>', SNIPPET_LANGUAGES, {
      help: {
        en: 'show each fix as code in this language; without it, that of the program, if its name tells',
        zh: '用这种语言的代码显示改法；默认由程序名判断'
      }
    }),
    only: list('--only <id>', {
      help: {
        en: 'this case only; repeatable',
        zh: '只运行这个用例；可多次使用'
      }
    }),
    list: flag('--list', {
      help: {
        en: 'print the cases, start nothing; with --json also what is handed over',
        zh: '列出用例，不启动程序；加 --json 可看到传给程序的内容'
      }
    }),
    reporter: REPORTER,
    timeout: number('--timeout <ms>', {
      ...MILLISECONDS,
      default: 30_000,
      help: {
        en: 'how long the program may be silent',
        zh: '程序最长多久没有输出（毫秒）'
      }
    }),
    timeLimit: number('--time-limit <seconds>', {
      min: 1,
      integer: true,
      default: 15,
      help: {
        en: 'how many seconds the search for mistakes takes at most',
        zh: '查找错误最多用多少秒'
      }
    }),
    insecure: flag('--insecure', {
      byHand: true,
      needs: '--url',
      help: {
        en: 'also plain http, and any certificate, to another machine',
        zh: '向其他机器发送时也允许 http 和任意证书'
      }
    }),
    system: SYSTEM
  },
  examples: [
    'ecpay check-signer -- php sign.php',
    'ecpay check-signer -- java -cp target/classes Sign',
    'ecpay check-signer --each -- ./sign',
    'ecpay check-signer --url http://127.0.0.1:8080/sign',
    'ecpay check-signer --system trade -- python3 sign.py',
    'ecpay check-signer --reporter junit=report.xml --reporter pretty -- go run .',
    'ecpay check-signer --list'
  ],
  output: {
    en: 'whether all cases are right; else each mistake with its cases and its fix, and ! cases that are disputed. --json: {"system","passed","mistakes":[{"code","key","keys","message","fix","cases"}],"cases":[{"id","about","disputed","verdict","signature","expected","mistakes"}],"warnings":[…],"problems":[{"code","message","hint"}]}; with --list {"cases":[{"id","about","disputed","document"}]}. Exit 1 when a case is wrong, 2 when the program cannot be started, 3 when it gives no answer',
    zh: '是否全部签对；否则列出每个错误、受影响的用例和改法，以及 ! 有争议的用例。--json：{"system","passed","mistakes":[{"code","key","keys","message","fix","cases"}],"cases":[{"id","about","disputed","verdict","signature","expected","mistakes"}],"warnings":[…],"problems":[{"code","message","hint"}]}；加 --list 时为 {"cases":[{"id","about","disputed","document"}]}。有用例签错时退出码为 1，程序无法启动时为 2，没有输出签名时为 3'
  },
  exits: [0, 1, 2, 3, 130],
  async run(context, values) {
    // In another file, so that help need not load the cases.
    return (await import('./check-signer/run-check.js')).runCheck(context, values)
  }
})
