import type { Code, FindingArgs } from '../../findings/findings.js'
import type { Said } from '../../findings/topic.js'
import type { FileKind } from '../../protocol/file-kind.js'
import type { Namespace, Source } from '../../protocol/system/catalogue-entry.js'
import type { Theme } from '../../protocol/system/endpoint.js'

/** A sentence for every finding, as the command says it that was typed. */
export type FindingWords = { [C in Code]: (args: FindingArgs[C]) => Said }

/** The words of a command's output; both languages have exactly this shape. */
export interface Words {
  levels: { error: string; warning: string; notice: string }
  /** Stands in the place of what may be a key, given where something else belongs. */
  hidden: (length: number) => string
  atLine: (line: number) => string
  /** In the place of findings of one kind that are too many to be read. */
  more: (count: string) => string
  /** Of the file that `--out` names. */
  written: (path: string, bytes: number) => string
  exchange: ExchangeWords
  trace: TraceWords
  callback: CallbackWords
  trigger: TriggerWords
  checkHandler: CheckHandlerWords
  listen: ListenWords
  deliveries: DeliveriesWords
  replay: ReplayWords
  prompts: PromptWords
  config: ConfigWords
  simulate: SimulateWords
  demo: DemoWords
  explain: ExplainWords
}

/** What help pages say beside what commands say of themselves. */
export interface HelpWords {
  about: string
  titles: Record<'Usage:' | 'Arguments:' | 'Options:' | 'Global Options:', string>
  examples: string
  output: string
  /** What holds for the output of every command. */
  everyOutput: string
  exits: string
  exitCodes: Record<0 | 1 | 2 | 3 | 130, string>
  commandGroups: Record<'requests' | Theme | 'callbacks' | 'errors' | 'setup' | 'local', string>
  /** Of a group of commands. */
  groupOutput: string
  default: (value: string) => string
  generated: string
  now: string
  extension: string
  fromConfiguration: string
  /** Whether the sandbox has a call, and how often it may be called. */
  inSandbox: Record<'yes' | 'no' | 'unsaid', string>
  perSecond: (n: number) => string
  limit: {
    bytes: (n: number) => string
    characters: (n: number) => string
    range: (min: number, max: number) => string
    /** How many a list has at most, where that is documented. */
    items: (most?: number) => string
    clamped: string
    'cut-off': string
    required: string
    unless: (other: string) => string
    when: (other: string, value: string) => string
    /** How a flag takes a field that is a string of JSON. */
    json: string
  }
}

interface ExchangeWords {
  request: string
  raw: string
  pretty: string
  nothingSent: string
  generatedNumber: (key: string, number: string) => string
  meaning: string
  remedy: string
  retry: Record<'at once' | 'later' | 'no', string>
  pay: string
  logid: string
  reason: string
  warning: string
  waiting: (status: string) => string
  accepted: (call: string) => string
  /** Of a call whose result nobody waits for: the command line that asks for it. */
  onlyAccepted: (line: string) => string
  took: (milliseconds: number) => string
  unknownErrNo: (member: string) => string
  confirm: (call: string, host: string) => string
  /** What a file is, by its first bytes. */
  fileKinds: Record<FileKind, string>
  fileSaved: (path: string, size: number, kind: string) => string
  fileNotShown: (size: number, kind: string) => string
}

interface TraceWords {
  members: string
  sorted: string
  stringToSign: string
  digest: string
  signed: string
  skipped: { excluded: string; empty: string; 'null-text': string }
  same: string
}

interface CallbackWords {
  checks: Record<'encoding' | 'envelope' | 'signature' | 'age' | 'type', string>
  valid: string
  invalid: string
  causes: string
}

interface TriggerWords {
  noTarget: string
  delivered: string
  /** Of a callback that must be refused. */
  refused: string
}

interface CheckHandlerWords {
  /** What must come back. */
  wanted: Record<'accepted' | 'refused' | 'unharmed' | 'echoed', string>
  why: string
  fix: string
  passed: (count: number) => string
  /** Before what the handler answered. */
  answer: string
  /** Of further cases with the cause of the one that is named. */
  alike: Record<'failed' | 'advice', (count: number, first: string, codes: string) => string>
  like: (first: string) => string
  /** Of cases that passed because everything is refused, and why that says nothing. */
  provesNothing: (count: number) => string
  refusesAll: string
  saved: (path: string) => string
}

