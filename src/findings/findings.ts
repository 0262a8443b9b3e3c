import type { OfficialSource } from '../ecpay/sign/disputed.js'
import type { JsonExpectation } from '../protocol/json/json-value.js'

/** What makes a SALT look as if it were copied wrongly. */
export type SaltOddity = 'white space' | 'quotes' | 'invisible characters' | 'white space inside' | 'app secret'

/**
 * Every code this tool can report, with the arguments of its sentence: the one list of codes.
 * Codes are stable; the sentences live in `output/words`. A code names what is wrong with the
 * user's input (`key` is the member it is about), never how it was noticed.
 */
export interface FindingArgs {
  // reading bytes and JSON
  'empty-body': object
  'body-too-large': { limit: number; size: number }
  /** `offset` counts from 0; `command` reads the same input as the GBK that it can be. */
  /** `isGbk`: it can be, and who knows the command says which one reads it. */
  'invalid-utf8': { offset: number; isGbk?: true; command?: string }
  'invalid-text': { encoding: string }
  /** `path` is the file, where it is not the input itself. */
  'read-as-utf16': { encoding: string; path?: string }
  'byte-order-mark': object
  'crlf-line-breaks': { count: number }
  /** `found` is the character there, a `U+XXXX` name, or empty at the end of the text. */
  'invalid-json': { line: number; column: number; expected: JsonExpectation; found: string }
  'json-too-deep': { limit: number }
  'not-an-object': { found: string }
  /** `key` is the field that it is the value of. */
  'quotes-lost': { found: string; key?: string }

  // the request signature: refusals
  'nested-value': { key: string; kind: string }
  'null-value': { key: string }
  'duplicate-key': { key: string }
  'lone-surrogate': { key: string; codePoint: string }
  'empty-salt': object

  // the request signature: warnings
  'non-integer-number': { key: string; text: string }
  'unsafe-integer': { key: string; text: string }
  'boolean-value': { key: string; text: string }
  'edge-whitespace': { key: string; codePoints: string[] }
  'invisible-character': { key: string; codePoints: string[] }
  'outer-quotes': { key: string }
  /** `how` is `replaced`, `question-marks`, `utf8-as-gbk` or `utf8-as-latin1`; `was` is what it probably was. */
  'damaged-text': { key: string; how: string; was?: string }
  'sort-order': { keys: string[] }
  /** `isThere`: the field that was meant stands in the body too, so there is nothing to rename. */
  'suspicious-key': { key: string; meant: string; isThere?: true }
  'suspicious-salt': { reason: SaltOddity }
  /** Stands before the warnings that are refused. */
  'strict-warning': { count: number }

  // comparing a request signature
  'signature-differs': { found: string; expected: string; command?: string }
  /** `source` is whose own result it is, `mistake` the code of what the other sources do otherwise. */
  'signature-disputed': { source: OfficialSource; mistake: string }
  'missing-sign': object
  'app-id-not-sent': object
  'field-of-others': { key: string }
  'salt-like-app-secret': object
  'malformed-sign': { found: string }
  /** A whole request, as `diagnose` reads one: `source` is what it was taken for, as `curl` or `har`. */
  'no-request-found': { source: string }
  'request-host': { host: string; env: string; expected: string }
  'request-method': { found: string; wanted: string }
  'request-insecure': { host: string }
  'request-charset': { found: string }
  /** `near` are the paths that may be meant. */
  'unknown-path': { found: string; near: string[] }
  /** `form` is `urlencoded` or `multipart`. */
  'form-body': { form: string; keys: string[] }
  /** `kind` is what a text is in place of a body: `curl`, `har`, `callback` and so on. */
  'read-as': { kind: string }
  'not-a-body': { kind: string; command: string }
  'request-content-type': { found: string }
  'request-length': { length: string; size: number }

