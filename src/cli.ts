import { resolve } from 'node:path'
import type { CommandEntry, Context } from './commands/shared/command.js'
import { EXIT, type ExitCode, exitOf } from './commands/shared/exit.js'
import { GLOBAL_OPTIONS } from './commands/shared/global-options.js'
import { hasOption, parseCommand, parseEarly } from './commands/shared/parse-arguments.js'
import { printResult } from './commands/shared/result.js'
import { typedOf } from './commands/shared/typed.js'
import { allCommands, findCommand } from './commands/table.js'
import { EcpayError, type Finding, finding, refuse, refuseAll } from './findings/findings.js'
import { typedCommand } from './findings/typed-command.js'
import { chooseLanguage, isKnownLanguage, LANGUAGES, type Language } from './language.js'
import { hasManyColours, isColoured, loadPaint } from './output/colour.js'
import { Output } from './output/output.js'
import { visibleLine } from './output/terminal-text.js'
import { catalogue } from './output/words/languages.js'
import { nearest } from './protocol/nearest.js'
import { VERSION } from './version.js'
import type { World } from './world.js'

export { memoryOf, workOf } from './commands/bulk/tasks.js'
export { nodeWorld } from './node-world.js'

/**
 * Runs the program once. Only here, errors become messages and exit codes.
 * It uses nothing of the outside except the given world.
 */
export async function main(world: World): Promise<ExitCode> {
  const { operands, others, flags, problem } = parseEarly(world.argv)
  const language = chooseLanguage(flags.lang, world.env, world.locale)
  const paintFor = (isTerminal: boolean) =>
    loadPaint(isColoured(isTerminal, flags.color, world.env), hasManyColours(world.env, world.platform))
  const isHelp = operands[0] === 'help' || flags.help
  // The values of the command's own options, after they are read.
  let known: Readonly<Record<string, unknown>> = {}
  let typed = typedCommand('', [], Object.values(GLOBAL_OPTIONS))
  const texts = catalogue(language, () => typed)
  const out: Output = new Output({
    stdout: world.stdout,
    get stderr() {
      return world.stderr
    },
    words: await texts.words(),
    catalogue: texts,
    json: flags.json,
    quiet: flags.quiet,
    verbose: flags.verbose,
    paint: { stdout: await paintFor(world.stdout.isTTY === true), stderr: await paintFor(world.stderrIsTerminal) },
    // Loaded only for the first output, because the configuration costs start-up time.
    learnSecrets:
      isHelp || flags.version
        ? undefined
        : async () => (await import('./commands/shared/config-for.js')).hideSecrets({ world, out }, flags, known)
  })

  try {
    if (flags.version) return await printVersion(out)
    const words = operands[0] === 'help' ? operands.slice(1) : operands
    const entry = await findCommand(words)
    if (isHelp) return (await printTopic(operands, out, language)) ?? (await printHelp(words, entry, out, language))
    if (!entry && words.at(-1) === 'help' && (await groupOf(words)) === words.slice(0, -1).join(' '))
      return await printHelp(words.slice(0, -1), undefined, out, language)
    checkLanguage(flags.lang)
    if (flags.lang === undefined) out.warn(doubtfulLanguage(world.env.ECPAY_LANG))
    if (!entry) throw await withoutCommand(words, problem && (await withItsCommand(problem, others)), out, language)
    const command = await entry.load()
    typed = typedOf(command)
    const parsed = parseCommand(command, world.argv)
    known = parsed.values
    for (const one of parsed.notices) out.notice(one)
    return await withOutFile(parsed.values, world, out, async (into) => {
      const context: Context = {
        world,
        out: into,
        words: out.words,
        language,
        flags: parsed.flags,
        commands: allCommands,
        program: main
      }
      const outcome = await command.run(context, parsed.values, parsed.fields).catch(async (error) => {
        if (hasCode(error, 'no-input')) await noteHelp(words, entry, into, language)
        throw error
      })
      // What was found before an interruption is still printed.
      const exit = typeof outcome === 'number' ? outcome : await printResult(context, outcome)
      return world.signal.aborted ? ended(world) : exit
    })
  } catch (error) {
    const exit = await report(error, world, out)
    await out.end()
    return exit
  }
}

/** Runs a command and writes its result to stdout or to the file of `--out`. */
async function withOutFile(
  { out: name, force }: Readonly<Record<string, unknown>>,
  world: World,
  out: Output,
  run: (out: Output) => Promise<ExitCode>
): Promise<ExitCode> {
  if (typeof name !== 'string' || name === '-') {
    const exit = await run(out)
    await out.end()
    return exit
  }
  const { OutFile } = await import('./output/out-file.js')
  const unique = Buffer.from(world.random(6)).toString('hex')
  const file = new OutFile(resolve(world.cwd, name), name, { force: force === true, unique })
  const into = out.resultInto(file, { ...out.paint, stdout: await loadPaint(false) })
  let failed: unknown
  const exit = await run(into).catch((error) => {
    failed = error
    return undefined
  })
  const isWhole = file.size > 0 && !world.signal.aborted && (exit !== undefined || (await comesAfterResult(failed)))
  if (isWhole) {
    file.keep()
    out.note(out.words.written(visibleLine(name), file.size))
  } else file.discard()
  const ending = exit ?? (await report(failed, world, into))
  await into.end()
  await out.end()
  return ending
}

/** Whether the result was complete when this error ended the command: a refusal, or bad lines among others. */
async function comesAfterResult(error: unknown): Promise<boolean> {
  return error instanceof EcpayError && (hasCode(error, 'bad-lines') || (await exitOf(error)) !== EXIT.input)
}

