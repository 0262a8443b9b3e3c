import { Readable } from 'node:stream'
import type { AppKey } from '../../config/config-request.js'
import { EcpayError, type Finding } from '../../findings/findings.js'
import { collector } from '../../sink.js'
import type { Command, Context } from '../shared/command.js'
import { EXIT } from '../shared/exit.js'
import { parseCommand } from '../shared/parse-arguments.js'
import { voiceOf } from '../shared/result.js'

/** What came of a command that was run for a suite. */
export interface Ran {
  exit: number
  /** Its document, as `--json` would print it. */
  document: unknown
  /** Why it refused. */
  refusals: readonly Finding[]
}

/** What a command is run with. */
export interface Call {
  argv: readonly string[]
  stdin: string | Uint8Array | undefined
  /** In addition to the variables of the environment. */
  env: Readonly<Record<string, string>>
  /** The keys among them. */
  keys: readonly AppKey[]
  cwd: string
}

/** Runs a command of this program in this process, and takes its document in place of its output. */
export async function runCommand(context: Context, command: Command, call: Call): Promise<Ran> {
  const { argv, stdin, env, keys, cwd } = call
  // Nothing that it says is printed: the report says what matters. Some commands write their document themselves.
  const written = collector()
  const world = {
    ...context.world,
    ...{ argv, cwd, stdout: written, stderr: collector(), stderrIsTerminal: false },
    env: { ...context.world.env, ...env },
    stdin: Readable.from(stdin === undefined ? [] : [Buffer.from(stdin)])
  }
  try {
    const parsed = parseCommand(command, argv)
    const out = context.out.into(written, { json: true, quiet: true })
    const flags = { ...parsed.flags, json: true, input: false, log: parsed.flags.log && context.flags.log }
    const own: Context = { ...context, world, out, flags, inSuite: { keys } }
    const outcome = await command.run(own, parsed.values, parsed.fields)
    if (typeof outcome === 'number') {
      await out.written()
      const text = written.text()
      return { exit: outcome, document: text === '' ? null : jsonOrText(text), refusals: [] }
    }
    const document = await outcome.document?.(voiceOf(own))
    return {
      exit: outcome.exit ?? EXIT.done,
      document: typeof document === 'string' ? jsonOrText(document) : (document ?? null),
      refusals: [...(outcome.problems ?? []), ...(outcome.failure ?? [])]
    }
  } catch (error) {
    if (!(error instanceof EcpayError)) throw error
    const text = written.text()
    return { exit: EXIT.input, document: text === '' ? null : jsonOrText(text), refusals: error.findings }
  }
}

/** What a text that is JSON stands for, or the text. */
export function jsonOrText(value: unknown): unknown {
  if (typeof value !== 'string') return value
  try {
    return JSON.parse(value)
  } catch {
    return value
  }
}
