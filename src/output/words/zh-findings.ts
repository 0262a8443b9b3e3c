import { isNumber } from '../../ecpay/catalogue/asked.js'
import type { FindingArgs } from '../../findings/findings.js'
import type { JsonExpectation } from '../../protocol/json/json.js'
import { excerpt } from '../terminal-text.js'
import { withoutScheme, withScheme } from './scheme.js'
import { groupIn, helpLine, inputLines } from './typed-command.js'
import type { FindingSentences, TypedCommand } from './words.js'
import { expectation, kind, spaced, yamlReason } from './zh-phrases.js'

const jsonExpectations: Record<JsonExpectation, string> = {
  value: '一个值',
  end: '文档结尾',
  key: '双引号括起的字段名',
  colon: '冒号',
  'comma-or-brace': '逗号或 }',
  'comma-or-bracket': '逗号或 ]',
  'closing-quote': '结束的双引号',
  escape: '转义序列（如 \\n、\\u4e2d）',
  'escaped-control-character': '转义序列（字符串中不能直接出现控制字符）'
}

/** The ways of writing JSON that are phrases rather than names of functions. */
const writings: Record<string, string> = {
  'json.dumps with ensure_ascii=False (Python)': 'json.dumps(ensure_ascii=False) (Python)',
  'json_encode with JSON_UNESCAPED_UNICODE (PHP)': 'json_encode(JSON_UNESCAPED_UNICODE) (PHP)',
  'json_encode with JSON_UNESCAPED_SLASHES (PHP)': 'json_encode(JSON_UNESCAPED_SLASHES) (PHP)',
  'json.Marshal of a map (Go)': 'json.Marshal(map) (Go)',
  'sorted keys': '按字段名排序',
  'no white space': '不带空白',
  'two spaces of indentation': '两个空格缩进',
  'four spaces of indentation': '四个空格缩进'
}

/** Who gives a disputed signature. */
const sources: Record<string, string> = {
  'go-demo': '字节跳动的 Go 示例',
  'java-demo': '字节跳动的 Java 示例',
  appendix: '旧版官方附录'
}

/** What became of a text. */
const damages: Record<string, string> = {
  replaced: '含有 U+FFFD，说明有字符已经丢失',
  'question-marks': '含有连续的问号，说明有字符已经丢失',
  'utf8-as-gbk': '是 UTF-8 被当作 GBK 读取后的乱码',
  'utf8-as-latin1': '是 UTF-8 被当作 Latin-1 读取后的乱码'
}

/** What may be wrong with a SALT. */
const oddities: Record<string, string> = {
  quotes: '首尾有引号',
  'white space': '首尾有空白字符',
  'invisible characters': '含有不可见字符',
  'white space inside': '中间有空白字符',
  'app secret': '看起来是 AppSecret（40 位十六进制）'
}

/** What has its result later, by the command that asks for it. */
const NOUNS: Record<string, string> = {
  refund: '退款单',
  settle: '结算单',
  return: '退分账单',
  withdraw: '提现单'
}

/** Why a request is kept without its body. */
const withoutBody: Record<string, string> = {
  'too-large': '请求体过大',
  'a-form': '它是带文件的表单',
  empty: '它没有请求体'
}

/** 本地网关的数据为何无法使用。 */
const stateReasons: Record<string, string> = {
  EFBIG: '文件超出了允许的大小（ulimit -f）',
  EDQUOT: '磁盘配额已用完',
  'a record is damaged': '有一条记录已损坏',
  'not an lmdb data file': 'data.mdb 不是 lmdb 数据文件',
  'the lmdb data file is damaged': 'data.mdb 已损坏',
  'the lmdb data file is empty': 'data.mdb 是空的',
  'the lmdb data file is missing': 'data.mdb 不见了',
  'the newest changes are missing from the lmdb data file': 'data.mdb 中缺少最近的改动',
  'a file was cut short while it was in use': '文件在使用中被截短',
  'data.mdb is not a regular file': 'data.mdb 不是普通文件',
  'lock.mdb is not a regular file': 'lock.mdb 不是普通文件'
}

const damaged = '数据没有改动。请先备份这个目录；把它移到别处后，程序会新建一个。'
const stateHints: Record<string, string> = {
  ENOSPC: '请至少腾出 16 MiB，或把 ECPAY_STATE_DIR 设为其他磁盘上的目录。',
  EFBIG: '请放宽限制，或把 ECPAY_STATE_DIR 设为其他磁盘上的目录。',
  EDQUOT: '请腾出空间，或把 ECPAY_STATE_DIR 设为其他磁盘上的目录。',
  'a record is damaged': damaged,
  'not an lmdb data file': damaged,
  'the lmdb data file is damaged': damaged,
  'the lmdb data file is empty': damaged,
  'the lmdb data file is missing': damaged,
  'the newest changes are missing from the lmdb data file': damaged
}

/** Why a file is not usable, by the system's code or ours. */
const unreadable: Record<string, string> = {
  ENOENT: '文件不存在',
  EACCES: '没有权限',
  EPERM: '没有权限',
  EISDIR: '它是一个目录',
  ENOTDIR: '路径中有一段不是目录',
  EROFS: '文件系统只读',
  ENOSPC: '磁盘已满',
  empty: '文件是空的',
  ELOOP: '路径中的链接循环指向，或不允许跟随链接',
  EFBIG: '超过系统允许的文件大小',
  ENXIO: '不是普通文件（是套接字或设备）',
  'not-a-file': '不是普通文件（是链接、管道或设备）',
  'symbolic-link': '它是链接，本工具不跟随链接',
  'too-large': '文件过大',
  'too-deep': '嵌套超过 200 层',
  'invalid-utf8': '不是 UTF-8 文本',
  'invalid-json': '不是合法的 JSON',
  'invalid-yaml': '不是合法的 YAML',
  'duplicate-key': '同一个字段出现两次'
}

/** What people have in hand in place of a body. */
const kinds: Record<string, string> = {
  callback: '一个回调',
  har: '一个 HAR 文件',
  curl: '一条 curl 命令',
  powershell: '一条 PowerShell 命令',
  fetch: '一次 fetch 调用',
  http: '一个完整的 HTTP 请求',
  wget: '一条 wget 命令',
  httpie: '一条 HTTPie 命令'
}

const list = (items: readonly string[]) => items.join('、')
const limited = (unit: string) => (args: FindingArgs['too-many-bytes']) =>
  `\`${args.key}\` 有 ${args.length} ${unit}，最多允许 ${args.limit} ${unit}。`

/** How the body of a POST is had as it came. */
const rawBodies: Record<string, string> = {
  php: "file_get_contents('php://input')（PHP）",
  java: '@RequestBody String 或 request.getInputStream()（Java）',
  go: 'io.ReadAll(r.Body)（Go）',
  js: 'express.raw({ type: "*/*" })（Node）',
  python: 'request.get_data()（Flask）、request.body（Django）'
}
const rawBody = (form: string) => {
  const own = rawBodies[String(form).split('-')[0] ?? '']
  return `请把 POST 的内容原样写入文件：${own ?? Object.values(rawBodies).join('，')}。也可以用 \`ecpay listen\` 保存。`
}

/** What a callback was found in, exactly. */
const wrappings: Record<string, string> = {
  wrapped: '另一个对象中',
  'json-text': 'JSON 字符串中（编码了两次）',
  request: '完整的请求（curl、HTTP 报文）中',
  multipart: 'multipart 表单中',
  'python-bytes': "Python 的 b'…' 中",
  literal: '程序语言的字面量中',
  'url-encoded': 'URL 编码的文本中',
  form: '表单（a=b&c=d）中',
  base64: 'Base64 文本中',
  escaped: '带 JSON 转义的文本中',
  'log-line': '一行日志中',
  'broken-lines': '被折行的文本中'
}

/** What printed a callback so that the original is lost. */
const printings: Record<string, string> = {
  'php-var-dump': 'PHP var_dump 的输出',
  'php-print-r': 'PHP print_r 的输出',
  'go-map': 'Go 打印的 map',
  'go-struct': 'Go 打印的 struct',
  'java-map': 'Java 的 Map.toString()',
  'java-object': 'Java 打印的对象',
  'js-object': 'JavaScript 打印的对象',
  'python-dict': 'Python 打印的 dict',
  'quotes-lost': '引号丢失的 JSON（命令行会去掉引号）',
  'backslashes-lost': '反斜杠丢失的 JSON（例如经过 stripslashes）',
  'cut-off': '内容在中途被截断',
  several: '同时有多个回调'
}

