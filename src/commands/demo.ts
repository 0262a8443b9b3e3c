import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { freshOrderNumber } from '../ecpay/order-number.js'
import { callNamed, commandLine, isolated, type Playable, runCommand, Sink, startHandler } from './demo/stage.js'
import { type Context, command } from './shared/command.js'
import { flag } from './shared/option.js'
import { printParts, type Result } from './shared/result.js'
import { simulatePay } from './simulate/pay.js'
import { verifyCallbackCommand } from './verify-callback.js'

export const demo = command({
  options: {
    full: flag('--full', {
      help: {
        en: 'go on with a partial refund, settlement with receivers, return, withdrawal and bill, and check that the money adds up',
        zh: '接着演示部分退款、分账结算、退分账、提现和账单，并核对资金'
      }
    })
  },
  examples: ['ecpay demo', 'ecpay demo --full', 'ecpay demo --lang zh'],
  output: {
    en: 'the steps as they happen. --json: {"steps":[{"command","result"}]}; with --full "callbacks", "ledger" (fen) and "checks" too',
    zh: '逐步输出过程。--json：{"steps":[{"command","result"}]}；加 --full 时另有 "callbacks"、"ledger"（单位为分）和 "checks"'
  },
  withoutResult: true,
  exits: [0, 1, 2, 3, 130],
  async run(context, { full }) {
    if (full) return (await import('./demo/full.js')).playFullDemo(context)
    const folder = await mkdtemp(join(tmpdir(), 'ecpay-demo-'))
    const handler = await startHandler((body) => writeFile(join(folder, 'callback.json'), body))
    try {
      return await playAll(isolated(context, folder), handler.url)
    } finally {
      handler.close()
      await rm(folder, { recursive: true, force: true })
    }
  }
})

/** A step of the demo: a command line and its purpose. */
interface Step {
  heading: string
  command: Playable
  argv: string[]
}

/** Shows each step as it happens. With `--json`, all steps are one document at the end. */
async function playAll(context: Context, notify_url: string): Promise<Result> {
  const { world, words, out } = context
  const documents: object[] = []
  await printParts(out, [{ result: `${words.demo.intro}\n` }])
  for (const step of stepsOf(context, notify_url)) {
    if (out.json) documents.push(await playSilently(context, step))
    else await playAloud(context, step)
  }
  return {
    document: () => ({ steps: documents }),
    // If npm started it, `ecpay` is probably not on the path yet.
    text: () => [{ result: `\n${words.demo.done(world.env.npm_command ? 'npx ecpay' : 'ecpay')}\n` }]
  }
}

function stepsOf({ world, words }: Context, notify_url: string): Step[] {
  const number = freshOrderNumber(world.now(), world.random(8))
  const order = ['--env', 'local', '--out-order-no', number, '--amount', '100', '--subject', 'Demo 演示']
  return [
    {
      heading: words.demo.order,
      command: callNamed('create-order'),
      argv: [...order, '--notify-url', notify_url, '--output', 'pretty']
    },
    {
      heading: words.demo.pay,
      command: { name: 'simulate pay', ...simulatePay },
      argv: [number, '--way', 'dyzf', '--time-scale', '0.001']
    },
    {
      heading: words.demo.verify,
      command: { name: 'verify-callback', ...verifyCallbackCommand },
      argv: ['callback.json', '--env', 'local', '--max-age', '300']
    },
    { heading: words.demo.query, command: callNamed('query'), argv: [number, '--env', 'local', '--output', 'pretty'] }
  ]
}

async function playAloud(context: Context, { heading, command, argv }: Step): Promise<void> {
  const { out } = context
  const { bold, cyan } = out.paint.stdout
  await out.result(`\n${bold(heading)}\n${cyan(`$ ${commandLine(command, argv)}`)}\n`)
  await runCommand(context, command, argv)
}

/** The JSON document of a step, with its command line. */
async function playSilently(context: Context, { command, argv }: Step): Promise<object> {
  const sink = new Sink()
  await runCommand({ ...context, out: context.out.into(sink) }, command, argv)
  return { command: commandLine(command, argv), result: JSON.parse(sink.text) }
}
