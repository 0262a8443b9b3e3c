import type { HelpWords } from './words.js'

/** Everything that help pages say, in English. */
export const help: HelpWords = {
  about:
    "Debug Douyin/ByteDance guaranteed payment (担保支付, developer.toutiao.com; not Taiwan's ECPay): sign, send, verify.",
  titles: {
    'Usage:': 'Usage:',
    'Arguments:': 'Arguments:',
    'Options:': 'Options:',
    'Global Options:': 'Global options:'
  },
  examples: 'Examples:',
  output: 'Output:',
  everyOutput:
    'the result on stdout, everything said about it on stderr; with --json one JSON document on stdout, and an error as one on stderr: {"error":{"code","message","hint"}}',
  exits: 'Exit codes:',
  exitCodes: {
    0: 'done, or the answer is yes',
    1: 'the answer is no: a signature differs, a check failed, err_no is not 0',
    2: 'usage, input or configuration error',
    3: 'could not tell: network, time-out, TLS, HTTP 5xx, unreadable answer',
    130: 'interrupted'
  },
  commandGroups: {
    requests: 'Requests:',
    orders: 'Orders:',
    refunds: 'Refunds:',
    settlement: 'Settlement:',
    money: 'Money:',
    merchants: 'Merchants:',
    callbacks: 'Callbacks:',
    errors: 'Errors:',
    setup: 'Set-up:',
    local: 'Local gateway:'
  },
  groupOutput: 'see the subcommands',
  default: (value) => `default: ${value}`,
  generated: 'default: a fresh one',
  now: 'now',
  extension: 'what the file name ends in',
  fromConfiguration: 'default: from the configuration',
  inSandbox: {
    yes: 'The sandbox has it.',
    no: 'The sandbox does not have it.',
    unsaid: 'Whether the sandbox has it is not documented.'
  },
  perSecond: (n) => `At most ${n} a second for an app.`,
  limit: {
    bytes: (n) => `≤${n} bytes`,
    characters: (n) => `≤${n} characters`,
    range: (min, max) => `${min}–${max}`,
    items: (most) => (most === undefined ? 'a list' : `a list of at most ${most}`),
    clamped: 'beyond it the platform takes the nearest limit',
    'cut-off': 'longer text is cut off',
    required: 'required',
    unless: (other) => `required unless ${other} is given`,
    when: (other, value) => `required where ${other} is ${value}`,
    json: 'JSON, or @file'
  }
}
