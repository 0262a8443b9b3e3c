import { many } from './en-phrases.js'
import { entry, topic } from './topic.js'
import type { TypedCommand } from './typed-command.js'

/** What to do after a call whose answer is lost. */
export const whenLost = {
  en({ askedBy, has }: TypedCommand): string {
    if (askedBy) return `Ask with \`ecpay ${askedBy}\`, or repeat the call with the same number.`
    return has('--yes') ? 'Repeat the call only with the same number: with a new one it is done twice.' : 'Try again.'
  },
  zh({ askedBy, has }: TypedCommand): string {
    if (askedBy) return `请用 \`ecpay ${askedBy}\` 查询，或用相同的单号重试。`
    return has('--yes') ? '请只用相同的单号重试：换新单号会重复执行。' : '请重试。'
  }
}

/** The forms in which programs print an HTTP status. */
function said(phrases: Readonly<Record<number, string>>): string[] {
  return Object.entries(phrases).flatMap(([status, phrase]) => [
    `HTTP ${status}`,
    `HTTP ${status} ${phrase}`,
    `${status} ${phrase}`,
    `status code ${status}`,
    `StatusCode: ${status}`
  ])
}

/** What to do if the platform refuses the access token of a call, by where that is from. */
const REFUSED_TOKEN = {
  en: {
    given:
      'The access token in ECPAY_ACCESS_TOKEN or --access-token-file is not valid here: it must be a client_token (`clt.…`) of this app that is at most 2 hours old. Without it, one is fetched with the app_secret: see `ecpay trade token --help`.',
    kept: 'The kept client_token is no longer valid, probably because another place fetched a newer one. Fetch one with `ecpay trade token refresh`, then repeat the call.',
    new: 'The client_token was fetched just now. Check that app_id and app_secret are of the same app, and that the address is that of the platform.'
  },
  zh: {
    given:
      'ECPAY_ACCESS_TOKEN 或 --access-token-file 给出的 access token 在这里无效：应为这个小程序的 client_token（`clt.…`），有效期 2 小时。不给出时会用 app_secret 自动获取，见 `ecpay trade token --help`。',
    kept: '保存的 client_token 已失效，可能是其他地方获取了新的。请运行 `ecpay trade token refresh` 后重新调用。',
    new: 'client_token 是刚刚获取的。请检查 app_id 和 app_secret 是否属于同一个小程序，以及访问的是不是平台的地址。'
  }
} as const

