import { resolve } from 'node:path'
import type { AppKey } from '../../config/config-request.js'
import { codeOf, readWhole } from '../../files/read-file.js'
import { type Finding, finding, refuse } from '../../findings/findings.js'
import { addAll } from '../../protocol/add-all.js'
import { DEFAULT_LIMIT } from '../../protocol/json/bytes.js'
import { nearest } from '../../protocol/nearest.js'
import type { Field } from '../../protocol/system/endpoint.js'
import { type At, jsonOf, type Placed, placeOf, REFERENCES } from '../../workbench/suite/placed.js'
import type { Case, Step } from '../../workbench/suite/read-suite.js'
import { CASE, GIVEN, SECRETS, SETTINGS, STEP } from '../../workbench/suite/shape.js'
import { type Command, type CommandEntry, type Context, ownOptions, syntaxOf } from '../shared/command.js'
import type { Option } from '../shared/option.js'
import type { Call } from './run-command.js'
import { type Folders, fileIn, fileProblems, isInput } from './suite-files.js'

/** The commands that a suite may run, besides API calls. */
const OTHERS =
  /^(?:sign|verify-callback|trade (?:sign|sign-order|order|verify-callback)|simulate (?!serve|reset|keys)[\w-]+)$/
/** Options for many lines, which are not the case of a suite. */
const NOT_HERE = ['ndjson', 'from_file', 'concurrency', 'rate', 'ordered']

/** A step whose command is known. */
export interface PlannedStep {
  step: Step
  command: Command
  group: CommandEntry['group']
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
  folders: Folders
): Promise<{ planned?: PlannedStep; findings: Finding[] }> {
  const entry = known.get(step.command)
  if (!entry) {
    const meant = nearest(step.command, [...known.keys()])
    const found = { place: placeOf(step.at), found: step.command, ...(meant && { meant }) }
    return { findings: [finding('suite-unknown-command', found)] }
  }
  const command = await entry.load()
  const names = [...givenTo(command), ...suiteKeys(command)]
  const unknown = step.given.filter(({ key }) => !names.includes(key.replaceAll('-', '_')))
  const findings: Finding[] = unknown.map(({ key, at }) => {
    const isBeside = Object.hasOwn({ ...CASE, ...STEP }, key)
    // What is right in another command is not misspelt.
    const meant = isBeside || Object.hasOwn(GIVEN, key) ? undefined : nearest(key, names)
    const more = isBeside ? { isBeside } : { ...(meant && { meant }) }
    return finding('suite-unknown-key', { place: placeOf(at), key, known: names, ...more })
  })
  const given = step.given.filter((one) => !unknown.includes(one))
  addAll(findings, unusedFindings(command, given))
  addAll(findings, fileProblems(command, { ...step, given }, folders))
  return { planned: { step, command, group: entry.group }, findings }
}

/** What would not be looked at: expectations of a command that is to refuse, a body or a second name of an argument. */
function unusedFindings(command: Command, given: Step['given']): Finding[] {
  const unused = (key: string, at: At, other: string) =>
    finding('suite-unused-key', { place: placeOf(at), key, with: other })
  const argument = given.find(({ key }) => argumentNamed(command, key) !== undefined)
  const refuses = given.some(({ key }) => key === 'refuse')
  return given.flatMap((one) => {
    const { key, at } = one
    // `order` is the argument by another name.
    if (argument && one !== argument && argumentNamed(command, key) === argumentNamed(command, argument.key))
      return unused(key, at, argument.key)
    if (refuses && key !== 'refuse' && isExpectation(key)) return unused(key, at, 'refuse')
    return argument && isInput(key, command) ? unused(key, at, argument.key) : []
  })
}

/** What a suite has keys of its own for, as far as the command has to do with it. */
function givenTo(command: Command): string[] {
  const { placed, options } = syntaxOf(command)
  const says = (member: string) => command.output.en.includes(`"${member}"`)
  const applies: Readonly<Record<string, boolean>> = {
    headers: options.some(({ syntax }) => /--header </.test(syntax)),
    body: !isInput('body', command) || placed.some(({ syntax }) => syntax.startsWith('[file')),
    ...{ warn: says('warnings'), valid: says('valid'), cause: says('causes'), msg: says('msg') }
  }
  return Object.keys(GIVEN).filter((name) => applies[name] ?? true)
}

const KEYS: readonly AppKey[] = ['salt', 'token', 'private_key', 'platform_public_key', 'app_id', 'key_version']

/** The environment variable of a key or a setting. */
function variableOf(name: string): string | undefined {
  return SECRETS[name] ?? SETTINGS[name]
}

function isExpectation(name: string): boolean {
  return ['expect', 'refuse', 'warn', 'valid', 'cause', 'msg'].includes(name)
}

/** The names of options and arguments as a suite writes them: `out_order_no`, and `order` for the argument. */
export function suiteKeys(command: Command): string[] {
  const { placed, options } = syntaxOf(command)
  const named = options
    .filter(({ byHand }) => !byHand)
    .flatMap(({ syntax }) => /--(?:no-)?([\w-]+)/.exec(syntax)?.[1] ?? [])
  const names = [
    ...named,
    ...placed.map(({ syntax }) => syntax.replace(/[^\w]/g, '')),
    ...(placed.length > 0 ? ['order'] : [])
  ]
  return names.map((name) => name.replaceAll('-', '_')).filter((name) => !NOT_HERE.includes(name))
}

/** The syntax of the argument that a key names: by its name, or as `order`. */
export function argumentNamed(command: Command, key: string): string | undefined {
  const name = key.replaceAll('-', '_')
  const { placed } = syntaxOf(command)
  const found = placed.find(({ syntax }) => syntax.replace(/[^\w]/g, '') === name)
  return (found ?? (name === 'order' ? placed[0] : undefined))?.syntax
}

