import { type Endpoint, THEMES, type Theme } from '../ecpay/endpoints/endpoint.js'
import type { Both } from '../language.js'
import type { Command } from './shared/command.js'

/** A line of the table of commands: its name, where help lists it, and how to load it. */
export interface CommandEntry {
  name: string
  group: 'requests' | Theme | 'callbacks' | 'errors' | 'setup' | 'local'
  /** Of an API call: its name on the platform. */
  call?: string
  load: () => Promise<Command>
}

/** The commands that are no API calls. A file is loaded only when its command runs or its help is shown. */
const COMMANDS: readonly CommandEntry[] = [
  { name: 'sign', group: 'requests', load: async () => (await import('./sign.js')).sign },
  { name: 'diagnose', group: 'requests', load: async () => (await import('./diagnose.js')).diagnoseCommand },
  { name: 'call', group: 'requests', load: async () => (await import('./call.js')).anyCall },
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
  {
    name: 'deliveries clear',
    group: 'callbacks',
    load: async () => (await import('./deliveries.js')).deliveriesClear
  },
  { name: 'replay', group: 'callbacks', load: async () => (await import('./replay.js')).replay },
  { name: 'explain', group: 'errors', load: async () => (await import('./explain.js')).explain },
  { name: 'init', group: 'setup', load: async () => (await import('./init.js')).init },
  { name: 'config show', group: 'setup', load: async () => (await import('./config.js')).configShow },
  { name: 'config path', group: 'setup', load: async () => (await import('./config.js')).configPath },
  { name: 'config trust', group: 'setup', load: async () => (await import('./config-trust.js')).configTrust },
  { name: 'completion', group: 'setup', load: async () => (await import('./completion.js')).completion },
  { name: 'demo', group: 'local', load: async () => (await import('./demo.js')).demo },
  { name: 'simulate keys', group: 'local', load: async () => (await import('./simulate.js')).simulateKeys },
  { name: 'simulate serve', group: 'local', load: async () => (await import('./simulate/serve.js')).simulateServe },
  { name: 'simulate pay', group: 'local', load: async () => (await import('./simulate/pay.js')).simulatePay },
  { name: 'simulate refund', group: 'local', load: async () => (await import('./simulate/result.js')).simulateRefund },
  { name: 'simulate settle', group: 'local', load: async () => (await import('./simulate/result.js')).simulateSettle },
  { name: 'simulate return', group: 'local', load: async () => (await import('./simulate/result.js')).simulateReturn },
  {
    name: 'simulate withdraw',
    group: 'local',
    load: async () => (await import('./simulate/result.js')).simulateWithdraw
  },
  { name: 'simulate fail', group: 'local', load: async () => (await import('./simulate/fail.js')).simulateFail },
  { name: 'simulate list', group: 'local', load: async () => (await import('./simulate/list.js')).simulateList },
  { name: 'simulate reset', group: 'local', load: async () => (await import('./simulate.js')).simulateReset }
]

/** What the commands are for whose names begin with the same word. */
export const GROUPS: Readonly<Record<string, Both>> = {
  deliveries: {
    en: 'The callbacks that listen has received: list, show, export, clear',
    zh: '查看 listen 收到的回调：list、show、export、clear'
  },
  merchant: {
    en: 'Onboard merchants: pages to fill in, applications, images, states',
    zh: '商户进件：进件页面、接口进件、图片、状态'
  },
  config: { en: 'Show the configuration', zh: '查看配置' },
  simulate: {
    en: 'The local gateway: pay, give results, list, serve, fail on purpose',
    zh: '本地网关：支付、出结果、列表、启动服务、注入错误'
  }
}

/** The entry that a command line names with its first word or its first two. */
export async function findCommand(words: readonly string[]): Promise<CommandEntry | undefined> {
  const named = ({ name }: CommandEntry) => name === words.slice(0, 2).join(' ') || name === words[0]
  // The data of the calls is loaded only for a word that no other command has, so that those start as fast.
  return COMMANDS.find(named) ?? (words.length > 0 ? (await callEntries()).find(named) : undefined)
}

/** Every command, as help lists them: those of the API calls after the ones that help with requests. */
export async function allCommands(): Promise<CommandEntry[]> {
  const isRequest = ({ group }: CommandEntry) => group === 'requests'
  const others = COMMANDS.filter((entry) => !isRequest(entry))
  return [...COMMANDS.filter(isRequest), ...(await callEntries()), ...others]
}

/** One entry a call, by theme: the commands of the API follow from its data. */
async function callEntries(): Promise<CommandEntry[]> {
  const { ENDPOINTS } = await import('../ecpay/endpoints/endpoints.js')
  return THEMES.flatMap((theme) => ENDPOINTS.filter((endpoint) => endpoint.theme === theme)).map(callEntry)
}

function callEntry(endpoint: Endpoint): CommandEntry {
  const { command, theme, name } = endpoint
  const load = async () => (await import('./endpoint-command.js')).callCommand(endpoint)
  return { name: command, group: theme, call: name, load }
}
