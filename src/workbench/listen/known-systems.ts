import type { RawCallback } from '../../protocol/callback/callback-post.js'
import type { CallbackTools, Inspected } from '../../protocol/callback/callback-tools.js'
import type { Keys } from '../../protocol/system/keys.js'
import type { System } from '../../protocol/system/system.js'

/** What is known of a callback that came in, and how it is answered where no handler does. */
interface Received extends Inspected {
  /** The name of its system. */
  system: string
  /** The body of an answer that the platform takes for success. */
  reply: string
}

/** Callbacks of several systems on one address, each looked at by its own. */
export interface KnownSystems {
  inspect(callback: RawCallback, limit: number): Received
  /** What the GET is answered with by which a console checks the address; undefined where nobody has signed it. */
  answerCheck(query: URLSearchParams): string | undefined
}

/** @param systems what looks like a callback of none of them is taken for one of the first */
export async function knownSystems(systems: readonly System[], keys: Keys): Promise<KnownSystems> {
  const known = (await loaded(systems)).map((one) => ({ ...one, inspect: one.tools.inspector(keys) }))
  return {
    inspect(callback, limit) {
      const { system, tools, inspect } = ofWhich(known, callback)
      const found = inspect(callback, limit)
      return { system: system.name, ...found, reply: tools.reply(found.type ?? '') }
    },
    answerCheck(query) {
      for (const { tools } of known) {
        const answer = tools.answerCheck?.(query, keys)
        if (answer !== undefined) return answer
      }
      return undefined
    }
  }
}

/** The tools of the system that a callback is of: of the first, where it looks like one of none. */
export async function toolsFor(systems: readonly System[], callback: RawCallback): Promise<CallbackTools> {
  return ofWhich(await loaded(systems), callback).tools
}

interface Loaded {
  system: System
  tools: CallbackTools
}

function loaded(systems: readonly System[]): Promise<Loaded[]> {
  return Promise.all(systems.map(async (system) => ({ system, tools: await system.callbackTools() })))
}

function ofWhich<One extends Loaded>(known: readonly One[], callback: RawCallback): One {
  return known.find(({ tools }) => tools.recognises(callback)) ?? (known[0] as One)
}