  // the callback: the envelope, the checks and the causes of a mismatch
  'missing-member': { key: string }
  'wrong-type': { key: string; found: string; expected: readonly string[] }
  'msg-not-a-string': { found: string }
  'malformed-signature': { found: string }
  'signature-mismatch': object
  'timestamp-not-seconds': { found: string }
  'too-old': { age: number; maxAge: number }
  'from-the-future': { ahead: number; maxAge: number }
  /** A callback in another form: `form` is one of `callback/pasted.ts`, or of `callback/not-raw.ts`. */
  'callback-unwrapped': { form: string }
  'callback-not-raw': { form: string }
  'callback-of-trade-system': { version: string }
  /** `command` is the line that looks at a request. */
  'not-a-callback': { kind: 'request' | 'answer' | 'msg'; command?: string }
  'signature-of-other-hash': { digits: number; hash: string }
  'uppercase-digest': object
  'md5-digest': object
  'sha256-digest': object
  'sha512-digest': object
  'hmac-digest': object
  'hex-without-leading-zeros': object
  'hex-bytes-unpadded': object
  'hex-bytes-signed': object
  'hex-with-separators': object
  'hex-bytes-as-numbers': object
  'hashed-twice': object
  'nothing-hashed': object
  'md5-16-digits': object
  'digest-cut': { length: number; digits: number }
  'base64-digest': object
  'base64-of-hex': object
  'token-edge-whitespace': object
  'salt-as-token': object
  'other-profile-token': { profile: string }
  'other-profile-salt': { profile: string }
  'demo-token': object
  'demo-salt-as-token': object
  'app-id-as-token': object
  /** `text` is what stood in its place, perhaps nothing. */
  'token-not-loaded': { text: string }
  'token-quoted': object
  'token-in-other-case': object
  'msg-rewritten': { how: string }
  'msg-trimmed': object
  'msg-not-decoded': object
  'msg-decoded-twice': object
  'msg-url-encoded': object
  'msg-html-escaped': object
  'msg-with-byte-order-mark': object
  'msg-tags-stripped': object
  'msg-spaces-removed': object
  'msg-slashes-added': object
  'msg-quotes-removed': object
  'msg-line-breaks-changed': object
  'msg-in-base64': object
  'msg-in-other-case': object
  /** After so many characters (UTF-16 units). */
  'msg-cut': { length: number }
  /** `how` is what printed it. */
  'msg-printed': { how: string }
  'body-in-place-of-msg': object
  'whole-body-signed': object
  'callback-part-left-out': { key: string }
  'member-not-read': { key: string; text: string }
  'stamp-rewritten': { key: string; text: string; came: string }
  'callback-quotes-kept': object
  'callback-hashed-as': { charset: string }
  'callback-read-as': { charset: string }
  'callback-sorted-as-numbers': object
  'callback-not-sorted': { order?: readonly string[] }
  'callback-sorted-otherwise': { how: string }
  'callback-separator': { separator: string }
  'callback-list-printed': object
  /** `how` is the pattern, `…` the token. */
  'callback-key-value': { how: string }
  'envelope-member-signed': { key: string }
  'all-members-signed': object
  'msg-changed': object
  'unknown-type': { found: string }

  // the fields of a call
  /**
   * `option` is the flag or argument that gives it, `assign` what stands between key and value after `-d`, where that
   * gives it; `empty` where it is there and says nothing.
   */
  'missing-field': { key: string; option?: string; assign?: '=' | ':='; empty?: boolean }
  'missing-one-of': { key: string; other: string }
  'wrong-field-type': { key: string; found: string; expected: string }
  'too-many-bytes': { key: string; limit: number; length: number }
  'too-many-characters': { key: string; limit: number; length: number }
  /** `taken` is what the platform takes instead, where it does that without a word. */
  'below-minimum': { key: string; limit: number; value: string; taken?: number }
  'above-maximum': { key: string; limit: number; value: string; taken?: number }
  'not-an-integer': { key: string; value: string }
  'character-not-allowed': { key: string; allowed: string; codePoints: string[] }
  'not-a-url': { key: string; length: number }
  'not-https': { key: string; found: string }
  'port-not-443': { key: string; found: string }
  'not-a-date': { key: string; found: string; expected: string }
  'not-one-of': { key: string; allowed: string[]; found: string }
  'not-json-text': { key: string }
  'too-many-items': { key: string; limit: number; length: number }
  'amount-with-decimals': { key: string; value: string; fen: string }
  'seconds-not-milliseconds': { key: string; value: string }
  /** Of another system: the member wants a token of getAccessToken. */
  'client-token-given': { key: string }
  'unknown-field': { key: string; meant: string }

