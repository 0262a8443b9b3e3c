import { dirname } from 'node:path/posix'
import { REQUEST_ORDER_PATH } from '../../simulator/client/request-order-path.js'
import { allCalls, SYSTEMS } from '../../systems.js'
import type { ListName } from '../shared/option.js'
import { REPORTERS } from '../shared/reporters.js'

/** What options offer that are filled by more words than their choices, each list once for all of them. */
export async function completionLists(): Promise<Record<ListName, string[]>> {
  const calls = (await allCalls()).map(({ endpoint }) => endpoint)
  const types = (await Promise.all(SYSTEMS.map((system) => system.callbacks()))).flat().map(({ code }) => code)
  const tools = await Promise.all(SYSTEMS.map((system) => system.callbackTools()))
  const cases = (await Promise.all(tools.map((one) => one.cases()))).flatMap(({ all }) => all)
  const once = (all: readonly string[]) => [...new Set(all)]
  return {
    call: once(calls.map(({ name }) => name)),
    'call-path': once(calls.map(({ path }) => path)),
    'callback-type': once(types),
    'log-type': once(['call', 'callback', ...types]),
    'handler-case': once(cases.map(({ code }) => code)),
    reporter: [...REPORTERS]
  }
}

/** The folders of the paths of each system's calls: a call in another folder may be of any. */
export async function foldersOfCalls(): Promise<Record<string, string[]>> {
  const calls = await allCalls()
  return Object.fromEntries(
    SYSTEMS.map((system) => {
      const own = calls
        .filter((one) => one.system === system)
        .flatMap(({ endpoint: { path, former } }) => [path, former ?? path])
      const paths = system.clientData ? [...own, REQUEST_ORDER_PATH] : own
      return [system.name, [...new Set(paths.map((path) => dirname(path)))]]
    })
  )
}
