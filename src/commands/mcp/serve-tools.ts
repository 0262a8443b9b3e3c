import { Server } from '@modelcontextprotocol/sdk/server/index.js'
import {
  CallToolRequestSchema,
  type CallToolResult,
  ErrorCode,
  ListToolsRequestSchema,
  McpError
} from '@modelcontextprotocol/sdk/types.js'
import { EcpayError } from '../../findings/findings.js'
import type { HelpWords } from '../../output/words/words.js'
import { isDeep } from '../../protocol/json/is-deep.js'
import { VERSION } from '../../version.js'
import type { Context } from '../shared/command.js'
import { EXIT } from '../shared/exit.js'
import { voiceOf } from '../shared/result.js'
import { runProgram } from '../shared/run-program.js'
import { type Arguments, INPUT, type Tool } from './tools.js'
import { LineTransport } from './transport.js'

/** For the answers to forms that a server shows its client. This one shows none; the SDK's own would be loaded anyway. */
const UNASKED = {
  getValidator(): never {
    throw new Error('no form is shown')
  }
}

/** Serves the tools until stdin ends or the program is interrupted. */
export async function serveTools(context: Context, tools: readonly Tool[], { mcp }: HelpWords): Promise<void> {
  const { instructions, unreadable } = mcp
  const server = new Server(
    { name: 'ecpay', version: VERSION },
    { capabilities: { tools: {} }, instructions, jsonSchemaValidator: UNASKED }
  )
  const mask = await voiceOf(context).masking()
  const refuse = (message: string) => new McpError(ErrorCode.InvalidParams, mask(message))
  server.setRequestHandler(ListToolsRequestSchema, () => ({ tools: tools.map(({ argv: _, ...listed }) => listed) }))
  server.setRequestHandler(CallToolRequestSchema, ({ params }, { signal }) => {
    const tool = tools.find(({ name }) => name === params.name)
    if (!tool) throw refuse(`There is no tool ${params.name}`)
    const { arguments: given = {} } = params
    const known = Object.keys(tool.inputSchema.properties)
    const unknown = Object.keys(given).filter((key) => !known.includes(key))
    if (unknown.length > 0)
      throw refuse(`${tool.name} has no argument ${unknown.join(', ')}. Its arguments: ${known.join(', ')}`)
    if (isDeep(given)) throw refuse(`The arguments of ${tool.name} are nested too deeply`)
    // A client may send what the list of tools does not allow.
    const { env } = given
    const { enum: environments } = tool.inputSchema.properties.env
    if (env !== undefined && !environments.some((one) => one === env))
      throw refuse(`${tool.name} has no env ${env}. It may be: ${environments.join(', ')}`)
    return callTool(context, tool, given, signal)
  })
  server.onerror = (error) =>
    error instanceof EcpayError ? context.out.warnAtOnce(error.findings) : context.out.noteOwn(unreadable)
  const closed = new Promise<void>((resolve) => {
    server.onclose = resolve
  })
  const { signal } = context.world
  await server.connect(new LineTransport(context.world))
  const stop = () => void server.close()
  signal.addEventListener('abort', stop, { once: true })
  if (signal.aborted) stop()
  await closed
  signal.removeEventListener('abort', stop)
}

/** Runs the command of a tool in this process. An answer that is no, like a wrong signature, is not an error. */
async function callTool(context: Context, tool: Tool, given: Arguments, signal: AbortSignal): Promise<CallToolResult> {
  const { [INPUT]: input, ...args } = given
  const text = input === undefined || typeof input === 'string' ? input : JSON.stringify(input)
  const options = { signal, ...(text !== undefined && { input: text }) }
  const { exit, stdout, stderr } = await runProgram(context, tool.argv(args), options)
  const texts = [stdout, stderr].map((text) => text.trim()).filter((text) => text !== '')
  return {
    content: texts.map((text) => ({ type: 'text', text })),
    isError: exit !== EXIT.done && exit !== EXIT.no
  }
}