  // the command line
  'missing-command': object
  'unknown-command': { found: string; meant?: string }
  /** `of` is the command that stands behind it and has it. */
  'unknown-option': { found: string; meant?: string; of?: string }
  'missing-argument': { name: string }
  /** Of a field that is an argument and stands in `--from` too. */
  'argument-wins': { key: string; given: string; found: string }
  /** Of a field that was said twice: `by` is the option whose value counts, `over` the one whose value does not. */
  'later-wins': { key: string; given: string; by: string; found: string; over: string }
  'missing-option': { option: string }
  'missing-option-value': { option: string }
  'too-many-arguments': { found: number; expected: number }
  /** `option` is the name of an argument where it begins with no dash. */
  'invalid-option-value': { option: string; found: string; expected: string; meant?: string }
  'option-without-value': { option: string }
  'conflicting-options': { options: string[] }
  /** `near` are the nearest names. */
  'unknown-call': { found: string; near: string[] }
  'negative-test-in-production': object
  'unknown-language': { found: string; known: string }
  'secret-in-flag': { key: string; variable: string; flag: string }
  'malformed-assignment': { option: string; found: string }
  'no-input': object
  'file-not-readable': { path: string; reason: string }
  'file-not-writable': { path: string; reason: string }
  'file-exists': { path: string; flag: string }
  'prompt-refused': { flags: string[] }
  'confirmation-needed': { flag: string; env: string }
  'not-confirmed': object
  interrupted: object
  'internal-error': { reason: string }
  'bad-lines': { count: number; total: number }
  'secret-masked': { count: number }
  /** A command that is to be pasted, with characters in it that no screen shows, named `U+202E`. */
  'command-not-shown': { characters: string[] }
  /** `near` are the nearest known ones, as they would be asked for. */
  'unknown-code': { found: string; near: string[] }

  // configuration
  'missing-salt': object
  'missing-token': object
  'missing-access-token': object
  'missing-app-id': object
  /** Too short to be searched for in what is written. */
  'short-secret': { name: string }
  'suspicious-app-id': { found: string }
  /** `reason` is the system's error code, `not-a-file`, `too-large`, `too-deep`, `invalid-utf8`, `invalid-json`, `invalid-yaml` or `duplicate-key`; `detail` the YAML reader's, or the key. */
  'config-unreadable': { path: string; reason: string; line?: number; detail?: string }
  /** Beside those that are named. */
  'config-more-problems': { path: string; count: number }
  /** Somebody else than the user and root can change it: they own it (`uid`), or its mode lets them. */
  'config-not-yours': { path: string; why: 'owner' | 'writable'; mode: string; uid: number }
  /** `key` is empty where the configuration itself is a link; `meant` is this tool's own variable for the same. */
  'file-outside-folder': { path: string; key: string; target: string; meant: string }
  /** `meant` as above. */
  'reference-outside-secret': { path: string; key: string; variable: string; meant: string }
  /** `keys` are the settings that do not stand in the file that names the host. */
  'untrusted-host': { path: string; key: 'base_url' | 'notify_url'; host: string; keys: string[] }
  'config-unknown-key': { path: string; key: string; known: string[]; meant?: string }
  'config-wrong-type': { path: string; key: string; expected: string; found: string }
  'config-exposed': { path: string; mode: string }
  'config-not-found': { path: string }
  'config-exists': { path: string }
  'config-not-writable': { path: string; reason: string }
  /** Two ways to give one value at one level; `path` is the file, unless they are flags or variables. */
  'conflicting-settings': { keys: string[]; path?: string }
  'unset-variable': { path: string; key: string; variable: string }
  'unknown-profile': { found: string; known: string[] }
  'invalid-base-url': { found: string; source: string }
  'insecure-base-url': { found: string; source: string }
  'secret-file-unreadable': { key: string; path: string; reason: string }
  'invalid-setting': { key: string; source: string; expected: string; found: string; meant?: string }
  'unknown-variable': { name: string; meant: string }

  // notices about where a call goes
  'using-local': object
  'other-host': { host: string; source: string }
  retrying: { attempt: number; of: number; cause: string; delay: number }
  'validation-skipped': { count: number }
  'not-in-sandbox': { call: string }

  // the other side of a call
  'connection-refused': { host: string }
  'connection-reset': { host: string }
  'host-not-found': { host: string }
  'host-unreachable': { host: string; reason: string }
  'tls-untrusted': { host: string; reason: string }
  'connect-timeout': { host: string; limit: number }
  /** `handler` where a callback was posted. */
  'answer-timeout': { host: string; limit: number; handler?: true }
  'network-error': { host: string; reason: string }
  'http-redirect': { status: number; location: string }
  'http-client-error': { status: number }
  'http-server-error': { status: number }
  'html-answer': { status: number }
  'answer-with-byte-order-mark': object
  'answer-not-json': { line: number; column: number }
  'answer-cut-off': { size: number }
  'file-cut-off': { size: number }
  'file-needs-save': { limit: number }
  'answer-empty': { status: number }
  'answer-too-large': { limit: number }
  'answer-without-err-no': { member?: string }
  'not-a-sandbox-app': { message: string }
  /** `member` is where the answer has the code, when it is not `err_no`. */
  'gateway-refused': { err_no: string; err_tips: string; command?: string; member?: string }
  'wait-timeout': { limit: number; status: string }
  'not-succeeded': { call: string; status: string }

