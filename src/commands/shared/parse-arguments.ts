import { Command as Commander, CommanderError, Option as CommanderOption, InvalidArgumentError } from 'commander'
import { type Finding, finding, refuse, refuseAll } from '../../findings/findings.js'
import { nearest } from '../../protocol/nearest.js'
import type { Field } from '../../protocol/system/endpoint.js'
import { isArgument } from '../../protocol/system/endpoint.js'
import { type Command, type Definition, type FieldValues, type Named, ownOptions, syntaxOf } from './command.js'
import { GLOBAL_OPTIONS, type GlobalValues } from './global-options.js'
import type { Argument, Bounds, Option } from './option.js'

/** The part of the command line that can be read before the command is known. */
export interface EarlyArguments {
  /** The words that are not options; the name of the command is first. */
  operands: string[]
  /** The words from the first option that is not global. */
  others: string[]
  flags: GlobalValues
  /** What is wrong if no command is named. Otherwise {@link parseCommand} finds it. */
  problem?: Finding | undefined
}

/** The parsed words of a command. */
export interface ParsedArguments {
  flags: GlobalValues
  /** The values, by key of options and arguments. */
  values: Readonly<Record<string, unknown>>
  fields: FieldValues
  /** Notes, for example about a field with two values. */
  notices: Finding[]
}

/** Reads the global options at any position. */
export function parseEarly(argv: readonly string[]): EarlyArguments {
  const program = withOptions(bare(), Object.values(GLOBALS))
  const flags = () => valuesOf(GLOBAL_OPTIONS, GLOBALS, program)
  try {
    const { operands, unknown } = program.parseOptions([...argv])
    const [first] = unknown
    const problem = first === undefined ? undefined : unknownOption(first, program)
    return { operands, others: unknown, flags: flags(), problem }
  } catch (error) {
    const problem = error instanceof CommanderError ? fromCommander(error, program) : undefined
    return { operands: argv.filter((word) => !word.startsWith('-')), others: [], flags: flags(), problem }
  }
}

/**
 * Parses the words of one command.
 *
 * @throws EcpayError for everything that commander refuses, and `missing-option` for an option that requires another
 */
export function parseCommand(command: Definition & Pick<Named, 'name'>, argv: readonly string[]): ParsedArguments {
  const notices: Finding[] = []
  const options = ownOptions(command)
  const own = mapValues(options, optionOf)
  const filling = fieldOptions(command, notices)
  const commander = withOptions(bare(), [...Object.values(GLOBALS), ...Object.values(own), ...Object.values(filling)])
  const argumentFields = (command.fields ?? []).filter(({ flag }) => flag && isArgument(flag))
  const syntaxes = [
    ...Object.values(command.arguments).map(({ syntax }) => syntax),
    // A field that is an argument can also be in the body.
    ...argumentFields.map(({ flag }) => flag?.syntax.replace(/<([^<>]*)>/, '[$1]') ?? '')
  ]
  if (syntaxes.length > 0) commander.arguments(syntaxes.join(' '))
  refuseMissingValues(argv, commander)
  try {
    const words = withSigned(withChoices(argv, Object.values(options)), Object.values(command.arguments))
    commander.parse(withoutName(command.name, words, commander), { from: 'user' })
  } catch (error) {
    if (error instanceof CommanderError) throw refuseAll([fromCommander(error, commander)])
    throw error
  }
  refuseLonely(options, own, commander)
  const given = commander.processedArgs
  const placed = Object.entries(command.arguments).map(([key, { absent }], i) => [key, given[i] ?? absent])
  const values = { ...valuesOf(command.options, own, commander), ...Object.fromEntries(placed) }
  const typed = [
    ...argumentFields.map(({ key }) => [key, given[0]]),
    ...Object.entries(filling).map(([key, option]) => [key, commander.getOptionValue(option.attributeName())])
  ].filter(([, value]) => value !== undefined && value !== false)
  const missing = argumentFields.find(({ flag, key }) => flag?.syntax.startsWith('<') && given[0] === undefined && key)
  const isElsewhere = values.from !== undefined || values.fromFile !== undefined
  if (missing && !isElsewhere && commander.getOptionValue('data') === undefined)
    throw refuse('missing-argument', { name: missing.key })
  return { flags: valuesOf(GLOBAL_OPTIONS, GLOBALS, commander), values, fields: Object.fromEntries(typed), notices }
}

function fieldOptions({ fields = [] }: Definition, notices: Finding[]): Record<string, CommanderOption> {
  const taken = fields.filter(({ flag }) => flag && !isArgument(flag))
  return Object.fromEntries(taken.map((field) => [field.key, fieldOption(field, notices)]))
}

