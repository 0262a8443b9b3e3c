import { commands } from './en-commands.js'
import type { Help } from './words.js'

/** Everything that help pages say, in English. */
export const help: Help = {
  commands,
  help: {
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
    callOutput:
      'the raw answer. --json: {"env","request":{"method","url","headers","body"},"response":{"status","headers","raw","body"},"duration_ms","attempts"}',
    resultOutput: (call) =>
      `With --wait the answer of ${call}, and --json has the exchange before it as "accepted"; a result but SUCCESS is exit 1`,
    fileOutput:
      'the file, byte for byte; on a terminal only a short text, else its size and kind. A refusal is JSON, as from any call. --json: as for create-order, with "response":{…,"file":{"path","size","kind","base64"}}; base64 is null with --save',
    globalOptions: {
      profile: 'profile of the configuration',
      env: 'local, sandbox or production',
      config: 'configuration file to use',
      json: 'machine output: one JSON document',
      lang: 'en or zh',
      quiet: 'nothing on stderr but errors',
      verbose: 'more on stderr',
      noInput: 'never ask',
      color: 'colour even in a pipe',
      noColor: 'no colour',
      help: 'show this help',
      version: 'show the version'
    },
    sharedOptions: {
      data: 'a field: key=text is a string, key:=json is raw JSON, @file in place of either what stands in that file; repeatable',
      from: 'whole body from a file or - (stdin); flags override its fields',
      encoding: 'how the text that is read is encoded: utf-8, gbk, gb18030, utf-16le or utf-16be; UTF-16 is recognised',
      out: 'write the result to this file, as UTF-8 and whole or not at all, instead of to stdout',
      saltFile: 'file with the SALT (one trailing line break is removed)',
      tokenFile: 'file with the token (one trailing line break is removed)',
      accessTokenFile: 'file with the access token (one trailing line break is removed)',
      output: 'raw, pretty or both',
      save: 'write the file here instead of to stdout',
      force: 'replace an existing file',
      dryRun: 'show the signed request, send nothing',
      curl: 'print the request as a command for sh, powershell or cmd, send nothing',
      validate: 'send it though a documented limit is violated',
      timeout: 'for one attempt',
      retries: 'of failed connections and of answers that ask for it, same number',
      yes: 'confirm a call that moves real money',
      wait: 'ask until the state is final',
      nested: 'sign objects and arrays by a candidate rule, go or json; no page says how the platform signs them',
      negativeTest:
        'ask the sandbox or the local gateway for an error: a case such as MA_PAY_BAN; locally an err_no too',
      waitTimeout: 'longest --wait'
    },
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
}
