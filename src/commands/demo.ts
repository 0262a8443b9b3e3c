import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { createServer, type IncomingMessage, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { EXIT } from '../protocol/findings.js'
import { freshOrderNumber } from '../protocol/order-number.js'
import type { CommandSpec, Context, World } from './command.js'
import { parseCommand } from './parse.js'
import { COMMANDS } from './table.js'

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

async function playAll(context: Context, notify_url: string): Promise<void> {
  const { world, words, out } = context
  const number = freshOrderNumber(world.now(), world.random(8))
  await out.result(`${words.demo.intro}\n`)
  const order = ['--env', 'local', '--out-order-no', number, '--amount', '100', '--subject', 'Demo 演示']
  await play(context, words.demo.order, 'create-order', [...order, '--notify-url', notify_url, '--output', 'both'])
  await play(context, words.demo.pay, 'simulate pay', [number, '--way', 'dyzf', '--time-scale', '0.001'])
  await play(context, words.demo.verify, 'verify-callback', ['callback.json', '--env', 'local', '--max-age', '300'])
  await play(context, words.demo.query, 'query', [number, '--env', 'local', '--output', 'both'])
  await out.result(`\n${words.demo.done}\n`)
}

/** Shows a command line and runs it; what fails ends the demo with that command's error. */
async function play(context: Context, heading: string, name: string, argv: string[]): Promise<void> {
  const { out } = context
  const { bold, cyan } = out.paint.stdout
  await out.result(`\n${bold(heading)}\n${cyan(`$ ecpay ${name} ${argv.map(shown).join(' ')}`)}\n`)
  const spec = await COMMANDS.find((entry) => entry.name === name)?.load()
  if (!spec) throw new Error(`the demo wants ${name}`)
  const { args, flags } = parseCommand(spec, [...name.split(' '), ...argv])
  await spec.run({ ...context, flags }, args, flags)
  if (name === 'verify-callback' && !out.isTerminal) await out.result('\n')
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
