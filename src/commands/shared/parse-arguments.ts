import { Command, CommanderError, Option } from 'commander'
import { EXIT, Failure, type Finding, finding } from '../../findings/findings.js'
import { nearest } from '../../protocol/nearest.js'
import {
  type Bounds,
  type CommandSpec,
  type Flags,
  GLOBAL_OPTIONS,
  type GlobalFlags,
  type OptionSpec
} from './command.js'

/** What can be read off the command line before the command is known. */
export interface EarlyArguments {
  /** The words that are no options: the command's name first. */
  operands: string[]
  /** From the first option on that not every command has. */
  others: string[]
  flags: GlobalFlags & { help?: boolean; version?: boolean }
  /** What is wrong where no command is named; of one that is, {@link parseCommand} finds it. */
  problem?: Finding | undefined
}

/** Reads the global options wherever they stand. */
export function parseEarly(argv: readonly string[]): EarlyArguments {
  const program = withGlobals(bare())
  try {
    const { operands, unknown } = program.parseOptions([...argv])
    const [first] = unknown
    const problem = first === undefined ? undefined : unknownOption(first, program)
    return { operands, others: unknown, flags: program.opts(), problem }
  } catch (error) {
    const problem = error instanceof CommanderError ? fromCommander(error, program) : undefined
    return { operands: argv.filter((word) => !word.startsWith('-')), others: [], flags: program.opts(), problem }
  }
}

/**
 * Parses the words of one command.
 *
 * @returns also what is to be said of it: a field that has two values
 * @throws Failure (exit 2) for whatever commander refuses
 */
export function parseCommand(
  spec: CommandSpec,
  argv: readonly string[]
): { args: string[]; flags: Flags; notices: Finding[] } {
  const command = withGlobals(bare())
  // A field that is an argument can stand in the body too.
  if (spec.arguments)
    command.arguments(spec.argumentField ? spec.arguments.replace(/<([^<>]*)>/, '[$1]') : spec.arguments)
  const notices: Finding[] = []
  for (const option of spec.options) command.addOption(optionOf(option, notices))
  refuseMissingValues(argv, command)
  try {
    command.parse(withoutName(spec.name, withChoices(argv, spec.options), command), { from: 'user' })
  } catch (error) {
    if (error instanceof CommanderError) throw new Failure(EXIT.input, [fromCommander(error, command)])
    throw error
  }
  const args = command.processedArgs.flat().filter((one): one is string => typeof one === 'string')
  const flags: Flags = command.opts()
  const [, name] = /^<(.*)>$/.exec(spec.arguments ?? '') ?? []
  if (name && args.length === 0 && flags.from === undefined && flags.data === undefined)
    throw new Failure(EXIT.input, [finding('missing-argument', { name })])
  return { args, flags, notices }
}

/** An option whose value is left out takes no other option for it: `--amount --dry-run`; `--amount=--dry-run` says so. */
function refuseMissingValues(argv: readonly string[], { options }: Command): void {
  for (let at = 0; at < argv.length && argv[at] !== '--'; at++) {
    const option = options.find((one) => one.required && isCalled(one, argv[at]))
    if (!option) continue
    const value = argv[++at]
    if (value?.startsWith('--') && options.some((one) => isCalled(one, value.replace(/=.*$/s, ''))))
      throw new Failure(EXIT.input, [finding('missing-option-value', { option: option.long ?? option.flags })])
  }
}

