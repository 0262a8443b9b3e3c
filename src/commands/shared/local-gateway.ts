import { resolve } from 'node:path'
import { Readable } from 'node:stream'
import type { Patience } from '../../database/lock.js'
import type { Send, SendRequest } from '../../gateway/client.js'
import { readAnswer } from '../../gateway/read-answer.js'
import type { AppPublicKey } from '../../simulator/demo-keys.js'
import type { Platform } from '../../simulator/platform-request.js'
import { stateDirectory } from '../../simulator/store/state-dir.js'
import type { Store } from '../../simulator/store/store.js'
import { SYSTEMS } from '../../systems.js'
import type { Outside, World } from '../../world.js'
import type { Context } from './command.js'

/** The local gateway of this user in this process, without a server. */
export interface LocalGateway {
  send: Send
  /** Its clock, which can be set: Unix time in milliseconds. */
  now(): number
  close(): Promise<void>
}

/** What the store of the local gateway needs of the context. */
type StoreContext = Pick<Context, 'world' | 'out'>

/** @param app an app that signs with a key of its own; the demo app if absent */
export async function openLocalGateway({ world, out }: StoreContext, app?: AppPublicKey): Promise<LocalGateway> {
  const [{ openStore }, { createPlatform }, { callsOf }, { platformWorld }, { LOCAL_KEYS }] = await Promise.all([
    import('../../simulator/store/store.js'),
    import('../../simulator/platform.js'),
    import('../../simulator/played-calls.js'),
    import('../../simulator/clock.js'),
    import('../../simulator/local-keys.js')
  ])
  const store = await openStore(stateOf(world), patienceOf({ world, out }))
  const options = { store, keys: { ...LOCAL_KEYS, ...app }, ...platformWorld(store, world), log: () => {} }
  const platform = createPlatform(options, await callsOf(SYSTEMS))
  return { send: (request) => ask(platform, request), now: options.now, close: () => store.close() }
}

async function ask(platform: Platform, { url, method, headers, body, maxAnswer, file, signal, onSent }: SendRequest) {
  onSent?.()
  const bytes = typeof body === 'string' ? Buffer.from(body) : body
  const { pathname: path, search: query, origin } = new URL(url)
  const answer = await platform({
    ...{ method, path, query, origin },
    header: (wanted) => Object.entries(headers).find(([name]) => name.toLowerCase() === wanted)?.[1],
    body: async (limit) => (bytes.length > limit ? undefined : bytes)
  })
  let whole = false
  try {
    const content = Readable.from([Buffer.from(answer.body)])
    const read = await readAnswer(answer, content, { limit: maxAnswer ?? Number.POSITIVE_INFINITY, file, signal })
    whole = read.file !== undefined
    return read
  } finally {
    await file?.end(whole)
  }
}

/** Opens the store of the local gateway for the time of a function, which also gets the world with the platform's clock. */
export async function withStore<T>(
  { world, out }: StoreContext,
  run: (store: Store, platform: Outside) => Promise<T>
): Promise<T> {
  const [{ openStore }, { platformWorld }] = await Promise.all([
    import('../../simulator/store/store.js'),
    import('../../simulator/clock.js')
  ])
  const store = await openStore(stateOf(world), patienceOf({ world, out }))
  try {
    return await run(store, platformWorld(store, world))
  } finally {
    await store.close()
  }
}

/** Waits for other processes until the command is interrupted, with a note. */
export function patienceOf({ world, out }: StoreContext): Patience {
  return { signal: world.signal, onWait: (waiting) => out.warnAtOnce([waiting]) }
}

export function stateOf({ env, platform, home, cwd }: World): string {
  return resolve(cwd, stateDirectory(env, platform, home))
}
