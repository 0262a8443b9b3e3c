import { phrases } from './phrases.js'
import { printedInstead } from './printed-digest.js'
import { entry, topic } from './topic.js'

const sources = {
  'go-demo': { en: "ByteDance's Go demo", zh: '字节跳动的 Go 示例' },
  'java-demo': { en: "ByteDance's Java demo", zh: '字节跳动的 Java 示例' },
  appendix: { en: 'the older official appendix', zh: '旧版官方附录' }
}

/** The sources of disputed signatures: ByteDance's demos of 2022-07-27, and the older official appendix. */
export type OfficialSource = keyof typeof sources
const officialSources = phrases(sources)

function visibleHex(text: string): string {
  return /^[0-9a-f]{32}$/.test(text) ? text : `"${text}"`
}

/** A signature that is compared with the right one, and the request it came in. */
export const requestComparison = topic('Comparing a request signature', '比对请求签名', {
  'signature-differs': entry<{ found: string; expected: string; command?: string }>({
    exit: 'no',
    en: ({ found, expected, command }) => [
      `The signature is ${visibleHex(found)}; these fields and this SALT give ${expected}.`,
      command
        ? `To find the mistake: ${command}`
        : '`ecpay diagnose` finds the mistake; `ecpay sign --check --explain` shows what is signed.'
    ],
    zh: ({ found, expected, command }) => [
      `给出的签名是“${found}”，按这些字段和 SALT 算出的是 ${expected}。`,
      command
        ? `查出是哪个错误：${command}`
        : '用 `ecpay diagnose` 查出是哪个错误；`ecpay sign --check --explain` 显示哪些值参与了签名。'
    ]
  }),
  /** `source` is the source that gives this signature; `mistake` is the code of its difference from the others. */
  'signature-disputed': entry<{ source: OfficialSource; mistake: string }>({
    exit: 'no',
    en: ({ source, mistake }) => [
      `The signature is disputed: ${officialSources.en(source)} gives it, and other official sources do not (${mistake}).`,
      'Change the value so that all of them agree: `ecpay diagnose` shows how.'
    ],
    zh: ({ source, mistake }) => [
      `签名有争议。算出它的是：${officialSources.zh(source)}；其他官方资料的结果不同（${mistake}）。`,
      '请改用各方算法一致的写法，`ecpay diagnose` 会说明怎么改。'
    ]
  }),
  /** `isLine` is for one of many bodies, whose signatures no option gives. */
  'missing-sign': entry<{ isLine?: true }>({
    en: ({ isLine }, { has }) => {
      const option = isLine ? undefined : ['--check', '--sign'].find(has)
      return [
        'There is no signature to compare with.',
        `${option ? `Give it as ${option} <hex>, or put` : 'Put'} it into the body as \`sign\`.`
      ]
    },
    zh: ({ isLine }, { has }) => {
      const option = isLine ? undefined : ['--check', '--sign'].find(has)
      return ['没有可供比对的签名。', `请${option ? `用 ${option} <hex> 给出，或` : ''}写入请求体的 \`sign\` 字段。`]
    }
  }),
  'app-id-not-sent': entry({
    en: [
      'The body has no `app_id`: the platform cannot tell whose SALT to check it with.',
      'Send it, but do not sign it: sign a copy without it, and leave it in the map that you send.'
    ],
    zh: [
      '请求体里没有 `app_id`：平台不知道该用哪个应用的 SALT 验签。',
      '`app_id` 要发送，只是不参与签名：请对副本签名，不要把它从要发送的 map 里删掉。'
    ]
  }),
  'field-of-others': entry<{ key: string }>({
    en: ({ key }) => [
      `\`${key}\` is not a field of this call; it is signed and sent as data.`,
      'Remove it: it is a field of other payment platforms.'
    ],
    zh: ({ key }) => [
      `\`${key}\` 不是这个接口的字段，会被当作普通字段签名并发送。`,
      '请删除它：这是其他支付平台的字段。'
    ]
  }),
  'salt-like-app-secret': entry({
    en: [
      'The SALT has 40 hexadecimal digits, like an app secret.',
      'Copy the SALT from the console: 支付设置. The app secret does not sign these calls.'
    ],
    zh: [
      'SALT 是 40 位十六进制，像是应用的 AppSecret。',
      '请到控制台的“支付设置”复制 SALT；AppSecret 不用于这里的签名。'
    ]
  }),
  'malformed-sign': entry<{ found: string }>({
    en: ({ found }) => [
      `"${found}" is not an MD5 signature: 32 lower-case hexadecimal digits are expected.`,
      printedInstead(found)?.en ?? 'Pass the `sign` your code computed.'
    ],
    zh: ({ found }) => [
      `“${found}”不是 MD5 签名，应为 32 位小写十六进制。`,
      printedInstead(found)?.zh ?? '请传入你的代码算出的 `sign`。'
    ]
  })
})
