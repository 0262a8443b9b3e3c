import { deserializeMessage, serializeMessage } from '@modelcontextprotocol/sdk/shared/stdio.js'
import type { Transport } from '@modelcontextprotocol/sdk/shared/transport.js'
import type { JSONRPCMessage } from '@modelcontextprotocol/sdk/types.js'
import { refuseAll } from '../../findings/findings.js'
import { type Block, LineCutter, linesOf } from '../../protocol/json/lines.js'
import type { World } from '../../world.js'

type Streams = Pick<World, 'stdin' | 'stdout'>

/**
 * A message a line, over the streams of the program. The SDK's own transport knows only those of the process, and
 * does not notice that stdin ends: here, what was asked before is answered, and then it closes. A line that is no
 * message, or too long for one, is reported and skipped.
 */
export class LineTransport implements Transport {
  onclose?: () => void
  onerror?: (error: Error) => void
  onmessage?: (message: JSONRPCMessage) => void
  private readonly cutter = new LineCutter()
  private readonly unanswered = new Set<string | number>()
  private hasEnded = false
  private readonly streams: Streams

  constructor(streams: Streams) {
    this.streams = streams
  }

  async start(): Promise<void> {
    const { stdin } = this.streams
    stdin.on('data', (chunk: Buffer) => this.take(this.cutter.push(chunk)))
    stdin.on('end', () => {
      this.take(this.cutter.end())
      this.hasEnded = true
      this.closeIfDone()
    })
  }

  send(message: JSONRPCMessage): Promise<void> {
    return new Promise((resolve) => {
      this.streams.stdout.write(serializeMessage(message), () => {
        if ('id' in message && !('method' in message) && message.id !== undefined) this.unanswered.delete(message.id)
        resolve()
        this.closeIfDone()
      })
    })
  }

  async close(): Promise<void> {
    this.streams.stdin.pause()
    this.onclose?.()
  }

  private take(blocks: readonly Block[]): void {
    for (const line of blocks.flatMap((block) => linesOf(block))) {
      try {
        if (typeof line !== 'string') throw refuseAll([line])
        const message = deserializeMessage(line)
        if ('id' in message && 'method' in message) this.unanswered.add(message.id)
        this.onmessage?.(message)
      } catch (error) {
        this.onerror?.(error as Error)
      }
    }
  }

  private closeIfDone(): void {
    if (this.hasEnded && this.unanswered.size === 0) void this.close()
  }
}
