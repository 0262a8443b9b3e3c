import { fileURLToPath } from 'node:url'

const here = (name) => fileURLToPath(new URL(name, import.meta.url))
const ECPAY = [process.execPath, here('../../bin/ecpay.js')]
const NODE = [process.execPath, '-e', '0']
const salt = { ECPAY_SALT: 'bench_payment_salt' }
const token = 'bench_payment_token'
/** The keys are files of the working directory. */
const trade = {
  ECPAY_APP_ID: 'tt07e3715e98c9aac0',
  ECPAY_KEY_VERSION: '1',
  ECPAY_PRIVATE_KEY_FILE: 'private.pem'
}

/**
 * What is measured: a command, what it is held against in the same run, and how much longer it may take.
 * `folder` is the working directory: `plain` has no configuration, `configured` an .ecpayrc with the SALT.
 */
export const STARTS = [
  { name: 'ecpay --version', folder: 'plain', command: [...ECPAY, '--version'], against: NODE, bar: 1.25 },
  {
    name: 'ecpay completion words',
    folder: 'plain',
    command: [...ECPAY, 'completion', 'words', '--', 'query', ''],
    against: [...ECPAY, '--version'],
    bar: 1.5
  },
  { name: 'ecpay sign --help', folder: 'plain', command: [...ECPAY, 'sign', '--help'], against: NODE, bar: 1.4 },
  {
    name: 'ecpay sign body.json, SALT from .ecpayrc',
    folder: 'configured',
    command: [...ECPAY, 'sign', 'body.json'],
    against: NODE,
    bar: 1.6
  },
  {
    name: 'ecpay sign body.json, SALT from the environment',
    folder: 'plain',
    env: salt,
    command: [...ECPAY, 'sign', 'body.json'],
    against: NODE,
    bar: 1.5
  },
  {
    name: 'ecpay verify-callback, token from the environment',
    folder: 'plain',
    env: { ECPAY_TOKEN: token },
    command: [...ECPAY, 'verify-callback', 'callback.json'],
    against: NODE,
    bar: 1.6
  },
  {
    name: 'ecpay trade sign data.json, private key in a file',
    folder: 'plain',
    env: trade,
    command: [...ECPAY, 'trade', 'sign', 'data.json'],
    against: NODE,
    bar: 1.8
  },
  {
    name: 'ecpay create-order --env local',
    folder: 'plain',
    command: [...ECPAY, 'create-order', '--env', 'local', '--amount', '100'],
    against: NODE,
    bar: 5
  }
]

/**
 * Commands with many orders stored, each held against itself with few: the store is asked by keys, and not read.
 * `stored` is the number of an order that is there, `fresh` one that is not.
 */
export const STORED = {
  orders: 200_000,
  againstOrders: 10,
  create: (number) => [...ECPAY, 'create-order', '--env', 'local', '--amount', '100', '--out-order-no', number],
  rows: [
    {
      name: 'ecpay query --env local, 200,000 orders stored against 10',
      command: ({ stored }) => [...ECPAY, 'query', stored, '--env', 'local'],
      bar: 1.1
    },
    {
      name: 'ecpay create-order --env local, 200,000 orders stored against 10',
      command: ({ fresh }) => STORED.create(fresh),
      bar: 1.1
    },
    {
      name: 'ecpay simulate pay, 200,000 orders stored against 10',
      command: ({ stored }) => [...ECPAY, 'simulate', 'pay', stored],
      bar: 1.1
    }
  ]
}

const ORDERS = {
  input: 'orders',
  lines: 300_000,
  env: salt,
  command: (file) => [...ECPAY, 'sign', '--ndjson', file],
  runs: 7
}

/** Commands over a file of many lines, each against a loop that only signs or verifies. */
export const LINES = [
  {
    ...ORDERS,
    name: 'ecpay sign --ndjson, 300,000 orders of 12 members',
    against: (file) => [process.execPath, here('bare-loop.js'), file],
    bar: 0.6
  },
  {
    ...ORDERS,
    name: 'ecpay sign --ndjson, against the same rule in PHP',
    needs: 'php',
    against: (file) => ['php', here('bare-loop.php'), file],
    bar: 0.5
  },
  {
    name: 'ecpay verify-callback --ndjson, 100,000 callbacks',
    input: 'callbacks',
    lines: 100_000,
    env: { ECPAY_TOKEN: token },
    command: (file) => [...ECPAY, 'verify-callback', '--ndjson', file],
    against: (file) => [process.execPath, here('bare-callbacks.js'), file],
    runs: 7,
    bar: 1.3
  },
  {
    name: 'ecpay trade verify-callback --ndjson, 10,000 callbacks',
    input: 'tradeCallbacks',
    lines: 10_000,
    env: { ECPAY_PLATFORM_PUBLIC_KEY_FILE: 'platform.pem' },
    command: (file) => [...ECPAY, 'trade', 'verify-callback', '--ndjson', file],
    against: (file) => [process.execPath, here('bare-verify.js'), file],
    runs: 21,
    bar: 1.3
  }
]

