import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { type Finding, finding } from '../../findings/findings.js'
import { nearest } from '../../protocol/nearest.js'
import { jsonOf, type Placed, placeOf } from '../../workbench/suite/placed.js'
import type { Case, Step } from '../../workbench/suite/read-suite.js'
import { GIVEN, SECRETS, SETTINGS } from '../../workbench/suite/shape.js'
import { type Command, type CommandEntry, type Context, syntaxOf } from '../shared/command.js'
import type { Call } from './run-command.js'

/** The commands that a suite may run, besides API calls. */
const OTHERS = /^(?:sign|verify-callback|trade (?:sign|order|verify-callback)|simulate (?!serve|reset|keys)[\w-]+)$/
/** Options that write files or confirm something: that is said on the command line alone. */
const NOT_HERE = ['out', 'force', 'yes', 'save', 'ndjson']

/** A step whose command is known. */
export interface PlannedStep {
  step: Step
  command: Command
}

/** Whether a suite may run a command: one that neither runs on, nor changes files or the configuration. */
export function isSuiteCommand({ name, call }: Pick<CommandEntry, 'name' | 'call'>): boolean {
  return call !== undefined || OTHERS.test(name)
}

/** The commands of a suite. */
export async function knownCommands(context: Context): Promise<Map<string, CommandEntry>> {
  const all = await context.commands()
  return new Map(all.filter(isSuiteCommand).map((one) => [one.name, one]))
}

/** Finds the command of a step, and everything that is wrong with its members. */
export async function planStep(
  known: ReadonlyMap<string, CommandEntry>,
  step: Step,
  folder: string
): Promise<{ planned?: PlannedStep; findings: Finding[] }> {
  const entry = known.get(step.command)
  if (!entry) {
    const meant = nearest(step.command, [...known.keys()])
    const found = { place: placeOf(step.at), found: step.command, ...(meant && { meant }) }
    return { findings: [finding('suite-unknown-command', found)] }
  }
  const command = await entry.load()
  const names = [...Object.keys(GIVEN), ...optionNames(command)]
  const unknown = step.given.filter(({ key }) => !names.includes(key.replaceAll('-', '_')))
  const findings: Finding[] = unknown.map(({ key, at }) => {
    const meant = nearest(key, names)
    return finding('suite-unknown-key', { place: placeOf(at), key, known: names, ...(meant && { meant }) })
  })
  for (const { key, value } of step.given) {
    const path = isInput(key, command) && value.kind === 'text' ? fileIn(value.text) : undefined
    if (path !== undefined && !existsSync(join(folder, path)))
      findings.push(finding('suite-file-missing', { place: placeOf(value.at), path }))
  }
  return { planned: { step, command }, findings }
}

/** Whether a member is the text that a command reads. `body` of create-order is what is sold. */
function isInput(key: string, command: Command): boolean {
  return key === 'body' && !syntaxOf(command).options.some(({ syntax }) => /--body\b/.test(syntax))
}

function isExpectation(name: string): boolean {
  return ['expect', 'refuse', 'warn', 'valid', 'cause', 'msg'].includes(name)
}

/** The names of options and arguments as a suite writes them: `out_order_no`, and `order` for the argument. */
function optionNames(command: Command): string[] {
  const { placed, options } = syntaxOf(command)
  const named = options.flatMap(({ syntax }) => /--(?:no-)?([\w-]+)/.exec(syntax)?.[1] ?? [])
  const names = [
    ...named,
    ...placed.map(({ syntax }) => syntax.replace(/[^\w]/g, '')),
    ...(placed.length > 0 ? ['order'] : [])
  ]
  return names.map((name) => name.replaceAll('-', '_')).filter((name) => !NOT_HERE.includes(name))
}

/** A text that is JSON stands for itself; anything else names a file. */
function fileIn(text: string): string | undefined {
  return /^\s*[{["]|^\s*$|\$\{/.test(text) ? undefined : text
}

/**
 * Looks `${order.request.out_order_no}` up.
 *
 * @param isSecret whether what is found becomes a key, which is used and never shown or sent
 */
export type Lookup = (reference: string, value: Placed, isSecret: boolean) => string

/** The command line of a step. */
export function callOf(
  context: Context,
  { step, command }: PlannedStep,
  { env, profile }: Case,
  folder: string,
  lookup: Lookup
): Call {
  const filled = (value: Placed, isSecret = false) =>
    (value.kind === 'text' ? value.text : jsonOf(value)).replace(/\$\{([\w.-]+)\}/g, (all) =>
      lookup(all.slice(2, -1), value, isSecret)
    )
  const { flags } = context
  const variables: Record<string, string> = {}
  const words: string[] = []
  const placed: string[] = []
  let stdin: string | undefined
  const { placed: positions } = syntaxOf(command)
  for (const { key, value } of step.given) {
    const name = key.replaceAll('-', '_')
    const variable = SECRETS[name] ?? SETTINGS[name]
    if (isInput(name, command)) stdin = bodyIn(value, folder, filled)
    else if (name === 'headers' && value.kind === 'map')
      words.push(...value.entries.map((one) => `--header=${one.key}: ${filled(one.value)}`))
    else if (variable !== undefined) variables[variable] = filled(value, Object.hasOwn(SECRETS, name))
    else if (isExpectation(name)) continue
    else if (name === 'order' || positions.some(({ syntax }) => syntax.replace(/[^\w]/g, '') === name))
      placed.push(filled(value))
    else words.push(...optionWords(key.replaceAll('_', '-'), value, filled))
  }
  const globals = [
    ...((flags.env ?? env) ? [`--env=${flags.env ?? env}`] : []),
    ...((flags.profile ?? profile) ? [`--profile=${flags.profile ?? profile}`] : []),
    ...(flags.config ? [`--config=${flags.config}`] : [])
  ]
  // A key of the case itself goes before one of the configuration.
  const operands = stdin === undefined || placed.length > 0 ? placed : ['-']
  return {
    argv: [...command.name.split(' '), ...globals, ...words, '--', ...operands],
    ...{ stdin, env: variables, cwd: folder }
  }
}

function bodyIn(value: Placed, folder: string, filled: (value: Placed) => string): string {
  const path = value.kind === 'text' ? fileIn(value.text) : undefined
  return path === undefined ? filled(value) : readFileSync(join(folder, path), 'utf8')
}

function optionWords(name: string, value: Placed, filled: (value: Placed) => string): string[] {
  if (value.kind === 'list') return value.items.map((one) => `--${name}=${filled(one)}`)
  const text = filled(value)
  if (value.kind === 'text' && value.isTyped && text === 'true') return [`--${name}`]
  if (value.kind === 'text' && value.isTyped && text === 'false') return []
  return [`--${name}=${text}`]
}
