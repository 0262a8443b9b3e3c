import type { IncomingMessage } from 'node:http'
import { join } from 'node:path'
import { ENDPOINTS } from '../../ecpay/endpoints/endpoints.js'
import { ecpay } from '../../ecpay/system.js'
import { refusedAtDoor } from '../../servers/door.js'
import { bind, openServer, serverUrl } from '../../servers/http-server.js'
import type { World } from '../../world.js'
import { callCommand } from '../endpoint-command.js'
import type { Context, Definition, Named } from '../shared/command.js'
import { parseCommand } from '../shared/parse-arguments.js'
import { printResult } from '../shared/result.js'

/** A command with its name. */
export type Playable = Definition & Pick<Named, 'name'>

/** The command of an API call, by its name on the command line. */
export function callNamed(name: string): Playable {
  const endpoint = ENDPOINTS.find(({ command }) => command === name)
  if (!endpoint) throw new Error(`the demo wants ${name}`)
  return { name, ...callCommand(ecpay, endpoint, ENDPOINTS) }
}

/** Runs a command and prints its result. If it fails, the demo ends with its error. */
export async function runCommand(context: Context, command: Playable, argv: readonly string[]): Promise<void> {
  const { flags, values, fields } = parseCommand(command, [...command.name.split(' '), ...argv])
  const outcome = await command.run({ ...context, flags }, values, fields)
  if (typeof outcome !== 'number') await printResult(context, outcome)
}

/** The line that a user would type. */
export function commandLine({ name }: Playable, argv: readonly string[]): string {
  return `ecpay ${[name, ...argv.map(shown)].join(' ')}`
}

function shown(word: string): string {
  return /^[\w./:-]+$/.test(word) ? word : `'${word}'`
}

/** Collects output in memory. */
export class Sink {
  text = ''

  write(chunk: string | Uint8Array, done?: () => void): boolean {
    this.text += typeof chunk === 'string' ? chunk : Buffer.from(chunk).toString()
    done?.()
    return true
  }
}

/** The same world without the user's configuration and orders, so that the demo does not touch them. */
export function isolated(context: Context, folder: string, more: Record<string, string> = {}): Context {
  const env = Object.entries(context.world.env).filter(
    ([name]) => !name.startsWith('ECPAY_') && !name.startsWith('XDG_')
  )
  const world: World = Object.create(context.world, {
    env: { value: { ...Object.fromEntries(env), ECPAY_STATE_DIR: join(folder, 'state'), ...more } },
    cwd: { value: folder },
    home: { value: folder }
  })
  return { ...context, world }
}

export interface Handler {
  url: string
  close(): void
}

/** Starts a merchant's handler, which reads the raw body and answers as the platform expects. */
export async function startHandler(take: (body: Buffer) => void | Promise<void>): Promise<Handler> {
  const server = openServer(async (request, response) => {
    if (refusedAtDoor(request, [])) return response.writeHead(403).end()
    await take(await rawBody(request))
    return response.setHeader('content-type', 'application/json').end('{"err_no":0,"err_tips":"success"}')
  })
  return {
    url: `${serverUrl(HOST, await bind(server, HOST, 0))}/notify`,
    close: () => void server.close()
  }
}

const HOST = '127.0.0.1'

async function rawBody(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(chunk)
  return Buffer.concat(chunks)
}
