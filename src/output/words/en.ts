import { many } from '../../findings/en-phrases.js'
import type { Words } from './words.js'

/** Every word of the program in English. */
export const en: Words = {
  levels: { error: 'error:', warning: 'warning:', notice: 'note:' },
  hidden: (length) => `<${many(length, 'character')}, not shown>`,
  atLine: (line) => `line ${line}: `,
  more: (count) => `… and ${count} more of this kind`,
  written: (path, bytes) => `Written to ${path} (${many(bytes, 'byte')}, UTF-8).`,
  exchange: {
    request: 'Request',
    raw: 'Raw answer',
    pretty: 'Answer',
    nothingSent: 'Nothing was sent.',
    generatedNumber: (key, number) => `${key}: ${number}`,
    meaning: 'Meaning:',
    remedy: 'What to do:',
    retry: {
      'at once': 'May be repeated at once, with the same number.',
      later: 'May be repeated later, with the same number.',
      no: 'Repeating it unchanged does not help.'
    },
    pay: 'Pay in the mini program:',
    logid: 'x-tt-logid (quote it to support):',
    warning: 'x-ecpay-warning (accepted; official sources disagree on this signature):',
    reason: 'x-ecpay-reason (the local gateway says which rule was broken):',
    accepted: (call) => `Accepted; asking ${call} for the result.`,
    onlyAccepted: (line) => `Accepted, not done: \`${line}\` asks for the result, as --wait does.`,
    waiting: (status) => `${status}; asking again`,
    took: (milliseconds) => `${milliseconds} ms`,
    unknownErrNo: (member) => `This ${member} is not in the public tables.`,
    confirm: (call, host) => `Send ${call} to ${host}? This is real money.`,
    fileKinds: {
      gzip: 'gzip',
      zip: 'zip',
      text: 'text',
      other: 'neither UTF-8 text nor an archive that is known here'
    },
    fileSaved: (path, size, kind) => `Saved: ${path} (${many(size, 'byte')}, ${kind})`,
    fileNotShown: (size, kind) =>
      `A file came: ${many(size, 'byte')}, ${kind}. Save it with --save <file>, or send it into a pipe.`
  },
  trace: {
    members: 'Fields',
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
  trigger: {
    noTarget: 'There is no --to and no notify_url: this is what would be posted.',
    delivered: 'The platform would call this delivered.',
    refused: 'Refused, as it must be: its signature is wrong.'
  },
  checkHandler: {
    wanted: {
      accepted: 'Wanted: HTTP 200 with {"err_no":0,"err_tips":"success"}.',
      refused: 'Wanted: any answer but success.',
      unharmed: 'Wanted: any answer but HTTP 5xx.',
      echoed: 'Wanted: HTTP 200 with echostr.'
    },
    why: 'Why:',
    fix: 'Fix:',
    passed: (count) => `The handler passes ${many(count, 'case')}.`,
    answer: 'Answer:',
    alike: {
      failed: (count, first, codes) => `${count} more ${count === 1 ? 'fails' : 'fail'} like ${first}: ${codes}`,
      advice: (count, first, codes) => `${count} more like ${first}: ${codes}`
    },
    like: (first) => `Fails like ${first}.`,
    provesNothing: (count) => `${count} more came out right, which means nothing:`,
    refusesAll: 'A handler that refuses the genuine callback refuses everything.',
    saved: (path) => `Saved: ${path}`
  },
  listen: {
    listening: (url) => `Callbacks are received on ${url}, on any path.`,
    tunnel:
      'The platform calls https on port 443 only: put your tunnel in front of it, and name its host with --allow-host.',
    notKept: 'Callbacks are received and passed on, but not kept until that works again.',
    allowHost: (line) => `To let this host in: ${line}`,
    forwarding: (url) => `Each is passed on to ${url}, byte for byte.`,
    stopHint: 'Stop with Ctrl-C.'
  },
  deliveries: {
    none: 'No callback has been received yet; `ecpay listen` receives them.',
    columns: {
      id: 'id',
      time: 'received',
      type: 'type',
      number: 'number',
      amount: 'amount',
      verdict: 'genuine',
      answered: 'answer'
    },
    exported: (count, path) => `${many(count, 'callback')} written to ${path}`,
    confirmClear: (keep) => `Delete all kept callbacks${keep > 0 ? ` but the newest ${keep}` : ''}?`,
    cleared: (count) => `${many(count, 'callback')} deleted`
  },
  replay: {
    same: 'as the first time',
    refused: 'refused',
    refusedAsBefore: 'refused, as the first time',
    before: (answer) => `the first time: ${answer}`,
    to: (url) => `Sent to ${url}`
  },
  prompts: {
    appId: 'app_id of the mini program',
    salt: 'SALT (支付设置; input is hidden)',
    token: 'Token 令牌 (支付设置; input is hidden)',
    env: 'Which environment do these keys belong to?',
    notifyUrl: 'notify_url (empty: as set in the console)',
    overwrite: (path) => `${path} already exists. Replace it?`,
    gitignore: 'Add it to .gitignore, so that the secrets are not committed?',
    required: 'A value is needed.',
    keys: '↑↓ move, ⏎ choose',
    answers: { yes: 'Yes', no: 'No' },
    yesOrNo: 'Answer with y or n.',
    written: (path) => `Written: ${path} (mode 0600)`,
    ignored: (path) => `Added to ${path}`,
    nextStep: 'Next: ecpay create-order --amount 100 --dry-run'
  },
  config: {
    none: 'There is no configuration file; `ecpay init` writes one.',
    trust: {
      given: 'Trusted as it is now; a change asks again.',
      revoked: 'No longer trusted.',
      wasNot: 'It was not trusted.',
      own: 'It is your own: it needs no trust.',
      none: 'No file is trusted.',
      limited: 'It was found by search and is not trusted (`ecpay config trust`); it may not do this:',
      trusted: 'It was found by search, and you trust it to do this:',
      states: { valid: 'as it was', changed: 'changed since: not trusted', unreadable: 'cannot be read' },
      allows: {
        host: (key, host) =>
          key.endsWith('notify_url')
            ? `${key}: be where trigger, check-handler and replay post to (${host})`
            : `${key}: send calls to ${host}`,
        variable: (key, name) => `${key}: send the variable ${name}`,
        file: (key, path) => `${key || 'a link'}: read ${path}`,
        owner: (_, uid) => `belong to another user, uid ${uid}`,
        writable: (_, mode) => `be written by others, mode ${mode}`
      }
    },
    notSet: 'not set',
    masked: (characters) => `set, ${many(characters, 'character')}`,
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
    lastRefused: (time, request, reason) => `Refused at ${time}: ${request} (${reason})`,
    wrongSign: 'Which mistakes gave that signature: ecpay diagnose --last',
    nobodyToCall: 'no notify_url in the request: nobody is called back',
    noFaults: 'Calls are answered as they should be; `ecpay simulate fail 1000` lets the next one fail.',
    faultColumns: { on: 'call', times: 'times left' },
    everyCall: 'any',
    untilCleared: 'until --clear',
    keysNote: 'These keys are public and work with the local gateway only.',
    paid: (out_order_no) => `${out_order_no} is paid.`,
    failed: (out_order_no) => `The payment of ${out_order_no} failed; the platform sends no callback for that.`,
    ended: (number, status) => `${number}: ${status}.`,
    noCallback: 'The platform sends no callback for this.',
    noNotifyUrl: 'There is no notify_url: here is the callback, ready for `ecpay verify-callback --env local`.',
    delivering: (url) => `Delivering the callback to ${url}`,
    delivered: (attempt, of) => `attempt ${attempt} of ${of}: accepted`,
    notDelivered: (attempt, of, reason, seconds) =>
      `attempt ${attempt} of ${of}: ${reason}${seconds === undefined ? '' : ` Next in ${seconds} s.`}`,
    noOrders: 'The local gateway has no orders yet; try `ecpay create-order --amount 100 --env local`.',
    reset: (count) => `${many(count, 'order')} deleted.`,
    confirmReset: 'Delete every order of the local gateway?',
    columns: { amount: 'amount', status: 'status', created: 'created' }
  },
  demo: {
    intro: 'The whole way on the local gateway: no account, no network.',
    order: '1. Create an order',
    pay: '2. The customer pays; the gateway calls notify_url back',
    verify: '3. Verify the callback that arrived',
    query: '4. Ask for the state of the order',
    done: (program) =>
      `That is all of it. Next: ${program} init, then ${program} create-order --amount 100 --env sandbox`,
    full: {
      intro: 'The whole life of an order on the local gateway, a hundred times as fast: no account, no network.',
      chapters: {
        order: '1. Create an order',
        pay: '2. The customer pays',
        refund: '3. Refund a part of it, and wait for the result',
        settle: '4. Settle the order: two receivers get their shares, the seller the rest less the fee',
        giveBack: '5. The first receiver gives a part of its share back',
        withdraw: '6. The seller withdraws',
        ask: '7. Ask where the money is',
        bills: '8. Download the bill of the day'
      },
      rows: (count) => many(count, 'row'),
      callbacks: 'Callbacks that arrived, each with its signature verified',
      ledger: 'Where the money went',
      paid: 'paid',
      places: {
        refunded: 'refunded',
        fee: 'fee of the platform',
        first: 'first receiver',
        second: 'second receiver',
        withdrawn: 'withdrawn by the seller',
        seller: 'with the seller',
        transit: 'in transit'
      },
      checks: {
        sum: 'paid is the sum of all places:',
        settlement: 'paid less refunded is what was settled, with the fee:',
        bill: 'paid less refunded is the sum of the bill:'
      }
    }
  },
  explain: {
    namespaces: {
      err_no: 'what the calls answer',
      callback: 'type of a callback',
      order: 'state of an order (order_status)',
      refund: 'state of a refund (refund_status)',
      settle: 'state of a settlement (settle_status)',
      return: 'state of a return of settled money (return_status)',
      withdraw: 'state of a withdrawal (status)',
      way: 'way of payment',
      pay: 'res.code of tt.pay in the mini program',
      client: 'errNo and errorCode of tt.pay and tt.requestOrder when they fail',
      push: 'err_code of the order push',
      reason: 'why the local gateway refuses a call (x-ecpay-reason)',
      push_status: 'order_status of the order push, a number',
      push_type: 'order_type of the order push, a number',
      token: 'what the calls for an access token answer',
      header: 'HTTP headers',
      other: 'codes of other products, met by mistake, and of the successors',
      'verify-callback': 'what `ecpay verify-callback` checks',
      ecpay: 'errors, warnings and notes of this tool; ‹key› stands for what was found',
      diagnose: 'mistakes that `ecpay diagnose` names, and what it says to check',
      'check-handler': 'cases of `ecpay check-handler`',
      call: 'calls of the platform',
      field: 'fields of requests, answers and callbacks'
    },
    labels: {
      calls: 'Calls',
      cause: 'Cause',
      note: 'Note',
      remedy: 'What to do',
      retry: 'Retry',
      state: 'State',
      fields: 'Fields',
      source: 'Source',
      snippets: 'In code'
    },
    states: { final: 'Final: it stays.', passing: 'Not final: another one follows.' },
    units: { fen: 'in fen', seconds: 'in Unix seconds' },
    inUnit: (meaning, unit) => `${meaning}, ${unit}`,
    forCalls: (calls, remedy) => `${calls}: ${remedy}`,
    call: (path, help, codes) => `${path}. More: \`${help}\`.${codes === '' ? '' : ` Codes: ${codes}.`}`,
    several: (count, name) => `${count} entries have these words. To read one: \`ecpay explain ${name}\`.`,
    also: (name) => `These have such words too. To read one: \`ecpay explain ${name}\`.`,
    sources: {
      official: 'the official documentation',
      'official-mirror': 'a copy of the official documentation',
      sdk: 'what SDKs do; no official page',
      user: 'what users report; no official page',
      inferred: 'a conclusion of this project; no page says it'
    }
  }
}
