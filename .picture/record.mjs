import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { delimiter, dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { spawn } from '@lydell/node-pty'
import { COLUMNS, ESCAPE, Screen } from './screen.mjs'

const BIN = fileURLToPath(new URL('../bin/ecpay.js', import.meta.url))

const STYLE = `${ESCAPE}\\[[\\d;]*m`

/** What differs from run to run, with something as long in its place. */
const CHANGING = [
  [/\b77\d{17}\b/g, '7700000000000000001'],
  [/\b(4200|PAY)77\d{17}\b/g, '$17700000000000000001'],
  [
    new RegExp(`(?<=order_token"?(?:${STYLE})*: (?:${STYLE})*")[\\w-]+`, 'g'),
    (text) => 'Dx4kT9'.repeat(20).slice(0, text.length)
  ],
  [/(?<!\d)20\d{12}[0-9A-F]{18}(?![0-9A-F])/g, '20260301120000AB12CD34EF56AB12CD'],
  [/\b20\d\d-\d\d-\d\d \d\d:\d\d:\d\d\b/g, '2026-03-01 12:00:00'],
  [/(?<="paid_at"\S*: \S*)\d{10}/g, '1772337600'],
  // The callback has a nonce in it.
  [/(?<=callback\.json\D*)\d+(?= (?:bytes|字节))/g, '566'],
  [/\b\d+(?= (?:ms\b|毫秒))/g, '12']
]

/**
 * Runs the commands one after the other on a terminal, in a home of their own.
 *
 * @returns for each its line and the lines that it left on the screen, see {@link Screen}
 */
export async function record({ commands }, language) {
  const home = mkdtempSync(join(tmpdir(), 'ecpay-picture-'))
  try {
    const done = []
    for (const command of commands)
      done.push({ command, lines: await run(command.split(' ').slice(1), home, language) })
    return done
  } finally {
    rmSync(home, { recursive: true, force: true })
  }
}

async function run(argv, home, language) {
  const env = {
    PATH: `${dirname(process.execPath)}${delimiter}/usr/bin${delimiter}/bin`,
    HOME: home,
    TMPDIR: home,
    TERM: 'xterm-256color',
    LANG: language === 'zh' ? 'zh_CN.UTF-8' : 'C.UTF-8'
  }
  // A shell ends each program with a mark: what is still on its way when the terminal closes is lost.
  const script = 'node "$@"; printf "\\nEND-OF-PICTURE"; read -r _'
  const terminal = spawn('sh', ['-c', script, 'sh', BIN, ...argv], { cols: COLUMNS, rows: 50, cwd: home, env })
  let written = ''
  await new Promise((resolve, reject) => {
    terminal.onData((data) => {
      written += data
      if (written.endsWith('\r\nEND-OF-PICTURE')) terminal.kill('SIGKILL')
    })
    terminal.onExit(() => (written.endsWith('END-OF-PICTURE') ? resolve() : reject(new Error(`ended: ${written}`))))
  })
  const text = written.replace(/\r\nEND-OF-PICTURE$/, '')
  const same = CHANGING.reduce((all, [pattern, instead]) => all.replace(pattern, instead), text)
  return new Screen(same).lines
}