  // the local gateway
  'order-not-found': { out_order_no: string }
  'order-not-payable': { out_order_no: string; status: string }
  'way-not-offered': { out_order_no: string; way: string; limit_pay_way: string }
  /** `kind` is `refund`, `settle` and so on, as in the names of the commands. */
  'record-not-found': { kind: string; number: string }
  'result-is-final': { kind: string; number: string; status: string }
  'must-fail': { kind: string; number: string; reason: string }
  'port-in-use': { port: number }
  'port-unusable': { port: number; reason: string }
  'nothing-refused': object
  /** `reason` says why the body of the last refused request was not kept. */
  'refused-without-body': { path: string; reason: 'too-large' | 'a-form' | 'empty' }
  'state-unusable': { path: string; reason: string }
  /** `reason` is what npm's loader says. */
  'lmdb-missing': { platform: string; arch: string; reason: string }
  /** `seconds` says for how long it has been seen to hold the lock; `host` where it runs, when that is not here. */
  'waiting-for-lock': { path: string; pid: number; host?: string; seconds: number }
  'callback-not-delivered': { url: string; attempts: number }
  'callback-not-200': { status: number }
  'callback-answer-not-json': object
  /** What stands in place of the JSON object, where it can be told. */
  'callback-answer-empty': object
  'callback-answer-byte-order-mark': object
  'callback-answer-php-warning': object
  'callback-answer-success-text': object
  'callback-answer-xml': object
  'callback-answer-html': object
  /** It counts as a success all the same. */
  'err-no-as-text': { err_no: string }
  /** `said` are the words of a runtime that tells of a crash. */
  'error-text-in-answer': { said: string }
  'callback-refused': { err_no: string; err_tips: string }
  'insecure-target': { host: string }
  'insecure-delivery': { host: string }
  'forgery-accepted': object
  'handler-crashed': { status: number }
  'answered-when-sent-again': { count: number; of: number }
  'echostr-not-returned': { status: number }
  'answer-slow': { milliseconds: number; limit: number }
  /** What a look at the handler's work shows. */
  'effect-repeated': { before: string; after: string }
  'effect-changed': { before: string; after: string }
  'effect-differs': { found: string; expected: string }
  'effect-not-seen': { shown: string }
  'order-url-failed': { status: number }
  /** `reason` is `exit <n>`, the name of a signal, `time-out`, or why it did not start; `said` its stderr. */
  'query-failed': { reason: string; said: string }
  'delivery-not-found': { found: string }
  'no-deliveries': object
  /** `count` deliveries came meanwhile. */
  'deliveries-kept-again': { count: number }
  'cannot-resign': { name: string }
  'replay-failed': { failed: number; of: number }
  /** Amounts are in fen. */
  'demo-check-failed': { check: string; expected: string; found: string }
  /** `command` looks at the first of them by itself. */
  'handler-failed': { failed: number; of: number; command?: string }
}

export type Code = keyof FindingArgs

/** One thing found: its code and the arguments of its sentence. */
export type Finding<C extends Code = Code> = { [K in C]: { code: K } & FindingArgs[K] }[C]

/** Builds a finding; the arguments are checked against the code. */
export function finding<C extends Code>(code: C, args: FindingArgs[C]): Finding<C> {
  return { code, ...args } as Finding<C>
}

/** Exit codes of the command line: the contract of every script. */
export const EXIT = { done: 0, no: 1, input: 2, unknown: 3, interrupted: 130 } as const
export type ExitCode = (typeof EXIT)[keyof typeof EXIT]

/** Ends a command with an exit code and everything that was found, never only the first. */
export class Failure extends Error {
  readonly exit: ExitCode
  readonly findings: readonly Finding[]

  constructor(exit: ExitCode, findings: readonly Finding[]) {
    super(findings.map((one) => one.code).join(', '))
    this.name = 'Failure'
    this.exit = exit
    this.findings = findings
  }
}
