import { Option as CommanderOption } from 'commander'
import { LANGUAGES, type Language } from '../../language.js'
import type { HelpWords } from '../../output/words/words.js'
import { type Field, isArgument } from '../../protocol/system/endpoint.js'
import { ENVIRONMENT_NAMES } from '../../protocol/system/environments.js'
import { isNumberName } from '../../workbench/journal/numbers.js'
import { TOPICS } from '../help/topics.js'
import { type Command, type CommandEntry, ownOptions } from '../shared/command.js'
import { GLOBAL_OPTIONS } from '../shared/global-options.js'
import { GROUPS } from '../shared/groups.js'
import type { Argument, Option, Suggestion } from '../shared/option.js'
import { fieldText, optionText } from '../shared/option-text.js'
import { completionLists, foldersOfCalls } from './lists.js'
import type { CompletedArgument, CompletedCommand, CompletedOption, CompletedProgram, Places, Text } from './table.js'

// What completion needs, from the data of the commands.

/** Makes a text of help: in the language of the user, or in every one for the build. */
export type Say = (word: (language: Language, help: HelpWords) => string) => Text

export async function completedProgram(entries: readonly CommandEntry[], say: Say): Promise<CompletedProgram> {
  const { env, lang, profile } = GLOBAL_OPTIONS
  const places: Readonly<Record<string, Places>> = {
    [env.syntax]: { choices: ENVIRONMENT_NAMES },
    [lang.syntax]: { choices: LANGUAGES },
    [profile.syntax]: { suggests: 'profile' }
  }
  return {
    commands: entries.map(({ name, summary, system, tool, group }) => ({
      name,
      about: say((language) => summary[language]),
      ...(system !== undefined && { system }),
      ...(group === 'local' && (tool === 'local' || tool === 'posts') && { isLocal: true as const })
    })),
    lists: await completionLists(),
    folders: await foldersOfCalls(),
    groups: Object.entries(GROUPS).map(([name, both]) => ({ name, about: say((language) => both[language]) })),
    topics: TOPICS.map(({ name, summary }) => ({ name, about: say((language) => summary[language]) })),
    globals: Object.values(GLOBAL_OPTIONS).map((option: Option) => ({
      ...completedOption(option, say),
      ...places[option.syntax]
    }))
  }
}

/** The options of a command, those of fields first, as in its help, and its arguments. */
export function completedCommand(command: Command, say: Say): CompletedCommand {
  const filling = (command.fields ?? []).flatMap((field) => (field.flag ? [{ field, flag: field.flag }] : []))
  return {
    options: [
      ...filling
        .filter(({ flag }) => !isArgument(flag))
        .map(({ field, flag }) => ({
          ...dashed(flag.syntax),
          ...ofField(field),
          about: say((language, help) => fieldText(field, help, language))
        })),
      ...Object.values(ownOptions(command)).map((option) => completedOption(option, say))
    ],
    arguments: [
      ...Object.values(command.arguments).map(completedArgument),
      ...filling.filter(({ flag }) => isArgument(flag)).map(({ field }): CompletedArgument => ofField(field))
    ]
  }
}

function completedOption(option: Option, say: Say): CompletedOption {
  const { syntax, choices, suggests = ofSyntax(syntax) } = option
  return {
    ...dashed(syntax),
    ...(choices && { choices }),
    ...(suggests && { suggests }),
    about: say((language, help) => optionText(option, help, language))
  }
}

function completedArgument({ syntax, choices, suggests = ofSyntax(syntax) }: Argument): CompletedArgument {
  return {
    ...(choices && { choices }),
    ...(suggests && { suggests }),
    ...(syntax.includes('...') && { isRepeated: true as const })
  }
}

function dashed(syntax: string): Omit<CompletedOption, 'about'> {
  const { long = '', short, required } = new CommanderOption(syntax)
  return { long, ...(short !== undefined && { short }), ...(required && { takesValue: true as const }) }
}

function ofField({ key, limits, default: absent }: Field): Places {
  if (limits?.oneOf) return { choices: limits.oneOf }
  if (limits?.listOf) return { choices: limits.listOf, isList: true }
  // A new number is not one that is known.
  return isNumberName(key) && absent?.kind !== 'fresh-number' ? { suggests: key } : {}
}

/** `<out_order_no>` says itself what it is. */
function ofSyntax(syntax: string): Suggestion | undefined {
  const [, name = ''] = /[<[]([a-z_]+)[>\]]/.exec(syntax) ?? []
  return isNumberName(name) ? name : undefined
}