/** By what they were sorted. */
const orders: Record<string, string> = {
  reverse: '倒序',
  case: '不区分大小写',
  locale: '按区域设置（localeCompare）',
  'utf-16': '按 UTF-16 码元',
  length: '按长度'
}

/** Why a part of the signed texts goes missing. */
const missingParts: Record<string, string> = {
  msg: '请加上 msg：只对 token、timestamp、nonce 三者做 SHA-1，是控制台校验网址和消息推送的算法。',
  timestamp: '它可能是数字：Go 的 value.(string)、Java 的 (String) 会把它丢掉。请按文本取它的数字。',
  nonce: '它可能是数字：Go 的 value.(string)、Java 的 (String) 会把它丢掉。请按文本取它的数字。',
  token: '排序之前，请加上“支付设置”中的令牌(Token)。'
}

/** Every finding in Chinese: what was found, what was expected, and what to do. */
export const findings: FindingSentences = {
  'empty-body': () => ['输入为空。', '请指定文件，或通过管道传入 JSON。'],
  'body-too-large': ({ limit, size }) => [
    `输入有 ${size} 字节，最多读取 ${limit} 字节。`,
    '平台的请求和回调远小于此：请确认文件没有选错。'
  ],
  'invalid-utf8': ({ offset, command }) => [
    `输入不是 UTF-8：第 ${Number.isInteger(offset) ? offset + 1 : offset} 个字节无法解码。`,
    command === undefined
      ? '请按 UTF-8 保存或抓取；GBK 文本算出的签名不同，平台会拒绝。'
      : `它可能是 GBK，请指定编码读取：${command}`
  ],
  'invalid-text': ({ encoding }, { has }) => [
    `输入不是 ${encoding}：部分字节不对应任何字符。`,
    has('--encoding') ? '请用 --encoding 指定实际的编码；UTF-8 无需指定。' : '请另存为 UTF-8。'
  ],
  'read-as-utf16': ({ encoding, path }) => [
    `${path === undefined ? '输入' : `${path} `}是 ${encoding}（Windows PowerShell 用 > 写出的就是它），已按此读取。`,
    path === undefined ? '签名使用 UTF-8。写文件请用 `ecpay … -o <file>` 代替 >。' : '请另存为 UTF-8。'
  ],
  'byte-order-mark': () => [
    '输入以 BOM（U+FEFF）开头，已跳过。',
    '请把文件另存为不带 BOM 的 UTF-8：许多 JSON 解析器不接受 BOM。'
  ],
  'crlf-line-breaks': ({ count }) => [
    `输入中有 ${count} 处 Windows 换行（CRLF），说明它被编辑器保存或转换过。`,
    '平台的回调只有一行，请直接抓取请求的原始字节。'
  ],
  'invalid-json': ({ line, column, expected, found }) => [
    `不是合法的 JSON：第 ${line} 行第 ${column} 列应为${jsonExpectations[expected]}，实际是${found === '' ? '文本结尾' : `“${found}”`}。`,
    '请检查该处的文本，例如用 `jq .`。'
  ],
  'json-too-deep': ({ limit }) => `JSON 嵌套超过 ${limit} 层。`,
  'not-an-object': ({ found }) => [
    `JSON 的类型是${kind(found)}，应为由接口字段组成的对象。`,
    '请写成 {"key": value, …} 的形式。'
  ],

  'quotes-lost': ({ found, key }, { has }) => [
    `${key === undefined ? 'JSON ' : `\`${key}\` `}的双引号丢失了：${excerpt(found)}`,
    has('-d')
      ? '引号被命令行去掉了（PowerShell、cmd）。请把 JSON 写入文件，用 @file 代替（-d key:=@file），或通过管道传入。'
      : '引号被命令行去掉了（PowerShell、cmd）。请把 JSON 写入文件再传入，或通过管道传入。'
  ],

  'nested-value': ({ key, kind: found }, { has }) => [
    `\`${key}\` 的类型是${kind(found)}：这种值如何签名，官方资料说法不一。`,
    `请改传 JSON 字符串（"{\\"a\\":1}"），这种写法各来源的签名一致。${
      has('--nested')
        ? '也可以按另外两种算法之一签名：--nested go 或 --nested json。'
        : '另外两种算法可用 `ecpay sign --nested go` 和 `ecpay sign --nested json` 试算。'
    }`
  ],
  'null-value': ({ key }) => [
    `\`${key}\` 是 null：Go 会签成 <nil>，Java 会抛异常，PHP 会跳过。`,
    '请从请求体中去掉这个字段。'
  ],
  'duplicate-key': ({ key }) => [
    `\`${key}\` 在对象中出现了多次。`,
    '请只保留一个：以哪个为准，各 JSON 解析器并不一致。'
  ],
  'lone-surrogate': ({ key, codePoint }) => [
    `\`${key}\` 含有半个字符（${codePoint}），无法用 UTF-8 表示。`,
    '文本在 emoji 中间被截断：请按字符截断，不要按 UTF-16 码元截断。'
  ],
  'empty-salt': () => ['SALT 为空。', '请填写控制台“支付设置”中的 SALT。'],

  'non-integer-number': ({ key, text }) => [
    `\`${key}\` 是数字 ${text}，已按原文签名。`,
    '各语言对这类数字的写法不同（1.0、1、1e0）；请改用整数或字符串。'
  ],
  'unsafe-integer': ({ key, text }) => [
    `\`${key}\` 是 ${text}，超出 ±(2^53-1)，已按原文签名。`,
    '按 double 解析的代码会发出另一个数；请改用字符串。'
  ],
  'boolean-value': ({ key, text }) => [
    `\`${key}\` 是 ${text}，已按这个单词签名。`,
    '接口的开关是数字 0 和 1；PHP 会签成 1 或者跳过。'
  ],
  'edge-whitespace': ({ key, codePoints }) => [
    `\`${key}\` 首尾有空白字符（${list(codePoints)}），签名时已去掉。`,
    '请在发送前去掉首尾空白：Go、Java、PHP 所去的字符各不相同。'
  ],
  'invisible-character': ({ key, codePoints }) => [
    `\`${key}\` 含有不可见字符（${list(codePoints)}），它们会参与签名。`,
    '多半是从文档里复制带来的，请删除。'
  ],
  'outer-quotes': ({ key }) => [
    `\`${key}\` 的值自带一对引号，签名时已去掉。`,
    '这个值很可能被 JSON 编码了两次：请只编码一次。'
  ],
  'damaged-text': ({ key, how, was }, { has }) => [
    `\`${key}\` ${damages[how] ?? how}${typeof was === 'string' ? `，原文可能是“${excerpt(was)}”` : ''}。`,
    `这样的签名能通过验签，但内容已经损坏。请用 UTF-8 文件传入文本${has('-d') ? '（-d key=@file）' : ''}，不要经过命令行${has('--encoding') ? '；GBK 文件请加 --encoding gbk' : ''}。`
  ],
  'sort-order': ({ keys }) => [
    `排序结果因语言而异：emoji 与 U+E000–U+FFFF 的字符（如全角标点）同时参与排序（${list(keys)}）。`,
    '这里与 Go 一样按 UTF-8 字节排序；Java、JavaScript、C# 按 UTF-16 排序，签名会不同。请避免同时使用这两类字符。'
  ],
  'suspicious-key': ({ key, meant, isThere }) => [
    `\`${key}\` 很像 \`${meant}\` 却不是，所以被当作普通字段签名。`,
    isThere
      ? `请删除它：请求体里已有 \`${meant}\`，平台没有 \`${key}\` 字段。`
      : `请改名为 \`${meant}\`；字段名写错是 err_no 2008 的常见原因。`
  ],
  'suspicious-salt': ({ reason }) => [
    `SALT ${oddities[reason] ?? reason}，已按原样使用。`,
    '请到控制台的“支付设置”重新复制。'
  ],
  'short-secret': ({ name }) => [
    `${name} 不足 6 个字符：这么短的文本只在待签名字符串里隐藏，别处出现时无法隐藏。`,
    '请到控制台的“支付设置”完整复制。'
  ],
  'suspicious-app-id': ({ found }) => [
    `app_id 是“${found}”；小程序的 app_id 以 tt 开头，共 20 个字符。`,
    '请到小程序的控制台复制。'
  ],
  'strict-warning': ({ count }) => [
    `--strict 拒绝签名：有 ${count} 条警告，逐条列在下面。`,
    '请逐条处理；不加 --strict 时，警告不妨碍签名。'
  ],

  'signature-differs': ({ found, expected, command }) => [
    `给出的签名是“${found}”，按这些字段和 SALT 算出的是 ${expected}。`,
    command
      ? `查出是哪个错误：${command}`
      : '用 `ecpay diagnose` 查出是哪个错误；`ecpay sign --check --explain` 显示哪些值参与了签名。'
  ],
  'signature-disputed': ({ source, mistake }) => [
    `签名有争议。算出它的是：${sources[source] ?? source}；其他官方资料的结果不同（${mistake}）。`,
    '请改用各方算法一致的写法，`ecpay diagnose` 会说明怎么改。'
  ],
  'app-id-not-sent': () => [
    '请求体里没有 `app_id`：平台不知道该用哪个应用的 SALT 验签。',
    '`app_id` 要发送，只是不参与签名：请对副本签名，不要把它从要发送的 map 里删掉。'
  ],
  'field-of-others': ({ key }) => [
    `\`${key}\` 不是这个接口的字段，会被当作普通字段签名并发送。`,
    '请删除它：这是其他支付平台的字段。'
  ],
  'salt-like-app-secret': () => [
    'SALT 是 40 位十六进制，像是应用的 AppSecret。',
    '请到控制台的“支付设置”复制 SALT；AppSecret 不用于这里的签名。'
  ],
  'missing-sign': (_, { has }) => {
    const option = ['--check', '--sign'].find(has)
    return ['没有可供比对的签名。', `请${option ? `用 ${option} <hex> 给出，或` : ''}写入请求体的 \`sign\` 字段。`]
  },
  'malformed-sign': ({ found }) => [
    `“${found}”不是 MD5 签名，应为 32 位小写十六进制。`,
    '请传入你的代码算出的 `sign`。'
  ],
  'no-request-found': ({ source }) => [
    `${source} 里没有发往平台的请求。`,
    '需要有地址和请求体：请原样粘贴完整的命令，或把请求保存为 HAR。'
  ],
  'request-host': ({ host, env, expected }) => [
    `请求发往 ${host}，而这里的密钥属于 ${env}（${expected}）。`,
    '一个环境的密钥用在另一个环境的域名上，会返回 err_no 2008；可用 --env 指明密钥属于哪个环境。'
  ],
  'request-method': ({ found, wanted }) => [`请求方法是 ${found}。`, `这个接口用 ${wanted} 调用。`],
  'request-insecure': ({ host }) => [
    `请求以 http 发往 ${host}，没有加密。`,
    '平台只提供 https；遇到跳转时 POST 会变成 GET。'
  ],
  'request-charset': ({ found }) => [
    `Content-Type 里写的是 charset=${found}。`,
    '平台按 UTF-8 读取：请用 UTF-8 编码请求体，并发送 Content-Type: application/json。'
  ],
  'unknown-path': ({ found, near }) => [
    `没有哪个接口的路径是 ${found}。`,
    near.length > 0 ? `可能是：${list(near)}` : '`ecpay help` 列出全部接口；`ecpay call <path>` 可以发往任意路径。'
  ],
  'form-body': ({ form, keys }) => [
    `请求体不是 JSON，而是表单（${form}），字段有 ${list(keys)}。`,
    '平台只读取 JSON：请发送 Content-Type: application/json，请求体是一个 JSON 对象。'
  ],
  'read-as': (found) =>
    found.kind === 'callback'
      ? '输入是一个回调，按回调诊断。'
      : `输入是${kinds[found.kind] ?? found.kind}，已取出其中的请求体。`,
  'not-a-body': (found) => [`输入是${kinds[found.kind] ?? found.kind}，不是请求体。`, `请改用：${found.command}`],
  'request-content-type': ({ found }) => [
    found === '' ? '请求没有 Content-Type。' : `Content-Type 是 ${found}。`,
    '请发送 Content-Type: application/json，否则返回 err_no 2008。'
  ],
  'request-length': ({ length, size }) => [
    `Content-Length 写的是 ${length} 字节，请求体有 ${size} 字节。`,
    '要按字节计数，不是按字符；被截断的请求体与签名的内容不同。'
  ],

  'missing-member': ({ key }) => [`回调中没有 \`${key}\`。`, '请对 POST 的完整请求体验签，而不只是 msg 或 URL 参数。'],
  'wrong-type': ({ key, found, expected }) =>
    `回调的 \`${key}\` 类型是${kind(found)}，应为${expected.map(kind).join('或')}。`,
  'msg-not-a-string': ({ found }) => [
    `\`msg\` 的类型是${kind(found)}；平台发送的是内容为 JSON 的字符串。`,
    '请求体在途中被解析后重新序列化过，请对请求的原始字节验签。'
  ],
  'malformed-signature': ({ found }) => [
    `\`msg_signature\` 是“${found}”，应为 40 位十六进制（SHA-1）。`,
    '请检查它是否被截断，或误用了请求签名的 MD5。'
  ],
  'signature-mismatch': () => '签名与令牌、timestamp、nonce、msg 不符。',
  'timestamp-not-seconds': ({ found }) => `\`timestamp\` 是“${found}”，应为以秒为单位的 Unix 时间戳。`,
  'too-old': ({ age, maxAge }) => [
    `回调是 ${age} 秒前的，--max-age 只允许 ${maxAge} 秒。`,
    '平台会在约 24 小时内重试，较早的回调也可能是真的。'
  ],
  'from-the-future': ({ ahead, maxAge }) => [
    `回调的时间比本机晚 ${ahead} 秒，--max-age 只允许 ${maxAge} 秒。`,
    '请检查本机时钟。'
  ],
  'uppercase-digest': () => ['签名本身正确，但是大写。', '请统一成小写再比较。'],
  'md5-digest': () => ['签名是 MD5。', '回调用 SHA-1 和令牌(Token)签名，请求才用 MD5 和 SALT。'],
  'callback-unwrapped': ({ form }) => `回调在${wrappings[form] ?? form}，已从中取出原文。`,
  'callback-not-raw': ({ form }) => [
    `这是一个回调，但不是原文：${printings[form] ?? form}。`,
    form === 'several' ? '请每次只给出一个回调。' : rawBody(form)
  ],
  'callback-of-trade-system': ({ version }) => [
    `这是后续产品“交易系统”的回调（version ${version}），没有 msg_signature。`,
    '它的签名在请求头 Byte-Timestamp、Byte-Nonce-Str、Byte-Signature 中：对时间戳、随机串、原始内容（每项后加一个换行符）做 RSA（SHA-256），用平台公钥验签，与令牌(Token)无关。'
  ],
  'not-a-callback': ({ kind, command }, { has }) =>
    kind === 'msg'
      ? ['这只是 msg，不是整个回调。', '请给出 POST 的完整内容：其中还有 timestamp、nonce 和 msg_signature。']
      : kind === 'answer'
        ? ['这是平台的响应，不是回调。', '`ecpay explain` 可查询其中 err_no 的含义。']
        : [
            '这是请求体，不是回调。',
            has('--callback')
              ? '要检查它的 sign，请去掉 --callback。'
              : `请用 \`${command ?? 'ecpay diagnose'}\` 检查它的 sign。`
          ],
  'signature-of-other-hash': ({ digits, hash }) => [
    `${digits} 位十六进制是 ${hash}；回调的签名是 40 位的 SHA-1。`,
    '回调用 SHA-1 和令牌(Token)签名，请求才用 MD5 和 SALT。'
  ],
  'sha256-digest': () => ['签名是 SHA-256。', '回调用 SHA-1 签名。'],
  'sha512-digest': () => ['签名是 SHA-512。', '回调用 SHA-1 签名。'],
  'hmac-digest': () => ['签名是以令牌为密钥的 HMAC。', '回调直接用 SHA-1，令牌是参与排序的四段文本之一。'],
  'hex-without-leading-zeros': () => [
    '签名开头的 0 丢失了。',
    '请补足 40 位：String.format("%040x", …)，或按 "%02x" 输出每个字节。'
  ],
  'hex-bytes-unpadded': () => [
    '小于 16 的字节只输出了一位。',
    '请按 "%02x" 输出每个字节；Integer.toHexString 不补零。'
  ],
  'hex-bytes-signed': () => [
    '大于等于 128 的字节前面多了 ffffff。',
    '请先取低 8 位：Integer.toHexString(b & 0xff) 并补足两位，或用 "%02x"。'
  ],
  'hex-with-separators': () => [
    '签名的字节之间有分隔符。',
    '只输出 40 位十六进制：C# 用 BitConverter.ToString(…).Replace("-", "").ToLower()。'
  ],
  'hex-bytes-as-numbers': () => [
    '签名是一串数字：字节被直接打印了。',
    '请把每个字节写成两位十六进制："%02x"、hex.EncodeToString、HexFormat。'
  ],
  'hashed-twice': () => ['哈希之后又做了一次哈希。', '对拼接后的文本只做一次哈希。'],
  'nothing-hashed': () => ['这是空内容的哈希。', '请检查文本是否传给了哈希：先 update() 再 digest()。'],
  'md5-16-digits': () => ['签名是 16 位的 MD5（取中间一段）。', '回调用 SHA-1 签名，共 40 位。'],
  'digest-cut': ({ length, digits }) => [
    `签名有 ${digits} 位，在第 ${length} 位之后被截断。`,
    '请检查长度不够的数据库字段或变量。'
  ],
  'base64-digest': () => ['签名用了 Base64。', '请写成 40 位小写十六进制。'],
  'base64-of-hex': () => ['签名是十六进制文本的 Base64。', '请写成 40 位小写十六进制。'],
  'token-edge-whitespace': () => [
    '差别在于令牌首尾的空白字符。',
    '请重新复制令牌；写入文件时用 `printf %s`，不要用 `echo`。'
  ],
  'salt-as-token': () => ['签名用的是 SALT，而不是令牌。', '回调应使用“支付设置”中的令牌(Token)。'],
  'other-profile-token': ({ profile }) => [`签名用的是配置档 \`${profile}\` 的令牌。`, `请加上 --profile ${profile}。`],
  'other-profile-salt': ({ profile }) => [
    `签名用的是配置档 \`${profile}\` 的 SALT。`,
    '回调应使用“支付设置”中的令牌(Token)。'
  ],
  'demo-token': () => ['签名用的是本地网关的演示令牌。', '请加上 --env local，或用自己的令牌签名。'],
  'demo-salt-as-token': () => [
    '签名用的是本地网关的演示 SALT。',
    '回调应使用“支付设置”中的令牌(Token)；演示 SALT 只用于发给本地网关的请求。'
  ],
  'app-id-as-token': () => ['误把 app_id 当作令牌。', '回调应使用“支付设置”中的令牌(Token)。'],
  'token-not-loaded': ({ text }) => [
    text === '' ? '签名用的令牌是空的。' : `令牌没有读到，签名用了“${text}”。`,
    '请检查代码从哪里读取令牌；读不到时应直接报错。'
  ],
  'token-quoted': () => ['差别在于令牌两端的引号。', '请把令牌填入配置，不带引号。'],
  'token-in-other-case': () => ['令牌的大小写被改变了。', '请原样使用令牌。'],
  'msg-rewritten': ({ how }) => [
    `msg 被解析后重新序列化过，写法与“${writings[how] ?? how}”相同。`,
    '请用收到的 msg 原文验签：外层 JSON 只解码一次，不要再改动这个字符串。'
  ],
  'msg-trimmed': () => ['msg 首尾的空白字符被去掉或多加了。', '不要对 msg 做 trim：首尾空白也参与签名。'],
  'msg-not-decoded': () => ['msg 还带着外层 JSON 的转义。', '外层 JSON 解码一次，取解码后的字符串。'],
  'msg-decoded-twice': () => [
    'msg 内部的转义也被解码了。',
    '外层 JSON 只解码一次；不要用 stripslashes，也不要再解码。'
  ],
  'msg-url-encoded': () => [
    'msg 被 URL 编码了，或者没有编码却被 URL 解码了。',
    'POST 的内容就是 JSON：请读取原始内容，不要经过表单解析。'
  ],
  'msg-html-escaped': () => ['msg 里的 HTML 实体被加上或去掉了。', '请对这个路由关闭输入过滤。'],
  'msg-with-byte-order-mark': () => [
    'msg 前面的 BOM（U+FEFF）被去掉或多加了。',
    '请保留原始字节：它是编辑器或读取程序加的。'
  ],
  'msg-tags-stripped': () => ['msg 里的 HTML 标签被去掉了（strip_tags）。', '请对这个路由关闭输入过滤。'],
  'msg-spaces-removed': () => ['msg 里的空白字符被去掉了。', '请用收到的 msg 原文验签：中间的空白也参与签名。'],
  'msg-slashes-added': () => ['msg 里多了反斜杠（addslashes）。', '请对这个路由关闭输入过滤。'],
  'msg-quotes-removed': () => ['msg 里的引号被去掉或替换了。', '请用收到的 msg 原文验签。'],
  'msg-line-breaks-changed': () => ['msg 里的换行符被改变了。', '请用收到的 msg 原文验签。'],
  'msg-in-base64': () => ['参与签名的是 msg 的 Base64。', '请用 msg 的文本本身。'],
  'msg-in-other-case': () => ['msg 的大小写被改变了。', '请用收到的 msg 原文验签。'],
  'msg-cut': ({ length }) => [`msg 在第 ${length} 个字符之后被截断。`, '请检查长度不够的数据库字段、缓冲区或日志。'],
  'msg-printed': ({ how }) => [`msg 被解析后又打印成文本：${how}。`, 'msg 是字符串：请原样取用，验签之后再解析。'],
  'body-in-place-of-msg': () => ['参与签名的是整个请求体，而不是 msg。', '外层 JSON 解码一次，取出其中的 msg 字符串。'],
  'whole-body-signed': () => ['对整个请求体做了签名。', '外层 JSON 解码一次；只签 token、timestamp、nonce 和 msg。'],
  'callback-part-left-out': ({ key }) => [`\`${key}\` 没有参与签名。`, missingParts[key] ?? ''],
  'member-not-read': ({ key, text }) => [
    `\`${key}\` 没有读到，参与签名的是“${text}”。`,
    '请检查代码读取外层 JSON 时所用的字段名和类型。'
  ],
  'stamp-rewritten': ({ key, text, came }) => [
    `\`${key}\` 收到的是“${came}”，参与签名的却是“${text}”。`,
    '请按文本原样取用：不要转成数字、日期或其他单位。'
  ],
  'callback-quotes-kept': () => [
    '参与签名的文本还带着 JSON 的引号。',
    '请取解码后的字符串：JsonNode 用 asText()，不要用 toString()。'
  ],
  'callback-hashed-as': ({ charset }) => [
    `哈希用的是 ${charset} 字节。`,
    '请使用 UTF-8 字节：getBytes(StandardCharsets.UTF_8)、update(text, "utf8")。'
  ],
  'callback-read-as': ({ charset }) => [
    `请求体是 UTF-8，却按 ${charset} 读取了。`,
    '请读取字节后按 UTF-8 解码；Servlet 要在读取之前调用 setCharacterEncoding("UTF-8")。'
  ],
  'callback-sorted-as-numbers': () => [
    '排序用的是 PHP sort() 的默认方式：数字串按数值比较。',
    '请按字符串排序：sort($list, SORT_STRING)。'
  ],
  'callback-not-sorted': ({ order = ['token', 'timestamp', 'nonce', 'msg'] }) => [
    `没有排序：直接用了 ${order.join('、')} 的顺序。`,
    '拼接之前，请把这四段文本按字节排序。'
  ],
  'callback-sorted-otherwise': ({ how }) => [
    `排序方式不对：${orders[how] ?? how}。`,
    '请把四段文本按字节排序，也就是普通的字符串排序。'
  ],
  'callback-list-printed': () => [
    '参与哈希的是打印出来的列表，带着方括号。',
    '请直接拼接四段文本：String.join("", list)、strings.Join(list, "")。'
  ],
  'callback-key-value': ({ how }) => [
    `参与签名的文本带着字段名：${how}（“…”处是令牌）。`,
    '回调把四段文本排序后直接拼接：没有字段名，没有 = 和 &。'
  ],
  'all-members-signed': () => ['回调的所有字段都参与了签名。', '只签 token、timestamp、nonce 和 msg。'],
  'callback-separator': ({ separator }) => [
    `拼接时用了 ${JSON.stringify(separator)} 分隔。`,
    '回调直接拼接，不加分隔符；& 是请求用的。'
  ],
  'envelope-member-signed': ({ key }) => [`\`${key}\` 也参与了签名。`, '只签 token、timestamp、nonce 和 msg。'],
  'msg-changed': () => [
    '不属于任何常见错误：msg 被改动过，或令牌不对。',
    '请核对“支付设置”中的令牌（修改后只对之后的订单生效），并对照平台发来的原始字节。'
  ],
  'unknown-type': ({ found }) => `\`type\` 是“${found}”，文档中没有这种回调。`,

  'missing-field': ({ key, option, assign, empty }, { has }) => {
    const missing = empty ? `\`${key}\` 为空。` : `缺少 \`${key}\`。`
    return assign && has('-d') ? [missing, `请用 ${option ? `${option} 或 ` : ''}-d ${key}${assign}… 给出`] : missing
  },
  'missing-one-of': ({ key, other }) => [
    `\`${key}\` 和 \`${other}\` 都没有传，必须传其中一个。`,
    `请传 \`${key}\`，或改传 \`${other}\`。`
  ],
  'wrong-field-type': ({ key, found, expected }, { has }) => [
    `\`${key}\` 的类型是${kind(found)}，应为${kind(expected)}。`,
    expected === 'array'
      ? '请写成由对象组成的 JSON 列表：[{"…": …}]'
      : expected === 'object'
        ? '请写成 JSON 对象：{"…": …}'
        : key.includes('.') || !has('-d')
          ? 'JSON 里字符串要加引号，数字不加。'
          : `-d ${key}=text 得到字符串，-d ${key}:=1 得到数字。`
  ],
  'too-many-bytes': limited('个 UTF-8 字节'),
  'too-many-characters': limited('个字符'),
  'below-minimum': ({ key, limit, value, taken }) =>
    `\`${key}\` 是 ${value}，最小为 ${limit}${taken === undefined ? '' : `，平台会按 ${taken} 处理`}。`,
  'above-maximum': ({ key, limit, value, taken }) =>
    `\`${key}\` 是 ${value}，最大为 ${limit}${taken === undefined ? '' : `，平台会按 ${taken} 处理`}。`,
  'not-an-integer': ({ key, value }) => {
    const wrong = `\`${key}\` 是“${value}”，应为整数。`
    return /amount$/.test(key) ? [wrong, '金额是以分为单位的整数：100 表示 1.00 元。'] : wrong
  },
  'character-not-allowed': ({ key, allowed, codePoints }) => `\`${key}\` 含有 ${list(codePoints)}，只允许 ${allowed}。`,
  'not-a-url': ({ key, length }) => `\`${key}\`（${length} 个字符）不是 URL，应为 https://host/path。`,
  'not-https': ({ key, found }) => `\`${key}\` 以 ${found} 开头，平台只回调 https 地址。`,
  'port-not-443': ({ key, found }) => `\`${key}\` 的端口是 ${found}，平台只回调 443 端口。`,
  'not-one-of': ({ key, allowed, found }) => `\`${key}\` 是“${found}”，可选值：${list(allowed)}。`,
  'not-a-date': ({ key, found, expected }) => `\`${key}\` 是“${found}”，应为 ${expected} 格式的日期。`,
  'not-json-text': ({ key }) => [
    `\`${key}\` 应为字符串，其内容是 JSON。`,
    '可以把 JSON 写入文件，用 @file 代替：这样命令行不会改动引号。'
  ],
  'too-many-items': ({ key, limit, length }) => `\`${key}\` 有 ${length} 项，最多 ${limit} 项。`,
  'amount-with-decimals': ({ key, value, fen }) => [
    `\`${key}\` 是“${value}”，金额应为以分为单位的整数。`,
    `100 分即 ¥1.00：¥${value} 请写成 ${fen}。`
  ],
  'seconds-not-milliseconds': ({ key, value }) => [
    `\`${key}\` 是 ${value}，看起来是秒，应为毫秒。`,
    `同一时间请写成 ${value}000。`
  ],
  'client-token-given': ({ key }) => [
    `\`${key}\` 以 clt. 开头，是 open.douyin.com 的 client_token，本接口不接受。`,
    '请用 appid 和 secret 从 /api/apps/v2/token（getAccessToken）获取。'
  ],
  'unknown-field': ({ key, meant }) => `文档中没有 \`${key}\` 字段，是不是想写 \`${meant}\`？它仍会被签名并发送。`,

  'missing-command': () => ['没有给出命令。', '第一步：`ecpay demo`。全部命令：`ecpay --help`。'],
  'unknown-command': ({ found, meant }) => [
    `没有“${found}”这个命令。`,
    meant ? `是不是想用 \`ecpay ${meant}\`？` : `全部命令见 \`ecpay ${groupIn(found)}--help\``
  ],
  'unknown-option': ({ found, meant, of }, command) => [
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
  ],
  'missing-argument': ({ name }, command) => [`缺少参数 <${name}>。`, `示例见 ${helpLine(command)}`],
  'argument-wins': ({ key, given, found }) => `\`${key}\` 采用命令行上的 ${given}，而不是 --from 里的 ${found}。`,
  'later-wins': ({ key, given: json, by, found: other, over }) => {
    const [given, found] = [excerpt(json), excerpt(other)]
    return by === over
      ? `\`${key}\` 采用最后一个 ${by} 的 ${given}，而不是 ${found}。`
      : `\`${key}\` 采用 ${by} 的 ${given}，而不是 ${over} 的 ${found}。`
  },
  'missing-option': ({ option }, command) => [`缺少选项 ${option}。`, `示例见 ${helpLine(command)}`],
  'missing-option-value': ({ option }, command) => [`选项 ${option} 需要一个值。`, `示例见 ${helpLine(command)}`],
  'too-many-arguments': ({ found, expected }, command) => [
    `给了 ${found} 个参数，\`ecpay ${command.name}\` 只接受 ${expected} 个。`,
    `含空格的值要加引号。示例见 ${helpLine(command)}`
  ],
  'invalid-option-value': ({ option, found, expected, meant }, command) => {
    const name = /^\w/.test(option) ? `参数 <${option}>` : `选项 ${option}`
    return [
      `${name} 是“${found}”，应为${spaced(expectation(expected))}。`,
      meant ? `是不是想用 ${meant}？` : `示例见 ${helpLine(command)}`
    ]
  },
  'option-without-value': ({ option }) => [`选项 ${option} 不带值。`, `只写 ${option} 即可。`],
  'conflicting-options': ({ options }, command) => [
    `${options.join(' 与 ')} 不能同时使用。`,
    `请去掉其中一个；各选项的作用见 ${helpLine(command)}`
  ],
  'unknown-language': ({ found, known }) => [`ECPAY_LANG 是“${found}”，没有这种语言。`, `可用：${known}`],
  'secret-in-flag': ({ key, variable, flag }) => [
    `\`${key}\` 是密钥，而命令行可能被本机的其他用户看到。`,
    `请用环境变量 ${variable} 给出，或用 ${flag} 指定存放它的文件。`
  ],
  'malformed-assignment': ({ option, found }) => [
    `${option} “${found}”不是赋值。`,
    option === '--file'
      ? '--file key=path 以该字段名上传文件。'
      : `${option} key=text 得到字符串，${option} key:=json 得到原始 JSON 值。`
  ],
  'no-input': (_, command) => {
    const lines = inputLines(command)
    return [
      `\`ecpay ${command.name}\` 需要读取文件或管道，两者都没有给。`,
      lines ? `试试：${lines.join('，或：')}` : `标准输入是终端，请用管道传入。示例见 ${helpLine(command)}`
    ]
  },
  'file-not-readable': ({ path, reason }) => [
    `无法读取 ${path}：${unreadable[reason] ?? reason}。`,
    '请检查路径；相对路径以当前目录为准。'
  ],
  'file-not-writable': ({ path, reason }) => [
    `无法写入 ${path}：${unreadable[reason] ?? reason}。`,
    path === 'stdout' ? '请腾出空间，或输出到别处。' : '请检查路径；相对路径以当前目录为准。'
  ],
  'file-exists': ({ path, flag }) => [`${path} 已存在。`, `请换一个文件名，或用 ${flag} 覆盖。`],
  'prompt-refused': ({ flags }) => [
    '此命令需要询问，但没有可用的终端（或使用了 --no-input，或在 CI 中）。',
    `请用选项给出：${list(flags)}。`
  ],
  'confirmation-needed': ({ flag, env }, { has }) => [
    `这会产生真实资金交易（${env}），需要确认。`,
    `加上 ${flag} 直接确认${has('--dry-run') ? '，或用 --dry-run 先看请求' : ''}。`
  ],
  'not-confirmed': () => '未确认，什么也没有做。',
  interrupted: () => '已中断。',
  'internal-error': ({ reason }) => [`ecpay 自身出错：${reason}`, '请附上所执行的命令反馈给我们。'],
  'bad-lines': ({ count, total }) => [
    `共 ${total} 行，其中 ${count} 行未能签名，其位置输出为空行。`,
    '上面的错误逐行说明了原因。'
  ],
  'secret-masked': ({ count }) => [
    `结果中出现了密钥，已打码 ${count} 处。`,
    '因此结果与原文不再逐字节一致。不要把 SALT 或令牌放进请求体。'
  ],
  'command-not-shown': ({ characters }) => [
    `命令里有终端不显示的字符：${list(characters)}。从屏幕上复制会得到另一条命令。`,
    '请写入文件：加上 `-o command.txt`。'
  ],
  'unknown-call': ({ found, near }) => [
    `没有名为“${found}”的接口。`,
    near.length > 0 ? `相近的有：${list(near)}。` : '接口及对应命令见 `ecpay --help`。'
  ],
  'negative-test-in-production': () => [
    '线上环境不支持 --negative-test。',
    '请让沙盒或本地网关返回错误：`--env sandbox`、`--env local`。'
  ],
  'unknown-code': ({ found, near }) => [
    isNumber(found) ? `没有收录“${found}”；平台完整的错误码表并未公开。` : `没有收录“${found}”。`,
    near.length > 0
      ? `相近的有：${list(near)}；全部代码见 \`ecpay explain --list\`。`
      : isNumber(found)
        ? '可以用响应中的文字再查：`ecpay explain <err_tips>`；全部代码见 `ecpay explain --list`。'
        : '全部代码见 `ecpay explain --list`。'
  ],

  'missing-salt': (_, { has }) => [
    '没有配置 SALT。',
    `使用本地网关的演示密钥请加 --env local：不会自动采用，因为用错 SALT 的签名看上去没有异常。自己的密钥请设置 ECPAY_SALT${has('--salt-file') ? '、使用 --salt-file' : ''}，或运行 \`ecpay init\`。`
  ],
  'missing-token': (_, { has }) => [
    '没有配置令牌(Token)。',
    `使用本地网关的演示密钥请加 --env local：不会自动采用，因为用错令牌的结论看上去没有异常。自己的令牌请设置 ECPAY_TOKEN${has('--token-file') ? '、使用 --token-file' : ''}，或运行 \`ecpay init\`。`
  ],
  'missing-access-token': (_, { has }) => [
    '没有给出 access token。',
    `请设置 ECPAY_ACCESS_TOKEN${has('--access-token-file') ? '，或使用 --access-token-file' : ''}；使用本地网关请加 --env local。`
  ],
  'missing-app-id': () => ['没有配置 app_id。', '请设置 ECPAY_APP_ID，或运行 `ecpay init`。'],
  'config-unreadable': ({ path, reason, line, detail }) =>
    `无法读取配置文件 ${path}：${unreadable[reason] ?? reason}${line === undefined ? '' : `（第 ${line} 行）`}${detail ? `，${yamlReason(detail)}` : ''}。`,
  'config-not-writable': ({ path, reason }) => `无法写入 ${path}：${unreadable[reason] ?? reason}。`,
  'config-more-problems': ({ path, count }) => `${path}：另有 ${count} 处问题，未逐一列出。`,
  'config-not-yours': ({ path, why, mode, uid }) => [
    why === 'owner'
      ? `${path} 是自动找到的，但属于其他用户（uid ${uid}）。`
      : `${path} 是自动找到的，但其他用户也能修改它（权限 ${mode}）。`,
    `${why === 'writable' ? `请执行 chmod go-w ${path}；也可以` : '请'}先查看内容，确认后执行 \`ecpay config trust\`；只用一次时用 --config 指定。`
  ],
  'file-outside-folder': ({ path, key, target, meant }) => [
    key === ''
      ? `${path} 是自动找到的，但它是指向目录之外的链接：${target}。`
      : `${path}：\`${key}\` 指向配置文件所在目录之外：${target}。`,
    key === ''
      ? '请用 --config 直接指定那个文件，或执行 `ecpay config trust`。'
      : `请改用 ${meant} 指定该文件；确认配置内容可信时，执行 \`ecpay config trust\`；只用一次时用 --config 指定配置文件。`
  ],
  'reference-outside-secret': ({ path, key, variable, meant }) => [
    `${path}：\`${key}\` 会把环境变量 ${variable} 发给别人：自动找到的配置文件里，只有 salt 和 token 能引用任意环境变量，其他字段只能引用 ECPAY_ 开头的。`,
    `请改为设置 ${meant}，或把变量改名为 ECPAY_ 开头；确认文件内容可信时，执行 \`ecpay config trust\`。`
  ],
  'untrusted-host': ({ path, key, host, keys }, { has }) => [
    `${path}：\`${key}\` 会把你的数据发往 ${host}：这个文件是自动找到的，而${keys.length > 0 ? ` ${list(keys)} 并不在其中` : '回调并不属于它'}。`,
    `确认 ${host} 是自己的地址后，执行 \`ecpay config trust\`；也可以自己指定：${key === 'base_url' ? 'ECPAY_BASE_URL' : `${has('--to') ? '--to 或 ' : ''}ECPAY_NOTIFY_URL`}，或 --config。`
  ],
  'config-unknown-key': ({ path, key, meant, known }) => [
    `${path} 中的 \`${key}\` 不是配置项。`,
    meant ? `是不是想写 \`${meant}\`？` : `配置项：${list(known)}。`
  ],
  'config-wrong-type': ({ path, key, expected, found }) => {
    if (key === '.')
      return [
        `${path} 整个文件是${found === 'array' ? '列表' : spaced(kind(found))}，不是配置项。`,
        '请每行写一项，例如 app_id: tt…'
      ]
    const wrong = `${path} 中的 \`${key}\` 是${spaced(kind(found))}，应为${spaced(expectation(expected))}。`
    return found === 'number' && expected === 'non-empty string' ? [wrong, '请给这个值加上引号。'] : wrong
  },
  'config-exposed': ({ path, mode }) => [
    `${path} 中有密钥，但其他用户也能读取（权限 ${mode}）。`,
    `请执行：chmod 600 ${path}`
  ],
  'config-not-found': ({ path }) => `配置文件 ${path} 不存在。`,
  'config-exists': ({ path }, { has }) => [
    `${path} 已存在。`,
    `要增加配置档，请在该文件的 profiles 下添加。${has('--force') ? '要覆盖整个文件，请加 --force。' : ''}`
  ],
  'conflicting-settings': ({ keys, path }) => [
    `${path === undefined ? '' : `${path} 中的 `}${keys.join(' 与 ')} 不能同时设置。`,
    '请只保留一个。'
  ],
  'unset-variable': ({ path, key, variable }) => [
    `${path} 中的 \`${key}\` 要读取环境变量 ${variable}，但它没有设置。`,
    `请设置 ${variable}。`
  ],
  'unknown-profile': ({ found, known }) => [
    `没有名为“${found}”的配置档。`,
    known.length > 0 ? `已有配置档：${list(known)}。` : '配置中没有任何配置档。'
  ],
  'invalid-base-url': ({ found, source }) => [
    `base_url“${found}”（来自 ${source}）不是可用的地址。`,
    withoutScheme(found)
      ? `缺少协议，请写成 ${withScheme(found)}。`
      : '请写成 https://host 或 https://host:port，不带用户名、查询参数和 # 片段。'
  ],
  'insecure-base-url': ({ found, source }) => [
    `base_url“${found}”（来自 ${source}）是明文 http。`,
    '只有本机回环地址（127.0.0.1、localhost、[::1]）可以用 http；请改用 https。'
  ],
  'secret-file-unreadable': ({ key, path, reason }) =>
    `\`${key}\`：无法读取 ${path}：${unreadable[reason] ?? reason}。`,
  'invalid-setting': ({ key, source, expected, found, meant }) => {
    const wrong = `\`${key}\`（来自 ${source}）是“${found}”，应为${spaced(expectation(expected))}。`
    return meant ? [wrong, `是不是想用 ${meant}？`] : wrong
  },
  'unknown-variable': ({ name, meant }) => [`环境变量 ${name} 不会被读取。`, `是不是想用 ${meant}？`],

  'using-local': () => '没有配置 app_id 和 SALT：改用本地网关及其演示密钥。',
  'other-host': ({ host, source }) => `请求将发往 ${host}（来自 ${source}），它不是平台的域名。`,
  retrying: ({ attempt, of, cause, delay }) =>
    `${cause}：${delay} 毫秒后用相同单号重试（第 ${attempt} 次，共 ${of} 次）。`,
  'validation-skipped': ({ count }) => `--no-validate：忽略了 ${count} 处不符合文档限制的问题。`,
  'not-in-sandbox': ({ call }) => [`平台沙盒不支持 ${call}。`, '可先在本地网关（--env local）上调通，再用于线上。'],

  'connection-refused': ({ host }) => [
    `${host} 拒绝连接。`,
    '该地址没有服务在监听：请检查地址和端口（接口看 base_url，后端看回调地址），并启动服务。'
  ],
  'connection-reset': ({ host }) => [
    `${host} 没有返回完整响应就断开了连接。`,
    '请重试；若一直如此，请检查中间的代理或防火墙。'
  ],
  'host-not-found': ({ host }) => [`无法解析域名 ${host}。`, '请检查域名、DNS 和代理设置。'],
  'host-unreachable': ({ host, reason }) => [`无法连接 ${host}（${reason}）。`, '请检查网络、VPN 和 HTTPS_PROXY。'],
  'tls-untrusted': ({ host, reason }) => [
    `${host} 的 TLS 证书不可信（${reason}）。`,
    '如果是公司代理，请用 NODE_EXTRA_CA_CERTS 指定它的证书。证书校验不能关闭。'
  ],
  'connect-timeout': ({ host, limit }, { has }) => [
    `${limit} 毫秒内没有连上 ${host}。`,
    `请检查网络和 HTTPS_PROXY${has('--timeout') ? '，或加大 --timeout' : ''}。`
  ],
  'answer-timeout': ({ host, limit, handler }, command) =>
    handler
      ? [
          `后端 ${host} 没有在 ${limit} 毫秒内返回响应。`,
          `请先返回、后处理：回调入库后立即返回，业务放到之后处理。${command.has('--timeout') ? '也可以加大 --timeout。' : ''}`
        ]
      : [
          `${host} 没有在 ${limit} 毫秒内返回完整响应：请求可能已被执行。`,
          `${whenLost(command)}${command.has('--timeout') ? '也可以加大 --timeout。' : ''}`
        ],
  'network-error': ({ host, reason }) => `请求 ${host} 失败：${reason}。`,
  'http-redirect': ({ status, location }) => [
    `HTTP ${status}：要求重定向到“${location}”，已忽略。`,
    '平台不会重定向：请检查 base_url 和代理。'
  ],
  'http-client-error': ({ status }) => [
    `HTTP ${status}：对方不接受这个请求。`,
    '请检查 base_url 和路径；平台出错时返回的是 HTTP 200 加 err_no。'
  ],
  'http-server-error': ({ status }, command) => [`HTTP ${status}：对方服务出错，请求可能已被执行。`, whenLost(command)],
  'html-answer': ({ status }) => [
    `HTTP ${status}，返回的是 HTML 页面而不是 JSON。`,
    '响应来自代理、登录页或错误的域名：请检查 base_url 和 HTTPS_PROXY。'
  ],
  'answer-with-byte-order-mark': () => [
    '响应以 BOM（U+FEFF）开头，已跳过。',
    'PHP 的 json_decode、Python 的 json.loads、Go 的 encoding/json 都不接受 BOM：解析前请先去掉。'
  ],
  'answer-not-json': ({ line, column }) => `响应不是合法的 JSON（第 ${line} 行第 ${column} 列）。`,
  'answer-cut-off': ({ size }, command) => [
    `响应在 ${size} 字节处中断，JSON 不完整：连接被切断了。`,
    whenLost(command)
  ],
  'file-cut-off': ({ size }) => [
    `连接在 ${size} 字节处中断：文件不完整。`,
    '请重新下载；使用 --save 时不会留下残缺的文件。'
  ],
  'file-needs-save': ({ limit }) => [
    `文件超过 ${limit} 字节，不适合放进一个 JSON 文档。`,
    '请用 --save <file> 写入文件，或去掉 --json 输出到管道。'
  ],
  'answer-empty': ({ status }, command) => [`HTTP ${status}，响应体为空。`, whenLost(command)],
  'answer-too-large': ({ limit }) => [
    `响应超过 ${limit} 字节，已停止读取。`,
    '平台不会返回这么多内容：请检查 base_url。'
  ],
  'not-a-sandbox-app': ({ message }) => [
    `沙盒环境不认识这个小程序：${message}。`,
    '沙盒域名只接受沙盒小程序的 app_id 和 SALT（在控制台的沙盒页面取得）；正式小程序请用 --env production。'
  ],
  'answer-without-err-no': ({ member = 'err_no' }) => [
    `响应是 JSON，但没有 ${member}：支付接口不会这样返回。`,
    '请检查 base_url 和路径。也可以把响应粘贴到 `ecpay explain` 后面查询：它收录了一些其他接口的响应。'
  ],
  'gateway-refused': ({ err_no, err_tips, command, member = 'err_no' }) => {
    const refused = `${member} ${err_no}：${err_tips || '（没有说明）'}`
    return command ? [refused, `签名可能错在哪里：${command}`] : refused
  },
  'not-succeeded': ({ call, status }) => [
    `${call} 已受理，但最终结果是 ${status}。`,
    '原因见响应。重新发起请换新单号，这个单号的结果不会再变。'
  ],
  'wait-timeout': ({ limit, status }) => [
    `等待 ${limit} 秒后，状态仍为 ${status}。`,
    '请加大 --wait-timeout，或稍后再查。'
  ],

  'order-not-found': ({ out_order_no }) => [
    `本地网关中没有订单“${out_order_no}”。`,
    '请用 `ecpay simulate list` 查看。'
  ],
  'order-not-payable': ({ out_order_no, status }) => [
    `订单 ${out_order_no} 的状态是 ${status}，不能${status === 'SUCCESS' ? '再以别的方式' : ''}支付。`,
    status === 'SUCCESS'
      ? `要再发送一次回调，请运行 \`ecpay simulate pay ${out_order_no}\`。`
      : '请用 `ecpay create-order` 重新下单。'
  ],
  'way-not-offered': ({ out_order_no, way, limit_pay_way }) => [
    `订单 ${out_order_no} 屏蔽了支付方式 ${way}（limit_pay_way 为 ${limit_pay_way}）。`,
    '请用 --way 换一种支付方式。'
  ],
  'record-not-found': ({ kind, number }) => [
    `本地网关没有${NOUNS[kind] ?? kind} ${number}。`,
    `请先用 \`ecpay ${kind}\` 发起，并加上 --env local；\`ecpay simulate list\` 列出已有的单据。`
  ],
  'result-is-final': ({ kind, number, status }) => [
    `${NOUNS[kind] ?? kind} ${number} 已是 ${status}，不会再变。`,
    `请换新单号，用 \`ecpay ${kind}\` 重新发起。`
  ],
  'must-fail': ({ kind, number, reason }) => [
    `${NOUNS[kind] ?? kind} ${number} 不可能成功：${reason}。`,
    '请让它失败，余额足够后再重新发起。'
  ],
  'port-in-use': ({ port }, { has }) => [
    `端口 ${port} 已被占用。`,
    has('--port') ? '请用 --port 换一个端口。' : '请先结束占用该端口的程序。'
  ],
  'port-unusable': ({ port, reason }, { has }) => [
    `无法监听端口 ${port}：${reason}。`,
    has('--port') ? '请用 --port 换一个端口。' : '请先释放该端口。'
  ],
  'nothing-refused': () => ['本地网关还没有拒绝过请求。', '请用 `ecpay simulate serve` 启动它，再把请求发过来。'],
  'refused-without-body': ({ path, reason }) => [
    `最近一次被拒绝的请求是 ${path}，但没有保存请求体：${withoutBody[reason] ?? reason}。`,
    '请把请求体存成文件后运行：ecpay diagnose body.json --env local'
  ],
  'state-unusable': ({ path, reason }) => [
    `${path} 中的本地网关数据无法使用：${stateReasons[reason] ?? unreadable[reason] ?? reason}。`,
    stateHints[reason] ?? '请把 ECPAY_STATE_DIR 设为其他目录，或把这个目录移到别处，程序会新建一个。'
  ],
  'lmdb-missing': ({ platform, arch, reason }) => [
    `本地网关用 lmdb 保存订单，但加载不了它在 ${platform} ${arch} 上的二进制文件：${reason}`,
    '请重新完整安装，检查 .npmrc 或 npm_config_omit 中有没有 omit=optional：npm install ecpay-cli'
  ],
  'waiting-for-lock': ({ path, pid, host, seconds }) => [
    `${host === undefined ? '' : `主机 ${host} 上的`}进程 ${pid} 正在写本地网关的数据，已有 ${seconds} 秒，正在等待（${path}）。`,
    '如果它已经不在，一分钟内会自动继续。按 Ctrl-C 可停止等待。'
  ],
  'callback-not-200': ({ status }) => [`后端返回了 HTTP ${status}，平台要求 200。`, notOkHint(status)],
  'callback-answer-not-json': () => [
    '后端返回了 HTTP 200，但内容不是 JSON 对象。',
    '请返回 {"err_no":0,"err_tips":"success"}。'
  ],
  'callback-answer-empty': () => [
    '后端返回了 HTTP 200，但没有内容。',
    '请返回 {"err_no":0,"err_tips":"success"}：只有 HTTP 200 不算成功。'
  ],
  'callback-answer-byte-order-mark': () => [
    '响应以 BOM（U+FEFF）开头，因此不是合法的 JSON。',
    'PHP：把所有源文件（包括被引入的）存为无 BOM 的 UTF-8。.NET：用 new UTF8Encoding(false)。'
  ],
  'callback-answer-php-warning': () => [
    '响应中混入了 PHP 的报错信息，因此不是合法的 JSON。',
    '请修正它指出的问题；线上请设置 display_errors=0、log_errors=1。'
  ],
  'callback-answer-success-text': () => [
    '后端返回的是一个单词而不是 JSON，这是支付宝的写法。',
    '本平台要求 {"err_no":0,"err_tips":"success"}。'
  ],
  'callback-answer-xml': () => [
    '后端返回的是 XML 而不是 JSON，这是微信支付的写法。',
    '本平台要求 {"err_no":0,"err_tips":"success"}。'
  ],
  'callback-answer-html': () => [
    '后端返回的是 HTML 页面而不是 JSON。',
    '请检查路径：这可能是登录页、错误页或首页。请让该路由跳过登录和 CSRF 校验，并返回 {"err_no":0,"err_tips":"success"}。'
  ],
  'err-no-as-text': ({ err_no }) => [
    `响应中的 err_no 是字符串“${err_no}”，文档中是数字。`,
    '请返回 {"err_no":0,"err_tips":"success"}：没有资料说明平台也接受字符串。'
  ],
  'error-text-in-answer': ({ said }) => [
    `响应中有程序崩溃的信息（${said}），状态码却不是错误。`,
    '请捕获无法解析的请求并正常返回。报错信息不要给外人看：PHP 请设置 display_errors=0。'
  ],
  'callback-refused': ({ err_no, err_tips }) => [
    err_no === ''
      ? '后端的响应中没有 err_no，平台要求 0。'
      : `后端返回的 err_no 是 ${err_no}${err_tips ? `（${err_tips}）` : ''}，平台要求 0。`,
    '请返回 {"err_no":0,"err_tips":"success"}。'
  ],
  'insecure-target': ({ host }, { has }) => [
    `${host} 不是本机，而地址是不加密的 http。`,
    `请改用 https${has('--insecure') ? '；确实要发送时可加 --insecure' : ''}。`
  ],
  'insecure-delivery': ({ host }) => `已指定 --insecure：向 ${host} 发送时不加密，或不校验证书。`,
  'forgery-accepted': () => ['后端对伪造的回调返回了成功。', '请比较签名，不一致时不要返回成功。'],
  'handler-crashed': ({ status }) => [`后端返回了 HTTP ${status}。`, '请捕获无法解析的请求，返回 HTTP 200 或 4xx。'],
  'answered-when-sent-again': ({ count, of }) => [
    `同时发送的 ${of} 个回调中，有 ${count} 个起初没有响应，重新发送后才有。`,
    '开发用的服务器能同时排队的连接很少（listen backlog，Python 的 http.server 只有 5 个）：请换用线上的服务器再试。如果仍然如此，请先返回、后处理。'
  ],
  'echostr-not-returned': ({ status }) => [
    status === 200 ? '校验地址时，后端返回的内容不是 echostr。' : `校验地址时，后端返回了 HTTP ${status}。`,
    '请返回 HTTP 200，内容只有 echostr 的值。'
  ],
  'answer-slow': ({ milliseconds, limit }) => [
    `后端用了 ${milliseconds} 毫秒，宜在 ${limit} 毫秒以内。`,
    '请先保存回调并返回，再处理业务。'
  ],
  'effect-repeated': ({ before, after }) => [
    `业务被重复处理：收到同一回调后，查询结果由“${excerpt(before)}”变为“${excerpt(after)}”。`,
    '请按单号只处理一次，并与“已处理”的标记放在同一个数据库事务中（唯一索引）。'
  ],
  'effect-changed': ({ before, after }) => [
    `收到一个并非支付的回调后，查询结果由“${excerpt(before)}”变为“${excerpt(after)}”。`,
    '把订单改为已支付之前，请先判断 type 和 status。'
  ],
  'effect-differs': ({ found, expected }) => [
    `查询结果为“${excerpt(found)}”，--expect 指定的是“${excerpt(expected)}”。`,
    '请按单号只处理一次，并与“已处理”的标记放在同一个数据库事务中（唯一索引）。'
  ],
  'effect-not-seen': ({ shown }) => [
    `无法判断业务是否只处理了一次：第一个回调前后的查询结果都是“${excerpt(shown)}”。`,
    '请用 --number 指定一笔尚未支付的订单，并查询支付后会变化的内容；处理较慢时加大 --work-time。'
  ],
  'order-url-failed': ({ status }) => [
    `--order-url 返回了 HTTP ${status}。`,
    '它应以 HTTP 2xx 返回支付后会变化的内容，尚无内容时返回 404；网址中的 {number} 代表单号。'
  ],
  'query-failed': ({ reason, said }) => [
    `--query 的命令执行失败（${reason}）${said === '' ? '。' : `：${excerpt(said)}`}`,
    '请先在命令行中试一遍，单号在环境变量 ECPAY_NUMBER 中；命令的退出码应为 0。'
  ],
  'delivery-not-found': ({ found }) => [
    `没有回调记录“${found}”，也没有这个文件或目录。`,
    '请查看 `ecpay deliveries list`。'
  ],
  'deliveries-kept-again': ({ count }) => [
    `已恢复保存回调；其间收到的 ${count} 个没有保存。`,
    '需要时请让对方重新发送；没有返回成功的，平台会自己重发。'
  ],
  'no-deliveries': () => ['还没有收到过回调。', '请用 `ecpay listen` 接收。'],
  'cannot-resign': ({ name }) => [
    `${name} 无法重新签名，因此没有发送任何回调：`,
    '请去掉 --resign 按原样重放，或不把它放进目录：`ecpay deliveries export --only <id>`。'
  ],
  'replay-failed': ({ failed, of }) => `${of} 个回调中有 ${failed} 个的响应不符合要求。`,
  'demo-check-failed': ({ check, expected, found }) => [
    `演示的检查“${check}”未通过：应为 ${expected}，实为 ${found}。`,
    '这是本地网关的缺陷，请附上输出反馈。'
  ],
  'handler-failed': ({ failed, of, command }) => {
    const message = `后端未通过 ${of} 个用例中的 ${failed} 个。`
    return command === undefined ? message : [message, `请从第一个开始：\`${command}\`。`]
  },
  'callback-not-delivered': ({ url, attempts }) => [
    `向 ${url} 发送了 ${attempts} 次回调，均未被接受。`,
    '接收方应返回 HTTP 200 和 {"err_no":0,"err_tips":"success"}。'
  ]
}

/** HTTP 状态码不是 200 时后端该查什么。 */
function notOkHint(status: number): string {
  if (status >= 300 && status < 400) return '平台不跟随重定向：请直接填写最终地址，并让该路由跳过登录校验。'
  if (status === 404) return '请检查地址中的路径，以及路由是否存在。'
  if (status === 405) return '该路由要接受 POST。'
  if (status === 415) return '该路由要接受 application/json。'
  if (status >= 500) return '请查看后端日志：有异常没有处理。'
  return '请返回 HTTP 200 和 {"err_no":0,"err_tips":"success"}。'
}

/** 请求发出后没有收到响应时该怎么做。 */
function whenLost({ askedBy, has }: TypedCommand): string {
  if (askedBy) return `请用 \`ecpay ${askedBy}\` 查询，或用相同的单号重试。`
  return has('--yes') ? '请只用相同的单号重试：换新单号会重复执行。' : '请重试。'
}
