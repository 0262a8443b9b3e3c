// npm run bench: every row is a ratio measured in this run, in turn (A B A B …), so that a machine that is slow
// today is slow for both. `--write` puts the table into docs/performance.md and its Chinese twin.
import { spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { cpus, tmpdir, totalmem } from 'node:os'
import { join } from 'node:path'
import { writeOrders } from './orders.js'
import { DIAGNOSE, MEMORY, STARTS, STREAM } from './rows.js'
import { writeTable } from './table.js'

const folder = mkdtempSync(join(tmpdir(), 'ecpay-bench-'))
const rows = []
try {
  prepare()
  for (const row of STARTS)
    report(
      row,
      pairs(row, 25, (command) => wallTime(command, row, join(folder, row.folder)))
    )
  const orders = await writeOrders(join(folder, 'orders.ndjson'), STREAM.lines)
  const stream = { ...STREAM, command: STREAM.command(orders), against: STREAM.against(orders) }
  report(
    stream,
    pairs(stream, 7, (command) => wallTime(command, stream, folder))
  )
  report(MEMORY, await memory())
  diagnose()
} finally {
  rmSync(folder, { recursive: true })
}
const machine = `Node.js ${process.version}, ${cpus().length} × ${cpus()[0]?.model.trim()}, ${Math.round(totalmem() / 2 ** 30)} GiB`
console.log(machine)
if (process.argv.includes('--write')) writeTable(rows, machine)
if (rows.some(({ ratio, bar }) => ratio > bar)) process.exitCode = 1

function prepare() {
  const body = '{"out_order_no":"no_1","total_amount":100,"subject":"商品","body":"商品详情","valid_time":900}'
  for (const name of ['plain', 'configured']) {
    mkdirSync(join(folder, name))
    writeFileSync(join(folder, name, 'package.json'), '{}')
    writeFileSync(join(folder, name, 'body.json'), body)
  }
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

function wallTime(command, { env }, cwd) {
  const started = process.hrtime.bigint()
  run(command, env, cwd, ['ignore', 'ignore', 'pipe'])
  return Number(process.hrtime.bigint() - started) / 1e6
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
  const world = {
    ...process.env,
    HOME: folder,
    XDG_CONFIG_HOME: folder,
    ECPAY_STATE_DIR: join(folder, 'state'),
    ...env
  }
  const result = spawnSync(program, args, { cwd, stdio, env: world, maxBuffer: Number.POSITIVE_INFINITY })
  if (result.status !== exit) throw new Error(`${args.join(' ')} ended with ${result.status}: ${result.stderr}`)
  return result
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
