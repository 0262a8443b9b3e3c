import { many } from '../../findings/en-phrases.js'

/** The English texts of output. Chinese has the same shape, so comments here apply to both. */
export const en = {
  levels: { error: 'error:', warning: 'warning:', notice: 'note:' },
  /** Replaces a text that may be a key, given where something else belongs. */
  hidden: (length: number) => `<${many(length, 'character')}, not shown>`,
  atLine: (line: number) => `line ${line}: `,
  /** Replaces further findings of one code, when there are too many. */
  more: (count: string) => `… and ${count} more of this kind`,
  /** For the file of `--out`. */
  written: (path: string, bytes: number) => `Written to ${path} (${many(bytes, 'byte')}, UTF-8).`,
  exchange: {
    request: 'Request',
    raw: 'Raw answer',
    pretty: 'Answer',
    nothingSent: 'Nothing was sent.',
    generatedNumber: (key: string, number: string) => `${key}: ${number}`,
    meaning: 'Meaning:',
    remedy: 'What to do:',
    retry: {
      'at once': 'May be repeated at once, with the same number.',
      later: 'May be repeated later, with the same number.',
      no: 'Repeating it unchanged does not help.'
    },
    pay: 'Pay in the mini program:',
    logid: 'x-tt-logid (quote it to support):',
    warning: 'x-ecpay-warning (accepted; official sources disagree on this):',
    reason: 'x-ecpay-reason (the local gateway says which rule was broken):',
    accepted: (call: string) => `Accepted; asking ${call} for the result.`,
    /** For a call without `--wait`: the command line that asks for its result. */
    onlyAccepted: (line: string) => `Accepted, but not done yet: \`${line}\` asks for the result, as --wait does.`,
    waiting: (status: string) => `${status}; asking again`,
    took: (milliseconds: number) => `${milliseconds} ms`,
    unknownErrNo: (member: string) => `This ${member} is not in the public tables.`,
    confirm: (call: string, host: string) => `Send ${call} to ${host}? This moves real money.`,
    /** The kinds of files, by their first bytes. */
    fileKinds: {
      gzip: 'gzip',
      zip: 'zip',
      text: 'text',
      other: 'neither UTF-8 text nor a known kind of archive'
    },
    fileSaved: (path: string, size: number, kind: string) => `Saved: ${path} (${many(size, 'byte')}, ${kind})`,
    fileNotShown: (size: number, kind: string) =>
      `The answer is a file: ${many(size, 'byte')}, ${kind}. Save it with --save <file>, or pipe it.`
  },
  /** For a list of numbers. */
  bulk: {
    progress: (done: string, total: string) => `${done} of ${total}`,
    speed: (perSecond: string, left: string) => `${perSecond} a second, ${left} left`,
    summary: (total: string, time: string, counts: string) => `${many(total, 'number')} in ${time}: ${counts}`,
    before: (count: string) => `answered before ${count}`,
    refused: (count: string) => `refused ${count}`,
    unanswered: (count: string) => `without an answer ${count}`,
    notAsked: (count: string) => `not asked for ${count}`,
    comma: ', ',
    units: { hours: 'h', minutes: 'min', seconds: 's' }
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
      headers: 'headers',
      encoding: 'UTF-8 and plain bytes',
      envelope: 'envelope',
      signature: 'signature',
      age: 'age',
      type: 'type'
    },
    valid: 'The callback is genuine.',
    allValid: (count: string) => (count === '1' ? 'The callback is genuine.' : `All ${count} callbacks are genuine.`),
    invalid: 'The callback does not verify.',
    causes: 'Cause:'
  },
  trigger: {
    noTarget: 'There is no --to and no notify_url: this is what would be posted.',
    delivered: 'The platform would count this as delivered.',
    /** For a callback that must be refused. */
    refused: 'Refused, as it must be: its signature is wrong.'
  },
  checkHandler: {
    /** The required answer. */
    wanted: {
      accepted: 'Wanted: HTTP 200 with {"err_no":0,"err_tips":"success"}.',
      refused: 'Wanted: any answer but success.',
      unharmed: 'Wanted: any answer but HTTP 5xx.',
      complete: 'Wanted: any answer but HTTP 5xx, and with success all that the type needs.',
      echoed: 'Wanted: HTTP 200 with echostr.'
    },
    why: 'Why:',
    fix: 'Fix:',
    failed: (failed: number, of: number) => `${failed} of ${many(of, 'case')} failed.`,
    passed: (count: number) => `The handler passes ${many(count, 'case')}.`,
    /** The label of the handler's answer. */
    answer: 'Answer:',
    /** For other cases with the same cause as the named one. */
    alike: {
      failed: (count: number, first: string, codes: string) =>
        `${count} more ${count === 1 ? 'fails' : 'fail'} like ${first}: ${codes}`,
      advice: (count: number, first: string, codes: string) => `${count} more like ${first}: ${codes}`
    },
    like: (first: string) => `Fails like ${first}.`,
    /** For cases that passed because the handler refuses everything, and why that proves nothing. */
    provesNothing: (count: number) => `${count} more passed, which proves nothing:`,
    refusesAll: 'A handler that refuses the genuine callback refuses everything.',
    saved: (path: string) => `Saved: ${path}`
  },
  listen: {
    listening: (url: string) => `Callbacks are received on ${url}, on any path.`,
    /** What the platform needs to reach it. */
    tunnel:
      'The platform calls https on port 443 only: put your tunnel in front of it, and name its host with --allow-host.',
    notKept: 'Callbacks are received and passed on, but not saved until this works again.',
    /** @param line the command line that allows a host */
    allowHost: (line: string) => `To allow this host: ${line}`,
    forwarding: (url: string) => `Each is passed on to ${url}, byte for byte.`,
    stopHint: 'Stop with Ctrl-C.'
  },
  deliveries: {
    none: 'No callback has been received yet; `ecpay listen` receives them.',
    noneOfThese: 'No callback is like this.',
    columns: {
      id: 'id',
      time: 'received',
      type: 'type',
      number: 'number',
      amount: 'amount',
      verdict: 'genuine',
      answered: 'answer'
    },
    exported: (count: number, path: string) => `${many(count, 'callback')} written to ${path}`,
    confirmClear: (keep: number) => `Delete all kept callbacks${keep > 0 ? ` but the newest ${keep}` : ''}?`,
    cleared: (count: number) => `${many(count, 'callback')} deleted`
  },
  log: {
    none: 'Nothing like this is in the log.',
    columns: { id: 'id', time: 'time', what: 'what', where: 'to', number: 'number', result: 'result' },
    newest: (count: number) => `The newest ${count}; --limit shows more, filters show others.`,
    confirmClear: 'Delete everything in the log?',
    cleared: (count: number) => `${many(count, 'request')} deleted`,
    sent: 'sent by this tool',
    received: 'received',
    noAnswer: (code: string) => `No answer: ${code}`,
    cutShort: (kept: number, size: number) => `(${kept} of ${size} bytes are kept)`,
    again: 'The same request again',
    related: 'About the same numbers',
    next: 'Next'
  },
  replay: {
    same: 'as the first time',
    refused: 'refused',
    refusedAsBefore: 'refused, as the first time',
    before: (answer: string) => `the first time: ${answer}`,
    to: (url: string) => `Sent to ${url}`
  },
  prompts: {
    appId: 'app_id of the mini program (开发管理 > 开发设置)',
    salt: 'SALT (支付设置; input is hidden)',
    token: 'Token 令牌 (支付设置; input is hidden)',
    env: 'Which environment do these keys belong to?',
    notifyUrl: 'notify_url (empty: as set in the console)',
    system: 'Which payment system are the keys of?',
    bothSystems: 'both',
    privateKeyFile: 'File with your private key (none yet: `ecpay trade keys generate`)',
    keyVersion: 'key_version, beside your public key (开发管理 > 开发设置 > 密钥设置)',
    platformPublicKeyFile: "File with the platform's public key (in the same place; empty: later)",
    appSecret: 'AppSecret (开发管理 > 开发设置; input is hidden; empty: later)',
    keepIt: (odd: string) => `${odd} Enter again keeps it.`,
    overwrite: (path: string) =>
      `${path} already exists. Replace it? (\`ecpay init --profile <name>\` adds a profile instead.)`,
    overwriteProfile: (name: string) => `The profile ${name} already exists. Replace it?`,
    gitignore: 'Add it to .gitignore, so that the secrets are not committed?',
    required: 'A value is needed.',
    keys: '↑↓ move, ⏎ choose',
    answers: { yes: 'Yes', no: 'No' },
    yesOrNo: 'Answer with y or n.',
    written: (path: string) => `Written: ${path} (mode 0600)`,
    key: (name: string, half: string, form: string, bits: string, fingerprint: string) =>
      `${name}: ${half}, ${form}, ${bits} bits, SHA-256 ${fingerprint}`,
    writtenProfile: (name: string, path: string) => `Added the profile ${name} to ${path} (mode 0600)`,
    ignored: (path: string) => `Added to ${path}`,
    nextStep: (line: string) => `Next: ${line}`
  },
  config: {
    none: 'There is no configuration file; `ecpay init` writes one.',
    trust: {
      given: 'Trusted as it is now; after a change it has to be trusted again.',
      revoked: 'No longer trusted.',
      wasNot: 'It was not trusted.',
      /** For the user's own configuration. */
      own: 'It is your own configuration and needs no trust.',
      none: 'No file is trusted.',
      limited: 'It was found by search and is not trusted (`ecpay config trust`); it may not do this:',
      trusted: 'It was found by search, and you trust it to do this:',
      states: { valid: 'as it was', changed: 'changed since: not trusted', unreadable: 'cannot be read' },
      /** What trust allows a file; `key` is empty for the file itself. */
      allows: {
        host: (key: string, host: string) =>
          key.endsWith('notify_url')
            ? `${key}: be where trigger, check-handler and replay post to (${host})`
            : `${key}: send calls to ${host}`,
        variable: (key: string, name: string) => `${key}: send the variable ${name}`,
        file: (key: string, path: string) => `${key || 'a link'}: read ${path}`,
        owner: (_: string, uid: string) => `belong to another user, uid ${uid}`,
        writable: (_: string, mode: string) => `be written by others, mode ${mode}`
      }
    },
    notSet: 'not set',
    masked: (characters: number) => `set, ${many(characters, 'character')}`,
    sources: {
      flag: (name: string) => `flag ${name}`,
      variable: (name: string) => `variable ${name}`,
      profile: (name: string) => `profile ${name}`,
      file: (name: string) => `file ${name}`,
      'secret-file': (name: string) => `secret file ${name}`,
      default: () => 'default',
      demo: () => 'demo keys of the local gateway'
    }
  },
  simulate: {
    listening: (url: string) => `The local gateway listens on ${url}`,
    knownApps: (names: string) => `It also knows these apps of the configuration in 通用交易系统: ${names}`,
    stopHint: 'Set it as base_url of your backend; stop with Ctrl-C.',
    lastRefused: (time: string, request: string, reason: string) => `Refused at ${time}: ${request} (${reason})`,
    wrongSign: 'To find the mistake in that signature: ecpay diagnose --last',
    nobodyToCall: 'no notify_url in the request: no callback is sent',
    noFaults: 'Calls are answered normally; `ecpay simulate fail 1000` makes the next one fail.',
    faultColumns: { on: 'call', times: 'times left' },
    everyCall: 'any',
    untilCleared: 'until --clear',
    keysNote: 'These keys are public and work with the local gateway only.',
    paid: (out_order_no: string) => `${out_order_no} is paid.`,
    failed: (out_order_no: string) => `The payment of ${out_order_no} failed; the platform sends no callback for that.`,
    applied: (out_order_no: string, refund_id: string) => `A refund of ${out_order_no} was applied for: ${refund_id}.`,
    answered: 'The answer is taken; the refund has its number.',
    closed: (out_order_no: string, reason: string) => `${out_order_no} is closed: CANCEL, ${reason}.`,
    ended: (number: string, status: string) => `${number}: ${status}.`,
    noCallback: 'The platform sends no callback for this.',
    noNotifyUrl: 'There is no notify_url: here is the callback, ready for `ecpay verify-callback --env local`.',
    delivering: (url: string) => `Delivering the callback to ${url}`,
    delivered: (attempt: number, of: number) => `attempt ${attempt} of ${of}: accepted`,
    notDelivered: (attempt: number, of: number, reason: string, seconds: number | undefined) =>
      `attempt ${attempt} of ${of}: ${reason}${seconds === undefined ? '' : ` Next in ${seconds} s.`}`,
    realClock: 'This is the real time; `ecpay simulate clock +15m` sets the clock of the local platform.',
    setClock: (ahead: string) =>
      `The clock of the local platform is ${ahead} ahead; \`ecpay simulate clock real\` sets it back.`,
    noOrders: 'The local gateway has no orders yet; try `ecpay create-order --amount 100 --env local`.',
    reset: (count: number) => `${many(count, 'order')} deleted.`,
    confirmReset: 'Delete every order of the local gateway?',
    columns: { amount: 'amount', status: 'status', created: 'created' }
  },
  demo: {
    intro: 'An order from beginning to end on the local gateway: no account, no network.',
    order: '1. Create an order',
    pay: '2. The customer pays; the gateway calls notify_url back',
    verify: '3. Verify the callback that arrived',
    query: '4. Ask for the state of the order',
    done: (program: string) => `Done. Next: ${program} init, then ${program} create-order --amount 100 --env sandbox`,
    trade: {
      intro: 'An order of 通用交易系统 from beginning to end on the local gateway: no account, no network.',
      order: '1. Sign the order; the client calls tt.requestOrder with it',
      pay: '2. The customer pays; the gateway posts the callback',
      verify: '3. Verify the callback that arrived',
      query: '4. Ask for the state of the order',
      refund: '5. Refund it',
      refunded: '6. The refund succeeds; the gateway posts the callback',
      queryRefund: '7. Ask for the refund',
      done: (program: string) => `Done. Next: ${program} trade keys generate, then ${program} trade order --help`
    },
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
      rows: (count: number) => many(count, 'row'),
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
  order: {
    notSigned: 'Nothing was signed.',
    stands: (out_order_no: string) =>
      `The order stands in the local gateway, as if the client had called tt.requestOrder. Pay it: ecpay simulate pay ${out_order_no}`,
    agreementStands: (number: string) =>
      `The agreement stands in the local gateway, as if the client had called tt.createSignOrder. Sign it: ecpay simulate sign ${number}`,
    handOver:
      'Your server signs; hand data and byteAuthorization to the client as they are. Do not parse data there, or write it anew.'
  },
  clientToken: {
    labels: { at: 'valid at', fetched: 'fetched', ends: 'valid until' },
    left: (minutes: number) => `${many(minutes, 'minute')} left`,
    fetched: (path: string) => `Fetched, and kept in ${path}.`,
    kept: (path: string) => `Kept in ${path}; nothing was sent.`,
    cleared: 'Removed. It stays valid on the platform until its end.',
    nothingToClear: 'Nothing is kept for this app_id and environment.',
    confirm: (app_id: string) =>
      `Fetch a new token for ${app_id} in production? The one of a live server becomes invalid in 5 minutes.`
  },
  migrate: {
    /** What became of each field, in this order. */
    groups: {
      same: 'Taken over',
      renamed: 'Renamed',
      changed: 'Changed in unit or form',
      filled: 'New, filled in',
      needed: 'New and needed',
      optional: 'New, optional',
      empty: 'Empty, left out',
      unknown: 'Not a field of the old call, left out',
      gone: 'Gone'
    },
    answer: 'In the answer',
    envelope: 'Every callback',
    newCalls: 'New calls',
    settings: 'Configuration',
    callback: (type: string) => `callback ${type}`,
    nothing: 'nothing'
  },
  explain: {
    /** The names of the namespaces. */
    namespaces: {
      err_no: 'codes in the answers of calls',
      callback: 'type of a callback',
      order: 'state of an order (order_status, pay_status)',
      refund: 'state of a refund (refund_status)',
      settle: 'state of a settlement (settle_status)',
      return: 'state of a return of settled money (return_status)',
      withdraw: 'state of a withdrawal (status)',
      service: 'state of a service order (order_service_status)',
      item: 'state of an item (item_order_status), a number',
      audit: 'state of the audit of a refund (audit_status)',
      refund_source: 'who began a refund (refund_source), a number',
      refund_reason: 'reason of a refund (refund_reason.code), a number',
      sign: 'state of an agreement on periodic deduction (status)',
      sign_pay: 'state of a periodic deduction (status)',
      way: 'way of payment',
      pay: 'res.code of tt.pay in the mini program',
      client: 'errNo and errorCode of tt.pay and tt.requestOrder when they fail',
      push: 'err_code of the order push',
      reason: 'why the local gateway refuses a call (x-ecpay-reason)',
      push_status: 'order_status of the order push, a number',
      push_type: 'order_type of the order push, a number',
      token: 'codes in the answers of the calls for an access token',
      header: 'HTTP headers',
      other: 'codes of other products that are searched for here',
      'verify-callback': 'what `ecpay verify-callback` and `ecpay trade verify-callback` check',
      ecpay: 'errors, warnings and notes of this tool; ‹key› stands for what was found',
      diagnose: 'mistakes that `ecpay diagnose` and `ecpay trade diagnose` name, and what they say to check',
      'check-handler': 'cases of `ecpay check-handler`',
      call: 'calls of the platform',
      field: 'fields of requests, answers and callbacks'
    },
    labels: {
      system: 'System',
      calls: 'Calls',
      cause: 'Cause',
      note: 'Note',
      remedy: 'What to do',
      retry: 'Retry',
      state: 'State',
      fields: 'Fields',
      reply: 'Answer',
      source: 'Source',
      snippets: 'In code'
    },
    states: { final: 'Final.', passing: 'Not final: another state follows.' },
    units: { fen: 'in fen', seconds: 'in Unix seconds', milliseconds: 'in Unix milliseconds' },
    inUnit: (meaning: string, unit: string) => `${meaning}, ${unit}`,
    /** A text about one payment system, with the platform's name of the system. */
    of: (title: string | null, said: string) => (title === null ? said : `${title}: ${said}`),
    /** What to do if one of these calls returned the code. */
    forCalls: (calls: string, remedy: string) => `${calls}: ${remedy}`,
    /** For a call: its path, the help that says more, and its codes. */
    call: (path: string, help: string, codes: string) =>
      `${path}. More: \`${help}\`.${codes === '' ? '' : ` Codes: ${codes}.`}`,
    /** The heading of what a text can mean, without or after an explanation; `name` is one of them. */
    several: (count: string, name: string) => `${count} entries match. To read one: \`ecpay explain ${name}\`.`,
    also: (name: string) => `These match too. To read one: \`ecpay explain ${name}\`.`,
    sources: {
      official: 'the official documentation',
      'official-mirror': 'a copy of the official documentation',
      sdk: 'what SDKs do; no official page',
      user: 'what users report; no official page',
      inferred: 'a conclusion of this project; no page says it'
    }
  }
}
