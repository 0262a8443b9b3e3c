import type { Gateway } from '../../simulator/serve.js'
import { stateDirectory } from '../../simulator/store/state-dir.js'
import type { Store } from '../../simulator/store/store.js'
import type { World } from './command.js'

/** Starts the local gateway of this user on a free port of loopback. */
export async function startLocalGateway(world: World): Promise<Gateway> {
  const { startGateway } = await import('../../simulator/serve.js')
  return startGateway({ stateDir: stateOf(world), now: world.now, random: world.random })
}

/** Runs with the store of the local gateway open. */
export async function withStore<T>(world: World, run: (store: Store) => Promise<T>): Promise<T> {
  const { openStore } = await import('../../simulator/store/store.js')
  const store = await openStore(stateOf(world))
  try {
    return await run(store)
  } finally {
    await store.close()
  }
}

export function stateOf({ env, platform, home }: World): string {
  return stateDirectory(env, platform, home)
}
