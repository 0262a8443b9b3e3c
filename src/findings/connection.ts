import type { Both } from '../language.js'
import { whenLost } from './answer.js'
import { entry, topic } from './topic.js'

/** How curl itself and PHP print the number of a curl error. */
function curl(number: number): string[] {
  return [`cURL error ${number}`, `curl: (${number})`]
}

/** Where the value of a header comes from, by its name: the configuration has those of calls. */
function headerSource(header: string): Both {
  switch (`${header}`.toLowerCase()) {
    case 'access-token':
      return {
        en: 'It is the access token, which was copied with something around it. `ecpay config show` says where it comes from; the client_token that is kept is renewed by `ecpay trade token refresh`.',
        zh: '它是 access token，复制时多带了字符。`ecpay config show` 会显示它来自哪里；保存的 client_token 可用 `ecpay trade token refresh` 重新获取。'
      }
    case 'byte-authorization':
      return {
        en: 'The app_id or the key_version in it was copied with something around it. `ecpay config show` says where each comes from.',
        zh: '其中的 app_id 或 key_version 复制时多带了字符。`ecpay config show` 会显示它们各自来自哪里。'
      }
    default:
      return {
        en: 'access-token and Byte-Authorization come from the configuration, which `ecpay config show` shows. Every other header comes from the request that was given or recorded: correct it there.',
        zh: 'access-token 和 Byte-Authorization 来自配置，可用 `ecpay config show` 查看；其他请求头来自给出的或记录下来的请求，请在那里改正。'
      }
  }
}

export const connection = topic('The connection', '连接', {
  'connection-refused': entry<{ host: string }>({
    exit: 'unknown',
    says: [...curl(7), 'ECONNREFUSED', 'connection refused', '连接被拒绝', 'Failed to connect to'],
    en: ({ host }) => [
      `${host} refused the connection.`,
      'Nothing listens there: check the address and its port (base_url of a call, the URL of a handler), and start the server.'
    ],
    zh: ({ host }) => [
      `${host} 拒绝连接。`,
      '该地址没有服务在监听：请检查地址和端口（接口看 base_url，后端看回调地址），并启动服务。'
    ]
  }),
  /** The character is not named, because it may be of a secret. */
  'unsendable-header': entry<{ header: string }>({
    en: ({ header }) => [
      `Nothing was sent: the header ${header} has a character that no header can have, such as a line break.`,
      headerSource(header).en
    ],
    zh: ({ header }) => [`请求没有发出：请求头 ${header} 中有请求头不允许的字符，例如换行。`, headerSource(header).zh]
  }),
  'connection-reset': entry<{ host: string }>({
    exit: 'unknown',
    says: [
      ...curl(56),
      'ECONNRESET',
      'connection reset',
      'socket hang up',
      'broken pipe',
      'empty reply from server',
      'unexpected EOF'
    ],
    en: ({ host }) => [
      `${host} closed the connection before it answered.`,
      'Try again; if it keeps happening, look for a proxy or firewall in between.'
    ],
    zh: ({ host }) => [`${host} 没有返回完整响应就断开了连接。`, '请重试；若一直如此，请检查中间的代理或防火墙。']
  }),
  'host-not-found': entry<{ host: string }>({
    exit: 'unknown',
    says: [
      ...curl(6),
      'ENOTFOUND',
      'EAI_AGAIN',
      'getaddrinfo',
      'could not resolve host',
      'UnknownHostException',
      'no such host',
      '域名解析失败'
    ],
    en: ({ host }) => [`The name ${host} could not be resolved.`, 'Check the name, DNS and proxy settings.'],
    zh: ({ host }) => [`无法解析域名 ${host}。`, '请检查域名、DNS 和代理设置。']
  }),
  'host-unreachable': entry<{ host: string; reason: string }>({
    exit: 'unknown',
    says: ['EHOSTUNREACH', 'ENETUNREACH', 'no route to host', 'network is unreachable'],
    en: ({ host, reason }) => [`${host} cannot be reached (${reason}).`, 'Check network, VPN and HTTPS_PROXY.'],
    zh: ({ host, reason }) => [`无法连接 ${host}（${reason}）。`, '请检查网络、VPN 和 HTTPS_PROXY。']
  }),
  'tls-untrusted': entry<{ host: string; reason: string }>({
    exit: 'unknown',
    says: [
      ...curl(60),
      'self signed certificate',
      'self-signed certificate',
      'unable to verify the first certificate',
      'unable to get local issuer certificate',
      'certificate has expired',
      'certificate verify failed',
      'PKIX path building failed',
      'certificate signed by unknown authority',
      'SSL certificate problem',
      '证书不可信'
    ],
    en: ({ host, reason }) => [
      `The TLS certificate of ${host} cannot be trusted (${reason}).`,
      'Behind a company proxy, set NODE_EXTRA_CA_CERTS to its certificate. Verification cannot be switched off.'
    ],
    zh: ({ host, reason }) => [
      `${host} 的 TLS 证书不可信（${reason}）。`,
      '如果是公司代理，请用 NODE_EXTRA_CA_CERTS 指定它的证书。证书校验不能关闭。'
    ]
  }),
  'connect-timeout': entry<{ host: string; limit: number }>({
    exit: 'unknown',
    says: ['ETIMEDOUT', 'connect timed out', 'connection timed out', '连接超时'],
    en: ({ host, limit }, { has }) => [
      `No connection to ${host} within ${limit} ms.`,
      `Check network and HTTPS_PROXY${has('--timeout') ? ', or raise --timeout' : ''}.`
    ],
    zh: ({ host, limit }, { has }) => [
      `${limit} 毫秒内没有连上 ${host}。`,
      `请检查网络和 HTTPS_PROXY${has('--timeout') ? '，或加大 --timeout' : ''}。`
    ]
  }),
  /** `handler` is set if a callback was sent to a handler. */
  'answer-timeout': entry<{ host: string; limit: number; handler?: boolean }>({
    exit: 'unknown',
    general: { handler: false },
    says: [
      ...curl(28),
      'read timed out',
      'operation timed out',
      'context deadline exceeded',
      'ESOCKETTIMEDOUT',
      '请求超时',
      '读取超时'
    ],
    en: ({ host, limit, handler }, command) =>
      handler
        ? [
            `The handler at ${host} did not answer within ${limit} ms.`,
            `Answer first, work later: store the callback, answer, and do the work after that.${command.has('--timeout') ? ' Or wait longer with --timeout.' : ''}`
          ]
        : [
            `${host} did not finish its answer within ${limit} ms: the call may have been carried out.`,
            `${whenLost.en(command)}${command.has('--timeout') ? ' Or wait longer with --timeout.' : ''}`
          ],
    zh: ({ host, limit, handler }, command) =>
      handler
        ? [
            `后端 ${host} 没有在 ${limit} 毫秒内返回响应。`,
            `请先返回、后处理：回调入库后立即返回，业务放到之后处理。${command.has('--timeout') ? '也可以加大 --timeout。' : ''}`
          ]
        : [
            `${host} 没有在 ${limit} 毫秒内返回完整响应：请求可能已被执行。`,
            `${whenLost.zh(command)}${command.has('--timeout') ? '也可以加大 --timeout。' : ''}`
          ]
  }),
  'network-error': entry<{ host: string; reason: string }>({
    exit: 'unknown',
    says: ['网络异常', '网络错误', '网络请求失败', 'network error'],
    en: ({ host, reason }) => `The call to ${host} failed: ${reason}.`,
    zh: ({ host, reason }) => `请求 ${host} 失败：${reason}。`
  })
})
