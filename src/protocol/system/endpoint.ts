import type { Both } from '../../language.js'

/** What calls are about, in the order help and docs list them. */
export const THEMES = ['orders', 'refunds', 'settlement', 'money', 'merchants'] as const
export type Theme = (typeof THEMES)[number]

/** One API call of the platform, as data: command, checks, help, local gateway and docs follow from it. */
export interface Endpoint {
  /** The platform's name of the call, the last part or parts of its path. */
  name: string
  /** The command that sends it. */
  command: string
  theme: Theme
  /** The signed members of a GET are its query parameters. */
  method: 'GET' | 'POST'
  path: string
  /** How a POST carries its members, when not as JSON: one part each, and the bytes of a file in one of them. */
  encoding?: 'multipart'
  /** Where the answer has its verdict, when it is not in `err_no` and `err_tips`: `err_code` and `err_msg`. */
  verdict?: 'err_code'
  /** What a success is answered with, where it is not JSON: a file, byte for byte. */
  answers?: 'file'
  summary: Both
  /** More than the summary, where help has more to say. */
  description?: Both
  /** Command lines for the head of its help page. */
  examples: readonly string[]
  fields: readonly Field[]
  /** Which parts of the answer have a unit, by dotted path. */
  answer: readonly AnswerField[]
  /** `err_no` values documented for this call. */
  errNos: readonly number[]
  /** Whether the platform's sandbox has it; absent where no page says so. */
  sandbox?: boolean
  /** How often an app may call it in a second, where that is documented. */
  perSecond?: number
  /** Whether it moves money: production then asks for confirmation. */
  movesMoney: boolean
  /** Where the answer says the state, and which states are final: what `--wait` waits for. */
  wait?: { path: readonly string[]; final: readonly string[] }
  /**
   * Where `err_no` 0 only means accepted: the name of the call that asks for the result, which says what
   * to wait for. It is asked with the members that both calls have.
   */
  resultBy?: string
  /** The name of the call that tells what became of one whose answer is lost, where that is not `resultBy`. */
  askedBy?: string
  source: string
}

/** A member of a body, or of an object in it. */
export interface Member {
  key: string
  /**
   * `json-text` is a string that holds JSON, `list` an array inside of such JSON, `switch` the number 0 or 1,
   * `file` the path of what is uploaded.
   */
  type: 'string' | 'number' | 'switch' | 'json-text' | 'list' | 'file'
  /** Another JSON type that sources have for a number: its digits as text, or empty text for none. */
  or?: 'string'
  required: boolean
  /** A member in whose presence this required one may be absent. */
  unless?: string
  /** The value of another member with which alone this one is required. */
  when?: { key: string; is: string }
  unit?: 'fen' | 'seconds' | 'milliseconds'
  limits?: Limits
}

/** A member of the body. */
export interface Field extends Member {
  meaning: Both
  source: string
  /** How the command line fills it; a field without one comes from its default or from `-d`. */
  flag?: Flag
  /** What fills it where nothing else does. */
  default?: FieldDefault
  /** The secret that it holds: never a flag's value, and never shown. */
  secret?: 'access_token'
  /** Sent, but not signed, unlike other members; that app_id, sign and two more are not is a rule of every call. */
  unsigned?: true
  /** The member in whose absence this one is not filled in by itself. */
  beside?: string
  /** The member in whose presence this one is not filled in by itself. */
  notBeside?: string
}

export interface Flag {
  /** As commander writes it: `--amount <fen>`, `--disable-msg`; `<out_order_no>` and `[out_settle_no]` are arguments. */
  syntax: string
}

/** What the kinds of default hold beside their kind; what each does and is called stands in field-default.ts. */
interface Defaults {
  value: { value: string }
  setting: { setting: 'app_id' | 'access_token' | 'thirdparty_id' | 'notify_url' }
  'fresh-number': object
  now: object
  'file-extension': object
}
export type DefaultKind = keyof Defaults

/** Where the value of a field comes from that nobody gave. */
export type FieldDefault<Kind extends DefaultKind = DefaultKind> = { [K in Kind]: { kind: K } & Defaults[K] }[Kind]

/** Whether the flag is the command's argument rather than an option. */
export function isArgument({ syntax }: Flag): boolean {
  return !syntax.startsWith('-')
}

/** Whether a call has a signature. */
export function isSigned({ fields }: Endpoint): boolean {
  return fields.some(({ key }) => key === 'sign')
}

/** Documented limits; lengths without a unit in the documentation are counted in characters. */
export interface Limits {
  /** UTF-8 bytes. */
  bytes?: number
  characters?: number
  min?: number
  max?: number
  /** The characters allowed, as a regular expression class without its brackets. */
  alphabet?: string
  oneOf?: readonly string[]
  /** Comma-separated words of this list. */
  listOf?: readonly string[]
  /** https with a host, and no port but 443. */
  url?: 'https-443'
  /** A day of the calendar in Beijing time, or a whole month. */
  date?: 'yyyyMMdd' | 'yyyyMMdd, yyyyMM'
  /** Of a `json-text` or a `list`: at most so many objects with these members. */
  list?: { most?: number; of: readonly Member[] }
  /** Of a `json-text`: an object with these members, where `when` holds of the member beside it. */
  object?: { when?: Member['when']; of: readonly Member[] }
  /** What the platform does past the limit without saying so, instead of refusing. */
  beyond?: 'clamped' | 'cut-off'
}

/** Values whose meaning the catalogue knows: ways of payment, and the states of what a call is about. */
export type ValueNamespace = 'order' | 'refund' | 'settle' | 'return' | 'withdraw' | 'way'

export interface AnswerField {
  path: string
  unit?: 'fen' | 'seconds' | ValueNamespace
  meaning: Both
}

/** The members of a form that are files: they are not signed. */
export function fileKeys({ fields }: Endpoint): string[] {
  return fields.filter(({ type }) => type === 'file').map(({ key }) => key)
}
