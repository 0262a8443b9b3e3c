import type { Both } from '../language.js'
import { many } from './en-phrases.js'
import { excerpt } from './excerpt.js'
import { list } from './phrases.js'
import { entry, topic } from './topic.js'

/** What to change in a handler that answered with this HTTP status instead of 200. */
function notOkHint(status: number): Both {
  if (status >= 300 && status < 400)
    return {
      en: 'The platform does not follow redirects: give the final address, and exempt the route from login checks.',
      zh: '平台不跟随重定向：请直接填写最终地址，并让该路由跳过登录校验。'
    }
  if (status === 404)
    return {
      en: 'Check the path of the address, and that the route is there.',
      zh: '请检查地址中的路径，以及路由是否存在。'
    }
  if (status === 405) return { en: 'The route must accept POST.', zh: '该路由要接受 POST。' }
  if (status === 415) return { en: 'The route must accept application/json.', zh: '该路由要接受 application/json。' }
  if (status >= 500)
    return {
      en: 'Look at the log of the handler: an exception was not caught.',
      zh: '请查看后端日志：有异常没有处理。'
    }
  return {
    en: 'Answer HTTP 200 with {"err_no":0,"err_tips":"success"}.',
    zh: '请返回 HTTP 200 和 {"err_no":0,"err_tips":"success"}。'
  }
}

function isParams(key: string): boolean {
  return key.endsWith('params')
}

