import { many } from './en-phrases.js'
import { entry, topic } from './topic.js'

const PRIVATE = '--platform-private-key-file'

export const destination = topic('Notices about where a call goes', '关于请求去向的提示', {
  'using-local': entry({
    en: 'No app_id or SALT is configured: using the local gateway with its demo keys.',
    zh: '没有配置 app_id 和 SALT：改用本地网关及其演示密钥。'
  }),
  'local-platform-key': entry({
    en: (_, { has }) => [
      'Signed with the platform key of the local gateway.',
      `A handler verifies it with platform_public_key of \`ecpay simulate keys\`.${has(PRIVATE) ? ` For another pair: ${PRIVATE}.` : ''}`
    ],
    zh: (_, { has }) => [
      '已使用本地网关的平台私钥签名。',
      `后端须用 \`ecpay simulate keys\` 中的 platform_public_key 验签${has(PRIVATE) ? `；使用其他密钥对请加 ${PRIVATE}` : ''}。`
    ]
  }),
  'other-host': entry<{ host: string; source: string }>({
    en: ({ host, source }) => `The call goes to ${host} (${source}), which is not the platform.`,
    zh: ({ host, source }) => `请求将发往 ${host}（来自 ${source}），它不是平台的域名。`
  }),
  /** `sends` are the environments to which calls may go. */
  'host-not-allowed': entry<{ host: string; source: string; sends: readonly string[] }>({
    en: ({ host, source, sends }) => [
      `Tools of an agent send to ${sends.join(', ')} only, not to ${host} (${source}).`,
      'A person can send it with `ecpay` itself; for the agent, choose a profile without base_url, or unset ECPAY_BASE_URL.'
    ],
    zh: ({ host, source, sends }) => [
      `智能体的工具只能向 ${sends.join('、')} 发请求，不能发往 ${host}（来自 ${source}）。`,
      '需要时由人直接运行 `ecpay` 发送；智能体请改用没有 base_url 的配置档，或去掉 ECPAY_BASE_URL。'
    ]
  }),
  retrying: entry<{ attempt: number; of: number; cause: string; delay: number }>({
    en: ({ attempt, of, cause, delay }) => `${cause}: trying again in ${delay} ms (${attempt} of ${of}), same number.`,
    zh: ({ attempt, of, cause, delay }) => `${cause}：${delay} 毫秒后用相同单号重试（第 ${attempt} 次，共 ${of} 次）。`
  }),
  'validation-skipped': entry<{ count: number }>({
    en: ({ count }) => `--no-validate: ignored ${many(count, 'violation')} of documented limits.`,
    zh: ({ count }) => `--no-validate：忽略了 ${count} 处不符合文档限制的问题。`
  }),
  /** `undocumented` is set if no page says that the calls of the system can be sent there. */
  'not-in-sandbox': entry<{ call: string; undocumented?: true }>({
    en: ({ call, undocumented }) => [
      undocumented
        ? `No page of the platform has a sandbox address for ${call}: the sandbox is for 担保支付.`
        : `The sandbox of the platform does not have ${call}.`,
      'Try it on the local gateway (--env local) first, then in production.'
    ],
    zh: ({ call, undocumented }) => [
      undocumented ? `官方页面没有给出 ${call} 的沙盒地址，沙盒用于担保支付。` : `平台沙盒不支持 ${call}。`,
      '可先在本地网关（--env local）上调通，再用于线上。'
    ]
  })
})