async function printVersion(out: Output): Promise<ExitCode> {
  await out.result(`${VERSION}\n`)
  return EXIT.done
}

async function printHelp(words: string[], entry: CommandEntry | undefined, out: Output, language: Language) {
  // The page of one command does not need the table of all commands, which is most of the API's data.
  const group = entry ? '' : await groupOf(words)
  if (!entry && words.length > 0 && !group) throw await unknownCommand(words)
  const { helpText } = await import('./commands/help.js')
  await out.result(await helpText(group, entry, out, language))
  return EXIT.done
}

/** `ecpay help signing`. Nothing if these words name no topic. */
async function printTopic([help, name, ...more]: readonly string[], out: Output, language: Language) {
  if (help !== 'help' || name === undefined || more.length > 0) return undefined
  const { TOPICS } = await import('./commands/help/topics.js')
  const topic = TOPICS.find((one) => one.name === name)
  if (!topic) return undefined
  const { topicText } = await import('./commands/help.js')
  await out.result(await topicText(topic, out, language))
  return EXIT.done
}

/** The finding for a missing or unknown command. */
async function withoutCommand(
  words: readonly string[],
  problem: Finding | undefined,
  out: Output,
  language: Language
): Promise<EcpayError> {
  const group = await groupOf(words)
  if (words.length > countOf(group)) return unknownCommand(words)
  if (problem) return refuseAll([problem])
  await noteHelp(words, undefined, out, language)
  return refuse('missing-command', group ? { group } : {})
}

/** Adds the name of the command to an option that was written before that name. */
async function withItsCommand(problem: Finding, [option = '', ...words]: readonly string[]): Promise<Finding> {
  if (problem.code !== 'unknown-option') return problem
  for (let at = 0; at < words.length; at++) {
    const entry = words[at]?.startsWith('-') ? undefined : await findCommand(words.slice(at))
    if (entry && hasOption(await entry.load(), option)) return { ...problem, of: entry.name }
  }
  return problem
}

async function noteHelp(words: readonly string[], entry: CommandEntry | undefined, out: Output, language: Language) {
  const { helpText } = await import('./commands/help.js')
  const group = entry ? '' : await groupOf(words)
  out.noteAsIs((await helpText(group, entry, out, language, out.paint.stderr)).trimEnd())
}

function hasCode(error: unknown, code: Finding['code']): boolean {
  return error instanceof EcpayError && error.findings.some((one) => one.code === code)
}

/** The most words with which the names of several commands begin: `config`, `trade keys`. */
async function groupOf(words: readonly string[]): Promise<string> {
  const names = words.length > 0 ? (await allCommands()).map(({ name }) => name) : []
  const groups = words.map((_, i) => words.slice(0, i + 1).join(' '))
  return groups.findLast((group) => names.some((name) => name.startsWith(`${group} `))) ?? ''
}

function countOf(group: string): number {
  return group === '' ? 0 : group.split(' ').length
}

async function unknownCommand(words: readonly string[]): Promise<EcpayError> {
  const group = await groupOf(words)
  const count = countOf(group)
  const found = words.slice(0, count + 1).join(' ')
  const meant = await (group ? meantInGroup(group, words[count] ?? '') : meantCommand(found))
  return refuse('unknown-command', { found, ...(meant && { meant }) })
}

async function meantInGroup(group: string, word: string): Promise<string | undefined> {
  const rests = (await allCommands()).flatMap(({ name }) =>
    name.startsWith(`${group} `) ? [name.slice(group.length + 1)] : []
  )
  const meant = nearest(word, [...new Set(rests.map((rest) => rest.replace(/ .*/, '')))])
  return meant && `${group} ${meant}`
}

/** The command with this word in its name, the command of the call with this name, or the nearest command. */
async function meantCommand(found: string): Promise<string | undefined> {
  const commands = await allCommands()
  const named = commands.filter(({ name, call }) => call === found || name.split(/[ -]/).includes(found))
  const [shortest] = named.toSorted((a, b) => countOf(a.name) - countOf(b.name))
  return shortest?.name ?? nearest(found, [...new Set(commands.flatMap(({ name }) => [name, name.replace(/ .*/, '')]))])
}

function checkLanguage(lang: string | undefined): void {
  if (lang === undefined || LANGUAGES.some((known) => known === lang)) return
  const expected = LANGUAGES.join(', ')
  throw refuse('invalid-option-value', { option: '--lang', found: lang, expected })
}

/** The finding for a value of `ECPAY_LANG` that is not a language. The next source then decides. */
function doubtfulLanguage(found: string | undefined): Finding[] {
  return !found || isKnownLanguage(found) ? [] : [finding('unknown-language', { found, known: LANGUAGES.join(', ') })]
}

/** The exit code after a stop. A reader that closed the pipe has all it wants; anything else is an interruption. */
function ended({ signal }: World): ExitCode {
  return signal.reason === 'closed' ? EXIT.done : EXIT.interrupted
}

async function report(error: unknown, world: World, out: Output): Promise<ExitCode> {
  if (world.signal.aborted) {
    if (ended(world) === EXIT.interrupted) await out.fail([finding('interrupted')])
    return ended(world)
  }
  if (error instanceof EcpayError) {
    await out.fail(error.findings)
    return exitOf(error)
  }
  const reason = error instanceof Error ? error.message : String(error)
  const fault: Finding = finding('internal-error', { reason })
  await out.fail([fault])
  if (error instanceof Error && error.stack) out.detail(error.stack)
  return EXIT.unknown
}
