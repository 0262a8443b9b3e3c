import { once } from 'node:events'
import { visibleLine } from '../output/terminal-text.js'
import { EXIT } from '../protocol/findings.js'
import type { LogEntry } from '../simulator/app.js'
import { startGateway } from '../simulator/serve.js'
import type { CommandSpec, Context } from './command.js'
import { stateOf } from './local-gateway.js'
import { SERVE_PORT } from './target.js'

export const simulateServe: CommandSpec = {
  name: 'simulate serve',
  options: [{ syntax: '--port <n>', number: { min: 0, integer: true }, fallback: SERVE_PORT }],
  examples: ['ecpay simulate serve', 'ecpay simulate serve --port 9000 --json'],
  exits: [0, 2, 130],
  async run(context, _args, flags) {
    const { world, out, words } = context
    const gateway = await startGateway({
      stateDir: stateOf(world),
      port: (flags.port as number | undefined) ?? SERVE_PORT,
      now: world.now,
      random: world.random,
      log: (entry) => void printEntry(context, entry)
    })
    try {
      out.note(words.simulate.listening(gateway.url))
      out.note(words.simulate.stopHint)
      if (out.json) await out.result(`${JSON.stringify({ listening: gateway.url })}\n`)
      if (!world.signal.aborted) await once(world.signal, 'abort')
      return EXIT.interrupted
    } finally {
      await gateway.close()
    }
  }
}

/** One line a request: time, path, err_no, the number, and which rule was broken. */
async function printEntry({ out, words: say }: Context, entry: LogEntry): Promise<void> {
  if (out.json) return out.result(`${JSON.stringify(entry)}\n`)
  const { red, green, dim } = out.paint.stdout
  const time = new Date(entry.time).toISOString().slice(11, 19)
  const verdict = entry.err_no === 0 ? green('0') : red(String(entry.err_no))
  const words = [dim(time), entry.path, `err_no ${verdict}`, entry.out_order_no ?? '', entry.reason]
  await out.result(`${words.filter(Boolean).map(lineOf).join('  ')}\n`)
  if (entry.err_no === 2008) out.note(say.simulate.wrongSign)
}

/** Colour codes are ours and stay; whatever a client sent is made visible by its own part. */
function lineOf(text: string): string {
  return text.includes('\u001b[') ? text : visibleLine(text)
}