/** The option of a field. Notes which value counts if it is given twice. */
function fieldOption({ key, flag }: Field, notices: Finding[]): CommanderOption {
  const option = new CommanderOption(flag?.syntax ?? '')
  const name = option.long ?? ''
  if (!option.required) return option
  return option.argParser((given, found: string | undefined) => {
    if (found !== undefined && found !== given)
      notices.push(finding('later-wins', { key, given, by: name, found, over: name }))
    return given
  })
}

/** Each option with its value or its default. */
function valuesOf<Options extends Readonly<Record<string, Option>>>(
  options: Options,
  own: Readonly<Record<string, CommanderOption>>,
  commander: Commander
): { [Key in keyof Options]: Options[Key]['absent'] } {
  const value = ([key, { absent }]: [string, Option]) => {
    const option = own[key]
    return [key, (option && commander.getOptionValue(option.attributeName())) ?? absent]
  }
  return Object.fromEntries(Object.entries(options).map(value))
}

function mapValues<From, To>(record: Readonly<Record<string, From>>, to: (one: From) => To): Record<string, To> {
  return Object.fromEntries(Object.entries(record).map(([key, one]) => [key, to(one)]))
}

/** Refuses an option as the value of another: `--amount --dry-run`. `--amount=--dry-run` is allowed. */
function refuseMissingValues(argv: readonly string[], { options }: Commander): void {
  for (let at = 0; at < argv.length && argv[at] !== '--'; at++) {
    const option = options.find((one) => one.required && isCalled(one, argv[at]))
    if (!option) continue
    const value = argv[++at]
    if (value?.startsWith('--') && options.some((one) => isCalled(one, value.replace(/=.*$/s, ''))))
      throw refuse('missing-option-value', { option: option.long ?? option.flags })
  }
}

/** @throws EcpayError `missing-option` for an option that requires another */
function refuseLonely(
  options: Readonly<Record<string, Option>>,
  own: Readonly<Record<string, CommanderOption>>,
  commander: Commander
): void {
  const isGiven = (option: CommanderOption | undefined) =>
    option !== undefined && commander.getOptionValueSource(option.attributeName()) === 'cli'
  const named = (name: string) => Object.values(own).find(({ long }) => long === name)
  const lonely = Object.entries(options).find(
    ([key, { needs }]) => needs && isGiven(own[key]) && !isGiven(named(needs))
  )
  if (lonely) throw refuse('missing-option', { option: lonely[1].needs ?? '' })
}

/** An option with an optional value takes the next word only if it is one of its choices: not in `--curl order_1`. */
function withChoices(argv: readonly string[], options: readonly Option[]): string[] {
  const words: string[] = []
  for (let at = 0; at < argv.length; at++) {
    const word = argv[at] ?? ''
    const { choices } = options.find(({ syntax }) => syntax.startsWith(`${word} [`)) ?? {}
    const next = argv[at + 1]
    if (!choices) words.push(word)
    else if (next !== undefined && choices.includes(next)) words.push(`${word}=${argv[++at]}`)
    else words.push(`${word}=${choices[0]}`)
  }
  return words
}

/** Moves words like -15m behind `--` if an argument may be one: no option begins with a digit. */
function withSigned(argv: readonly string[], placed: readonly Argument[]): string[] {
  const isSigned = (word: string) => /^-\d/.test(word)
  if (!placed.some(({ signed }) => signed) || argv.includes('--') || !argv.some(isSigned)) return [...argv]
  return [...argv.filter((word) => !isSigned(word)), '--', ...argv.filter(isSigned)]
}

/** Whether a word of the command line is an option of this command, perhaps with its value. */
export function hasOption(command: Command, word: string): boolean {
  const name = word.startsWith('--') ? word.replace(/=.*$/s, '') : word.slice(0, 2)
  return syntaxOf(command).options.some(({ syntax }) => isCalled(new CommanderOption(syntax), name))
}

/** Whether a word of the command line is this option, by its short or long name. */
function isCalled({ short, long }: CommanderOption, word: string | undefined): boolean {
  return word !== undefined && (word === short || word === long)
}

/** Why an option cannot have a value, if it has choices or bounds and the value is none of them. */
export function valueProblem(
  { choices, number }: Pick<Option, 'choices' | 'number'>,
  value: string
): { expected: readonly string[] } | undefined {
  if (choices && !choices.includes(value)) return { expected: choices }
  if (!number) return undefined
  try {
    numberIn(value, number)
    return undefined
  } catch (error) {
    if (error instanceof InvalidArgumentError) return { expected: [error.message] }
    throw error
  }
}

