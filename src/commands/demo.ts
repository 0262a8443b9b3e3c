import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { refuse } from '../findings/findings.js'
import { commandLine, isolated, runCommand, Sink, startHandler } from './demo/stage.js'
import { CALLBACK_FILE, ecpayStory, type Step, type Story } from './demo/steps.js'
import { type Context, command } from './shared/command.js'
import { flag } from './shared/option.js'
import { SYSTEM } from './shared/options.js'
import { printParts, type Result } from './shared/result.js'

export const demo = command({
  options: {
    full: flag('--full', {
      help: {
        en: 'go on with a partial refund, settlement with receivers, return, withdrawal and bill, and check that the money adds up',
        zh: '接着演示部分退款、分账结算、退分账、提现和账单，并核对资金'
      }
    }),
    system: SYSTEM
  },
  examples: ['ecpay demo', 'ecpay demo --full', 'ecpay demo --system trade', 'ecpay demo --lang zh'],
  output: {
    en: 'the steps as they happen. --json: {"steps":[{"command","result"}]}; with --full "callbacks", "ledger" (fen) and "checks" too',
    zh: '逐步输出过程。--json：{"steps":[{"command","result"}]}；加 --full 时另有 "callbacks"、"ledger"（单位为分）和 "checks"'
  },
  withoutResult: true,
  exits: [0, 1, 2, 3, 130],
  async run(context, { full, system }) {
    const isTrade = system === 'trade'
    if (full && isTrade) throw refuse('conflicting-options', { options: ['--full', '--system trade'] })
    if (full) return (await import('./demo/full.js')).playFullDemo(context)
    const folder = await mkdtemp(join(tmpdir(), 'ecpay-demo-'))
    const handler = await startHandler((_, request) => writeFile(join(folder, CALLBACK_FILE), request))
    const inside = isolated(context, folder)
    try {
      const story = isTrade ? (await import('./demo/trade.js')).tradeStory : ecpayStory
      return await playAll(inside, story(inside, handler.url))
    } finally {
      handler.close()
      await rm(folder, { recursive: true, force: true })
    }
  }
})

/** Shows each step as it happens. With `--json`, all steps are one document at the end. */
async function playAll(context: Context, { intro, steps, done }: Story): Promise<Result> {
  const { world, out } = context
  const documents: object[] = []
  await printParts(out, [{ result: `${intro}\n` }])
  for (const step of steps) {
    const { argv } = step
    const words = typeof argv === 'function' ? await argv() : argv
    if (out.json) documents.push(await playSilently(context, step, words))
    else await playAloud(context, step, words)
  }
  return {
    document: () => ({ steps: documents }),
    // If npm started it, `ecpay` is probably not on the path yet.
    text: () => [{ result: `\n${done(world.env.npm_command ? 'npx ecpay' : 'ecpay')}\n` }]
  }
}

async function playAloud(context: Context, { heading, command }: Step, argv: readonly string[]): Promise<void> {
  const { out } = context
  const { bold, cyan } = out.paint.stdout
  await out.result(`\n${bold(heading)}\n${cyan(`$ ${commandLine(command, argv)}`)}\n`)
  await runCommand(context, command, argv)
}

/** The JSON document of a step, with its command line. */
async function playSilently(context: Context, { command }: Step, argv: readonly string[]): Promise<object> {
  const sink = new Sink()
  await runCommand({ ...context, out: context.out.into(sink) }, command, argv)
  return { command: commandLine(command, argv), result: JSON.parse(sink.text) }
}
