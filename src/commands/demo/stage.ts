import type { IncomingMessage } from 'node:http'
import { join } from 'node:path'
import { ENDPOINTS } from '../../ecpay/endpoints/endpoints.js'
import { ecpay } from '../../ecpay/system.js'
import type { Endpoint } from '../../protocol/system/endpoint.js'
import type { System } from '../../protocol/system/system.js'
import { refusedAtDoor } from '../../servers/door.js'
import { bind, openServer, serverUrl } from '../../servers/http-server.js'
import { hasSigningHeader } from '../../trade/callback/headers.js'
import { writeRequest } from '../../workbench/listen/raw-request.js'
import type { World } from '../../world.js'
import { callCommand } from '../endpoint-command.js'
import type { Context, Definition, Named } from '../shared/command.js'
import { parseCommand } from '../shared/parse-arguments.js'
import { printResult } from '../shared/result.js'

/** A command with its name. */
export type Playable = Definition & Pick<Named, 'name'>

/** The command of an API call, by its name on the command line; of 担保支付 if no system is given. */
export function callNamed(name: string, system: System = ecpay, endpoints: readonly Endpoint[] = ENDPOINTS): Playable {
  const endpoint = endpoints.find(({ command }) => command === name)
  if (!endpoint) throw new Error(`the demo wants ${name}`)
  const { word } = system
  return { name: word === undefined ? name : `${word} ${name}`, ...callCommand(system, endpoint, endpoints) }
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

/**
 * Starts a merchant's handler, which reads the raw body and answers as the platform expects.
 *
 * @param take gets the body of each callback, and the whole as a file that `verify-callback` reads
 */
export async function startHandler(take: (body: Buffer, whole: Buffer) => void | Promise<void>): Promise<Handler> {
  const server = openServer(async (request, response) => {
    if (refusedAtDoor(request, [])) return response.writeHead(403).end()
    const body = await rawBody(request)
    await take(body, wholeOf(request, body))
    return response.setHeader('content-type', 'application/json').end('{"err_no":0,"err_tips":"success"}')
  })
  return {
    url: `${serverUrl(HOST, await bind(server, HOST, 0))}/notify`,
    close: () => void server.close()
  }
}

/** A callback whose headers sign it is kept with them. */
function wholeOf({ headers }: IncomingMessage, body: Buffer): Buffer {
  const all = Object.entries(headers).flatMap(([name, value]) =>
    typeof value === 'string' ? [[name, value] as const] : []
  )
  return hasSigningHeader(all) ? writeRequest({ path: '/', headers: all, body }) : body
}

const HOST = '127.0.0.1'

async function rawBody(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(chunk)
  return Buffer.concat(chunks)
}
