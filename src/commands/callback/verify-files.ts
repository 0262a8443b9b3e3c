import { EcpayError, type Finding, finding } from '../../findings/findings.js'
import { fold } from '../../output/columns.js'
import { labelled } from '../../output/label.js'
import { visibleLine } from '../../output/terminal-text.js'
import type { Context } from '../shared/command.js'
import { EXIT, type ExitCode } from '../shared/exit.js'
import type { Result, Voice } from '../shared/result.js'
import { callbackFiles } from './callback-files.js'
import type { Once } from './once.js'
import { causesBeside, refusedCallback, type Verified, verdictDocument } from './verdict-result.js'

/** How a file is verified. */
interface Verifying {
  /** @param silent a context in which nothing is said of each */
  verify(silent: Context, file: string): Promise<Verified>
  /** What every file needs: without it none can be verified. */
  settings: readonly Once<unknown>[]
}

interface VerifiedFile extends Verified {
  file: string
}

/**
 * Verifies callbacks in files and folders, a verdict for each. A file without a callback is not genuine either.
 *
 * @throws EcpayError of the files that cannot be found, of the configuration and the keys
 */
export async function verifyFiles(
  context: Context,
  paths: readonly string[],
  verifying: Verifying
): Promise<Result | ExitCode> {
  const { world, out } = context
  const silent = { ...context, out: out.into(world.stdout, { quiet: true }) }
  const all: VerifiedFile[] = []
  for (const file of callbackFiles(paths, world)) {
    if (world.signal.aborted) return EXIT.interrupted
    all.push({ file, ...(await verdictOn(silent, file, verifying)) })
  }
  if (world.signal.aborted) return EXIT.interrupted
  const bad = all.filter(({ verdict }) => !verdict.valid).length
  const isRight = bad === 0
  return {
    exit: isRight ? EXIT.done : EXIT.no,
    problems: isRight ? [] : [finding('bad-callbacks', { count: bad, total: all.length, inFiles: true })],
    async document(voice) {
      const callbacks = await Promise.all(
        all.map(async ({ file, verdict, of }) => ({ file, ...(await verdictDocument(voice, verdict, of.more)) }))
      )
      return { valid: isRight, callbacks }
    },
    async text(voice) {
      const lines = await Promise.all(all.map((one) => fileLines(voice, one)))
      const { allValid } = voice.words.callback
      return [{ result: lines.join('') }, ...(isRight ? [{ own: allValid(all.length.toLocaleString('en')) }] : [])]
    }
  }
}

async function verdictOn(silent: Context, file: string, { verify, settings }: Verifying): Promise<Verified> {
  try {
    return await verify(silent, file)
  } catch (error) {
    if (!(error instanceof EcpayError)) throw error
    for (const one of settings) if (await one.failedWith(error)) throw error
    return { verdict: refusedCallback(error.findings), of: { fields: async () => [] } }
  }
}

/** The verdict on a file, and why it is not genuine. */
async function fileLines(voice: Voice, { file, verdict }: VerifiedFile): Promise<string> {
  const { green, red, dim } = voice.paint.stdout
  const { valid, envelope, problems, causes, warnings } = verdict
  const type = envelope.type === undefined ? '' : dim(` ${visibleLine(envelope.type)}`)
  const lines = [
    `${valid ? green('✓') : red('✗')} ${visibleLine(file)}${type}`,
    ...(await reasons(voice, valid ? [] : problems)),
    ...(await reasons(voice, causesBeside(valid ? [] : causes, problems), voice.words.callback.causes)),
    ...(await reasons(voice, warnings))
  ]
  const text = lines.join('\n')
  return `${voice.isTerminal ? fold(text, voice.columns) : text}\n`
}

async function reasons({ sentences, paint }: Voice, found: readonly Finding[], label?: string): Promise<string[]> {
  const said = await sentences(found)
  return said.flatMap(({ message, hint }, i) => {
    const text = `${message} ${paint.stdout.dim(`(${found[i]?.code})`)}`
    const isRepeated = hint === said[i + 1]?.hint
    return [
      `  ${label === undefined ? text : labelled(label, text)}`,
      ...(hint === undefined || isRepeated ? [] : [`    ${hint}`])
    ]
  })
}