export const MEMORY = {
  name: 'peak memory of ecpay sign --ndjson, 3,000,000 lines against 100,000',
  env: salt,
  lines: 3_000_000,
  againstLines: 100_000,
  command: ORDERS.command,
  hook: here('peak-memory.cjs'),
  bar: 1.3
}

/**
 * Callbacks through `listen` to a handler that only answers, against a forwarder written with bare node:http: the time
 * for all of them. 0.6 and 0.4 of its deliveries per second are 1/0.6 and 1/0.4 of its time.
 */
export const LISTEN = {
  token,
  callbacks: 5000,
  rounds: 7,
  handler: [process.execPath, here('bare-handler.js')],
  against: (url) => [process.execPath, here('bare-forwarder.js'), url],
  command: (url, argv) => [...ECPAY, 'listen', '--json', '--port', '0', '--forward-to', url, ...argv],
  list: [...ECPAY, 'deliveries', 'list', '--json'],
  rows: [
    { name: '5,000 callbacks through ecpay listen --no-store', argv: ['--no-store'], bar: 1.67 },
    { name: '5,000 callbacks through ecpay listen, each kept', argv: [], bar: 2.5 }
  ]
}

/**
 * Queries to `simulate serve`, 64 at a time, against a bare hono app that reads the same body: half of its requests per
 * second are twice its time. The same with many orders stored is held against a server with few. `stores` are the two
 * of {@link STORED}, with an order of each system in both.
 */
export const SERVE = {
  requests: 3000,
  rounds: 8,
  command: [...ECPAY, 'simulate', 'serve', '--port', '0', '--json'],
  against: [process.execPath, here('bare-hono.js')],
  order: [
    ...[...ECPAY, 'trade', 'order', '--env', 'local', '--out-order-no', 'trade', '--amount', '100', '--title', 'a'],
    ...['--image', 'https://example.com/1.png', '--type', '301', '--path', 'pages/order']
  ],
  rows: [
    { name: '3,000 query_order to simulate serve', path: '/api/apps/ecpay/v1/query_order', bar: 2 },
    { name: '3,000 order_query to simulate serve', path: '/api/trade_basic/v1/developer/order_query/', bar: 2 }
  ],
  storedBar: 1.1
}

/**
 * A list of orders to ask for, of a server that only answers: as fast as it goes against a loop that only asks, and at a
 * rate against the seconds that the rate takes.
 */
export const LISTS = {
  env: { ...salt, ECPAY_APP_ID: 'tt0123456789abcdef' },
  server: [process.execPath, here('bare-hono.js')],
  command: (list, rate) => [...ECPAY, 'query', '--env', 'sandbox', '--from-file', list, '--rate', String(rate), '-q'],
  against: (url, list) => [process.execPath, here('bare-asker.js'), url, list],
  fast: { name: 'ecpay query --from-file, 3,000 orders', orders: 3000, rate: 10_000, runs: 7, bar: 2 },
  paced: { name: 'ecpay query --from-file --rate 200, 2,000 orders', orders: 2000, rate: 200, bar: 1.05 }
}

/** A search of depth 3 that finds nothing, over a body of 20 members: held against fixed bounds, in seconds and MiB. */
export const DIAGNOSE = {
  env: salt,
  command: [...ECPAY, 'diagnose', 'diagnose.json', '--depth', '3', '--json'],
  time: { name: 'ecpay diagnose, depth 3, 20 members', seconds: 10 },
  memory: { name: 'its peak memory', mebibytes: 300 },
  hook: here('peak-memory.cjs'),
  /** Every value is one that many mistakes touch. */
  body: {
    app_id: 'tt0123456789abcdef',
    thirdparty_id: 'ttprovider',
    out_order_no: '7398108028895054107',
    total_amount: 1_000_000,
    subject: ' 强烈推荐！🎉 ',
    body: '肉夹馍 & "团购" <限时>',
    valid_time: 172_800,
    notify_url: 'https://a1.example.com/cb?x=1&y=2',
    disable_msg: 0,
    msg_page: 'pages/order/detail?id=997979&from=a%20b',
    cp_extra: '{"a": 1, "b": "中/文", "url": "https://a1.example.com/?x=1&y=2"}',
    store_uid: 'u%20x',
    limit_pay_way: '',
    expand_order_info: '{"original_delivery_fee":15,"actual_delivery_fee":10}',
    nonce: '"quoted"',
    remark: 'null',
    count: 3,
    price_amount: 2376,
    flag: '0',
    sign: '00000000000000000000000000000000'
  }
}

/** A search for two mistakes that finds nothing, over the data of an order: held against a fixed bound, in seconds. */
export const TRADE_DIAGNOSE = {
  env: trade,
  command: [
    ...[...ECPAY, 'trade', 'diagnose', 'data.json', '--authorization', '@authorization.txt'],
    ...['--time-limit', '60', '--json']
  ],
  time: { name: 'ecpay trade diagnose, depth 2', seconds: 3 }
}