/** An option whose value may be left out has the next word only where that is one of its choices: `--curl order_1`. */
function withChoices(argv: readonly string[], options: readonly OptionSpec[]): string[] {
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

/** Whether a word of the command line, its value behind it or not, is an option of this command. */
export function hasOption({ options }: CommandSpec, word: string): boolean {
  const name = word.startsWith('--') ? word.replace(/=.*$/s, '') : word.slice(0, 2)
  return options.some(({ syntax }) => isCalled(new Option(syntax), name))
}

/** The attribute under which commander keeps an option, which is also its key in the catalogue. */
export function attributeOf(syntax: string): string {
  return new Option(syntax).attributeName()
}

/** Whether a word of the command line names an option, as `-d` and `--data` do. */
export function isCalled({ short, long }: Option, word: string | undefined): boolean {
  return word !== undefined && (word === short || word === long)
}

function bare(): Command {
  return new Command()
    .exitOverride()
    .configureOutput({ writeOut: () => {}, writeErr: () => {} })
    .helpOption(false)
    .helpCommand(false)
    .showSuggestionAfterError(false)
    .action(() => {})
}

/** Made once for both readings of the command line. */
const GLOBALS = GLOBAL_OPTIONS.map(({ syntax }) => {
  const option = new Option(syntax)
  // Without this commander gives negated options the default true, and a flag not given looks given.
  return option.negate && option.attributeName() !== 'input' ? option.default(undefined) : option
})

function withGlobals(command: Command): Command {
  for (const option of GLOBALS) command.addOption(option)
  return command
}

function optionOf({ syntax, choices, number, repeatable, field }: OptionSpec, notices: Finding[]): Option {
  const option = new Option(syntax)
  const name = option.long ?? syntax
  if (field && option.required)
    option.argParser((given, found: string | undefined) => {
      if (found !== undefined && found !== given)
        notices.push(finding('later-wins', { key: field.key, given, by: name, found, over: name }))
      return given
    })
  if (choices) option.argParser((value) => oneOf(name, value, choices))
  if (number) option.argParser((value) => numberOf(name, value, number))
  if (repeatable) option.argParser((value, before: string[] | undefined) => [...(before ?? []), value])
  return option
}

function oneOf(option: string, found: string, choices: readonly string[]): string {
  if (choices.includes(found)) return found
  const meant = nearest(found, choices)
  const expected = choices.join(', ')
  throw new Failure(EXIT.input, [finding('invalid-option-value', { option, found, expected, ...(meant && { meant }) })])
}

function numberOf(option: string, found: string, { min, max = Number.MAX_VALUE, integer }: Bounds): number {
  const value = Number(found)
  const shape = integer ? /^[0-9]+$/ : /^[0-9]+(\.[0-9]+)?$/
  if (shape.test(found) && value >= min && value <= max) return value
  const range = max === Number.MAX_VALUE ? `≥ ${min}` : `${min}..${max}`
  const expected = `${integer ? 'integer' : 'number'} ${range}`
  throw new Failure(EXIT.input, [finding('invalid-option-value', { option, found, expected })])
}

/** Removes the first occurrence of each word of the command's name among the operands. */
function withoutName(name: string, argv: readonly string[], command: Command): string[] {
  const rest = [...argv]
  const takesValue = (word: string | undefined) => {
    const option = command.options.find((one) => isCalled(one, word))
    return option?.required === true
  }
  for (const word of name.split(' ')) {
    const at = rest.findIndex((one, i) => one === word && !takesValue(rest[i - 1]))
    if (at >= 0) rest.splice(at, 1)
  }
  return rest
}

/** Commander's words into a finding: its codes are stable, and it quotes what it found. */
function fromCommander(error: CommanderError, command: Command): Finding {
  const [, quoted = ''] = /'([^']*)'/.exec(error.message) ?? []
  const syntax = quoted.split(/[\s,]+/).find((word) => word.startsWith('--')) ?? quoted
  switch (error.code) {
    case 'commander.unknownOption':
      // Up to the last quote: the word may have some of its own, and is cut to its half by no means.
      return unknownOption(/'(.*)'/s.exec(error.message)?.[1] ?? quoted, command)
    case 'commander.missingArgument':
      return finding('missing-argument', { name: quoted })
    case 'commander.optionMissingArgument':
      return finding('missing-option-value', { option: syntax })
    case 'commander.excessArguments': {
      const expected = command.registeredArguments.length
      return finding('too-many-arguments', { found: command.args.length, expected })
    }
    default:
      return finding('internal-error', { reason: error.message })
  }
}

/** What stands behind `=` may be a secret, and is not repeated. */
function unknownOption(word: string, { options }: Command): Finding {
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
