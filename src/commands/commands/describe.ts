import type { Language } from '../../language.js'
import { callFacts } from '../../output/limit-texts.js'
import type { HelpWords } from '../../output/words/words.js'
import { type Field, isArgument } from '../../protocol/system/endpoint.js'
import { type CommandEntry, ownOptions } from '../shared/command.js'
import type { Argument, Option } from '../shared/option.js'
import { fieldText, optionText } from '../shared/option-text.js'

/** An argument of a command. */
export interface DescribedArgument {
  name: string
  syntax: string
  required: boolean
  repeatable: boolean
  help: string
  choices?: readonly string[]
  field?: DescribedField
}

/** An option of a command. */
export interface DescribedOption {
  name: string
  short?: string
  syntax: string
  type: 'flag' | 'text' | 'number' | 'choice'
  /** Whether it may stand without its value. */
  optional_value: boolean
  repeatable: boolean
  help: string
  choices?: readonly string[]
  min?: number
  max?: number
  integer?: boolean
  default?: string | number
  conflicts?: readonly string[]
  needs?: string
  field?: DescribedField
}

/** The member of the body that an argument or option fills. */
type DescribedField = Pick<Field, 'key' | 'type' | 'required' | 'unit' | 'limits' | 'default' | 'source'>

/** How to describe: the words of help, and their language. */
export interface Telling {
  words: HelpWords
  language: Language
}

/** A command as data, from the same source as its help. */
export async function describeCommand({ load, group, call }: CommandEntry, telling: Telling) {
  const { words, language } = telling
  const command = await load()
  const { name, summary, description, facts, fields = [], examples, output, exits, withoutResult } = command
  const own = ownOptions(command)
  const filled = fields.flatMap((field) => (field.flag ? [{ ...field, syntax: field.flag.syntax }] : []))
  const argumentsOf = [
    ...Object.values(command.arguments).map((one) => describeArgument(one, one.help[language])),
    ...filled
      .filter(isArgument)
      .map((one) => ({ ...describeArgument(one, fieldText(one, words, language)), field: describeField(one) }))
  ]
  return {
    name,
    group,
    ...(call !== undefined && { call }),
    summary: summary[language],
    ...(description && { description: description[language] }),
    ...(facts && { facts: callFacts(facts, words).join(' ') }),
    usage: ['ecpay', name, ...argumentsOf.map(({ syntax }) => syntax), '[options]'].join(' '),
    arguments: argumentsOf,
    options: [
      ...filled.filter((one) => !isArgument(one)).map((one) => describeFieldOption(one, one.syntax, telling)),
      ...describeOptions(own, telling)
    ],
    output: output[language],
    writes_file: withoutResult !== true,
    exits,
    examples
  }
}

/** Options as data. */
export function describeOptions(options: Readonly<Record<string, Option>>, telling: Telling): DescribedOption[] {
  return Object.values(options).map((one) => describeOption(one, telling))
}

function describeOption(option: Option, { words, language }: Telling): DescribedOption {
  const { syntax, choices, number, fallback, conflicts, needs, repeatable } = option
  const described = describeSyntax(syntax)
  return {
    ...described,
    ...(described.type !== 'flag' && number && { type: 'number' }),
    ...(described.type !== 'flag' && choices && { type: 'choice', choices }),
    repeatable: repeatable === true,
    help: optionText(option, words, language),
    ...number,
    ...(fallback !== undefined && { default: fallback }),
    ...(conflicts && { conflicts }),
    ...(needs !== undefined && { needs })
  }
}

function describeFieldOption(field: Field, syntax: string, { words, language }: Telling): DescribedOption {
  const described = describeSyntax(syntax)
  const { oneOf, min, max } = field.limits ?? {}
  const isNumber = field.type === 'number' && described.type !== 'flag'
  return {
    ...described,
    ...(isNumber && {
      type: 'number',
      integer: true,
      ...(min !== undefined && { min }),
      ...(max !== undefined && { max })
    }),
    ...(oneOf && described.type !== 'flag' && { type: 'choice', choices: oneOf }),
    help: fieldText(field, words, language),
    field: describeField(field)
  }
}

function describeSyntax(syntax: string): Omit<DescribedOption, 'help'> {
  const [, short] = /(?:^|\s)(-[A-Za-z])\b/.exec(syntax) ?? []
  const [name = syntax] = /--[\w-]+/.exec(syntax) ?? []
  return {
    name,
    ...(short !== undefined && { short }),
    syntax,
    type: /[<[]/.test(syntax) ? 'text' : 'flag',
    optional_value: syntax.includes('['),
    repeatable: false
  }
}

function describeArgument({ syntax, choices }: Pick<Argument, 'syntax' | 'choices'>, help: string): DescribedArgument {
  return {
    name: /[\w-]+/.exec(syntax)?.[0] ?? '',
    syntax,
    required: syntax.startsWith('<'),
    repeatable: syntax.includes('...'),
    help,
    ...(choices && { choices })
  }
}

function describeField({ key, type, required, unit, limits, default: absent, source }: Field): DescribedField {
  return {
    key,
    type,
    required,
    ...(unit && { unit }),
    ...(limits && { limits }),
    ...(absent && { default: absent }),
    source
  }
}
