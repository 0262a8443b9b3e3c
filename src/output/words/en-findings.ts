import { isNumber } from '../../ecpay/catalogue/asked.js'
import type { FindingArgs } from '../../findings/findings.js'
import type { JsonExpectation } from '../../protocol/json/json.js'
import { excerpt } from '../terminal-text.js'
import { a, expectation, many } from './en-phrases.js'
import { withoutScheme, withScheme } from './scheme.js'
import { groupIn, helpLine, inputLines } from './typed-command.js'
import type { FindingSentences, TypedCommand } from './words.js'

const jsonExpectations: Record<JsonExpectation, string> = {
  value: 'a value',
  end: 'the end of the document',
  key: 'a key in double quotes',
  colon: 'a colon',
  'comma-or-brace': 'a comma or }',
  'comma-or-bracket': 'a comma or ]',
  'closing-quote': 'a closing quote',
  escape: 'an escape such as \\n or \\u4e2d',
  'escaped-control-character': 'an escape: control characters may not stand in a string'
}

/** What has its result later, by the command that asks for it. */
const NOUNS: Record<string, string> = {
  refund: 'refund',
  settle: 'settlement',
  return: 'return',
  withdraw: 'withdrawal'
}

/** Why a request is kept without its body. */
const withoutBody: Record<string, string> = {
  'too-large': 'it is too large',
  'a-form': 'it is a form with a file',
  empty: 'it has none'
}

/** What a process may not do that the disk has room for. */
const outOfLimits: Record<string, string> = {
  EFBIG: 'no file may become that large (`ulimit -f`)',
  EDQUOT: 'the quota of the disk is used up'
}

const damaged = 'Nothing was changed. Keep a copy of the directory; move it aside, and a new one is made.'
const stateHints: Record<string, string> = {
  ENOSPC: 'Make room, 16 MiB at least, or set ECPAY_STATE_DIR to a directory on another disk.',
  EFBIG: 'Raise the limit, or set ECPAY_STATE_DIR to a directory on another disk.',
  EDQUOT: 'Make room, or set ECPAY_STATE_DIR to a directory on another disk.',
  'a record is damaged': damaged,
  'not an lmdb data file': damaged,
  'the lmdb data file is damaged': damaged,
  'the lmdb data file is empty': damaged,
  'the lmdb data file is missing': damaged,
  'the newest changes are missing from the lmdb data file': damaged
}

/** Why a file is not usable, by the system's code or ours. */
const unreadable: Record<string, string> = {
  ENOENT: 'there is no such file',
  EACCES: 'permission denied',
  EPERM: 'permission denied',
  EISDIR: 'it is a directory',
  ENOTDIR: 'a part of the path is no directory',
  EROFS: 'the file system is read-only',
  ENOSPC: 'the disk is full',
  empty: 'it is empty',
  ELOOP: 'a link in the path leads round in a circle, or is not followed',
  EFBIG: 'it would be larger than the system allows',
  ENXIO: 'it is no regular file (a socket or a device)',
  'not-a-file': 'it is no regular file (a link, a pipe or a device)',
  'symbolic-link': 'it is a link, and links are not followed',
  'too-large': 'it is too large',
  'too-deep': 'it is nested more than 200 levels deep',
  'invalid-utf8': 'not UTF-8',
  'invalid-json': 'not valid JSON',
  'invalid-yaml': 'not valid YAML',
  'duplicate-key': 'the same key stands in it twice'
}

/** A place counted from 0, as people count. */
const counted = (offset: number) => (Number.isInteger(offset) ? offset + 1 : offset)

/** What people have in hand in place of a body. */
const kinds: Record<string, string> = {
  callback: 'a callback',
  har: 'a HAR file',
  curl: 'a curl command',
  powershell: 'a PowerShell command',
  fetch: 'a call of fetch',
  http: 'a whole HTTP request',
  wget: 'a wget command',
  httpie: 'an HTTPie command'
}

const list = (items: readonly string[]) => items.join(', ')
const at = (path: string, key: string) => `${path}: \`${key}\``
const limited = (unit: string) => (args: FindingArgs['too-many-bytes']) =>
  `\`${args.key}\` has ${args.length} ${unit}; at most ${args.limit} are allowed.`

/** Who gives a disputed signature. */
const sources: Record<string, string> = {
  'go-demo': "ByteDance's Go demo",
  'java-demo': "ByteDance's Java demo",
  appendix: 'the older official appendix'
}

/** What became of a text. */
const damages: Record<string, string> = {
  replaced: 'holds U+FFFD, which stands for characters that were lost',
  'question-marks': 'holds question marks where characters were lost',
  'utf8-as-gbk': 'is UTF-8 that was read as GBK',
  'utf8-as-latin1': 'is UTF-8 that was read as Latin-1'
}

/** What may be wrong with a SALT. */
const oddities: Record<string, string> = {
  quotes: 'quotes around it',
  'white space': 'white space around it',
  'invisible characters': 'invisible characters in it',
  'white space inside': 'white space in it',
  'app secret': 'the form of an app secret (40 hexadecimal digits)'
}

/** How the body of a POST is had as it came. */
const rawBodies: Record<string, string> = {
  php: "file_get_contents('php://input') (PHP)",
  java: '@RequestBody String or request.getInputStream() (Java)',
  go: 'io.ReadAll(r.Body) (Go)',
  js: 'express.raw({ type: "*/*" }) (Node)',
  python: 'request.get_data() (Flask), request.body (Django)'
}
const rawBody = (form: string) => {
  const own = rawBodies[String(form).split('-')[0] ?? '']
  return `Write the body of the POST to a file as it comes: ${own ?? list(Object.values(rawBodies))}. Or let \`ecpay listen\` keep it.`
}

/** What a callback was found in, exactly. */
const wrappings: Record<string, string> = {
  wrapped: 'inside another object',
  'json-text': 'as a JSON text inside JSON',
  request: 'in a whole request (curl, HTTP)',
  multipart: 'as a multipart form',
  'python-bytes': "as Python's b'…'",
  literal: 'as a literal of a programming language, not JSON',
  'url-encoded': 'URL-encoded',
  form: 'as a form (a=b&c=d), not JSON',
  base64: 'in Base64',
  escaped: 'with the escapes of a JSON text',
  'log-line': 'in a line of a log',
  'broken-lines': 'with line breaks inside its texts'
}

/** What printed a callback so that the original is lost. */
const printings: Record<string, string> = {
  'php-var-dump': 'the output of var_dump (PHP)',
  'php-print-r': 'the output of print_r (PHP)',
  'go-map': 'a map printed by Go',
  'go-struct': 'a struct printed by Go',
  'java-map': 'a Map.toString() (Java)',
  'java-object': 'an object printed by Java',
  'js-object': 'an object printed by JavaScript',
  'python-dict': 'a dict printed by Python',
  'quotes-lost': 'JSON whose quotes are lost, as a shell takes them',
  'backslashes-lost': 'JSON whose backslashes are lost, as after stripslashes',
  'cut-off': 'cut off before its end',
  several: 'several callbacks at once'
}

/** By what they were sorted. */
const orders: Record<string, string> = {
  reverse: 'backwards',
  case: 'without regard to case',
  locale: 'by the rules of a language (localeCompare)',
  'utf-16': 'by UTF-16 code units',
  length: 'by length'
}

/** Why a part of the signed texts goes missing. */
const missingParts: Record<string, string> = {
  msg: "Take msg in too: SHA-1 of token, timestamp and nonce alone is the check of the console's URL and of message push.",
  timestamp: 'It may come as a number: value.(string) in Go and (String) in Java drop it. Take its digits as text.',
  nonce: 'It may come as a number: value.(string) in Go and (String) in Java drop it. Take its digits as text.',
  token: 'Add the Token (令牌) of 支付设置 to the texts before they are sorted.'
}

