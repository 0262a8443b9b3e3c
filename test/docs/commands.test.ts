import { spawn } from 'node:child_process'
import { copyFileSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, onTestFinished, test } from 'vitest'
import { catalogue } from '../../src/output/words/languages.js'
import { run } from '../commands/run.js'
import { BIN, Sandbox } from '../e2e/ecpay.js'
import { freePort } from '../free-port.js'
import { type CommandLine, commandLines } from './command-lines.js'
import { asPattern, indented, normalised } from './normalise.js'
import { fences, inEnglish, isChinese, languageOf, PAGES, ROOT, readPage } from './pages.js'
import { type PlainLine, plainLine } from './plain-line.js'

/** The directory that the pages show; each page has one of its own. */
const SHOWN_FOLDER = '/home/dev/shop'
/** How much faster the clock is while a line waits for a result: it comes before it is asked for again. */
const PACE = 10
/** In seconds: a search that goes on behind what a page shows of it ends sooner than by itself. */
const SEARCHED = ['--time-limit', '1']
/** The ports that the pages name; each page gets free ones in their place. */
const SHOWN_PORTS = ['8787', '8788', '9000', '4242', '4243']

const manifest = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as {
  name: string
  version: string
  scripts: Record<string, string>
}

/**
 * How many commands of a page are run: all of an English one. A Chinese one has the same commands, which pages.test.ts
 * holds; it is run as far as the last one of which it shows another output.
 */
function commandsToRun(name: string): number {
  const commands = commandLines(readPage(name))
  if (!isChinese(name)) return commands.length
  const english = commandLines(readPage(inEnglish(name)))
  const shown = ({ shown }: CommandLine) => shown?.join('\n')
  return 1 + commands.findLastIndex((command, i) => shown(command) !== (english[i] && shown(english[i])))
}

describe('every command line of the documentation', () => {
  test.each([...PAGES, 'SKILL.md'].filter((page) => commandsToRun(page) > 0))(
    '%s',
    { timeout: 300_000 },
    async (name) => {
      const page = await withFreePorts(readPage(name))
      const world = new DocsWorld(name, page)
      for (const command of commandLines(page).slice(0, commandsToRun(name))) await world.play(command)
      await world.end()
    }
  )
})

