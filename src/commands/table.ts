import type { CommandSpec } from './command.js'

/** A line of the table of commands: its name, where help lists it, and how to load it. */
export interface CommandEntry {
  name: string
  group: 'requests' | 'callbacks' | 'errors' | 'setup' | 'local'
  load: () => Promise<CommandSpec>
}

/** Every command. A file is loaded only when its command runs or its help is shown. */
export const COMMANDS: readonly CommandEntry[] = [
  { name: 'sign', group: 'requests', load: async () => (await import('./sign.js')).sign },
  { name: 'diagnose', group: 'requests', load: async () => (await import('./diagnose.js')).diagnoseCommand },
  { name: 'create-order', group: 'requests', load: () => callCommand('create-order') },
  { name: 'query', group: 'requests', load: () => callCommand('query') },
  {
    name: 'verify-callback',
    group: 'callbacks',
    load: async () => (await import('./verify-callback.js')).verifyCallbackCommand
  },
  { name: 'trigger', group: 'callbacks', load: async () => (await import('./trigger.js')).trigger },
  {
    name: 'check-handler',
    group: 'callbacks',
    load: async () => (await import('./check-handler.js')).checkHandler
  },
  { name: 'listen', group: 'callbacks', load: async () => (await import('./listen.js')).listenCommand },
  {
    name: 'deliveries list',
    group: 'callbacks',
    load: async () => (await import('./deliveries.js')).deliveriesList
  },
  {
    name: 'deliveries show',
    group: 'callbacks',
    load: async () => (await import('./deliveries.js')).deliveriesShow
  },
  {
    name: 'deliveries export',
    group: 'callbacks',
    load: async () => (await import('./deliveries-export.js')).deliveriesExport
  },
  { name: 'replay', group: 'callbacks', load: async () => (await import('./replay.js')).replay },
  { name: 'explain', group: 'errors', load: async () => (await import('./explain.js')).explain },
  { name: 'init', group: 'setup', load: async () => (await import('./init.js')).init },
  { name: 'config show', group: 'setup', load: async () => (await import('./config.js')).configShow },
  { name: 'config path', group: 'setup', load: async () => (await import('./config.js')).configPath },
  { name: 'demo', group: 'local', load: async () => (await import('./demo.js')).demo },
  { name: 'simulate keys', group: 'local', load: async () => (await import('./simulate.js')).simulateKeys },
  { name: 'simulate serve', group: 'local', load: async () => (await import('./simulate-serve.js')).simulateServe },
  { name: 'simulate pay', group: 'local', load: async () => (await import('./simulate-pay.js')).simulatePay },
  { name: 'simulate list', group: 'local', load: async () => (await import('./simulate.js')).simulateList },
  { name: 'simulate reset', group: 'local', load: async () => (await import('./simulate.js')).simulateReset }
]

async function callCommand(name: string): Promise<CommandSpec> {
  const [{ ENDPOINTS }, { callCommand }] = await Promise.all([
    import('../protocol/endpoints/index.js'),
    import('./call.js')
  ])
  const endpoint = ENDPOINTS.find((one) => one.command === name)
  if (!endpoint) throw new Error(`no call is sent by ${name}`)
  return callCommand(endpoint)
}
