import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { freshOrderNumber } from '../ecpay/order-number.js'
import { EXIT } from '../findings/findings.js'
import { aside, commandLine, commandOf, runCommand, Sink, startHandler } from './demo/stage.js'
import type { CommandSpec, Context } from './shared/command.js'
import { simulatePay } from './simulate/pay.js'
import { verifyCallbackCommand } from './verify-callback.js'

export const demo: CommandSpec = {
  name: 'demo',
  options: [{ syntax: '--full' }],
  examples: ['ecpay demo', 'ecpay demo --full', 'ecpay demo --lang zh'],
  exits: [0, 1, 2, 3, 130],
  async run(context, _args, flags) {
    if (flags.full) return (await import('./demo/full.js')).playFullDemo(context)
    const folder = await mkdtemp(join(tmpdir(), 'ecpay-demo-'))
    const handler = await startHandler((body) => writeFile(join(folder, 'callback.json'), body))
    try {
      await playAll(aside(context, folder), handler.url)
      return EXIT.done
    } finally {
      handler.close()
      await rm(folder, { recursive: true, force: true })
    }
  }
}

/** A step of the demo: a command line, and what it is for. */
interface Step {
  heading: string
  spec: CommandSpec
  argv: string[]
}

async function playAll(context: Context, notify_url: string): Promise<void> {
  const { world, words, out } = context
  const number = freshOrderNumber(world.now(), world.random(8))
  const order = ['--env', 'local', '--out-order-no', number, '--amount', '100', '--subject', 'Demo 演示']
  const steps: Step[] = [
    {
      heading: words.demo.order,
      spec: commandOf('create-order'),
      argv: [...order, '--notify-url', notify_url, '--output', 'pretty']
    },
    { heading: words.demo.pay, spec: simulatePay, argv: [number, '--way', 'dyzf', '--time-scale', '0.001'] },
    {
      heading: words.demo.verify,
      spec: verifyCallbackCommand,
      argv: ['callback.json', '--env', 'local', '--max-age', '300']
    },
    { heading: words.demo.query, spec: commandOf('query'), argv: [number, '--env', 'local', '--output', 'pretty'] }
  ]
  if (out.json) {
    const documents: object[] = []
    for (const step of steps) documents.push(await playSilently(context, step))
    await out.document({ steps: documents })
    return
  }
  await out.result(`${words.demo.intro}\n`)
  for (const step of steps) await playAloud(context, step)
  // Whom npm started has, as a rule, no `ecpay` on the path yet.
  await out.result(`\n${words.demo.done(world.env.npm_command ? 'npx ecpay' : 'ecpay')}\n`)
}

async function playAloud(context: Context, { heading, spec, argv }: Step): Promise<void> {
  const { out } = context
  const { bold, cyan } = out.paint.stdout
  await out.result(`\n${bold(heading)}\n${cyan(`$ ${commandLine(spec, argv)}`)}\n`)
  await runCommand(context, spec, argv)
}

/** The step's own document, with the command line that gave it. */
async function playSilently(context: Context, { spec, argv }: Step): Promise<object> {
  const sink = new Sink()
  await runCommand({ ...context, out: context.out.into(sink) }, spec, argv)
  return { command: commandLine(spec, argv), result: JSON.parse(sink.text) }
}
