import type { Both } from '../language.js'
import { entry, topic } from './topic.js'
import { unreadable } from './unreadable.js'

/** Of client_token, which the calls of the general trade system carry. */
export const clientToken = topic('client_token', 'client_token', {
  /** What the catalogue knows of the code, if anything. */
  'client-token-refused': entry<{ error_code: string; description: string; meaning?: Both; remedy?: Both }>({
    exit: 'no',
    en: ({ error_code, description, meaning, remedy }) => {
      const refused = `No client_token was given: error_code ${error_code}, ${meaning?.en ?? 'not in the catalogue'}${description && ` (${description})`}.`
      return remedy ? [refused, remedy.en] : refused
    },
    zh: ({ error_code, description, meaning, remedy }) => {
      const refused = `没有取得 client_token：error_code ${error_code}，${meaning?.zh ?? '没有收录这个错误码'}${description && `（${description}）`}。`
      return remedy ? [refused, remedy.zh] : refused
    }
  }),
  'answer-without-token': entry({
    exit: 'unknown',
    en: [
      'The answer says success, but it has no access_token.',
      'Check that the address is that of open.douyin.com and not of a proxy.'
    ],
    zh: ['响应表示成功，但没有 access_token。', '请检查访问的是不是 open.douyin.com，而不是代理。']
  }),
  'no-client-token': entry<{ app_id: string; at: string }>({
    exit: 'no',
    en: ({ app_id, at }) => [
      `No valid client_token is kept for ${app_id} at ${at}.`,
      'To fetch one: `ecpay trade token`.'
    ],
    zh: ({ app_id, at }) => [`没有保存 ${app_id} 在 ${at} 的有效 client_token。`, '获取：`ecpay trade token`。']
  }),
  'former-token-ends': entry<{ app_id: string }>({
    en: ({ app_id }) => [
      `The former client_token of ${app_id} becomes invalid in 5 minutes, also on a server that uses it.`,
      'That server needs a new one then. If it keeps fetching its own, both replace each other: let only one place fetch.'
    ],
    zh: ({ app_id }) => [
      `${app_id} 原来的 client_token 将在 5 分钟后失效，正在使用它的服务器也不例外。`,
      '那台服务器届时需要重新获取。如果它一直自行获取，两边会互相顶替：请只在一处获取。'
    ]
  }),
  'token-needs-confirmation': entry<{ app_id: string }>({
    en: ({ app_id }, { has, inSuite }) => [
      `A new client_token for ${app_id} in production makes the one of a live server invalid in 5 minutes. This needs a confirmation.`,
      has('--yes') && !inSuite
        ? 'Add --yes to confirm without a question.'
        : 'Give the token of that server in ECPAY_ACCESS_TOKEN or --access-token-file, or fetch one first: `ecpay trade token --env production --yes`.'
    ],
    zh: ({ app_id }, { has, inSuite }) => [
      `在生产环境为 ${app_id} 获取新的 client_token，会使线上服务器正在使用的 token 在 5 分钟后失效，需要确认。`,
      has('--yes') && !inSuite
        ? '加上 --yes 直接确认。'
        : '请用 ECPAY_ACCESS_TOKEN 或 --access-token-file 给出那台服务器的 token，或先获取一个：`ecpay trade token --env production --yes`。'
    ]
  }),
  'reveal-needs-terminal': entry({
    en: [
      '--reveal shows the token on a terminal only, and stdout is none.',
      'Run it without a pipe or redirection. Nothing was sent.'
    ],
    zh: ['--reveal 只在终端上显示 token，而 stdout 不是终端。', '请不要使用管道或重定向。没有发送任何请求。']
  }),
  'token-file-unusable': entry<{ path: string; reason: string }>({
    en: ({ path, reason }) => [
      `The client_token cannot be kept in ${path}: ${unreadable.en(reason)}.`,
      'Set ECPAY_STATE_DIR to another directory. Without a place to keep the token, none is fetched.'
    ],
    zh: ({ path, reason }) => [
      `无法在 ${path} 中保存 client_token：${unreadable.zh(reason)}。`,
      '请把 ECPAY_STATE_DIR 设为其他目录。没有地方保存时不会去获取 token。'
    ]
  }),
  /** `host` is the machine of the process, if not this one. */
  'waiting-for-token': entry<{ pid: number; host?: string }>({
    en: ({ pid, host }) => [
      `Process ${pid}${host === undefined ? '' : ` on ${host}`} is fetching a client_token: waiting for it.`,
      'If it is gone, this goes on by itself within a minute. Ctrl-C stops waiting.'
    ],
    zh: ({ pid, host }) => [
      `${host === undefined ? '' : `主机 ${host} 上的`}进程 ${pid} 正在获取 client_token，正在等待。`,
      '如果它已经不在，一分钟内会自动继续。按 Ctrl-C 可停止等待。'
    ]
  })
})