/** An option for commander. */
function optionOf({ syntax, choices, number, repeatable, conflicts = [] }: Option): CommanderOption {
  const option = new CommanderOption(syntax)
  // Otherwise commander gives negated options the default true, as if they were given.
  if (option.negate) option.default(undefined)
  if (choices) option.choices(choices)
  if (number) option.argParser((value) => numberIn(value, number))
  if (repeatable) option.argParser((value, before: string[] | undefined) => [...(before ?? []), value])
  return option.conflicts(conflicts.map((name) => new CommanderOption(name).attributeName()))
}

/** The global options for commander, for both passes over the command line. */
const GLOBALS = mapValues(GLOBAL_OPTIONS, optionOf)

function bare(): Commander {
  return new Commander()
    .exitOverride()
    .configureOutput({ writeOut: () => {}, writeErr: () => {} })
    .helpOption(false)
    .helpCommand(false)
    .showSuggestionAfterError(false)
    .action(() => {})
}

function withOptions(commander: Commander, options: readonly CommanderOption[]): Commander {
  for (const option of options) commander.addOption(option)
  return commander
}

/** @throws InvalidArgumentError whose message is what was expected */
function numberIn(found: string, { min, max = Number.MAX_VALUE, integer }: Bounds): number {
  const value = Number(found)
  const shape = integer ? /^[0-9]+$/ : /^[0-9]+(\.[0-9]+)?$/
  if (shape.test(found) && value >= min && value <= max) return value
  const range = max === Number.MAX_VALUE ? `≥ ${min}` : `${min}..${max}`
  throw new InvalidArgumentError(`${integer ? 'integer' : 'number'} ${range}`)
}

/** Removes the first occurrence of each word of the command's name among the operands. */
function withoutName(name: string, argv: readonly string[], commander: Commander): string[] {
  const rest = [...argv]
  const takesValue = (word: string | undefined) => commander.options.find((one) => isCalled(one, word))?.required
  for (const word of name.split(' ')) {
    const at = rest.findIndex((one, i) => one === word && !takesValue(rest[i - 1]))
    if (at >= 0) rest.splice(at, 1)
  }
  return rest
}

/** Turns an error of commander into a finding. Its codes are stable, and its message quotes the word. */
function fromCommander(error: CommanderError, commander: Commander): Finding {
  const quoted = [...error.message.matchAll(/'([^']*)'/g)].map(([, text = '']) => text)
  const [first = ''] = quoted
  switch (error.code) {
    case 'commander.unknownOption':
      // Up to the last quote, because the word may contain quotes itself.
      return unknownOption(/'(.*)'/s.exec(error.message)?.[1] ?? first, commander)
    case 'commander.missingArgument':
      return finding('missing-argument', { name: first })
    case 'commander.optionMissingArgument':
      return finding('missing-option-value', { option: longName(first) })
    case 'commander.invalidArgument':
      return invalidValue(error.message, longName(first), commander)
    case 'commander.conflictingOption':
      return finding('conflicting-options', { options: quoted.map(longName) })
    case 'commander.excessArguments': {
      const expected = commander.registeredArguments.length
      return finding('too-many-arguments', { found: commander.args.length, expected })
    }
    default:
      return finding('internal-error', { reason: error.message })
  }
}

/** @param message `error: option '--port <n>' argument 'x' is invalid. integer 0..65535` */
function invalidValue(message: string, name: string, { options }: Commander): Finding {
  const [, found = '', reason = ''] = /^[^']*'[^']*' argument '(.*)' is invalid\. (.*)$/s.exec(message) ?? []
  const choices = options.find(({ long }) => long === name)?.argChoices
  const meant = choices && nearest(found, choices)
  const expected = choices?.join(', ') ?? reason
  return finding('invalid-option-value', { option: name, found, expected, ...(meant && { meant }) })
}

/** `--out` of `-o, --out <file>`. */
function longName(syntax: string): string {
  return syntax.split(/[\s,]+/).find((word) => word.startsWith('--')) ?? syntax
}

/** The finding for an unknown option. The text after `=` may be a secret, and is not repeated. */
function unknownOption(word: string, { options }: Commander): Finding {
  const found = word.replace(/=.*$/s, '')
  const names = options.map(({ long }) => long ?? '')
  if (found !== word && names.includes(found)) return finding('option-without-value', { option: found })
  const flag = `${found}-file`
  if (names.includes(flag)) {
    const key = found.slice(2).replaceAll('-', '_')
    return finding('secret-in-flag', { key, variable: `ECPAY_${key.toUpperCase()}`, flag })
  }
  const meant = nearest(found, names)
  return finding('unknown-option', { found, ...(meant && { meant }) })
}