/** An option that a key names: one of the command itself, or that of a field. */
interface NamedOption {
  option?: Option
  field?: Field
}

/** The option that a key of a step names. What a suite has keys of its own for is none, nor what it may not give. */
export function optionNamed(command: Command, key: string): NamedOption | undefined {
  const name = key.replaceAll('-', '_')
  if (isInput(name, command) || isExpectation(name) || variableOf(name)) return undefined
  const isIt = ({ syntax }: { syntax: string }) => /--(?:no-)?([\w-]+)/.exec(syntax)?.[1]?.replaceAll('-', '_') === name
  const option = Object.values(ownOptions(command)).find(isIt)
  if (option) return option.byHand ? undefined : { option }
  const field = command.fields?.find(({ flag }) => flag && isIt(flag))
  return field && { field }
}

/** Whether a list stands for several values of the option, or for JSON. Any other option would take its last value. */
export function takesList({ option, field }: NamedOption): boolean {
  return option ? option.repeatable === true || isJson(option) : field?.type === 'list' || field?.type === 'json-text'
}

function isJson({ syntax }: Option): boolean {
  return /<json>$/.test(syntax)
}

/**
 * Looks `${order.request.out_order_no}` up.
 *
 * @param isSecret whether what is found becomes a key, which is used and never shown or sent
 */
export type Lookup = (reference: string, value: Placed, isSecret: boolean) => string

/** The command line of a step, and what is wrong with the files that it names by references. */
export function callOf(
  context: Context,
  { step, command }: PlannedStep,
  { env, profile, profileAt }: Case,
  folder: string,
  lookup: Lookup
): { call: Call; findings: () => Finding[] } {
  const filled = (value: Placed, isSecret = false) =>
    (value.kind === 'text' ? value.text : jsonOf(value)).replace(REFERENCES, (all) =>
      lookup(all.slice(2, -1), value, isSecret)
    )
  const { flags } = context
  const variables: Record<string, string> = {}
  const keys: AppKey[] = []
  const words: string[] = []
  const placed: string[] = []
  let stdin: string | Uint8Array | undefined
  for (const { key, value } of step.given) {
    const name = key.replaceAll('-', '_')
    const variable = variableOf(name)
    if (isInput(name, command)) stdin = bodyIn(value, folder, filled)
    else if (name === 'headers' && value.kind === 'map')
      addAll(
        words,
        value.entries.map((one) => `--header=${one.key}: ${filled(one.value)}`)
      )
    else if (variable !== undefined) {
      variables[variable] = filled(value, Object.hasOwn(SECRETS, name))
      keys.push(...KEYS.filter((one) => one === name))
    } else if (isExpectation(name)) continue
    else if (argumentNamed(command, key) !== undefined)
      addAll(
        placed,
        (value.kind === 'list' ? value.items : [value]).map((one) => filled(one))
      )
    else {
      addAll(words, optionWords(key.replaceAll('_', '-'), value, optionNamed(command, key), filled))
    }
  }
  // The waits of the platform's schedule are hours in all.
  const waits = syntaxOf(command).options.some(({ syntax }) => syntax.startsWith('--time-scale '))
  const isGiven = step.given.some(({ key }) => key.replaceAll('-', '_') === 'time_scale')
  if (waits && !isGiven) words.push('--time-scale=0')
  const ofCase = { kind: 'text', text: profile ?? '', isTyped: false, at: profileAt ?? step.at } as const
  const named = flags.profile ?? filled(ofCase)
  const globals = [
    ...((flags.env ?? env) ? [`--env=${flags.env ?? env}`] : []),
    ...(named ? [`--profile=${named}`] : []),
    ...(flags.config ? [`--config=${resolve(context.world.cwd, flags.config)}`] : [])
  ]
  // A key of the case itself goes before one of the configuration.
  const operands = stdin === undefined || placed.length > 0 ? placed : ['-']
  const argv = [...command.name.split(' '), ...globals, ...words, '--', ...operands]
  return {
    call: { argv, stdin, env: variables, keys, cwd: folder },
    findings: () => fileProblems(command, step, { folder, cwd: context.world.cwd }, filled)
  }
}

function bodyIn(value: Placed, folder: string, filled: (value: Placed) => string): string | Uint8Array {
  const path = value.kind === 'text' ? fileIn(value.text) : undefined
  if (path === undefined) return filled(value)
  try {
    return readWhole(resolve(folder, path), DEFAULT_LIMIT).bytes
  } catch (error) {
    throw refuse('suite-file-missing', { place: placeOf(value.at), path, reason: codeOf(error) })
  }
}

function optionWords(
  name: string,
  value: Placed,
  { option, field }: NamedOption = {},
  filled: (value: Placed) => string
): string[] {
  if (value.kind === 'list' && option?.repeatable) return value.items.map((one) => `--${name}=${filled(one)}`)
  const text = filled(value)
  const syntax = option?.syntax ?? field?.flag?.syntax ?? ''
  // `cp_extra: true` is a value, as it is for an argument.
  if (syntax.includes('<')) return [`--${name}=${text}`]
  // `audit: false` is `--no-audit`, as `explain: true` is `--explain`.
  const isOff = syntax.startsWith('--no-')
  if (value.kind === 'text' && value.isTyped && text === 'true') return isOff ? [] : [`--${name}`]
  if (value.kind === 'text' && value.isTyped && text === 'false') return isOff ? [`--no-${name}`] : []
  return [`--${name}=${text}`]
}