export const handler = topic('The handler of callbacks', '回调后端', {
  /** `needs` is what this type needs in the answer beside `err_no` 0. */
  'callback-not-delivered': entry<{ url: string; attempts: number; needs: string[] }>({
    exit: 'no',
    general: { needs: [] },
    en: ({ url, attempts, needs }) => [
      `${url} did not accept the callback in ${many(attempts, 'attempt')}.`,
      needs.length > 0
        ? `It must answer HTTP 200 with err_no 0 and ${list.en(needs)}.`
        : 'It must answer HTTP 200 with {"err_no":0,"err_tips":"success"}.'
    ],
    zh: ({ url, attempts, needs }) => [
      `向 ${url} 发送了 ${attempts} 次回调，均未被接受。`,
      needs.length > 0
        ? `接收方应返回 HTTP 200、err_no 为 0，并带上 ${list.zh(needs)}。`
        : '接收方应返回 HTTP 200 和 {"err_no":0,"err_tips":"success"}。'
    ]
  }),
  'callback-not-200': entry<{ status: number }>({
    exit: 'no',
    en: ({ status }) => [`The handler answered HTTP ${status}; the platform wants 200.`, notOkHint(status).en],
    zh: ({ status }) => [`后端返回了 HTTP ${status}，平台要求 200。`, notOkHint(status).zh]
  }),
  'callback-answer-not-json': entry({
    exit: 'no',
    en: ['The handler answered HTTP 200, but not with a JSON object.', 'Answer {"err_no":0,"err_tips":"success"}.'],
    zh: ['后端返回了 HTTP 200，但内容不是 JSON 对象。', '请返回 {"err_no":0,"err_tips":"success"}。']
  }),
  /** This and the next codes name what the handler sent instead of a JSON object. */
  'callback-answer-empty': entry({
    exit: 'no',
    en: [
      'The handler answered HTTP 200 with an empty body.',
      'Answer {"err_no":0,"err_tips":"success"}: HTTP 200 alone does not count as success.'
    ],
    zh: ['后端返回了 HTTP 200，但没有内容。', '请返回 {"err_no":0,"err_tips":"success"}：只有 HTTP 200 不算成功。']
  }),
  'callback-answer-byte-order-mark': entry({
    exit: 'no',
    en: [
      'The answer begins with a byte order mark (U+FEFF), so it is not JSON.',
      'PHP: save every source file, the included ones too, as UTF-8 without BOM. .NET: new UTF8Encoding(false).'
    ],
    zh: [
      '响应以 BOM（U+FEFF）开头，因此不是合法的 JSON。',
      'PHP：把所有源文件（包括被引入的）存为无 BOM 的 UTF-8。.NET：用 new UTF8Encoding(false)。'
    ]
  }),
  'callback-answer-php-warning': entry({
    exit: 'no',
    en: [
      'The answer contains an error message of PHP, so it is not JSON.',
      'Fix what it reports; in production, set display_errors=0 and log_errors=1.'
    ],
    zh: [
      '响应中混入了 PHP 的报错信息，因此不是合法的 JSON。',
      '请修正它指出的问题；线上请设置 display_errors=0、log_errors=1。'
    ]
  }),
  'callback-answer-success-text': entry({
    exit: 'no',
    en: [
      'The handler answered with a word instead of JSON, as for Alipay.',
      'This platform wants {"err_no":0,"err_tips":"success"}.'
    ],
    zh: ['后端返回的是一个单词而不是 JSON，这是支付宝的写法。', '本平台要求 {"err_no":0,"err_tips":"success"}。']
  }),
  'callback-answer-xml': entry({
    exit: 'no',
    en: [
      'The handler answered with XML instead of JSON, as for WeChat Pay.',
      'This platform wants {"err_no":0,"err_tips":"success"}.'
    ],
    zh: ['后端返回的是 XML 而不是 JSON，这是微信支付的写法。', '本平台要求 {"err_no":0,"err_tips":"success"}。']
  }),
  'callback-answer-html': entry({
    exit: 'no',
    en: [
      'The handler answered with an HTML page instead of JSON.',
      'Check the path: this may be a login page, an error page or the home page. Exempt the route from login and CSRF checks, and answer {"err_no":0,"err_tips":"success"}.'
    ],
    zh: [
      '后端返回的是 HTML 页面而不是 JSON。',
      '请检查路径：这可能是登录页、错误页或首页。请让该路由跳过登录和 CSRF 校验，并返回 {"err_no":0,"err_tips":"success"}。'
    ]
  }),
  /** Only a warning: it still counts as success. */
  'err-no-as-text': entry<{ err_no: string }>({
    en: ({ err_no }) => [
      `err_no is the string "${err_no}" in the answer; the documentation has a number.`,
      'Answer {"err_no":0,"err_tips":"success"}: nothing says that the platform takes a string too.'
    ],
    zh: ({ err_no }) => [
      `响应中的 err_no 是字符串“${err_no}”，文档中是数字。`,
      '请返回 {"err_no":0,"err_tips":"success"}：没有资料说明平台也接受字符串。'
    ]
  }),
  /** `said` is the text in the answer that shows a crash. */
  'error-text-in-answer': entry<{ said: string }>({
    en: ({ said }) => [
      `The answer shows a crash ("${said}"), but its status is not an error.`,
      'Catch requests that cannot be parsed, and answer them. Do not show error messages to strangers: display_errors=0 in PHP.'
    ],
    zh: ({ said }) => [
      `响应中有程序崩溃的信息（${said}），状态码却不是错误。`,
      '请捕获无法解析的请求并正常返回。报错信息不要给外人看：PHP 请设置 display_errors=0。'
    ]
  }),
  /** `needs` is set for a type whose answer must hold data: a refusal is no answer to it. */
  'callback-refused': entry<{ err_no: string; err_tips: string; needs?: string[] }>({
    exit: 'no',
    en: ({ err_no, err_tips, needs }) => [
      err_no === ''
        ? 'The answer of the handler has no err_no; the platform wants 0.'
        : `The handler answered err_no ${err_no}${err_tips ? `: ${err_tips}` : ''}; the platform wants 0.`,
      needs
        ? `Answer err_no 0 with ${list.en(needs)}: another err_no refuses nothing, the platform only asks again.`
        : 'Answer {"err_no":0,"err_tips":"success"}.'
    ],
    zh: ({ err_no, err_tips, needs }) => [
      err_no === ''
        ? '后端的响应中没有 err_no，平台要求 0。'
        : `后端返回的 err_no 是 ${err_no}${err_tips ? `（${err_tips}）` : ''}，平台要求 0。`,
      needs
        ? `请返回 err_no 0，并带上 ${list.zh(needs)}：返回其他 err_no 不等于拒绝，平台只会反复询问。`
        : '请返回 {"err_no":0,"err_tips":"success"}。'
    ]
  }),
  /** `missing` are the members that this type of callback needs in its answer. */
  'callback-answer-incomplete': entry<{ missing: string[] }>({
    exit: 'no',
    en: ({ missing }) => [
      `The handler answered err_no 0, but without ${list.en(missing)}.`,
      'For this type success alone is not enough: without it the platform sends the callback again, and nothing goes on.'
    ],
    zh: ({ missing }) => [
      `后端返回了 err_no 0，但缺少 ${list.zh(missing)}。`,
      '这种回调只返回成功还不够：缺少它们，平台会反复重试，流程停在这一步。'
    ]
  }),
  /** `keys` are the members of the answer that are no text. */
  'callback-answer-not-text': entry<{ keys: string[] }>({
    exit: 'no',
    en: ({ keys }) => [
      `The handler answered err_no 0, but ${list.en(keys)} ${keys.length === 1 ? 'is' : 'are'} no text.`,
      keys.some(isParams)
        ? 'Write a JSON string; in params, the object as JSON text.'
        : 'Write a JSON string, in quotes.'
    ],
    zh: ({ keys }) => [
      `后端返回了 err_no 0，但 ${list.zh(keys)} 不是字符串。`,
      keys.some(isParams) ? '请写成 JSON 字符串；params 的内容是 JSON 对象的文本。' : '请写成带引号的 JSON 字符串。'
    ]
  }),
  /** `given` is the text of `key` in the answer, `wanted` the only one that counts as success. */
  'callback-answer-text-differs': entry<{ key: string; given: string; wanted: string }>({
    exit: 'no',
    en: ({ key, given, wanted }) => [
      `The handler answered err_no 0, but ${key} "${excerpt(given)}".`,
      `For this type the platform counts only ${key} "${wanted}" as success, and sends the callback again.`
    ],
    zh: ({ key, given, wanted }) => [
      `后端返回了 err_no 0，但 ${key} 是“${excerpt(given)}”。`,
      `这种回调的 ${key} 必须是“${wanted}”才算成功，否则平台会重试。`
    ]
  }),
  /** `before` and `after` are what answers to the same callback say of `key`. */
  'callback-answers-differ': entry<{ key: string; before: string; after: string }>({
    exit: 'no',
    en: ({ key, before, after }) => [
      `The same callback was answered with another \`${key}\`: "${excerpt(before)}", then "${excerpt(after)}".`,
      'It is the same event: store the number that you answered, and answer it again.'
    ],
    zh: ({ key, before, after }) => [
      `同一回调两次响应的 \`${key}\` 不同：先是“${excerpt(before)}”，后是“${excerpt(after)}”。`,
      '这是同一事件：请保存返回过的单号，再次收到时返回同一个。'
    ]
  }),
  'insecure-target': entry<{ host: string }>({
    en: ({ host }, { has }) => [
      `${host} is not this machine, and the address is plain http.`,
      has('--insecure') ? 'Use https, or send it anyway with --insecure.' : 'Use https.'
    ],
    zh: ({ host }, { has }) => [
      `${host} 不是本机，而地址是不加密的 http。`,
      `请改用 https${has('--insecure') ? '；确实要发送时可加 --insecure' : ''}。`
    ]
  }),
  'insecure-delivery': entry<{ host: string }>({
    en: ({ host }) => `Sending to ${host} with --insecure: without encryption, or without checking its certificate.`,
    zh: ({ host }) => `已指定 --insecure：向 ${host} 发送时不加密，或不校验证书。`
  }),
  'forgery-accepted': entry({
    exit: 'no',
    en: [
      'The handler answered success to a forged callback.',
      'Compare the signature, and do not answer success if it differs.'
    ],
    zh: ['后端对伪造的回调返回了成功。', '请比较签名，不一致时不要返回成功。']
  }),
  'handler-crashed': entry<{ status: number }>({
    en: ({ status }) => [
      `The handler answered HTTP ${status}.`,
      'Catch requests that cannot be parsed, and answer HTTP 200 or 4xx.'
    ],
    zh: ({ status }) => [`后端返回了 HTTP ${status}。`, '请捕获无法解析的请求，返回 HTTP 200 或 4xx。']
  }),
  'answered-when-sent-again': entry<{ count: number; of: number }>({
    en: ({ count, of }) => [
      `Of ${of} callbacks sent at once, ${count} got an answer only when they were sent again.`,
      'A development server accepts few connections at once (the listen backlog; 5 in http.server of Python): try it behind the server you use in production. If it is the same there, answer first and do the work later.'
    ],
    zh: ({ count, of }) => [
      `同时发送的 ${of} 个回调中，有 ${count} 个起初没有响应，重新发送后才有。`,
      '开发用的服务器能同时排队的连接很少（listen backlog，Python 的 http.server 只有 5 个）：请换用线上的服务器再试。如果仍然如此，请先返回、后处理。'
    ]
  }),
  'echostr-not-returned': entry<{ status: number }>({
    en: ({ status }) => [
      status === 200
        ? 'The handler answered the check of its address with a text that is not echostr.'
        : `The handler answered the check of its address with HTTP ${status}.`,
      'Answer HTTP 200 with the value of echostr and nothing else.'
    ],
    zh: ({ status }) => [
      status === 200 ? '校验地址时，后端返回的内容不是 echostr。' : `校验地址时，后端返回了 HTTP ${status}。`,
      '请返回 HTTP 200，内容只有 echostr 的值。'
    ]
  }),
  'answer-slow': entry<{ milliseconds: number; limit: number }>({
    en: ({ milliseconds, limit }) => [
      `The handler took ${milliseconds} ms; it should take at most ${limit} ms.`,
      'Store the callback, answer, and do the work after that.'
    ],
    zh: ({ milliseconds, limit }) => [
      `后端用了 ${milliseconds} 毫秒，宜在 ${limit} 毫秒以内。`,
      '请先保存回调并返回，再处理业务。'
    ]
  }),
  /** `command` runs the first failed case alone. */
  'handler-failed': entry<{ failed: number; of: number; command?: string }>({
    exit: 'no',
    en: ({ failed, of, command }) => {
      const message = `The handler failed ${failed} of ${of} cases.`
      return command === undefined ? message : [message, `Begin with the first: \`${command}\`.`]
    },
    zh: ({ failed, of, command }) => {
      const message = `后端未通过 ${of} 个用例中的 ${failed} 个。`
      return command === undefined ? message : [message, `请从第一个开始：\`${command}\`。`]
    }
  })
})
