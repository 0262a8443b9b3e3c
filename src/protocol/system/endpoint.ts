import type { Both } from '../../language.js'
import type { AnswerField } from './answer-field.js'
import type { Verdict } from './verdict.js'

/** The themes of calls, in the order in which help and docs list them. */
export const THEMES = ['orders', 'refunds', 'settlement', 'money', 'merchants'] as const
export type Theme = (typeof THEMES)[number]

/** One API call of the platform, as data. Its command, checks, help, local gateway and docs are made from it. */
export interface Endpoint {
  /** The platform's name of the call: the last part or parts of its path. */
  name: string
  /** The command that sends it. */
  command: string
  theme: Theme
  /** The signed members of a GET are its query parameters. */
  method: 'GET' | 'POST'
  path: string
  /** Whether pages of the platform print its path without the slash at its end, too. */
  slashless?: true
  /** Its path where the platform had it before, if calls may still be sent there; see `System.former`. */
  former?: string
  /** Where the signature is, when it is not the member `sign`. */
  signed?: 'header'
  /** How a POST carries its members, if not as JSON: in one part each, and one part has the bytes of a file. */
  encoding?: 'multipart'
  /** Where the answer has its verdict, when not where other calls of the system have it. */
  verdict?: Verdict
  /** The answer on success, if it is not JSON: a file, byte for byte. */
  answers?: 'file'
  summary: Both
  /** What help says after the summary. */
  description?: Both
  /** Command lines at the top of its help page. */
  examples: readonly string[]
  fields: readonly Field[]
  /** The members of the answer that have a unit, by dotted path. */
  answer: readonly AnswerField[]
  /** The `err_no` values documented for this call, or for the same call of another generation. */
  errNos: readonly number[]
  /** Whether the platform's sandbox has it; absent if no page says so. */
  sandbox?: boolean
  /** How often an app may call it per second, if documented. */
  perSecond?: number
  /** Whether it moves money. Production then asks for confirmation. */
  movesMoney: boolean
  /** Where the answer has the state, and which states are final: `--wait` waits for one of them. */
  wait?: { path: readonly string[]; final: readonly string[] }
  /**
   * The name of the call that asks for the result, if `err_no` 0 only means accepted. Its `wait` says what to wait
   * for. It is sent with the members that both calls have.
   */
  resultBy?: string
  /** The name of the call to ask if the answer of this one is lost, if it is not `resultBy`. */
  askedBy?: string
  source: string
}

/** A member of a body, or of an object inside it. */
export interface Member {
  key: string
  /**
   * `json-text` is a string that holds JSON, `list` an array and `object` an object (in a call that is signed, only
   * inside such JSON), `switch` the number 0 or 1, `file` the path of the file to upload.
   */
  type: 'string' | 'number' | 'boolean' | 'switch' | 'json-text' | 'list' | 'object' | 'file'
  /** The other JSON type that sources use for a number: its digits as text, or empty text for no number. */
  or?: 'string'
  required: boolean
  /** Another member: if it is there, this required one may be absent. */
  unless?: string
  /** Further members of which each has the same effect. */
  orUnless?: readonly string[]
  /** This member is required only if another member has this value, or one of these values. */
  when?: { key: string; is: string | readonly string[] }
  /** Its limits if `when` is true, instead of `limits`. */
  limitsThen?: Limits
  /** This member must be absent if another member has this value. */
  notIf?: { key: string; is: string }
  unit?: 'fen' | 'seconds' | 'milliseconds'
  limits?: Limits
}

/** A member of the body. */
export interface Field extends Member {
  meaning: Both
  source: string
  /** Its flag on the command line. A field without a flag comes from its default or from `-d`. */
  flag?: Flag
  /** Its value if nothing else gives one. */
  default?: FieldDefault
  /** The secret that it holds. It is never the value of a flag, and it is never shown. */
  secret?: 'access_token'
  /** Sent but not signed, in this call only. In every call, app_id, sign and two others are not signed. */
  unsigned?: true
  /** Its default is used only if this other member is there. */
  beside?: string
  /** Its default is used only if this other member is absent. */
  notBeside?: string
}

export interface Flag {
  /** In commander's syntax: `--amount <fen>`, `--disable-msg`; `<out_order_no>` and `[out_settle_no]` are arguments. */
  syntax: string
}

/** The data of each kind of default; field-default.ts has what each kind does and how it is described. */
interface Defaults {
  value: { value: string }
  setting: { setting: 'app_id' | 'access_token' | 'thirdparty_id' | 'notify_url' }
  'fresh-number': object
  now: object
  /** What other members give. */
  derived: { from: readonly string[] }
  'file-extension': object
}
export type DefaultKind = keyof Defaults

/** Where the value of a field comes from if the user gives none. */
export type FieldDefault<Kind extends DefaultKind = DefaultKind> = { [K in Kind]: { kind: K } & Defaults[K] }[Kind]

/** Whether a path is that of a call, though without the slash at its end that some pages leave out. */
export function isSlashless({ path, slashless }: Pick<Endpoint, 'path' | 'slashless'>, found: string): boolean {
  return slashless === true && path === `${found}/`
}

/** Whether the flag is an argument of the command, not an option. */
export function isArgument({ syntax }: Flag): boolean {
  return !syntax.startsWith('-')
}

/** Whether a call has a signature. */
export function isSigned({ fields, signed }: Pick<Endpoint, 'fields' | 'signed'>): boolean {
  return signed !== undefined || fields.some(({ key }) => key === 'sign')
}

/** Whether a call is refused without a signature. */
export function mustBeSigned({ fields, signed }: Pick<Endpoint, 'fields' | 'signed'>): boolean {
  return signed !== undefined || fields.some(({ key, required, unless }) => key === 'sign' && required && !unless)
}

/** Documented limits. A length that is documented without a unit is counted in characters. */
export interface Limits {
  /** UTF-8 bytes. */
  bytes?: number
  characters?: number
  min?: number
  max?: number
  /** The allowed characters, as a character class of a regular expression without its brackets. */
  alphabet?: string
  oneOf?: readonly string[]
  /** Words of this list, separated by commas. */
  listOf?: readonly string[]
  /** A URL with a host: `https-443` allows only https on port 443, `https` any port, `web` http too. */
  url?: 'https-443' | 'https' | 'web'
  /** The path of a mini program page, without a slash at its start and without a query. */
  page?: true
  /** A date in Beijing time, or a whole month. */
  date?: 'yyyyMMdd' | 'yyyyMMdd, yyyyMM' | 'yyyy-MM-dd'
  /** Only for a `json-text` or a `list`: an array of objects with these members, or of values like this one. */
  list?: { least?: number; most?: number } & (
    | { of: readonly Member[]; each?: never }
    | { of?: never; each: Pick<Member, 'type' | 'limits'> }
  )
  /**
   * Only for a `json-text` or an `object`: an object with these members, if `when` is true of the other members. With
   * `unique`, no key may be in it twice.
   */
  object?: { when?: Member['when']; of: readonly Member[]; unique?: true }
  /** What the platform does silently to a value past the limit, instead of refusing it. */
  beyond?: 'clamped' | 'cut-off'
}

/** The members of a form that are files. They are not signed. */
export function fileKeys({ fields }: Endpoint): string[] {
  return fields.filter(({ type }) => type === 'file').map(({ key }) => key)
}
