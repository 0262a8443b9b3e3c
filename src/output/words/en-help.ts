/** The English texts of help pages, without those of the commands themselves. */
export const help = {
  about:
    "Sign, send, verify and debug Douyin/ByteDance payments: 担保支付 (guaranteed payment, SALT) and 通用交易系统 (the general trade system, RSA). Not Taiwan's ECPay.",
  titles: {
    'Usage:': 'Usage:',
    'Arguments:': 'Arguments:',
    'Options:': 'Options:',
    'Global Options:': 'Global options:'
  },
  examples: 'Examples:',
  output: 'Output:',
  /** What is true for the output of every command. */
  everyOutput:
    'the result on stdout, everything about it on stderr; with --json, one JSON document on stdout, and an error as one on stderr: {"error":{"code","message","hint"}}',
  exits: 'Exit codes:',
  see: 'See also:',
  topics: 'Topics:',
  mcp: {
    input: 'the text itself, in place of the file',
    env: (isSent: boolean): string =>
      isSent
        ? 'where the call is sent; default: local, the local gateway'
        : 'the environment whose keys are used: local has demo keys',
    profile: 'profile of the configuration',
    output: 'The answer is a JSON document:',
    unreadable:
      'A line on stdin is not a message of the Model Context Protocol. An agent starts `ecpay mcp` by itself.',
    instructions:
      'Tools of ecpay, for Douyin/ByteDance payments: 担保支付 (SALT, err_no 2008) and 通用交易系统 (RSA, errNo 11004). Sign and diagnose signatures, verify callbacks, explain codes, and play orders on the local gateway (env: local), which needs no account. Amounts are in fen. Secrets are never shown; never ask for them, they stand in the configuration.'
  },
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
    trade: 'General trade system (通用交易系统):',
    callbacks: 'Callbacks:',
    errors: 'Errors:',
    setup: 'Set-up:',
    local: 'Local gateway:'
  },
  /** The API calls behind a word, and where they are listed. */
  calls: (names: string, help: string) => `See \`${help}\`: ${names}`,
  /** The output of a group of commands. */
  groupOutput: 'see the subcommands',
  default: (value: string) => `default: ${value}`,
  generated: 'default: a fresh one',
  now: 'now',
  extension: 'the extension of the file',
  fromConfiguration: 'default: from the configuration',
  derived: (from: string) => `default: from ${from}`,
  /** Whether the sandbox has a call, and how often it may be called. */
  inSandbox: {
    yes: 'The sandbox has it.',
    no: 'The sandbox does not have it.',
    unsaid: 'Whether the sandbox has it is not documented.'
  },
  perSecond: (n: number) => `At most ${n} a second for an app.`,
  limit: {
    bytes: (n: number) => `≤${n} bytes`,
    characters: (n: number) => `≤${n} characters`,
    range: (min: number, max: number) => `${min}–${max}`,
    /** How many a list has at most and at least, where that is documented. */
    items: (most?: number, least?: number) =>
      most === undefined ? 'a list' : `a list of ${most === least ? 'exactly' : 'at most'} ${most}`,
    /** What the path of a page may be. */
    page: 'a page of the mini program: no leading /, no query, only letters, digits, _ and /',
    clamped: 'beyond it the platform takes the nearest limit',
    'cut-off': 'longer text is cut off',
    required: 'required',
    unless: (other: string) => `required unless ${other} is given`,
    when: (other: string, value: string) => `required if ${other} is ${value}`,
    /** How a flag accepts a field that is JSON text. */
    json: 'JSON, or @file'
  }
}
