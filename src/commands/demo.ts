import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { createServer, type IncomingMessage, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { EXIT } from '../protocol/findings.js'
import { freshOrderNumber } from '../protocol/order-number.js'
import type { CommandSpec, Context, World } from './command.js'
import { parseCommand } from './parse.js'
import { findCommand } from './table.js'

export const demo: CommandSpec = {
  name: 'demo',
  options: [],
  examples: ['ecpay demo', 'ecpay demo --lang zh'],
  exits: [0, 1, 2, 3, 130],
  async run(context) {
    const folder = await mkdtemp(join(tmpdir(), 'ecpay-demo-'))
    const handler = await startHandler(join(folder, 'callback.json'))
    try {
      await playAll(aside(context, folder), `${handler.url}/notify`)
      return EXIT.done
    } finally {
      handler.server.close()
      await rm(folder, { recursive: true, force: true })
    }
  }
}

/** A step of the demo: a command line, and what it is for. */
interface Step {
  heading: string
  name: string
  argv: string[]
}

async function playAll(context: Context, notify_url: string): Promise<void> {
  const { world, words, out } = context
  const number = freshOrderNumber(world.now(), world.random(8))
  const order = ['--env', 'local', '--out-order-no', number, '--amount', '100', '--subject', 'Demo 演示']
  const steps: Step[] = [
    {
      heading: words.demo.order,
      name: 'create-order',
      argv: [...order, '--notify-url', notify_url, '--output', 'both']
    },
    { heading: words.demo.pay, name: 'simulate pay', argv: [number, '--way', 'dyzf', '--time-scale', '0.001'] },
    {
      heading: words.demo.verify,
      name: 'verify-callback',
      argv: ['callback.json', '--env', 'local', '--max-age', '300']
    },
    { heading: words.demo.query, name: 'query', argv: [number, '--env', 'local', '--output', 'both'] }
  ]
  if (out.json) {
    const documents: object[] = []
    for (const step of steps) documents.push(await playSilently(context, step))
    await out.document({ steps: documents })
    return
  }
  await out.result(`${words.demo.intro}\n`)
  for (const step of steps) await playAloud(context, step)
  await out.result(`\n${words.demo.done}\n`)
}

async function playAloud(context: Context, { heading, name, argv }: Step): Promise<void> {
  const { out } = context
  const { bold, cyan } = out.paint.stdout
  await out.result(`\n${bold(heading)}\n${cyan(`$ ecpay ${name} ${argv.map(shown).join(' ')}`)}\n`)
  await run(context, name, argv)
  if (name === 'verify-callback' && !out.isTerminal) await out.result('\n')
}

/** The step's own document, with the command line that gave it. */
async function playSilently(context: Context, { name, argv }: Step): Promise<object> {
  let result = ''
  const sink = {
    write(chunk: string | Uint8Array, done?: () => void) {
      result += typeof chunk === 'string' ? chunk : Buffer.from(chunk).toString()
      done?.()
      return true
    }
  }
  await run({ ...context, out: context.out.into(sink) }, name, argv)
  return { command: `ecpay ${name} ${argv.map(shown).join(' ')}`, result: JSON.parse(result) }
}

/** Runs a command; what fails ends the demo with that command's error. */
async function run(context: Context, name: string, argv: string[]): Promise<void> {
  const spec = await (await findCommand(name.split(' ')))?.load()
  if (!spec) throw new Error(`the demo wants ${name}`)
  const { args, flags } = parseCommand(spec, [...name.split(' '), ...argv])
  await spec.run({ ...context, flags }, args, flags)
}

function shown(word: string): string {
  return /^[\w./:-]+$/.test(word) ? word : `'${word}'`
}

/** The same world without the user's configuration and orders: the demo touches neither. */
function aside(context: Context, folder: string): Context {
  const env = Object.entries(context.world.env).filter(
    ([name]) => !name.startsWith('ECPAY_') && !name.startsWith('XDG_')
  )
  const world: World = Object.create(context.world, {
    env: { value: { ...Object.fromEntries(env), ECPAY_STATE_DIR: join(folder, 'state') } },
    cwd: { value: folder },
    home: { value: folder }
  })
  return { ...context, world }
}

/** A merchant's notify handler: keeps the raw body and answers as the platform expects. */
async function startHandler(file: string): Promise<{ server: Server; url: string }> {
  const server = createServer(async (request, response) => {
    await writeFile(file, await rawBody(request))
    response.setHeader('content-type', 'application/json')
    response.end('{"err_no":0,"err_tips":"success"}')
  })
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve)
  })
  return { server, url: `http://127.0.0.1:${(server.address() as AddressInfo).port}` }
}

async function rawBody(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(chunk)
  return Buffer.concat(chunks)
}