test.each(PAGES.filter((page) => page.startsWith('README')))('%s is the same in every shell', (name) => {
  for (const { source } of commandLines(readPage(name)))
    expect(source.replace(/\s+#.*$/, ''), source).toMatch(/^(npm|npx|ecpay)( [\w./:-]+)+$/)
})

/** The world of one page: its lines run in order, and later ones see what earlier ones left behind. */
class DocsWorld {
  private readonly sandbox = new Sandbox()
  private readonly running: Running[] = []
  private readonly name: string
  private hasStartedProgram: boolean
  /** In milliseconds: so far is the clock ahead of which the lines of this process know. */
  private ahead = 0

  constructor(name: string, page: string) {
    this.name = name
    // Each command is started once in every-command.test.ts.
    this.hasStartedProgram = name !== PAGES[0]
    // Who reads the README has read nothing else, and has nothing: no file, and no page before it.
    if (name.startsWith('README')) return
    const { folder } = this.sandbox
    mkdirSync(join(folder, 'node_modules/.bin'), { recursive: true })
    symlinkSync(ROOT, join(folder, 'node_modules', manifest.name))
    // For programs that start it.
    symlinkSync(BIN, join(folder, 'node_modules/.bin/ecpay'))
    symlinkSync(join(ROOT, 'docs'), join(folder, 'docs'))
    copyFileSync(join(ROOT, '.ecpayrc.example'), join(folder, '.ecpayrc.example'))
    // A page may use the files of another one: the signature of docs/signing.md for one.
    for (const [file, text] of [...filesOfPages(languageOf(name)), ...namedFiles(page)])
      writeFileSync(join(folder, file), text)
  }

  private get env(): Record<string, string> {
    const PATH = `${this.sandbox.path('node_modules/.bin')}:${process.env.PATH}`
    return languageOf(this.name) === 'zh' ? { PATH, LANG: 'zh_CN.UTF-8' } : { PATH }
  }

  async play(command: CommandLine): Promise<void> {
    const at = `${this.name}:${command.line} ${command.source}`
    // In the clone npx runs this very program; here it would ask the registry for one.
    const source = command.source.replace(/^npx (?=ecpay )/, '')
    if (source.startsWith('npm ')) return expectNpm(source, at)
    if (command.exit === 130) return this.start(source, at)
    if (/^ecpay init( +#|$)/.test(source)) return this.answerInit(at)
    const { output, exit } = await this.run(source)
    expect(exit, `${at}\n${output}`).toBe(command.exit)
    if (command.shown) this.compare(command.shown.join('\n'), output, at)
  }

  /** By a shell what takes one, and the first line of all that runs the program; the others run it in this process. */
  private async run(source: string): Promise<{ output: string; exit: number | null }> {
    const line = plainLine(source)
    if (line && this.hasStartedProgram) return this.runHere(line)
    if (line) this.hasStartedProgram = true
    const { stdout, exitCode } = await this.sandbox.shell(`{\n${source}\n} 2>&1`, this.env)
    return { output: stdout, exit: exitCode }
  }

  private async runHere(line: PlainLine): Promise<{ output: string; exit: number }> {
    const { sandbox } = this
    const env = { ...this.env, ...line.variables }
    const [start, ahead, pace] = [Date.now(), this.ahead, line.argv.includes('--wait') ? PACE : 1]
    const now = () => Date.now() + ahead + (pace - 1) * (Date.now() - start)
    const argv = line.argv.includes('--prehash') ? [...line.argv, ...SEARCHED] : line.argv
    const { both, stdout, stderr, exit } = await run(argv, { here: sandbox.here, env, now })
    this.ahead = now() - Date.now()
    if (line.stdout) writeFileSync(sandbox.path(line.stdout), stdout)
    if (line.stderr) writeFileSync(sandbox.path(line.stderr), stderr)
    if (line.stderr) return { output: line.stdout ? '' : stdout, exit }
    return { output: line.stdout ? stderr : both, exit }
  }

  /** Ends what was left running, as Ctrl-C does. */
  async end(): Promise<void> {
    for (const { at, interrupt } of this.running) expect(await interrupt(), at).toBe(130)
  }

  private compare(shown: string, stdout: string, at: string): void {
    const output = stdout.replaceAll(this.sandbox.folder, SHOWN_FOLDER)
    const actual = normalised(/^\{$/m.test(shown) ? indented(output) : output)
    const expected = normalised(shown)
    if (!asPattern(expected).test(`${actual}\n`)) expect(actual, at).toBe(expected)
  }

  /** A line that runs until Ctrl-C, by its comment `exit 130`; the page goes on when it has said something. */
  private async start(source: string, at: string): Promise<void> {
    const words = source.replace(/\s+#.*$/, '').split(' ')
    const first = words.findIndex((word) => !/^[A-Z_]+=/.test(word))
    const variables = Object.fromEntries(words.slice(0, first).map((word) => word.split('=')))
    const [program, ...argv] = words.slice(first)
    expect(['ecpay', 'node'], at).toContain(program)
    const child = spawn(process.execPath, program === 'ecpay' ? [BIN, ...argv] : argv, {
      cwd: this.sandbox.folder,
      env: { ...this.sandbox.env, ...this.env, ...variables }
    })
    onTestFinished(() => void child.kill('SIGKILL'))
    const exit = new Promise<number | null>((resolve) => {
      child.on('exit', (code, signal) => resolve(signal === 'SIGINT' ? 130 : code))
    })
    const interrupt = () => {
      child.kill('SIGINT')
      return exit
    }
    this.running.push({ at, interrupt })
    const said = new Promise<void>((resolve) => {
      for (const stream of [child.stdout, child.stderr]) stream.on('data', () => resolve())
    })
    await Promise.race([said, exit.then((code) => expect(code, `${at} has ended`).toBeUndefined())])
  }

  /** The questions of `ecpay init`, on a terminal. */
  private async answerInit(at: string): Promise<void> {
    const { prompts } = await catalogue(languageOf(this.name)).words()
    const answers: [string, string][] = [
      [prompts.system, '\r'],
      [prompts.env, '\r'],
      [prompts.appId, 'tt0123456789abcdef\r'],
      [prompts.salt, 'saltOfTheSandboxApp\r'],
      [prompts.token, 'tokenOfTheSandboxApp\r'],
      [prompts.notifyUrl, '\r']
    ]
    const { exitCode, screen } = await this.sandbox.terminal(['init'], { env: this.env, answers })
    expect(exitCode, `${at}\n${screen}`).toBe(0)
  }
}

interface Running {
  at: string
  interrupt(): Promise<number | null>
}

/** The blocks whose first line is a comment with a file name: later lines of the page run them. */
function namedFiles(page: string): [string, string][] {
  return fences(page).flatMap(({ lines }): [string, string][] => {
    const [, file] = /^(?:\/\/|#) ([\w.-]+\.\w+)$/.exec(lines[0] ?? '') ?? []
    return file ? [[file, `${lines.join('\n')}\n`]] : []
  })
}

const filesByLanguage = new Map<string, [string, string][]>()

/** Those of all pages in a language. */
function filesOfPages(language: 'en' | 'zh'): [string, string][] {
  const known = filesByLanguage.get(language)
  if (known) return known
  const files = PAGES.filter((one) => languageOf(one) === language).flatMap((one) => namedFiles(readPage(one)))
  filesByLanguage.set(language, files)
  return files
}

/** `npm` would reach the network, or run this test again: its lines are held against package.json. */
function expectNpm(line: string, at: string): void {
  const [, verb = '', ...rest] = line.replace(/\s+#.*$/, '').split(' ')
  const what = rest.filter((word) => word !== '--global').join(' ')
  if (verb === 'install') expect(['.', `./${manifest.name}-${manifest.version}.tgz`], at).toContain(what)
  else if (verb === 'run') expect(Object.keys(manifest.scripts), at).toContain(what)
  else expect(['ci', 'pack', 'test'], at).toContain(verb)
}

async function withFreePorts(page: string): Promise<string> {
  let text = page
  for (const port of SHOWN_PORTS) text = text.replaceAll(new RegExp(`\\b${port}\\b`, 'g'), String(await freePort()))
  return text
}