/** Every finding in English: what was found, what was expected, and what to do. */
export const findings: FindingSentences = {
  'empty-body': () => ['The input is empty.', 'Pass a file, or pipe the JSON into the command.'],
  'body-too-large': ({ limit, size }) => [
    `The input has ${many(size, 'byte')}; at most ${limit} are read.`,
    'A callback or request of the platform is far smaller: check that this is the right file.'
  ],
  'invalid-utf8': ({ offset, command }) => [
    `The input is not UTF-8: byte ${counted(offset)} begins no valid character.`,
    command === undefined
      ? 'Save or capture it as UTF-8; GBK text signs differently and is refused by the platform.'
      : `It may be GBK. To read it as GBK: ${command}`
  ],
  'invalid-text': ({ encoding }, { has }) => [
    `The input is no ${encoding}: some of its bytes stand for no character.`,
    has('--encoding')
      ? 'Give the encoding that it has with --encoding, or leave that out for UTF-8.'
      : 'Save it as UTF-8.'
  ],
  'read-as-utf16': ({ encoding, path }) => [
    `${path ?? 'The input'} is ${encoding}, as Windows PowerShell writes it with >; it was read as such.`,
    path === undefined
      ? 'Signatures are over UTF-8. Write files with `ecpay … -o <file>` in place of >.'
      : 'Save it as UTF-8.'
  ],
  'byte-order-mark': () => [
    'The input begins with a byte order mark (U+FEFF); it was skipped.',
    'Save the file as UTF-8 without BOM: many JSON readers refuse it.'
  ],
  'crlf-line-breaks': ({ count }) => [
    `The input has ${many(count, 'Windows line break')} (CRLF): it went through an editor or was converted.`,
    'Callbacks come in one line. Capture the raw bytes of the request instead.'
  ],
  'invalid-json': ({ line, column, expected, found }) => [
    `Not JSON: line ${line}, column ${column} should be ${jsonExpectations[expected]}, but is ${found === '' ? 'the end' : `"${found}"`}.`,
    'Check the text at that place, for example with `jq .`.'
  ],
  'json-too-deep': ({ limit }) => `The JSON nests deeper than ${limit} levels.`,
  'not-an-object': ({ found }) => [
    `The JSON is of type ${found}; an object with the fields of the call is expected.`,
    'Write {"key": value, …}.'
  ],

  'quotes-lost': ({ found, key }, { has }) => [
    `${key === undefined ? 'The JSON' : `\`${key}\``} has lost its double quotes: ${excerpt(found)}`,
    has('-d')
      ? 'A shell took them (PowerShell, cmd). Put the JSON into a file and give @file in its place (-d key:=@file), or pipe it in.'
      : 'A shell took them (PowerShell, cmd). Put the JSON into a file and give that, or pipe it in.'
  ],

  'nested-value': ({ key, kind }, { has }) => [
    `\`${key}\` is of type ${kind}: official sources disagree on how such a value is signed.`,
    `Send it as a JSON string ("{\\"a\\":1}"), which every source signs alike. ${
      has('--nested')
        ? 'Or sign it by one of the other readings: --nested go, --nested json.'
        : '`ecpay sign --nested go` and `ecpay sign --nested json` show two other readings.'
    }`
  ],
  'null-value': ({ key }) => [
    `\`${key}\` is null: Go signs it as <nil>, Java crashes, PHP leaves it out.`,
    'Leave the field out of the body.'
  ],
  'duplicate-key': ({ key }) => [
    `\`${key}\` stands more than once in the object.`,
    'Keep one: JSON readers disagree on which of them counts.'
  ],
  'lone-surrogate': ({ key, codePoint }) => [
    `\`${key}\` holds half a character (${codePoint}), which has no UTF-8 form.`,
    'The text was cut in the middle of an emoji: cut by characters, not by UTF-16 code units.'
  ],
  'empty-salt': () => ['The SALT is empty.', 'Set the payment SALT from the console: 支付设置.'],

  'non-integer-number': ({ key, text }) => [
    `\`${key}\` is the number ${text}, signed as it is written.`,
    'Languages write such numbers differently (1.0, 1, 1e0); use an integer or a string.'
  ],
  'unsafe-integer': ({ key, text }) => [
    `\`${key}\` is ${text}, beyond ±(2^53-1); signed as it is written.`,
    'Code that reads it as a double sends another number; use a string.'
  ],
  'boolean-value': ({ key, text }) => [
    `\`${key}\` is ${text}, signed as that word.`,
    "The API's switches are the numbers 0 and 1; PHP would sign 1 or nothing."
  ],
  'edge-whitespace': ({ key, codePoints }) => [
    `\`${key}\` has white space at its edges (${list(codePoints)}); signed without it.`,
    'Trim the value before sending: Go, Java and PHP trim different characters.'
  ],
  'invisible-character': ({ key, codePoints }) => [
    `\`${key}\` holds invisible characters (${list(codePoints)}), which are signed.`,
    'They usually come from copying out of a document: remove them.'
  ],
  'outer-quotes': ({ key }) => [
    `\`${key}\` stands in quotes of its own; signed without them.`,
    'The value was probably encoded as JSON twice: encode it once.'
  ],
  'damaged-text': ({ key, how, was }, { has }) => [
    `\`${key}\` ${damages[how] ?? how}${typeof was === 'string' ? `; it probably was "${excerpt(was)}"` : ''}.`,
    `A signature over it is valid and useless. Pass the text as UTF-8, in a file${has('-d') ? ' (-d key=@file)' : ''} rather than through a shell${has('--encoding') ? '; a file in GBK with --encoding gbk' : ''}.`
  ],
  'sort-order': ({ keys }) => [
    `The order depends on the language: an emoji competes with a character in U+E000-FFFF (${list(keys)}).`,
    'This signature sorts by UTF-8 bytes as Go does; Java, JavaScript and C# sort by UTF-16 and get another. Avoid one of the two characters.'
  ],
  'suspicious-key': ({ key, meant, isThere }) => [
    `\`${key}\` looks like \`${meant}\` but is not, so it is signed as data.`,
    isThere
      ? `Remove it: the body has \`${meant}\` already, and the platform knows no \`${key}\`.`
      : `Rename it to \`${meant}\`; a wrong key here is a frequent cause of err_no 2008.`
  ],
  'suspicious-salt': ({ reason }) => [
    `The SALT has ${oddities[reason] ?? reason}; it is used as it is.`,
    'Copy it again from the console: 支付设置.'
  ],
  'short-secret': ({ name }) => [
    `The ${name} has fewer than 6 characters: so short a text is hidden in the string to sign only, not wherever it may stand.`,
    'Copy it whole from the console: 支付设置.'
  ],
  'suspicious-app-id': ({ found }) => [
    `The app_id is "${found}"; that of a mini program begins with tt and has 20 characters.`,
    'Copy it from the console of the mini program.'
  ],
  'strict-warning': ({ count }) => [
    `Refused by --strict: ${many(count, 'warning')}, each named below.`,
    'Mend what they name; without --strict they do not stop the signature.'
  ],

  'signature-differs': ({ found, expected, command }) => [
    `The signature is ${visibleHex(found)}; these fields and this SALT give ${expected}.`,
    command
      ? `Which mistake gives it: ${command}`
      : 'Which mistake gives it, `ecpay diagnose` tells; `ecpay sign --check --explain` shows what is signed.'
  ],
  'signature-disputed': ({ source, mistake }) => [
    `The signature is disputed: ${sources[source] ?? source} gives it, and other official sources do not (${mistake}).`,
    'Change the value so that all of them agree: `ecpay diagnose` shows how.'
  ],
  'app-id-not-sent': () => [
    'The body has no `app_id`: the platform cannot tell whose SALT to check it with.',
    'Send it, and only leave it out of what is signed: sign a copy, or do not remove it from the map that is sent.'
  ],
  'field-of-others': ({ key }) => [
    `\`${key}\` is no field of this call; it is sent and signed as data.`,
    'Remove it: it belongs to the calls of other payment platforms.'
  ],
  'salt-like-app-secret': () => [
    'The SALT has 40 hexadecimal digits, as an app secret has.',
    'Copy the SALT from the console: 支付设置; the app secret signs nothing here.'
  ],
  'missing-sign': (_, { has }) => {
    const option = ['--check', '--sign'].find(has)
    return [
      'There is no signature to compare with.',
      `${option ? `Give it as ${option} <hex>, or put` : 'Put'} it into the body as \`sign\`.`
    ]
  },
  'malformed-sign': ({ found }) => [
    `"${found}" is no MD5 signature: 32 lower-case hexadecimal digits are expected.`,
    'Pass the `sign` your code computed.'
  ],
  'no-request-found': ({ source }) => [
    `There is no request to the platform in this ${source}.`,
    'It needs an address and a body: paste the whole command as it was copied, or save the exchange as HAR.'
  ],
  'request-host': ({ host, env, expected }) => [
    `The request went to ${host}; the keys here belong to ${env} (${expected}).`,
    'Keys of one environment give err_no 2008 on the host of another; --env says which one these are of.'
  ],
  'request-method': ({ found, wanted }) => [`The method is ${found}.`, `This call is sent by ${wanted}.`],
  'request-insecure': ({ host }) => [
    `The request went to ${host} over http, without encryption.`,
    'The platform answers on https only; a redirect turns a POST into a GET.'
  ],
  'request-charset': ({ found }) => [
    `The Content-Type says charset=${found}.`,
    'The platform reads UTF-8: encode the body as UTF-8, and send Content-Type: application/json.'
  ],
  'unknown-path': ({ found, near }) => [
    `No documented call has the path ${found}.`,
    near.length > 0
      ? `Probably meant: ${list(near)}`
      : '`ecpay help` lists the calls; `ecpay call <path>` sends to any path.'
  ],
  'form-body': ({ form, keys }) => [
    `The body is no JSON but a form (${form}) with ${list(keys)}.`,
    'The platform reads JSON: send Content-Type: application/json, and one JSON object as the body.'
  ],
  'read-as': ({ kind }) =>
    kind === 'callback'
      ? 'The input is a callback, and is diagnosed as one.'
      : `The input is ${kinds[kind] ?? kind}; the body in it is looked at.`,
  'not-a-body': ({ kind, command }) => [`The input is ${kinds[kind] ?? kind}, not a body.`, `Read it with: ${command}`],
  'request-content-type': ({ found }) => [
    found === '' ? 'The request has no Content-Type.' : `The Content-Type is ${found}.`,
    'Send Content-Type: application/json; anything else gives err_no 2008.'
  ],
  'request-length': ({ length, size }) => [
    `Content-Length says ${many(length, 'byte')}; the body has ${size}.`,
    'Count bytes, not characters; a body that is cut off differs from what was signed.'
  ],

  'missing-member': ({ key }) => [
    `The callback has no \`${key}\`.`,
    'Verify the whole body of the POST, not only its msg or its query.'
  ],
  'wrong-type': ({ key, found, expected }) =>
    `\`${key}\` of the callback is of type ${found}; expected: ${expected.join(' or ')}.`,
  'msg-not-a-string': ({ found }) => [
    `\`msg\` is of type ${found}; the platform sends a string that holds JSON.`,
    'Something parsed and wrote the body again on the way. Verify the raw bytes of the request.'
  ],
  'malformed-signature': ({ found }) => [
    `\`msg_signature\` is "${found}", not 40 hexadecimal digits (SHA-1).`,
    'Check that the value is not cut, and that it is not the md5 of a request.'
  ],
  'signature-mismatch': () => 'The signature does not fit token, timestamp, nonce and msg.',
  'timestamp-not-seconds': ({ found }) => `\`timestamp\` is "${found}"; Unix seconds are expected.`,
  'too-old': ({ age, maxAge }) => [
    `The callback is ${age} s old; --max-age allows ${maxAge} s.`,
    'The platform retries for about 24 hours: an old callback can be genuine.'
  ],
  'from-the-future': ({ ahead, maxAge }) => [
    `The callback is dated ${ahead} s in the future; --max-age allows ${maxAge} s.`,
    'Check the clock of this machine.'
  ],
  'uppercase-digest': () => ['The signature is right but in upper case.', 'Compare in lower case.'],
  'md5-digest': () => [
    'The signature is an MD5.',
    'Callbacks are signed with SHA-1 and the Token, requests with MD5 and the SALT.'
  ],
  'callback-unwrapped': ({ form }) =>
    `The callback was found ${wrappings[form] ?? form}; its original is read from there.`,
  'callback-not-raw': ({ form }) => [
    `This is a callback, but not as it came: ${printings[form] ?? form}.`,
    form === 'several' ? 'Give one callback at a time.' : rawBody(form)
  ],
  'callback-of-trade-system': ({ version }) => [
    `This is a callback of the successor, the trade system (交易系统, version ${version}); it has no msg_signature.`,
    "It is signed in the headers Byte-Timestamp, Byte-Nonce-Str and Byte-Signature: RSA (SHA-256) with the platform's public key over timestamp, nonce and raw body, a line break behind each. The Token has no part in it."
  ],
  'not-a-callback': ({ kind, command }, { has }) =>
    kind === 'msg'
      ? [
          'This is msg alone, not the callback.',
          'Give the whole body of the POST: it has timestamp, nonce and msg_signature too.'
        ]
      : kind === 'answer'
        ? ['This is an answer of the platform, not a callback.', 'What its err_no means, `ecpay explain` tells.']
        : [
            'This is the body of a request, not a callback.',
            has('--callback')
              ? 'Leave out --callback to check its sign.'
              : `Its sign is checked by \`${command ?? 'ecpay diagnose'}\`.`
          ],
  'signature-of-other-hash': ({ digits, hash }) => [
    `${digits} hexadecimal digits: that is the length of ${hash}; a callback has 40, a SHA-1.`,
    'Callbacks are signed with SHA-1 and the Token, requests with MD5 and the SALT.'
  ],
  'sha256-digest': () => ['The signature is a SHA-256.', 'Callbacks are signed with SHA-1.'],
  'sha512-digest': () => ['The signature is a SHA-512.', 'Callbacks are signed with SHA-1.'],
  'hmac-digest': () => [
    'The signature is an HMAC with the token as its key.',
    'Callbacks use a plain SHA-1: the token is one of the four texts.'
  ],
  'hex-without-leading-zeros': () => [
    'The leading zeros of the signature are lost.',
    'Pad to 40 digits: String.format("%040x", …), or print each byte by "%02x".'
  ],
  'hex-bytes-unpadded': () => [
    'Bytes below 16 were printed with one digit.',
    'Print each byte by "%02x"; Integer.toHexString does not pad.'
  ],
  'hex-bytes-signed': () => [
    'Bytes from 128 on were printed with ffffff before them.',
    'Mask each byte: Integer.toHexString(b & 0xff), padded to two digits, or "%02x".'
  ],
  'hex-with-separators': () => [
    'Something stands between the bytes of the signature.',
    'Print the 40 digits only: BitConverter.ToString(…).Replace("-", "").ToLower() in C#.'
  ],
  'hex-bytes-as-numbers': () => [
    'The signature is a list of numbers: its bytes were printed as such.',
    'Write each byte as two hexadecimal digits: "%02x", hex.EncodeToString, HexFormat.'
  ],
  'hashed-twice': () => ['A hash was hashed once more.', 'Hash the joined texts once.'],
  'nothing-hashed': () => [
    'This is the hash of nothing.',
    'Look whether the text reaches the hash: update() before digest().'
  ],
  'md5-16-digits': () => [
    'The signature is the middle of an MD5: 16 digits.',
    'Callbacks are signed with SHA-1: 40 digits.'
  ],
  'digest-cut': ({ length, digits }) => [
    `The signature is cut after ${length} of ${digits} digits.`,
    'Look for a column or a variable that is too short.'
  ],
  'base64-digest': () => ['The signature is in Base64.', 'Write it as 40 lower-case hexadecimal digits.'],
  'base64-of-hex': () => [
    'The signature is the Base64 of its hexadecimal digits.',
    'Write it as 40 lower-case hexadecimal digits.'
  ],
  'token-edge-whitespace': () => [
    'White space round the token makes the difference.',
    'Copy the token again, and use `printf %s`, not `echo`, to write it into a file.'
  ],
  'salt-as-token': () => [
    'It was signed with the SALT in place of the token.',
    'Callbacks use the Token (令牌) of 支付设置.'
  ],
  'other-profile-token': ({ profile }) => [
    `It was signed with the token of profile \`${profile}\`.`,
    `Add --profile ${profile}.`
  ],
  'other-profile-salt': ({ profile }) => [
    `It was signed with the SALT of profile \`${profile}\`.`,
    'Callbacks use the Token (令牌) of 支付设置.'
  ],
  'demo-token': () => [
    'It was signed with the demo token of the local gateway.',
    'Add --env local, or sign it with your own token.'
  ],
  'demo-salt-as-token': () => [
    'It was signed with the demo SALT of the local gateway.',
    'Callbacks use the Token (令牌) of 支付设置; the demo SALT is for requests to the local gateway.'
  ],
  'app-id-as-token': () => [
    'It was signed with the app_id in place of the token.',
    'Callbacks use the Token (令牌) of 支付设置.'
  ],
  'token-not-loaded': ({ text }) => [
    text === ''
      ? 'It was signed with an empty token.'
      : `It was signed with "${text}" in place of the token: it was not loaded.`,
    'Look where your code takes the token from, and stop when it is not there.'
  ],
  'token-quoted': () => [
    'Quotes round the token make the difference.',
    'Copy the token without quotes into the configuration.'
  ],
  'token-in-other-case': () => ['The token was put into another case.', 'Use the token as it is.'],
  'msg-rewritten': ({ how }) => [
    `msg was parsed and written again, as ${how} does.`,
    'Verify msg exactly as it came: decode the outer JSON once, and do not touch the string.'
  ],
  'msg-trimmed': () => ['White space at the edge of msg was lost or added.', 'Do not trim msg: it is signed with it.'],
  'msg-not-decoded': () => [
    'msg was taken with the escapes of the outer JSON still in it.',
    'Decode the outer JSON once, and take the string that comes out.'
  ],
  'msg-decoded-twice': () => [
    'The escapes inside msg were decoded too.',
    'Decode the outer JSON once only; no stripslashes, no second decoding.'
  ],
  'msg-url-encoded': () => [
    'msg was taken URL-encoded, or URL-decoded though it is not encoded.',
    'The POST body is plain JSON: read it raw, not through a form parser.'
  ],
  'msg-html-escaped': () => [
    'msg was taken with HTML entities written into it or taken out of it.',
    'Switch off the filter that cleans incoming text, for this route.'
  ],
  'msg-with-byte-order-mark': () => [
    'A byte order mark (U+FEFF) before msg was lost or added.',
    'Keep the raw bytes: an editor or a reader put it there.'
  ],
  'msg-tags-stripped': () => [
    'HTML tags were taken out of msg, as strip_tags does.',
    'Switch off the filter that cleans incoming text, for this route.'
  ],
  'msg-spaces-removed': () => [
    'White space was taken out of msg.',
    'Verify msg exactly as it came: white space inside it is signed too.'
  ],
  'msg-slashes-added': () => [
    'Backslashes were added to msg, as addslashes does.',
    'Switch off the filter that escapes incoming text, for this route.'
  ],
  'msg-quotes-removed': () => ['The quotes in msg were removed or changed.', 'Verify msg exactly as it came.'],
  'msg-line-breaks-changed': () => ['The line breaks in msg were changed.', 'Verify msg exactly as it came.'],
  'msg-in-base64': () => ['msg was signed in Base64.', 'Sign the text of msg itself.'],
  'msg-in-other-case': () => ['msg was put into another case.', 'Verify msg exactly as it came.'],
  'msg-cut': ({ length }) => [
    `msg was cut after ${many(length, 'character')}.`,
    'Look for a column, a buffer or a log that is too short.'
  ],
  'msg-printed': ({ how }) => [
    `msg was parsed and printed: ${how}.`,
    'msg is a string: take it as it came, and parse a copy of it after the check.'
  ],
  'body-in-place-of-msg': () => [
    'The whole body was signed in place of msg.',
    'Decode the outer JSON once, and take the string msg out of it.'
  ],
  'whole-body-signed': () => [
    'The whole body was signed.',
    'Decode the outer JSON once; only token, timestamp, nonce and msg are signed.'
  ],
  'callback-part-left-out': ({ key }) => [`\`${key}\` was left out of the signed texts.`, missingParts[key] ?? ''],
  'member-not-read': ({ key, text }) => [
    `\`${key}\` was not read: "${text}" was signed in its place.`,
    'Look at the name under which your code takes it from the outer JSON, and at its type.'
  ],
  'stamp-rewritten': ({ key, text, came }) => [
    `\`${key}\` was signed as "${text}"; "${came}" came.`,
    'Take it as the text that stands in the body: no number, no date, no other unit.'
  ],
  'callback-quotes-kept': () => [
    'The texts were signed with the quotes of the JSON.',
    'Take the decoded string: asText() in place of toString() on a JsonNode.'
  ],
  'callback-hashed-as': ({ charset }) => [
    `The string was hashed as ${charset}.`,
    'Hash its UTF-8 bytes: getBytes(StandardCharsets.UTF_8), update(text, "utf8").'
  ],
  'callback-read-as': ({ charset }) => [
    `The body was read as ${charset}, though it is UTF-8.`,
    'Read the bytes and decode them as UTF-8; in a servlet, setCharacterEncoding("UTF-8") before the first read.'
  ],
  'callback-sorted-as-numbers': () => [
    "The texts were sorted as PHP's sort() does by default: digits as numbers.",
    'Sort them as strings: sort($list, SORT_STRING).'
  ],
  'callback-not-sorted': ({ order = ['token', 'timestamp', 'nonce', 'msg'] }) => [
    `The texts were not sorted: ${list(order)}.`,
    'Sort the four texts by their bytes before joining them.'
  ],
  'callback-sorted-otherwise': ({ how }) => [
    `The texts were sorted ${orders[how] ?? how}.`,
    'Sort the four texts by their bytes: a plain sort of strings.'
  ],
  'callback-list-printed': () => [
    'The list of the texts was printed, with its brackets.',
    'Join the four texts with nothing between: String.join("", list), strings.Join(list, "").'
  ],
  'callback-key-value': ({ how }) => [
    `The texts were signed with their names: ${how}, the token in the place of "…".`,
    'Callbacks sort the four bare texts and join them with nothing between: no names, no = and no &.'
  ],
  'all-members-signed': () => [
    'Every field of the callback was signed.',
    'Only token, timestamp, nonce and msg are signed.'
  ],
  'callback-separator': ({ separator }) => [
    `The texts were joined by ${JSON.stringify(separator)}.`,
    'Callbacks join them with nothing between; & is for requests.'
  ],
  'envelope-member-signed': ({ key }) => [
    `\`${key}\` was signed with them.`,
    'Only token, timestamp, nonce and msg are signed.'
  ],
  'msg-changed': () => [
    'No usual mistake explains it: msg was changed, or the token differs.',
    'Compare the token with 支付设置 (a changed token counts only for later orders), and the raw bytes with what the platform sent.'
  ],
  'unknown-type': ({ found }) => `\`type\` is "${found}", which the documentation does not name.`,

  'missing-field': ({ key, option, assign, empty }, { has }) => {
    const missing = `\`${key}\` is ${empty ? 'empty' : 'missing'}.`
    return assign && has('-d')
      ? [missing, `Give it ${option ? `with ${option}, or ` : ''}with -d ${key}${assign}…`]
      : missing
  },
  'missing-one-of': ({ key, other }) => [
    `\`${key}\` and \`${other}\` are both missing; one of them is needed.`,
    `Give \`${key}\`, or \`${other}\` in its place.`
  ],
  'wrong-field-type': ({ key, found, expected }, { has }) => [
    `\`${key}\` is of type ${found}; ${expected} is expected.`,
    expected === 'array'
      ? 'Give a JSON list of objects: [{"…": …}]'
      : expected === 'object'
        ? 'Give a JSON object: {"…": …}'
        : key.includes('.') || !has('-d')
          ? 'In JSON a string stands in quotes, and a number does not.'
          : `-d ${key}=text gives a string, -d ${key}:=1 gives a number.`
  ],
  'too-many-bytes': limited('bytes in UTF-8'),
  'too-many-characters': limited('characters'),
  'below-minimum': ({ key, limit, value, taken }) =>
    `\`${key}\` is ${value}; at least ${limit} is allowed${taken === undefined ? '' : `: the platform takes ${taken}`}.`,
  'above-maximum': ({ key, limit, value, taken }) =>
    `\`${key}\` is ${value}; at most ${limit} is allowed${taken === undefined ? '' : `: the platform takes ${taken}`}.`,
  'not-an-integer': ({ key, value }) => {
    const wrong = `\`${key}\` is "${value}"; an integer is expected.`
    return /amount$/.test(key) ? [wrong, 'Amounts are whole numbers of fen: 100 is ¥1.00.'] : wrong
  },
  'character-not-allowed': ({ key, allowed, codePoints }) =>
    `\`${key}\` holds ${list(codePoints)}; only ${allowed} are allowed.`,
  'not-a-url': ({ key, length }) =>
    `\`${key}\` (${many(length, 'character')}) is no URL; https://host/path is expected.`,
  'not-https': ({ key, found }) => `\`${key}\` begins with ${found}; the platform calls https only.`,
  'port-not-443': ({ key, found }) => `\`${key}\` names port ${found}; the platform calls port 443 only.`,
  'not-one-of': ({ key, allowed, found }) => `\`${key}\` is "${found}"; allowed: ${list(allowed)}.`,
  'not-a-date': ({ key, found, expected }) => `\`${key}\` is "${found}"; it must be a date, written ${expected}.`,
  'not-json-text': ({ key }) => [
    `\`${key}\` must be a string that holds JSON.`,
    'Put the JSON into a file and give @file in its place: no shell touches its quotes then.'
  ],
  'too-many-items': ({ key, limit, length }) =>
    `\`${key}\` has ${length === 1 ? '1 entry' : `${length} entries`}; at most ${limit} are allowed.`,
  'amount-with-decimals': ({ key, value, fen }) => [
    `\`${key}\` is "${value}"; amounts are integers in fen.`,
    `100 fen is ¥1.00: for ¥${value} write ${fen}.`
  ],
  'seconds-not-milliseconds': ({ key, value }) => [
    `\`${key}\` is ${value}, which looks like seconds; milliseconds are expected.`,
    `For that time write ${value}000.`
  ],
  'client-token-given': ({ key }) => [
    `\`${key}\` begins with clt.: a client_token of open.douyin.com, which this call does not take.`,
    'Fetch one with appid and secret from /api/apps/v2/token (getAccessToken).'
  ],
  'unknown-field': ({ key, meant }) =>
    `\`${key}\` is no documented field; did you mean \`${meant}\`? It is sent and signed.`,

  'missing-command': () => ['No command is given.', 'First steps: `ecpay demo`. All commands: `ecpay --help`.'],
  'unknown-command': ({ found, meant }) => [
    `There is no command "${found}".`,
    meant ? `Did you mean \`ecpay ${meant}\`?` : `All commands: \`ecpay ${groupIn(found)}--help\``
  ],
  'unknown-option': ({ found, meant, of }, command) => [
    of
      ? `${found} is an option of \`ecpay ${of}\` and stands before its name.`
      : command.name === ''
        ? `There is no option ${found}.`
        : `\`ecpay ${command.name}\` has no option ${found}.`,
    of
      ? `Write it after the name: ecpay ${of} ${found} …`
      : meant
        ? `Did you mean ${meant}?`
        : `Its options: ${helpLine(command)}`
  ],
  'missing-argument': ({ name }, command) => [`The argument <${name}> is missing.`, `Examples: ${helpLine(command)}`],
  'argument-wins': ({ key, given, found }) =>
    `\`${key}\` is ${given} as it was typed, and not ${found} as it stands in --from.`,
  'later-wins': ({ key, given: json, by, found: other, over }) => {
    const [given, found] = [excerpt(json), excerpt(other)]
    return by === over
      ? `\`${key}\` is ${given}, the last that ${by} says, and not ${found}.`
      : `\`${key}\` is ${given} as ${by} says, and not ${found} as ${over} says.`
  },
  'missing-option': ({ option }, command) => [`${option} is missing.`, `Examples: ${helpLine(command)}`],
  'missing-option-value': ({ option }, command) => [`${option} needs a value.`, `Examples: ${helpLine(command)}`],
  'too-many-arguments': ({ found, expected }, command) => [
    `Arguments given: ${found}; \`ecpay ${command.name}\` takes ${expected}.`,
    `A value with spaces stands in quotes. Examples: ${helpLine(command)}`
  ],
  'invalid-option-value': ({ option, found, expected, meant }, command) => {
    const name = /^\w/.test(option) ? `The argument <${option}>` : option
    return [
      `${name} is "${found}"; expected: ${expectation(expected)}.`,
      meant ? `Did you mean ${meant}?` : `Examples: ${helpLine(command)}`
    ]
  },
  'option-without-value': ({ option }) => [`${option} takes no value.`, `Write ${option} alone.`],
  'conflicting-options': ({ options }, command) => [
    `${options.join(' and ')} exclude each other.`,
    `Leave one out. What each does: ${helpLine(command)}`
  ],
  'unknown-language': ({ found, known }) => [
    `ECPAY_LANG is "${found}", a language that is not known.`,
    `Known: ${known}`
  ],
  'secret-in-flag': ({ key, variable, flag }) => [
    `\`${key}\` is a secret, and other users of the machine can read the command line.`,
    `Give it by the variable ${variable}, or in a file with ${flag}.`
  ],
  'malformed-assignment': ({ option, found }) => [
    `${option} "${found}" is no assignment.`,
    option === '--file'
      ? '--file key=path sends the file under that key.'
      : `${option} key=text gives a string, ${option} key:=json a raw JSON value.`
  ],
  'no-input': (_, command) => {
    const lines = inputLines(command)
    return [
      `\`ecpay ${command.name}\` reads a file or a pipe; neither was given.`,
      lines
        ? `Try: ${lines.join(', or: ')}`
        : `Standard input is a terminal here: pipe the text in. Examples: ${helpLine(command)}`
    ]
  },
  'file-not-readable': ({ path, reason }) => [
    `${path} could not be read: ${unreadable[reason] ?? reason}.`,
    'Check the path; it is relative to the working directory.'
  ],
  'file-not-writable': ({ path, reason }) => [
    `${path} could not be written: ${unreadable[reason] ?? reason}.`,
    path === 'stdout' ? 'Make room, or write it elsewhere.' : 'Check the path; it is relative to the working directory.'
  ],
  'file-exists': ({ path, flag }) => [`${path} already exists.`, `Choose another name, or replace it with ${flag}.`],
  'prompt-refused': ({ flags }) => [
    'This command asks questions, and there is no terminal to ask on (or --no-input, or CI).',
    `Answer by flags: ${list(flags)}.`
  ],
  'confirmation-needed': ({ flag, env }, { has }) => [
    `This is real money (${env}) and wants a confirmation.`,
    `Add ${flag} to confirm without a question${has('--dry-run') ? ', or --dry-run to see the request' : ''}.`
  ],
  'not-confirmed': () => 'Not confirmed; nothing was done.',
  interrupted: () => 'Interrupted.',
  'internal-error': ({ reason }) => [
    `This is a fault of ecpay itself: ${reason}`,
    'Please report it with the command you ran.'
  ],
  'bad-lines': ({ count, total }) => [
    `${count} of ${total} lines were not signed; each has an empty line in its place.`,
    'The errors above name them.'
  ],
  'secret-masked': ({ count }) => [
    `A secret stood in the result and was masked in ${many(count, 'place')}.`,
    'The result is not byte for byte what it was. Never put SALT or token into a body.'
  ],
  'command-not-shown': ({ characters }) => [
    `The command has characters in it that a terminal does not show: ${list(characters)}. Copied from the screen it is another command.`,
    'Write it to a file: add `-o command.txt`.'
  ],
  'unknown-call': ({ found, near }) => [
    `"${found}" is no call that this tool knows.`,
    near.length > 0 ? `Nearest: ${list(near)}.` : 'The calls and their commands: `ecpay --help`.'
  ],
  'negative-test-in-production': () => [
    'Production has no --negative-test.',
    'Ask the sandbox or the local gateway for an error: `--env sandbox`, `--env local`.'
  ],
  'unknown-code': ({ found, near }) => [
    isNumber(found)
      ? `"${found}" is not in the catalogue; the platform's full tables are not public.`
      : `"${found}" is not in the catalogue.`,
    near.length > 0
      ? `Nearest: ${list(near)}. All: \`ecpay explain --list\`.`
      : isNumber(found)
        ? 'Ask by the text that came with it: `ecpay explain <err_tips>`. All that are known: `ecpay explain --list`.'
        : 'All that are known: `ecpay explain --list`.'
  ],

  'missing-salt': (_, { has }) => [
    'No SALT is configured.',
    `For the demo keys of the local gateway add --env local: they are never taken by themselves, since a signature by the wrong SALT looks like any other. For your own: ECPAY_SALT${has('--salt-file') ? ', --salt-file' : ''} or \`ecpay init\`.`
  ],
  'missing-token': (_, { has }) => [
    'No token is configured.',
    `For the demo keys of the local gateway add --env local: they are never taken by themselves, since a verdict by the wrong token looks like any other. For your own: ECPAY_TOKEN${has('--token-file') ? ', --token-file' : ''} or \`ecpay init\`.`
  ],
  'missing-access-token': (_, { has }) => [
    'No access token is given.',
    `Set ECPAY_ACCESS_TOKEN${has('--access-token-file') ? ', or use --access-token-file' : ''}. For the local gateway add --env local.`
  ],
  'missing-app-id': () => ['No app_id is configured.', 'Set ECPAY_APP_ID, or run `ecpay init`.'],
  'config-unreadable': ({ path, reason, line, detail }) =>
    `${path} could not be read: ${unreadable[reason] ?? reason}${line === undefined ? '' : ` (line ${line})`}${detail ? `, ${detail}` : ''}.`,
  'config-more-problems': ({ path, count }) => `${path}: ${count} more, not named here.`,
  'config-not-yours': ({ path, why, mode, uid }) => [
    why === 'owner'
      ? `${path} was found by search, and it belongs to another user (uid ${uid}).`
      : `${path} was found by search, and others than you can write it (mode ${mode}).`,
    `${why === 'writable' ? `Run chmod go-w ${path}. Or look` : 'Look'} into it, and run \`ecpay config trust\` if you want what it says; --config names it for once.`
  ],
  'file-outside-folder': ({ path, key, target, meant }) => [
    key === ''
      ? `${path} was found by search, and is a link that leads out of its folder: ${target}.`
      : `${at(path, key)} leads out of the folder of the configuration: ${target}.`,
    key === ''
      ? 'Name the file itself with --config, or run `ecpay config trust`.'
      : `Set ${meant} to the file instead, or run \`ecpay config trust\` if you want what the configuration says; --config trusts it for once.`
  ],
  'reference-outside-secret': ({ path, key, variable, meant }) => [
    `${at(path, key)} would send the environment variable ${variable} to others: a configuration found by search may read salt and token from any variable, other settings from ECPAY_… only.`,
    `Set ${meant} instead, or rename the variable to ECPAY_…; or run \`ecpay config trust\` if you want what the file says.`
  ],
  'untrusted-host': ({ path, key, host, keys }, { has }) => [
    `${at(path, key)} would send what is yours to ${host}: the file was found by search, and ${keys.length > 0 ? `${list(keys)} ${keys.length > 1 ? 'do' : 'does'} not stand in it` : 'callbacks are not its own'}.`,
    `Is ${host} yours? Run \`ecpay config trust\`, or name it yourself: ${key === 'base_url' ? 'ECPAY_BASE_URL' : `${has('--to') ? '--to or ' : ''}ECPAY_NOTIFY_URL`}, or --config.`
  ],
  'config-unknown-key': ({ path, key, meant, known }) => [
    `${at(path, key)} is no setting.`,
    meant ? `Did you mean \`${meant}\`?` : `Settings: ${list(known)}.`
  ],
  'config-wrong-type': ({ path, key, expected, found }) => {
    if (key === '.')
      return [
        `${path} as a whole is ${found === 'array' ? 'a list' : a(found)}, not settings with names.`,
        'Write one a line: app_id: tt…'
      ]
    const wrong = `${at(path, key)} is ${a(found)}; expected: ${a(expected)}.`
    return found === 'number' && expected === 'non-empty string' ? [wrong, 'Write the value in quotes.'] : wrong
  },
  'config-exposed': ({ path, mode }) => [
    `${path} holds secrets and others can read it (mode ${mode}).`,
    `Run: chmod 600 ${path}`
  ],
  'config-not-found': ({ path }) => `There is no configuration file ${path}.`,
  'config-not-writable': ({ path, reason }) => `${path} could not be written: ${unreadable[reason] ?? reason}.`,
  'conflicting-settings': ({ keys, path }) => [
    `${path ? `${path}: ` : ''}${keys.map((key) => `\`${key}\``).join(' and ')} are both given.`,
    'Keep one: which of them counts cannot be told.'
  ],
  'config-exists': ({ path }, { has }) => [
    `${path} already exists.`,
    `To add a profile, write it under profiles in that file.${has('--force') ? ' To replace the file, add --force.' : ''}`
  ],
  'unset-variable': ({ path, key, variable }) => [
    `${at(path, key)} reads the environment variable ${variable}, which is not set.`,
    `Set ${variable}.`
  ],
  'unknown-profile': ({ found, known }) => [
    `There is no profile "${found}".`,
    known.length > 0 ? `Known profiles: ${list(known)}.` : 'The configuration has no profiles.'
  ],
  'invalid-base-url': ({ found, source }) => [
    `base_url "${found}" (${source}) is no usable address.`,
    withoutScheme(found)
      ? `The scheme is missing: write ${withScheme(found)}.`
      : 'Write https://host or https://host:port, without user, query or fragment.'
  ],
  'insecure-base-url': ({ found, source }) => [
    `base_url "${found}" (${source}) is plain http.`,
    'http is accepted for loopback only (127.0.0.1, localhost, [::1]); use https.'
  ],
  'secret-file-unreadable': ({ key, path, reason }) =>
    `\`${key}\`: ${path} could not be read: ${unreadable[reason] ?? reason}.`,
  'invalid-setting': ({ key, source, expected, found, meant }) => {
    const wrong = `\`${key}\` (${source}) is "${found}"; expected: ${expected}.`
    return meant ? [wrong, `Did you mean ${meant}?`] : wrong
  },
  'unknown-variable': ({ name, meant }) => [`The variable ${name} is read by nothing.`, `Did you mean ${meant}?`],

  'using-local': () => 'No app_id or SALT is configured: using the local gateway with its demo keys.',
  'other-host': ({ host, source }) => `The call goes to ${host} (${source}), which is not the platform.`,
  retrying: ({ attempt, of, cause, delay }) =>
    `${cause}: trying again in ${delay} ms (${attempt} of ${of}), same number.`,
  'validation-skipped': ({ count }) => `--no-validate: ${many(count, 'violation')} of documented limits let pass.`,
  'not-in-sandbox': ({ call }) => [
    `The sandbox of the platform does not have ${call}.`,
    'Try it on the local gateway (--env local) first, then in production.'
  ],

  'connection-refused': ({ host }) => [
    `${host} refused the connection.`,
    'Nothing listens there: check the address and its port (base_url of a call, the URL of a handler), and start the server.'
  ],
  'connection-reset': ({ host }) => [
    `${host} closed the connection before it had answered.`,
    'Try again; if it stays, look for a proxy or firewall in between.'
  ],
  'host-not-found': ({ host }) => [
    `The name ${host} could not be resolved.`,
    'Check the name, DNS and proxy settings.'
  ],
  'host-unreachable': ({ host, reason }) => [
    `${host} cannot be reached (${reason}).`,
    'Check network, VPN and HTTPS_PROXY.'
  ],
  'tls-untrusted': ({ host, reason }) => [
    `The TLS certificate of ${host} cannot be trusted (${reason}).`,
    'For a company proxy give its certificate in NODE_EXTRA_CA_CERTS. Verification cannot be switched off.'
  ],
  'connect-timeout': ({ host, limit }, { has }) => [
    `No connection to ${host} within ${limit} ms.`,
    `Check network and HTTPS_PROXY${has('--timeout') ? ', or raise --timeout' : ''}.`
  ],
  'answer-timeout': ({ host, limit, handler }, command) =>
    handler
      ? [
          `The handler at ${host} did not answer within ${limit} ms.`,
          `Answer first, work later: store the callback, answer, and do the work after that.${command.has('--timeout') ? ' Or wait longer with --timeout.' : ''}`
        ]
      : [
          `${host} did not finish its answer within ${limit} ms: the call may have been carried out.`,
          `${whenLost(command)}${command.has('--timeout') ? ' Or wait longer with --timeout.' : ''}`
        ],
  'network-error': ({ host, reason }) => `The call to ${host} failed: ${reason}.`,
  'http-redirect': ({ status, location }) => [
    `HTTP ${status}: a redirect to "${location}", which is not followed.`,
    'The platform does not redirect: check base_url and proxy.'
  ],
  'http-client-error': ({ status }) => [
    `HTTP ${status}: the host does not take this request.`,
    'Check base_url and path; the platform answers errors with HTTP 200 and err_no.'
  ],
  'http-server-error': ({ status }, command) => [
    `HTTP ${status}: the host failed, and the call may have been carried out.`,
    whenLost(command)
  ],
  'html-answer': ({ status }) => [
    `HTTP ${status} with an HTML page in place of JSON.`,
    'A proxy, a login page or a wrong host answered: check base_url and HTTPS_PROXY.'
  ],
  'answer-with-byte-order-mark': () => [
    'The answer begins with a byte order mark (U+FEFF); it was skipped.',
    'json_decode of PHP, json.loads of Python and encoding/json of Go refuse it: strip it before you parse.'
  ],
  'answer-not-json': ({ line, column }) => `The answer is not JSON (line ${line}, column ${column}).`,
  'answer-cut-off': ({ size }, command) => [
    `The answer ends after ${many(size, 'byte')} in the middle of its JSON: the connection was cut.`,
    whenLost(command)
  ],
  'file-cut-off': ({ size }) => [
    `The connection was cut after ${many(size, 'byte')}: the file is not whole.`,
    'Ask for it again. With --save nothing of it was kept.'
  ],
  'file-needs-save': ({ limit }) => [
    `The file is larger than ${limit} bytes: too much for a JSON document.`,
    'Write it to a file with --save <file>, or into a pipe without --json.'
  ],
  'answer-empty': ({ status }, command) => [`HTTP ${status} with an empty body.`, whenLost(command)],
  'answer-too-large': ({ limit }) => [
    `The answer is larger than ${limit} bytes; reading stopped.`,
    'The platform never answers that much: check base_url.'
  ],
  'not-a-sandbox-app': ({ message }) => [
    `The sandbox does not know this app: ${message}.`,
    "Its hosts take a sandbox app's app_id and SALT, from the sandbox's own page of the console; the app for production is sent with --env production."
  ],
  'answer-without-err-no': ({ member = 'err_no' }) => [
    `The answer is JSON without ${member}: no payment call answers so.`,
    'Check base_url and path. Paste the answer behind `ecpay explain`: it knows some that come from beside the payment calls.'
  ],
  'gateway-refused': ({ err_no, err_tips, command, member = 'err_no' }) => {
    const refused = `${member} ${err_no}: ${err_tips || '(without a message)'}`
    return command ? [refused, `What may be wrong with the signature: ${command}`] : refused
  },
  'not-succeeded': ({ call, status }) => [
    `${call} was accepted, and ended as ${status}.`,
    'The answer says why. Start again under a new number: this one keeps its result.'
  ],
  'wait-timeout': ({ limit, status }) => [
    `After ${limit} s the state is still ${status}.`,
    'Raise --wait-timeout, or ask again later.'
  ],

  'order-not-found': ({ out_order_no }) => [
    `The local gateway has no order "${out_order_no}".`,
    'See `ecpay simulate list`.'
  ],
  'order-not-payable': ({ out_order_no, status }) => [
    `Order ${out_order_no} is ${status} and cannot be paid${status === 'SUCCESS' ? ' otherwise' : ''}.`,
    status === 'SUCCESS'
      ? `Its callback goes out once more with \`ecpay simulate pay ${out_order_no}\`.`
      : 'Create a new one with `ecpay create-order`.'
  ],
  'way-not-offered': ({ out_order_no, way, limit_pay_way }) => [
    `Order ${out_order_no} does not offer ${way}: its limit_pay_way is ${limit_pay_way}.`,
    'Pay another way with --way.'
  ],
  'record-not-found': ({ kind, number }) => [
    `The local gateway has no ${NOUNS[kind] ?? kind} ${number}.`,
    `Ask for one with \`ecpay ${kind}\` and --env local; \`ecpay simulate list\` shows what is there.`
  ],
  'result-is-final': ({ kind, number, status }) => [
    `The ${NOUNS[kind] ?? kind} ${number} is ${status} already, and stays so.`,
    `Ask for another one with \`ecpay ${kind}\`, under a new number.`
  ],
  'must-fail': ({ kind, number, reason }) => [
    `The ${NOUNS[kind] ?? kind} ${number} cannot succeed: ${reason}.`,
    'Let it fail, and ask for another one when there is the money for it.'
  ],
  'port-in-use': ({ port }, { has }) => [
    `Port ${port} is in use.`,
    has('--port') ? 'Choose another with --port.' : 'End what listens there.'
  ],
  'port-unusable': ({ port, reason }, { has }) => [
    `Port ${port} cannot be used: ${reason}.`,
    has('--port') ? 'Choose another with --port.' : 'End what keeps it.'
  ],
  'nothing-refused': () => [
    'The local gateway has refused no request yet.',
    'Start it with `ecpay simulate serve`, and send your request to it.'
  ],
  'refused-without-body': ({ path, reason }) => [
    `The last refused request, ${path}, is kept without its body: ${withoutBody[reason] ?? reason}.`,
    'Save the body to a file: ecpay diagnose body.json --env local'
  ],
  'state-unusable': ({ path, reason }) => [
    `The state of the local gateway in ${path} cannot be used: ${outOfLimits[reason] ?? unreadable[reason] ?? reason}.`,
    stateHints[reason] ?? 'Set ECPAY_STATE_DIR to another directory, or move this one aside: a new one is made.'
  ],
  'lmdb-missing': ({ platform, arch, reason }) => [
    `The binary of lmdb for ${platform} ${arch}, in which the local gateway keeps its orders, cannot be loaded: ${reason}`,
    'Install it again with nothing left out (`omit=optional` may stand in .npmrc or npm_config_omit): npm install ecpay-cli'
  ],
  'waiting-for-lock': ({ path, pid, host, seconds }) => [
    `Process ${pid}${host === undefined ? '' : ` on ${host}`} has been writing to the state of the local gateway for ${seconds} s: waiting for it (${path}).`,
    'If it is gone, this goes on by itself within a minute. Ctrl-C ends the waiting.'
  ],
  'callback-not-200': ({ status }) => [
    `The handler answered HTTP ${status}; the platform wants 200.`,
    notOkHint(status)
  ],
  'callback-answer-not-json': () => [
    'The handler answered HTTP 200, but no JSON object.',
    'Answer {"err_no":0,"err_tips":"success"}.'
  ],
  'callback-answer-empty': () => [
    'The handler answered HTTP 200, but nothing else.',
    'Answer {"err_no":0,"err_tips":"success"}: HTTP 200 alone is no success.'
  ],
  'callback-answer-byte-order-mark': () => [
    'The answer begins with a byte order mark (U+FEFF), so it is not JSON.',
    'PHP: save every source file, the included ones too, as UTF-8 without BOM. .NET: new UTF8Encoding(false).'
  ],
  'callback-answer-php-warning': () => [
    'A message of PHP stands in the answer, so it is not JSON.',
    'Mend what it tells of; set display_errors=0 and log_errors=1 in production.'
  ],
  'callback-answer-success-text': () => [
    'The handler answered a word in place of JSON, as Alipay wants it.',
    'This platform wants {"err_no":0,"err_tips":"success"}.'
  ],
  'callback-answer-xml': () => [
    'The handler answered XML in place of JSON, as WeChat Pay wants it.',
    'This platform wants {"err_no":0,"err_tips":"success"}.'
  ],
  'callback-answer-html': () => [
    'The handler answered an HTML page in place of JSON.',
    'Check the path: this may be a login page, an error page or the home page. Take the route out of login and CSRF checks, and answer {"err_no":0,"err_tips":"success"}.'
  ],
  'err-no-as-text': ({ err_no }) => [
    `err_no is the string "${err_no}" in the answer; the documentation has a number.`,
    'Answer {"err_no":0,"err_tips":"success"}: nothing says that the platform takes a string too.'
  ],
  'error-text-in-answer': ({ said }) => [
    `The answer tells of a crash ("${said}"), though its status is no error.`,
    'Catch what cannot be read, and answer it. Show no error messages to strangers: display_errors=0 in PHP.'
  ],
  'callback-refused': ({ err_no, err_tips }) => [
    err_no === ''
      ? 'The answer of the handler has no err_no; the platform wants 0.'
      : `The handler answered err_no ${err_no}${err_tips ? `: ${err_tips}` : ''}; the platform wants 0.`,
    'Answer {"err_no":0,"err_tips":"success"}.'
  ],
  'insecure-target': ({ host }, { has }) => [
    `${host} is not this machine, and the address is plain http.`,
    has('--insecure') ? 'Use https, or send it all the same with --insecure.' : 'Use https.'
  ],
  'insecure-delivery': ({ host }) =>
    `Sending to ${host} with --insecure: without encryption, or without a look at its certificate.`,
  'forgery-accepted': () => [
    'The handler answered success to a forged callback.',
    'Compare the signature, and answer no success where it differs.'
  ],
  'handler-crashed': ({ status }) => [
    `The handler answered HTTP ${status}.`,
    'Catch what cannot be parsed, and answer HTTP 200 or 4xx.'
  ],
  'answered-when-sent-again': ({ count, of }) => [
    `${count} of ${of} callbacks at once had no answer at first, and were answered when they were sent again.`,
    'A development server takes few connections at once (the listen backlog; 5 in http.server of Python): try it behind the server you use in production. If it is the same there, answer first and do the work later.'
  ],
  'echostr-not-returned': ({ status }) => [
    status === 200
      ? 'The check of its address was answered with another text than echostr.'
      : `The check of its address was answered with HTTP ${status}.`,
    'Answer HTTP 200 with the value of echostr and nothing else.'
  ],
  'answer-slow': ({ milliseconds, limit }) => [
    `The handler took ${milliseconds} ms; ${limit} ms are good.`,
    'Store the callback, answer, and do the work behind it.'
  ],
  'effect-repeated': ({ before, after }) => [
    `The work was done again: what showed "${excerpt(before)}" shows "${excerpt(after)}" after the same callback.`,
    'Do the work once by its number, in one transaction with what marks it as done (a unique index).'
  ],
  'effect-changed': ({ before, after }) => [
    `What showed "${excerpt(before)}" shows "${excerpt(after)}" after a callback that is no payment.`,
    'Look at type, and at status, before the order is marked as paid.'
  ],
  'effect-differs': ({ found, expected }) => [
    `The work shows "${excerpt(found)}"; --expect says "${excerpt(expected)}".`,
    'Do the work once by its number, in one transaction with what marks it as done (a unique index).'
  ],
  'effect-not-seen': ({ shown }) => [
    `Whether the work is done once cannot be told: before and after the first callback "${excerpt(shown)}" is shown.`,
    'Take an order that is not paid yet (--number), look at something that its payment changes, and give slow work --work-time.'
  ],
  'order-url-failed': ({ status }) => [
    `--order-url answered HTTP ${status}.`,
    'It must answer HTTP 2xx with what the payment changes, or 404 while there is nothing; {number} stands for the number.'
  ],
  'query-failed': ({ reason, said }) => [
    `The command of --query failed (${reason})${said === '' ? '.' : `: ${excerpt(said)}`}`,
    'Try it in a shell with the number in the variable ECPAY_NUMBER; it must end with 0.'
  ],
  'delivery-not-found': ({ found }) => [
    `There is no delivery "${found}", and no such file or folder.`,
    'See `ecpay deliveries list`.'
  ],
  'deliveries-kept-again': ({ count }) => [
    `Callbacks are kept again; ${count} that came meanwhile are not kept.`,
    'Have them sent again where they matter; the platform does so for what was not answered with success.'
  ],
  'no-deliveries': () => ['No callback has been received yet.', 'Receive one with `ecpay listen`.'],
  'cannot-resign': ({ name }) => [
    `${name} cannot be signed again, so nothing was sent:`,
    'Replay it as it came, without --resign, or keep it out of the folder: `ecpay deliveries export --only <id>`.'
  ],
  'replay-failed': ({ failed, of }) => `${failed} of ${of} callbacks were not answered as they should be.`,
  'demo-check-failed': ({ check, expected, found }) => [
    `The check "${check}" of the demo failed: ${expected} was expected, ${found} found.`,
    'This is a fault of the local gateway: please report it with the output.'
  ],
  'handler-failed': ({ failed, of, command }) => {
    const message = `The handler failed ${failed} of ${of} cases.`
    return command === undefined ? message : [message, `Begin with the first: \`${command}\`.`]
  },
  'callback-not-delivered': ({ url, attempts }) => [
    `${url} did not accept the callback in ${many(attempts, 'attempt')}.`,
    'It must answer HTTP 200 with {"err_no":0,"err_tips":"success"}.'
  ]
}

/** What an HTTP status that is not 200 asks of a handler. */
function notOkHint(status: number): string {
  if (status >= 300 && status < 400)
    return 'The platform follows no redirect: give the address it leads to, and take the route out of login checks.'
  if (status === 404) return 'Check the path of the address, and that the route is there.'
  if (status === 405) return 'The route must take POST.'
  if (status === 415) return 'The route must take application/json.'
  if (status >= 500) return 'Look at the log of the handler: an exception went through.'
  return 'Answer HTTP 200 with {"err_no":0,"err_tips":"success"}.'
}

/** What to do after a call whose answer is lost. */
function whenLost({ askedBy, has }: TypedCommand): string {
  if (askedBy) return `Ask with \`ecpay ${askedBy}\`, or repeat the call under the same number.`
  return has('--yes') ? 'Repeat the call under the same number only: a new number does it twice.' : 'Try again.'
}

function visibleHex(text: string): string {
  return /^[0-9a-f]{32}$/.test(text) ? text : `"${text}"`
}
