import { deepStrictEqual, match } from 'node:assert'
import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const BIN = fileURLToPath(new URL('../bin/ecpay.js', import.meta.url))

/** Tries the binary in an empty home, without Node.js on the path: it does what the installed program does. */
export function check(binary) {
  const home = mkdtempSync(join(tmpdir(), 'ecpay-binary-'))
  const env = { HOME: home, TMPDIR: home, LOCALAPPDATA: home, PATH: '', LANG: 'C.UTF-8' }
  const run = (program, argv, input) => {
    const { status, stdout, stderr } = spawnSync(program, argv, { cwd: home, env, input, encoding: 'utf8' })
    return { status, stdout: stdout.replace(/"milliseconds":\d+/g, ''), stderr }
  }
  try {
    const lines = Array.from({ length: 20_000 }, (_, i) => `{"out_order_no":"no_${i}","total_amount":100}\n`).join('')
    const same = [
      [['--version']],
      [['sign', '-d', '{"a":1}', '--env', 'local']],
      [['sign', '-d', '{', '--env', 'local', '--lang', 'zh']],
      [['sing']],
      [['help', 'signing']],
      [['explain', '2008']],
      // Threads.
      [['sign', '--ndjson', '-', '--env', 'local'], lines],
      // What is packed.
      [['check', '--init']],
      [['check', 'ecpay-suite.yaml', '--reporter', 'json']]
    ]
    for (const [argv, input] of same) {
      if (argv[1] === '--init') rmSync(join(home, 'ecpay-suite.yaml'), { force: true })
      const found = run(binary, argv, input)
      if (argv[1] === '--init') rmSync(join(home, 'ecpay-suite.yaml'))
      deepStrictEqual(found, run(process.execPath, [BIN, ...argv], input), argv.join(' '))
    }
    // The store, twice: lmdb's binary is written, and then found.
    for (const no of ['order_1', 'order_2']) {
      const made = run(binary, ['create-order', '--amount', '100', '--out-order-no', no])
      deepStrictEqual([made.status, JSON.parse(made.stdout).err_no], [0, 0], made.stderr)
    }
    deepStrictEqual(run(binary, ['simulate', 'pay', 'order_1', '--out', 'callback.json']).status, 0)
    deepStrictEqual(run(binary, ['verify-callback', 'callback.json', '--env', 'local']).status, 0)
    match(run(binary, ['query', 'order_1']).stdout, /"order_status":"SUCCESS"/)
    process.stderr.write(`${binary} works, ${Math.round(statSync(binary).size / 1e6)} MB\n`)
  } finally {
    rmSync(home, { recursive: true, force: true })
  }
}
