// npm run bench: every row is a ratio measured in this run, in turn (A B A B …), so that a machine that is slow
// today is slow for both. Words after it choose rows (`npm run bench -- ndjson`). `--write` puts the table into
// docs/performance.md and its Chinese twin.
import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { closeSync, mkdirSync, mkdtempSync, openSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { cpus, tmpdir, totalmem } from 'node:os'
import { join } from 'node:path'
import { callback, deliverAll, postAll, startServer, writeBodies } from './deliveries.js'
import { writeOrders } from './orders.js'
import { DIAGNOSE, LINES, LISTEN, LISTS, MEMORY, SERVE, STARTS, STORED, TRADE_DIAGNOSE } from './rows.js'
import { ONE, storeOrders } from './stored-orders.js'
import { writeTable } from './table.js'
import { writeCallbacks, writeTradeFiles } from './trade-files.js'

/** The keys of the local gateway, which are public. */
const LOCAL = {
  app_id: 'ttdemo00000000000001',
  salt: 'demoSaltOfTheLocalGateway0000001',
  client_token: 'clt.demoClientTokenOfTheLocalGateway01'
}

const isWritten = process.argv.includes('--write')
const words = process.argv.slice(2).filter((word) => word !== '--write')
if (isWritten && words.length > 0) throw new Error('--write is for all rows')
const isWanted = ({ name }) => words.every((word) => name.includes(word))

const folder = mkdtempSync(join(tmpdir(), 'ecpay-bench-'))
const rows = []
try {
  prepare()
  for (const row of STARTS.filter(isWanted))
    report(
      row,
      pairs(row, 61, (command) => wallTime(command, row, join(folder, row.folder)))
    )
  if ([...STORED.rows, ...SERVE.rows].some(isWanted)) await stored()
  for (const row of LINES.filter(isWanted)) await lines(row)
  if ([LISTS.fast, LISTS.paced].some(isWanted)) await lists()
  if (isWanted(MEMORY)) report(MEMORY, await memory())
  if (isWanted(DIAGNOSE.time)) diagnose()
  if (isWanted(TRADE_DIAGNOSE.time)) diagnoseTrade()
  if (LISTEN.rows.some(isWanted)) await listen()
} finally {
  rmSync(folder, { recursive: true })
}
const machine = `Node.js ${process.version}, ${cpus().length} × ${cpus()[0]?.model.trim()}, ${Math.round(totalmem() / 2 ** 30)} GiB`
console.log(machine)
if (isWritten) writeTable(rows, machine)
if (rows.some(({ ratio, bar }) => ratio > bar)) process.exitCode = 1

function prepare() {
  const body = '{"out_order_no":"no_1","total_amount":100,"subject":"商品","body":"商品详情","valid_time":900}'
  for (const name of ['plain', 'configured']) {
    mkdirSync(join(folder, name))
    writeFileSync(join(folder, name, 'package.json'), '{}')
    writeFileSync(join(folder, name, 'body.json'), body)
    writeFileSync(join(folder, name, 'callback.json'), callback('bench_payment_token', 0))
  }
  writeTradeFiles(join(folder, 'plain'))
  const rc = '{"app_id":"tt0123456789abcdef","salt":"bench_payment_salt"}'
  writeFileSync(join(folder, 'configured', '.ecpayrc'), rc, { mode: 0o600 })
}

/** Both commands in turn; the ratio of their medians, after one run of each that is not counted. */
function pairs({ command, against }, runs, measure) {
  const [ours, theirs] = [[], []]
  for (let run = 0; run <= runs; run++) {
    const [a, b] = [measure(command), measure(against)]
    if (run === 0) continue
    ours.push(a)
    theirs.push(b)
  }
  return { ours: median(ours), theirs: median(theirs), unit: 'ms' }
}

/** Over a file of many lines, which each row has for itself. */
async function lines({ input, lines: count, command, against, ...row }) {
  if (row.needs && spawnSync(row.needs, ['--version']).error)
    return console.log(`     ${row.needs} is not there: ${row.name}`)
  const write = { orders: writeOrders, callbacks: writeBodies, tradeCallbacks: writeCallbacks }[input]
  const file = await write(join(folder, `${input}.ndjson`), count)
  report(
    row,
    pairs({ command: command(file), against: against(file) }, row.runs, (line) =>
      wallTime(line, row, join(folder, 'plain'))
    )
  )
  rmSync(file)
}

/** The same commands in turn over two stores. */
async function stored() {
  const cwd = join(folder, 'plain')
  const stateOf = async (count) => {
    const env = { ECPAY_STATE_DIR: join(folder, `stored-${count}`) }
    run(STORED.create(ONE), env, cwd, ['ignore', 'ignore', 'pipe'])
    await storeOrders(env.ECPAY_STATE_DIR, count)
    return env
  }
  const stores = { command: await stateOf(STORED.orders), against: await stateOf(STORED.againstOrders) }
  let count = 0
  for (const row of STORED.rows) {
    const measure = (env) => wallTime(row.command({ stored: ONE, fresh: `fresh-${++count}` }), { env }, cwd)
    report(row, pairs(stores, 61, measure))
  }
  await serve(stores)
}

/** Our server over few orders is held against the bare app, and over many against itself over few. */
async function serve({ command: many, against: few }) {
  const { requests, rows: calls, storedBar } = SERVE
  for (const env of [many, few]) run(SERVE.order, env, join(folder, 'plain'), ['ignore', 'ignore', 'pipe'])
  const bare = await startServer(SERVE.against, worldOf({}))
  const [ours, stored] = [
    await startServer(SERVE.command, worldOf(few)),
    await startServer(SERVE.command, worldOf(many))
  ]
  for (const [i, { name, path, bar }] of calls.entries()) {
    const bodies = Array(requests).fill(queries()[i])
    const post = ({ url }) => postAll(url, { path, bodies, headers: { 'access-token': LOCAL.client_token } })
    report({ name, bar }, await roundsOf(ours, bare, post))
    const orders = STORED.orders.toLocaleString('en')
    const withMany = { name: `${name}, ${orders} orders stored against ${STORED.againstOrders}`, bar: storedBar }
    report(withMany, await roundsOf(stored, ours, post))
  }
  for (const server of [bare, ours, stored]) await server.end()
}

/**
 * Both servers in turn, after a round that is not counted. Each is the first in every other round, because a server
 * still writes when it has answered, and what comes next waits for that.
 */
async function roundsOf(ours, theirs, measure) {
  const times = new Map([ours, theirs].map((server) => [server, []]))
  for (let round = 0; round <= SERVE.rounds; round++) {
    for (const server of round % 2 === 0 ? [ours, theirs] : [theirs, ours]) {
      const took = await measure(server)
      if (round > 0) times.get(server).push(took)
    }
  }
  return { ours: median(times.get(ours)), theirs: median(times.get(theirs)), unit: 'ms' }
}

/** A query of each system, for the order that is there. */
function queries() {
  const sign = createHash('md5').update([ONE, LOCAL.salt].sort().join('&')).digest('hex')
  return [JSON.stringify({ app_id: LOCAL.app_id, out_order_no: ONE, sign }), JSON.stringify({ out_order_no: 'trade' })]
}

/** What is said goes into a file: Node's own pipe to a child is a socket, which no shell gives a program. */
function wallTime(command, { env }, cwd) {
  const stderr = openSync(join(folder, 'stderr'), 'w')
  const started = process.hrtime.bigint()
  run(command, env, cwd, ['ignore', 'ignore', stderr])
  const took = Number(process.hrtime.bigint() - started) / 1e6
  closeSync(stderr)
  return took
}

/** Held against bounds that are fixed: nothing else does the same. */
function diagnose() {
  const { body, command, env, hook, time, memory } = DIAGNOSE
  writeFileSync(join(folder, 'plain', 'diagnose.json'), JSON.stringify(body))
  const world = { ...env, NODE_OPTIONS: `--require=${hook}` }
  const started = process.hrtime.bigint()
  const { output } = run(command, world, join(folder, 'plain'), ['ignore', 'pipe', 'pipe', 'pipe'], 1)
  const seconds = Number(process.hrtime.bigint() - started) / 1e9
  report({ name: time.name, bar: 1 }, { ours: seconds, theirs: time.seconds, unit: 's' })
  report({ name: memory.name, bar: 1 }, { ours: Number(output[3]) / 1024, theirs: memory.mebibytes, unit: 'MiB' })
}

function diagnoseTrade() {
  const { command, env, time } = TRADE_DIAGNOSE
  const started = process.hrtime.bigint()
  run(command, env, join(folder, 'plain'), ['ignore', 'ignore', 'pipe'], 1)
  report(
    { name: time.name, bar: 1 },
    { ours: Number(process.hrtime.bigint() - started) / 1e9, theirs: time.seconds, unit: 's' }
  )
}

/** Rounds in turn through the bare forwarder and both ways of `listen`, after one round that is not counted. */
async function listen() {
  const { token, callbacks, rounds, rows: kinds } = LISTEN
  const env = worldOf({ ECPAY_TOKEN: token })
  const handler = await startServer(LISTEN.handler, env)
  const target = `${handler.url}/notify`
  const bare = await startServer(LISTEN.against(target), env)
  const ours = await Promise.all(kinds.map(({ argv }) => startServer(LISTEN.command(target, argv), env)))
  const times = [bare, ...ours].map(() => [])
  for (let round = 0; round <= rounds; round++) {
    for (const [i, { url }] of [bare, ...ours].entries()) {
      const took = await deliverAll(url, token, callbacks)
      if (round > 0) times[i].push(took)
    }
  }
  for (const server of [...ours, bare, handler]) await server.end()
  expectAll(callbacks * (rounds + 1))
  const [theirs, ...medians] = times.map(median)
  for (const [i, kind] of kinds.entries()) report(kind, { ours: medians[i], theirs, unit: 'ms' })
}

/** Both over the same server, which is not measured. */
async function lists() {
  const { env, server, command, against, fast, paced } = LISTS
  const cwd = join(folder, 'plain')
  const { url, end } = await startServer(server, worldOf({}))
  const world = { env: { ...env, ECPAY_BASE_URL: url } }
  const list = (count) => {
    const path = join(folder, `${count}.txt`)
    writeFileSync(path, Array.from({ length: count }, (_, i) => `2026112217${i}\n`).join(''))
    return path
  }
  if (isWanted(fast)) {
    const numbers = list(fast.orders)
    const commands = { command: command(numbers, fast.rate), against: against(url, numbers) }
    report(
      fast,
      pairs(commands, fast.runs, (line) => wallTime(line, world, cwd))
    )
  }
  if (isWanted(paced)) {
    const took = wallTime(command(list(paced.orders), paced.rate), world, cwd) / 1000
    report(paced, { ours: took, theirs: paced.orders / paced.rate, unit: 's' })
  }
  await end()
}

/** None of the callbacks is lost, and none out of the order in which they came. */
function expectAll(count) {
  const { stdout } = run(LISTEN.list, {}, folder, ['ignore', 'pipe', 'pipe'])
  const { deliveries } = JSON.parse(stdout)
  const inOrder = deliveries.every(({ received_at }, i) => i === 0 || received_at >= deliveries[i - 1].received_at)
  if (deliveries.length !== count || !inOrder) throw new Error(`${deliveries.length} of ${count} deliveries are kept`)
}

async function memory() {
  const peak = async (lines) => {
    const file = await writeOrders(join(folder, `${lines}.ndjson`), lines)
    const env = { ...MEMORY.env, NODE_OPTIONS: `--require=${MEMORY.hook}` }
    const { output } = run(MEMORY.command(file), env, folder, ['ignore', 'ignore', 'pipe', 'pipe'])
    rmSync(file)
    return Number(output[3]) / 1024
  }
  return { ours: await peak(MEMORY.lines), theirs: await peak(MEMORY.againstLines), unit: 'MiB' }
}

function run([program, ...args], env, cwd, stdio, exit = 0) {
  const options = { cwd, stdio, env: worldOf(env), maxBuffer: Number.POSITIVE_INFINITY }
  const result = spawnSync(program, args, options)
  if (result.status !== exit)
    throw new Error(
      `${args.join(' ')} ended with ${result.status}: ${result.stderr ?? readFileSync(join(folder, 'stderr'), 'utf8')}`
    )
  return result
}

/** What a user's shell has, and nothing of this machine: a variable like NODE_EXTRA_CA_CERTS slows a bare node down. */
function worldOf(env) {
  return { PATH: process.env.PATH, HOME: folder, LANG: 'C.UTF-8', ...env }
}

function report({ name, bar }, { ours, theirs, unit }) {
  const ratio = ours / theirs
  const row = { name, bar, ratio, ours: `${ours.toFixed(0)} ${unit}`, theirs: `${theirs.toFixed(0)} ${unit}` }
  rows.push(row)
  const verdict = ratio <= bar ? 'ok  ' : 'OVER'
  console.log(`${verdict} ${ratio.toFixed(2)} of ${bar}  ${name}  (${row.ours} against ${row.theirs})`)
}

function median(values) {
  return values.sort((a, b) => a - b)[Math.floor(values.length / 2)]
}
