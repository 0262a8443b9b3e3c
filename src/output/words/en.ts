import { commands } from './en-commands.js'
import { findings } from './en-findings.js'
import type { Words } from './words.js'

/** Every word of the program in English. */
export const en: Words = {
  levels: { error: 'error:', warning: 'warning:', notice: 'note:' },
  atLine: (line) => `line ${line}: `,
  findings,
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
      callbacks: 'Callbacks:',
      setup: 'Set-up:',
      local: 'Local gateway:'
    },
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
      data: 'a member: key=text is a string, key:=json is raw JSON; repeatable',
      from: 'whole body from a file or - (stdin); flags override its members',
      saltFile: 'file with the SALT (one trailing line break is removed)',
      tokenFile: 'file with the token (one trailing line break is removed)',
      output: 'raw, pretty or both',
      dryRun: 'show the signed request, send nothing',
      curl: 'print the request as a curl command, send nothing',
      validate: 'send it though a documented limit is violated',
      timeout: 'for one attempt',
      retries: 'of failed connections and of answers that ask for it, same number',
      yes: 'confirm a call that moves real money',
      wait: 'ask until the state is final',
      waitTimeout: 'longest --wait'
    },
    default: (value) => `default: ${value}`,
    generated: 'default: a fresh one',
    fromConfiguration: 'default: from the configuration',
    limit: {
      bytes: (n) => `≤${n} bytes`,
      characters: (n) => `≤${n} characters`,
      range: (min, max) => `${min}–${max}`,
      required: 'required'
    }
  },
  exchange: {
    request: 'Request',
    raw: 'Raw answer',
    pretty: 'Answer',
    nothingSent: 'Nothing was sent.',
    generatedNumber: (out_order_no) => `out_order_no: ${out_order_no}`,
    meaning: 'Meaning:',
    remedy: 'What to do:',
    retry: {
      'at once': 'May be repeated at once, with the same number.',
      later: 'May be repeated later, with the same number.',
      no: 'Repeating it unchanged does not help.'
    },
    pay: 'Pay in the mini program:',
    logid: 'x-tt-logid (quote it to support):',
    waiting: (out_order_no, status) => `${out_order_no} is ${status}, asking again`,
    took: (milliseconds) => `${milliseconds} ms`,
    unknownErrNo: 'This err_no is not in the public tables.',
    ways: { 0: 'not paid', 1: 'WeChat', 2: 'Alipay', 10: 'Douyin Pay' },
    confirm: (call, host) => `Send ${call} to ${host}? This is real money.`
  },
  trace: {
    members: 'Members',
    sorted: 'Sorted by UTF-8 bytes',
    stringToSign: 'String to sign',
    digest: 'MD5',
    signed: 'signed',
    skipped: {
      excluded: 'not signed: excluded key',
      empty: 'not signed: empty',
      'null-text': 'not signed: the text null'
    },
    same: 'The signature is right.'
  },
  callback: {
    checks: {
      encoding: 'UTF-8 and plain bytes',
      envelope: 'envelope',
      signature: 'signature',
      age: 'age',
      type: 'type'
    },
    valid: 'The callback is genuine.',
    invalid: 'The callback does not verify.',
    causes: 'Cause:'
  },
  prompts: {
    appId: 'app_id of the mini program',
    salt: 'SALT (支付设置; input is hidden)',
    token: 'Token 令牌 (支付设置; input is hidden)',
    env: 'Which environment do these keys belong to?',
    notifyUrl: 'notify_url (empty: as set in the console)',
    overwrite: (path) => `${path} is there already. Replace it?`,
    gitignore: 'Add it to .gitignore, so that the secrets are not committed?',
    required: 'A value is needed.',
    written: (path) => `Written: ${path} (mode 0600)`,
    ignored: (path) => `Added to ${path}`,
    nextStep: 'Next: ecpay create-order --amount 100 --dry-run'
  },
  config: {
    none: 'There is no configuration file; `ecpay init` writes one.',
    notSet: 'not set',
    masked: 'set',
    sources: {
      flag: (name) => `flag ${name}`,
      variable: (name) => `variable ${name}`,
      profile: (name) => `profile ${name}`,
      file: (name) => `file ${name}`,
      'secret-file': (name) => `secret file ${name}`,
      default: () => 'default',
      demo: () => 'demo keys of the local gateway'
    }
  },
  simulate: {
    listening: (url) => `The local gateway listens on ${url}`,
    stopHint: 'Set it as base_url of your backend; stop with Ctrl-C.',
    keysNote: 'These keys are public and work with the local gateway only.',
    paid: (out_order_no) => `${out_order_no} is paid.`,
    failed: (out_order_no) => `The payment of ${out_order_no} failed; the platform sends no callback for that.`,
    noNotifyUrl: 'The order has no notify_url: here is its callback, ready for `ecpay verify-callback --env local`.',
    delivering: (url) => `Delivering the callback to ${url}`,
    delivered: (attempt, of) => `attempt ${attempt} of ${of}: accepted`,
    notDelivered: (attempt, of, reason, seconds) =>
      `attempt ${attempt} of ${of}: ${reason}${seconds === undefined ? '' : `; next in ${seconds} s`}`,
    noOrders: 'The local gateway has no orders yet; try `ecpay create-order --amount 100 --env local`.',
    reset: (count) => `${count} order(s) deleted.`,
    confirmReset: 'Delete every order of the local gateway?',
    columns: { out_order_no: 'out_order_no', amount: 'amount', status: 'status', created: 'created' }
  },
  demo: {
    intro: 'The whole way on the local gateway: no account, no network.',
    order: '1. Create an order',
    pay: '2. The customer pays; the gateway calls notify_url back',
    verify: '3. Verify the callback that arrived',
    query: '4. Ask for the state of the order',
    done: 'That is all of it. Next: ecpay init, then ecpay create-order --amount 100 --env sandbox'
  }
}