export const answer = topic('The answer', '响应', {
  'http-redirect': entry<{ status: number; location: string }>({
    exit: 'unknown',
    en: ({ status, location }) => [
      `HTTP ${status}: a redirect to "${location}", which is not followed.`,
      'The platform does not redirect: check base_url and proxy.'
    ],
    zh: ({ status, location }) => [
      `HTTP ${status}：要求重定向到“${location}”，已忽略。`,
      '平台不会重定向：请检查 base_url 和代理。'
    ]
  }),
  'http-client-error': entry<{ status: number }>({
    exit: 'unknown',
    says: said({
      400: 'Bad Request',
      401: 'Unauthorized',
      403: 'Forbidden',
      404: 'Not Found',
      405: 'Method Not Allowed',
      413: 'Payload Too Large',
      415: 'Unsupported Media Type'
    }),
    en: ({ status }) => [
      `HTTP ${status}: the host does not accept this request.`,
      'Check base_url and path; the platform answers errors with HTTP 200 and err_no.'
    ],
    zh: ({ status }) => [
      `HTTP ${status}：对方不接受这个请求。`,
      '请检查 base_url 和路径；平台出错时返回的是 HTTP 200 加 err_no。'
    ]
  }),
  'http-server-error': entry<{ status: number }>({
    exit: 'unknown',
    says: said({
      500: 'Internal Server Error',
      502: 'Bad Gateway',
      503: 'Service Unavailable',
      504: 'Gateway Timeout'
    }),
    en: ({ status }, command) => [
      `HTTP ${status}: the host failed, and the call may have been carried out.`,
      whenLost.en(command)
    ],
    zh: ({ status }, command) => [`HTTP ${status}：对方服务出错，请求可能已被执行。`, whenLost.zh(command)]
  }),
  'html-answer': entry<{ status: number }>({
    exit: 'unknown',
    en: ({ status }) => [
      `HTTP ${status} with an HTML page instead of JSON.`,
      'A proxy, a login page or a wrong host answered: check base_url and HTTPS_PROXY.'
    ],
    zh: ({ status }) => [
      `HTTP ${status}，返回的是 HTML 页面而不是 JSON。`,
      '响应来自代理、登录页或错误的域名：请检查 base_url 和 HTTPS_PROXY。'
    ]
  }),
  'answer-with-byte-order-mark': entry({
    en: [
      'The answer begins with a byte order mark (U+FEFF); it was skipped.',
      'json_decode of PHP, json.loads of Python and encoding/json of Go refuse it: strip it before you parse.'
    ],
    zh: [
      '响应以 BOM（U+FEFF）开头，已跳过。',
      'PHP 的 json_decode、Python 的 json.loads、Go 的 encoding/json 都不接受 BOM：解析前请先去掉。'
    ]
  }),
  'answer-not-json': entry<{ line: number; column: number }>({
    exit: 'unknown',
    en: ({ line, column }) => `The answer is not JSON (line ${line}, column ${column}).`,
    zh: ({ line, column }) => `响应不是合法的 JSON（第 ${line} 行第 ${column} 列）。`
  }),
  'answer-cut-off': entry<{ size: number }>({
    exit: 'unknown',
    en: ({ size }, command) => [
      `The answer ends after ${many(size, 'byte')} in the middle of its JSON: the connection was cut.`,
      whenLost.en(command)
    ],
    zh: ({ size }, command) => [`响应在 ${size} 字节处中断，JSON 不完整：连接被切断了。`, whenLost.zh(command)]
  }),
  'file-cut-off': entry<{ size: number }>({
    exit: 'unknown',
    en: ({ size }) => [
      `The connection was cut after ${many(size, 'byte')}: the file is not whole.`,
      'Request it again. With --save, no partial file was kept.'
    ],
    zh: ({ size }) => [`连接在 ${size} 字节处中断：文件不完整。`, '请重新下载；使用 --save 时不会留下残缺的文件。']
  }),
  'file-needs-save': entry<{ limit: number }>({
    exit: 'unknown',
    en: ({ limit }) => [
      `The file is larger than ${limit} bytes: too much for a JSON document.`,
      'Write it to a file with --save <file>, or into a pipe without --json.'
    ],
    zh: ({ limit }) => [
      `文件超过 ${limit} 字节，不适合放进一个 JSON 文档。`,
      '请用 --save <file> 写入文件，或去掉 --json 输出到管道。'
    ]
  }),
  'answer-empty': entry<{ status: number }>({
    exit: 'unknown',
    en: ({ status }, command) => [`HTTP ${status} with an empty body.`, whenLost.en(command)],
    zh: ({ status }, command) => [`HTTP ${status}，响应体为空。`, whenLost.zh(command)]
  }),
  'answer-too-large': entry<{ limit: number }>({
    exit: 'unknown',
    en: ({ limit }) => [
      `The answer is larger than ${limit} bytes; reading stopped.`,
      'The platform never sends that much: check base_url.'
    ],
    zh: ({ limit }) => [`响应超过 ${limit} 字节，已停止读取。`, '平台不会返回这么多内容：请检查 base_url。']
  }),
  'answer-without-err-no': entry<{ member?: string }>({
    exit: 'unknown',
    en: ({ member = 'err_no' }) => [
      `The answer is JSON without ${member}: payment calls do not answer like that.`,
      'Check base_url and path. Paste the answer after `ecpay explain`: it knows some answers of other services.'
    ],
    zh: ({ member = 'err_no' }) => [
      `响应是 JSON，但没有 ${member}：支付接口不会这样返回。`,
      '请检查 base_url 和路径。也可以把响应粘贴到 `ecpay explain` 后面查询：它收录了一些其他接口的响应。'
    ]
  }),
  'not-a-sandbox-app': entry<{ message: string }>({
    exit: 'no',
    en: ({ message }) => [
      `The sandbox does not know this app: ${message}.`,
      'The sandbox accepts only the app_id and SALT of a sandbox app, from the sandbox page of the console. For your production app, use --env production.'
    ],
    zh: ({ message }) => [
      `沙盒环境不认识这个小程序：${message}。`,
      '沙盒域名只接受沙盒小程序的 app_id 和 SALT（在控制台的沙盒页面取得）；正式小程序请用 --env production。'
    ]
  }),
  /**
   * `member` is the key of the code in the answer, if it is not `err_no`. `token` is set if the access token is refused:
   * whether it was given with the call, kept, or fetched for it.
   */
  'gateway-refused': entry<{
    err_no: string
    err_tips: string
    command?: string
    member?: string
    log_id?: string
    token?: keyof typeof REFUSED_TOKEN.en
  }>({
    exit: 'no',
    en: ({ err_no, err_tips, command, member = 'err_no', log_id, token }) => {
      const refused = `${member} ${err_no}: ${err_tips || '(without a message)'}${log_id ? ` (log_id ${log_id})` : ''}`
      if (token) return [refused, REFUSED_TOKEN.en[token]]
      return command ? [refused, `To find what is wrong with the signature: ${command}`] : refused
    },
    zh: ({ err_no, err_tips, command, member = 'err_no', log_id, token }) => {
      const refused = `${member} ${err_no}：${err_tips || '（没有说明）'}${log_id ? `（log_id ${log_id}）` : ''}`
      if (token) return [refused, REFUSED_TOKEN.zh[token]]
      return command ? [refused, `签名可能错在哪里：${command}`] : refused
    }
  }),
  'wait-timeout': entry<{ limit: number; status: string }>({
    exit: 'unknown',
    en: ({ limit, status }) => [
      `After ${limit} s the state is still ${status}.`,
      'Raise --wait-timeout, or ask again later.'
    ],
    zh: ({ limit, status }) => [`等待 ${limit} 秒后，状态仍为 ${status}。`, '请加大 --wait-timeout，或稍后再查。']
  }),
  'not-succeeded': entry<{ call: string; status: string }>({
    exit: 'no',
    en: ({ call, status }) => [
      `${call} was accepted, but ended as ${status}.`,
      'The answer says why. Start again with a new number: the result of this one is final.'
    ],
    zh: ({ call, status }) => [
      `${call} 已受理，但最终结果是 ${status}。`,
      '原因见响应。重新发起请换新单号，这个单号的结果不会再变。'
    ]
  })
})
