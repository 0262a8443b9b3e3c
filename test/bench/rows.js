import { fileURLToPath } from 'node:url'

const here = (name) => fileURLToPath(new URL(name, import.meta.url))
const ECPAY = [process.execPath, here('../../bin/ecpay.js')]
const NODE = [process.execPath, '-e', '0']
const salt = { ECPAY_SALT: 'bench_payment_salt' }

/**
 * What is measured: a command, what it is held against in the same run, and how much longer it may take.
 * `folder` is the working directory: `plain` has no configuration, `configured` an .ecpayrc with the SALT.
 */
export const STARTS = [
  { name: 'ecpay --version', folder: 'plain', command: [...ECPAY, '--version'], against: NODE, bar: 1.3 },
  { name: 'ecpay sign --help', folder: 'plain', command: [...ECPAY, 'sign', '--help'], against: NODE, bar: 1.3 },
  {
    name: 'ecpay sign body.json, SALT from .ecpayrc',
    folder: 'configured',
    command: [...ECPAY, 'sign', 'body.json'],
    against: NODE,
    bar: 1.45
  },
  {
    name: 'ecpay sign body.json, SALT from the environment',
    folder: 'plain',
    env: salt,
    command: [...ECPAY, 'sign', 'body.json'],
    against: NODE,
    bar: 1.3
  },
  {
    name: 'ecpay create-order --env local',
    folder: 'plain',
    command: [...ECPAY, 'create-order', '--env', 'local', '--amount', '100'],
    against: NODE,
    bar: 4
  }
]

export const STREAM = {
  name: 'ecpay sign --ndjson, 300,000 orders of 12 members',
  env: salt,
  lines: 300_000,
  command: (file) => [...ECPAY, 'sign', '--ndjson', file],
  against: (file) => [process.execPath, here('bare-loop.js'), file],
  bar: 1.3
}

export const MEMORY = {
  name: 'its peak memory at 1,000,000 lines',
  env: salt,
  lines: 1_000_000,
  againstLines: 10_000,
  command: (file) => [...ECPAY, 'sign', '--ndjson', file],
  hook: here('peak-memory.cjs'),
  bar: 1.5
}