interface ListenWords {
  listening: (url: string) => string
  /** What the platform needs in front of it. */
  tunnel: string
  notKept: string
  /** @param line the command that lets a host in */
  allowHost: (line: string) => string
  forwarding: (url: string) => string
  stopHint: string
}

interface DeliveriesWords {
  none: string
  columns: Record<'id' | 'time' | 'type' | 'number' | 'amount' | 'verdict' | 'answered', string>
  exported: (count: number, path: string) => string
  confirmClear: (keep: number) => string
  cleared: (count: number) => string
}

interface ReplayWords {
  same: string
  refused: string
  refusedAsBefore: string
  before: (answer: string) => string
  /** Where to. */
  to: (url: string) => string
}

interface PromptWords {
  appId: string
  salt: string
  token: string
  env: string
  notifyUrl: string
  overwrite: (path: string) => string
  gitignore: string
  required: string
  keys: string
  answers: { yes: string; no: string }
  yesOrNo: string
  written: (path: string) => string
  ignored: (path: string) => string
  nextStep: string
}

interface ConfigWords {
  none: string
  trust: {
    given: string
    revoked: string
    wasNot: string
    /** Of the user's own configuration. */
    own: string
    /** No file is trusted. */
    none: string
    limited: string
    trusted: string
    states: Record<'valid' | 'changed' | 'unreadable', string>
    /** What a file wants; `key` is empty for the file itself. */
    allows: Record<'host' | 'variable' | 'file' | 'owner' | 'writable', (key: string, value: string) => string>
  }
  notSet: string
  masked(characters: number): string
  sources: Record<
    'flag' | 'variable' | 'profile' | 'file' | 'secret-file' | 'default' | 'demo',
    (name: string) => string
  >
}

interface SimulateWords {
  listening: (url: string) => string
  stopHint: string
  lastRefused: (time: string, request: string, reason: string) => string
  wrongSign: string
  nobodyToCall: string
  noFaults: string
  faultColumns: Record<'on' | 'times', string>
  everyCall: string
  untilCleared: string
  keysNote: string
  paid: (out_order_no: string) => string
  failed: (out_order_no: string) => string
  ended: (number: string, status: string) => string
  noNotifyUrl: string
  noCallback: string
  delivering: (url: string) => string
  delivered: (attempt: number, of: number) => string
  notDelivered: (attempt: number, of: number, reason: string, seconds: number | undefined) => string
  noOrders: string
  reset: (count: number) => string
  confirmReset: string
  columns: { amount: string; status: string; created: string }
}

interface DemoWords {
  intro: string
  order: string
  pay: string
  verify: string
  query: string
  done(program: string): string
  /** Of `--full`. */
  full: {
    intro: string
    chapters: Record<'order' | 'pay' | 'refund' | 'settle' | 'giveBack' | 'withdraw' | 'ask' | 'bills', string>
    /** Of a bill. */
    rows(count: number): string
    callbacks: string
    ledger: string
    paid: string
    places: Record<'refunded' | 'fee' | 'first' | 'second' | 'withdrawn' | 'seller' | 'transit', string>
    checks: Record<'sum' | 'settlement' | 'bill', string>
  }
}

export interface ExplainWords {
  /** What the codes of each namespace are. */
  namespaces: Record<Namespace | 'ecpay' | 'diagnose' | 'check-handler' | 'call' | 'field', string>
  labels: Record<'calls' | 'cause' | 'note' | 'remedy' | 'retry' | 'state' | 'fields' | 'source' | 'snippets', string>
  states: { final: string; passing: string }
  units: { fen: string; seconds: string }
  inUnit: (meaning: string, unit: string) => string
  /** What to do when one of these calls gave the code. */
  forCalls: (calls: string, remedy: string) => string
  /** Of a call: where it is sent, the help that says more, and its codes. */
  call: (path: string, help: string, codes: string) => string
  /** Above what a text may mean, and above what it may mean beside the explanation; `name` is one of them. */
  several: (count: string, name: string) => string
  also: (name: string) => string
  sources: Record<Exclude<Source, 'ecpay'>, string>
}
