import type { CommandWords } from './words.js'

/** Help of every command in English. */
export const commands: CommandWords = {
  sign: {
    summary: 'Sign a request body: the 32 hex digits of `sign`',
    description:
      'Reads one JSON object from a file, from - (stdin) or from a pipe, or builds one from -d. Numbers are signed as they are written; warnings name what other languages sign differently.',
    arguments: { file: 'JSON file; - or nothing for stdin' },
    options: {
      check: "compare with this signature, or with the body's own sign",
      explain: 'show on stderr every field, the sorted list and the string that is hashed (SALT masked)',
      fill: 'print the body with sign put in, every other byte as it was',
      ndjson: 'one object a line in, one signature a line out',
      nested: 'sign object and array values by a candidate rule: go or json',
      strict: 'refuse whatever gives a warning'
    },
    output:
      'the signature and a line break. --json: {"sign","string_to_sign","signed":[{"key","text"}],"skipped":[{"key","reason"}],"warnings":[{"code","key","message"}]}; with --check also "valid" and "theirs"'
  },
  diagnose: {
    summary: 'Name the mistakes behind a wrong signature (err_no 2008)',
    description:
      'Reads the request body as sign does, takes the signature that your own code computed from the body or from --sign, and finds which mistakes, alone or together, turn the right computation into yours. With --prehash, the string that your code hashed, it names every difference.',
    arguments: { file: 'JSON file; - or nothing for stdin' },
    options: {
      sign: 'the signature that your code computed, in place of the one in the body',
      prehash: 'the string that your code hashed, or @file; the SALT in it is masked',
      fromCurl:
        'take the request from this file, and check its address and headers: curl (sh, cmd, PowerShell), Invoke-WebRequest, fetch, wget, HTTPie, or a whole HTTP request',
      har: 'take the last request to the platform from a HAR file, and check its address and headers',
      last: 'take the last request that the local gateway refused for its signature, fields, path or headers',
      callback: 'diagnose a callback of the platform: msg_signature in place of sign',
      depth: 'how many mistakes are combined at most',
      timeLimit: 'how many seconds the search takes at most',
      for: 'show the fix in code: php, java, go, python, node or csharp'
    },
    output:
      'the verdict, the best explanation with its fix, and what to check besides. --json: {"verdict","sign","theirs","explanations":[{"mistakes":[{"code","key","message","fix"}],"string_to_sign"}],"tried","also_check":[{"code","message"}],"warnings":[{"code","message","hint"}],"next":[{"option","command"}]}'
  },
  'verify-callback': {
    summary: 'Verify a callback of the platform over its raw bytes',
    description:
      'Reads the raw body of the POST from a file, from - (stdin) or from a pipe, runs every check and reports each; on a mismatch it tries the usual causes and names the one.',
    arguments: { file: 'the raw body; - or nothing for stdin' },
    options: {
      maxAge: 'also check the timestamp, both ways (0 is a window of zero)',
      maxSize: 'largest body that is read, in bytes'
    },
    output:
      'msg, pretty on a terminal and as it came in a pipe. --json: {"valid","checks":[{"name","ok","code"}],"problems":[{"code","message"}],"causes":[…],"warnings":[…],"type","msg"}'
  },
  trigger: {
    summary: 'Post a signed callback to your handler, with the msg you want',
    description:
      'Builds the documented msg of a callback, signs it with your token and posts it to --to or notify_url; without either it prints the body. Offline, for every type, as often as you like.',
    arguments: { type: 'payment, refund, settle or withdraw' },
    options: {
      to: 'where to post it; default: notify_url of the configuration',
      order: 'about this order of the local gateway',
      number: "the developer's number: out_order_no, out_refund_no, …; default: a fresh one",
      amount: 'amount in fen; default: that of the order, or 100',
      cpExtra: 'cp_extra',
      msg: 'the msg itself, @file or - (stdin), taken byte for byte',
      set: 'change msg: a.b=text sets a string, a.b:=json raw JSON; repeatable',
      unset: 'take a field out of msg; repeatable',
      timestamp: 'timestamp of the envelope; default: now',
      nonce: 'nonce of the envelope; default: a random one',
      retry: 'post again until it is accepted, by the schedule of the platform',
      timeScale: 'shorten the waits of the retry schedule, e.g. 0.001',
      badSignature: 'with a signature that is wrong: the handler must refuse it',
      stale: 'with a timestamp so many seconds ago',
      duplicate: 'the same callback so many times',
      outOfOrder: 'an older callback of the same event after the newer one',
      mixedContentType: 'once under each Content-Type that proxies give JSON',
      insecure: 'also plain http, and any certificate, to another machine'
    },
    output:
      'the handler\'s answer as it came, or the body where there is nobody to post it to. --json: {"to","wanted","passed","delivered","sent":[{"callback","content_type","deliveries":[{"attempt","of","delivered","status","answer","problem","waitSeconds"}]}]}. Exit 0: the platform would call all of it delivered, or with --bad-signature: the handler refused it; 1: the handler answered otherwise; 3: it did not answer'
  },
  'check-handler': {
    summary: 'Test your callback handler: what it must accept, refuse and survive',
    description:
      'Posts genuine, forged and malformed callbacks to the handler and holds each answer against what is wanted. A handler that looks the order up needs one it knows: --number and --amount.',
    arguments: { url: 'the handler; default: notify_url of the configuration' },
    options: {
      type: 'payment, refund, settle or withdraw',
      order: 'about this order of the local gateway',
      number: "the developer's number: out_order_no, out_refund_no, …; default: a fresh one",
      amount: 'amount in fen; default: that of the order, or 100',
      cpExtra: 'cp_extra',
      only: 'this case only; repeatable',
      orderUrl:
        'after the same callback again, GET this address, with the number for {number}: what it answers must not have changed',
      query: 'the same with what this shell command prints; the number is in the variable ECPAY_NUMBER',
      expect: 'what is shown when the work was done once, such as 1 for a count',
      workTime: 'how long the handler works on behind its answer',
      list: 'print the cases, send nothing',
      junit: 'write a JUnit report for CI',
      save: 'write each callback that failed to <code>.json in this folder',
      force: 'replace files that are there',
      insecure: 'also plain http, and any certificate, to another machine'
    },
    output:
      'a line a case: ✓ passed, ✗ failed with why and how to fix it, ! advice that fails nothing. --json: {"url","passed","effect":{"problem"},"cases":[{"code","wants","title","why","fix","verdict","like","proves_nothing","milliseconds","saved","answers":[{"status","answer","milliseconds","problem"}]}]}; "like": the case that failed by the same cause; "saved" only with --save, "effect" only with --order-url or --query; with --list {"cases":[…]}. Exit 1 when a case failed, 3 when the handler does not answer or its work cannot be looked at'
  },
  listen: {
    summary: 'Receive callbacks: verify each, pass it on to your handler, keep it',
    description:
      'Stands behind your own tunnel or the local gateway. Passes on byte for byte with the headers that came, and returns the answer of the handler; without --forward-to it answers what the platform expects. Answers the GET with which the console checks the address. Requests from web pages, or to a host that is neither this machine nor allowed, are refused.',
    options: {
      port: 'port to listen on; 0 takes a free one',
      host: 'address to listen on',
      allowHost:
        'also answer requests to this host, as a tunnel sends them: a.example.com, .example.com, *; repeatable',
      forwardTo: 'the handler to pass callbacks on to',
      store: 'keep no delivery',
      exitAfter: 'end after so many callbacks, with exit 0',
      insecure: 'also plain http, and any certificate, to another machine'
    },
    output:
      'one line a callback until Ctrl-C: time, id, type, number, amount, ✓ or ✗ with why, what the handler answered, milliseconds. --json: {"listening"}, then one object a line: {"id","received_at","path","valid","code","type","number","amount","forwarded":{"url","status","code"},"milliseconds","answered","stored"}; what is refused as {"received_at","method","path","status","refused","host","allow"}'
  },
  deliveries: {
    summary: 'The callbacks that listen has received: list, show, export, clear',
    output: 'see the subcommands'
  },
  'deliveries list': {
    summary: 'List the callbacks that were received',
    output:
      'a table, oldest first. --json: {"deliveries":[{"id","received_at","path","valid","code","type","number","amount","forwarded","milliseconds","answered"}]}'
  },
  'deliveries show': {
    summary: 'Show one callback, or print it as it came',
    arguments: { id: 'its id, from the list' },
    options: { last: 'the newest one' },
    output:
      'the body byte for byte; on a terminal whether it is genuine, headers, msg and answer. --json: as in the list, with "headers":[[name,value]], "body" and "answer":{"status","body"}'
  },
  'deliveries export': {
    summary: 'Write the callbacks to files, for verify-callback, replay and CI',
    arguments: { folder: 'where to write them: a file <id>.json each, and deliveries.ndjson with the answers' },
    options: { only: 'this one only; repeatable' },
    output: 'nothing. --json: {"folder","files":[…]}'
  },
  'deliveries clear': {
    summary: 'Delete the callbacks that were received',
    description: 'When they take more than 256 MiB of the disk, the oldest go by themselves.',
    options: { keep: 'keep the newest n', yes: 'delete without asking' },
    output: 'nothing. --json: {"deleted"}'
  },
  replay: {
    summary: 'Post a callback that was received once more',
    description:
      'Posts it as it came, or signed anew with --resign. A folder that was exported is posted in order, and each answer compared with that of the first time.',
    arguments: { source: 'an id of the list, a file with a body, or a folder' },
    options: {
      last: 'the newest one that was received',
      to: 'where to post it; default: where listen had passed it on to, or else notify_url of the configuration',
      resign: 'under a new timestamp and nonce, signed with your token',
      set: 'with --resign change msg: a.b=text sets a string, a.b:=json raw JSON; repeatable',
      unset: 'with --resign take a field out of msg; repeatable',
      insecure: 'also plain http, and any certificate, to another machine'
    },
    output:
      'a line a callback: ✓ when it was answered as the first time, with success where it is genuine, and refused where it is forged. --json: {"to","passed","replayed":[{"name","to","delivered","status","answer","recorded":{"status","body"},"changed","problem"}]}'
  },
  call: {
    summary: 'Sign and send any call by its path, and show the answer',
    description:
      'For calls that have no command here. The body comes from --from and -d; app_id and, where it is configured, thirdparty_id are put in, and an access token where the call is known to have one. Nothing but these is checked.',
    arguments: { path: 'the part after the host: /api/apps/ecpay/v1/query_order' },
    options: {
      get: 'send a GET: the signed fields are its query parameters',
      file: 'key=path: upload this file, in a form with the fields; repeatable'
    },
    output: 'the raw answer; --json as for create-order. --dry-run in a pipe: the signed body, or the address of a GET'
  },
  explain: {
    summary: 'Explain a code, a message, a pasted answer, or a code of this tool',
    description:
      'Looks up offline what you see: a number, a state, the type of a callback, the text of a message, a whole answer or line of a log, a field, a call, or a code of this tool. Says what it means, its cause, what to do, whether to send the same number again, which calls give it, and how sure that is. Several words need no quotes; without any, what comes by a pipe is read. A code that stands in several places is explained for each; namespace:code names one.',
    arguments: { text: '2008, err_no:2008, pay:4, TIMEOUT, payment, zeros-dropped, invalid sign, {"err_no":2008,…}' },
    options: { list: 'list every code, or those of one namespace, such as err_no, callback, push, diagnose or ecpay' },
    output:
      'text: codes that are named in full, what has the words of a message as a list; nothing, and exit 1 with the nearest ones on stderr, where nothing is known. --json, with --list too: {"entries":[{"namespace","code","meaning","cause","note","remedy","remedies":[{"calls":[],"remedy"}],"retry","final","calls":[],"fields":[{"key","unit","meaning"}],"says":[],"snippets":{"php",…},"source","page"}]}; what is not known is null, retry is "at once", "later" or "no", the likeliest entry is the first'
  },
  merchant: {
    summary: 'Onboard merchants: pages to fill in, applications, images, states',
    output: 'see the subcommands'
  },
  init: {
    summary: 'Ask for the keys and write .ecpayrc (mode 0600)',
    options: {
      appId: 'app_id of the mini program',
      force: 'replace an existing file',
      gitignore: 'add the file to .gitignore without asking',
      notifyUrl: 'where callbacks go (https, port 443)'
    },
    output: 'the path of the file written. --json: {"path","gitignore"}'
  },
  config: { summary: 'Show the configuration', output: 'see the subcommands' },
  'config show': {
    summary: 'Every effective setting and where it comes from, secrets masked',
    output:
      'a table. --json: {"path","profile","settings":{key:{"value","source":{"kind","name"}}}}; value is null for a secret. Of a file that was found by search and wants more than it may have, "trusted" says whether it may'
  },
  'config path': {
    summary: 'The configuration file in use',
    output: 'its path; exit 1 where there is none. --json: {"path"}, and "trusted" as in config show'
  },
  'config trust': {
    summary: 'Trust the configuration file that was found by search',
    description:
      'A file of a folder that you checked out may name app_id, profiles, environment and limits. To send your keys to another host, to send a variable that is not called ECPAY_…, or to read a file outside its folder, it needs your word. It holds for this path and this content: look into the file before you give it.',
    options: {
      revoke: 'take it back; --config names a file that is gone',
      list: 'every file that is trusted, and whether it is still the same'
    },
    output:
      'the path of the file, and on stderr what it may do now; exit 1 where there is none. --json: {"path","trusted","sha256","allows":[{"kind","key","value"}]}; with --revoke {"path","trusted","was_trusted"}; with --list {"trusted":[{"path","sha256","state"}]}'
  },
  completion: {
    summary: 'Print a script that lets your shell complete commands, options and values',
    description:
      'The script asks this program for the words each time, so it need not be made again for a new version. Where a file or any text can stand, the shell completes file names.',
    arguments: {
      shell: 'bash, zsh, fish or powershell',
      words: 'what the scripts ask for: completion words -- <words>'
    },
    output:
      'the script; evaluate it, or put it where the shell looks for it. --json: {"script"}. For the scripts: a word a line, behind a tab what it is for; --json: {"words":[{"value","about"}]}'
  },
  simulate: {
    summary: 'The local gateway: pay, give results, list, serve, fail on purpose',
    output: 'see the subcommands'
  },
  'simulate keys': {
    summary: 'Print the demo app_id, SALT, Token, access token and app secret',
    description:
      'Prints what a backend needs to talk to the local gateway. app_secret fetches an access token, from /api/apps/v2/token or /oauth/client_token/, for clients that do so by themselves.',
    output: 'five lines. --json: {"app_id","salt","token","access_token","app_secret"}'
  },
  'simulate serve': {
    summary: 'Serve the gateway on 127.0.0.1 for a backend in any language',
    description:
      'Serves the gateway for a backend in any language, on 127.0.0.1 or where --host says, and delivers the callbacks of results as they come due, to the notify_url of the request, by the retry schedule of the platform. What is not delivered when it stops is delivered by the next one. Payments are called back by simulate pay. Requests from web pages, or to a host that is neither this machine nor allowed, are refused.',
    options: {
      port: 'port to listen on; 0 takes a free one',
      host: 'address to listen on; 0.0.0.0 in a container',
      allowHost:
        'also answer requests to this host, such as the name of a container: gateway, .example.com, *; repeatable',
      strict: "refuse what one of ByteDance's own demos signs and another does not; else x-ecpay-warning says it",
      latency: 'hold each answer back so long, or between two times, e.g. 50-400; the call is carried out at once',
      timeScale: 'shorten how long results take and the waits of the retry schedule, e.g. 0.001'
    },
    output: 'one line a request, and one an attempt to call back, until Ctrl-C. --json: one JSON object a line'
  },
  'simulate pay': {
    summary: 'Pay an order and deliver its signed callback',
    description:
      'Pays an order as its payer would, and delivers the callback. Of an order that is paid already it delivers the callback once more.',
    arguments: { out_order_no: 'the order to pay' },
    options: {
      way: 'wx, ali or dyzf',
      fail: 'let the payment fail; the platform sends no callback then',
      timeScale: 'shorten the waits of the retry schedule, e.g. 0.001'
    },
    output:
      'the callback body when the order has no notify_url, else nothing. --json: {"out_order_no","status","callback","deliveries":[…]}'
  },
  'simulate refund': {
    summary: 'Give a refund its result now and deliver its signed callback',
    arguments: { out_refund_no: 'the refund; by itself it has its result after 3 seconds' },
    options: {
      fail: 'let it fail, which it can as long as it is PROCESSING',
      timeScale: 'shorten the waits of the retry schedule, e.g. 0.001'
    },
    output:
      'the callback body when the refund has no notify_url, else nothing. --json: {"out_refund_no","status","callback","deliveries":[…]}'
  },
  'simulate fail': {
    summary: 'Let the next calls of the local gateway fail with an err_no',
    description:
      'Lets the next calls of the local gateway fail with a documented err_no, those of a running simulate serve and those of --env local alike. Such a call is not carried out: no order, no refund and no number changes, and x-ecpay-reason says injected. Without an err_no, lists what is still to fail.',
    arguments: { err_no: 'what to answer, one of `ecpay explain --list`' },
    options: {
      times: 'how many calls; 0: every one until --clear',
      on: 'this call alone, by its name or its command',
      clear: 'answer as usual again'
    },
    output: 'what is still to fail, as a table. --json: {"failures":[{"err_no","on","times"}]}'
  },
  'simulate settle': {
    summary: 'Give a settlement its result now and deliver its signed callback',
    arguments: { out_settle_no: 'the settlement; by itself it has its result after 3 seconds' },
    options: {
      fail: 'let it fail, which it can as long as it is PROCESSING',
      timeScale: 'shorten the waits of the retry schedule, e.g. 0.001'
    },
    output:
      'the callback body when the settlement has no notify_url, else nothing. --json: {"out_settle_no","status","callback","deliveries":[…]}'
  },
  'simulate return': {
    summary: 'Give a return its result now',
    arguments: { out_return_no: 'the return; by itself it has its result after 3 seconds' },
    options: {
      fail: 'let it fail, which it can as long as it is PROCESSING',
      timeScale: 'shorten the waits of the retry schedule, e.g. 0.001'
    },
    output: 'nothing. --json: {"out_return_no","status","callback","deliveries":[…]}'
  },
  'simulate withdraw': {
    summary: 'Give a withdrawal its result now and deliver its signed callback',
    arguments: { out_order_id: 'the withdrawal; by itself it has its result after 3 seconds' },
    options: {
      fail: 'let it fail, which it can as long as it is PROCESSING',
      reexchange: 'let the bank return the money, also after SUCCESS',
      timeScale: 'shorten the waits of the retry schedule, e.g. 0.001'
    },
    output:
      'the callback body when the withdrawal has no callback, else nothing. --json: {"out_order_id","status","callback","deliveries":[…]}'
  },
  'simulate list': {
    summary: 'List what is in the local gateway: orders, refunds, settlements, returns, withdrawals',
    output: 'a table each. --json: {"orders":[…],"refunds":[…],"settlements":[…],"returns":[…],"withdrawals":[…]}'
  },
  'simulate reset': {
    summary: 'Delete every order of the local gateway',
    options: { yes: 'delete without asking' },
    output: 'nothing. --json: {"deleted"}'
  },
  demo: {
    summary: 'The whole way on the local gateway: order, payment, callback, query',
    options: {
      full: 'go on with a partial refund, settlement with receivers, return, withdrawal and bill, and check that the money adds up'
    },
    output:
      'the steps as they happen. --json: {"steps":[{"command","result"}]}; with --full "callbacks", "ledger" (fen) and "checks" too'
  }
}
