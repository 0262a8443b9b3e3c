import { type TypedCommand, typedCommand } from '../../findings/typed-command.js'
import { type Command, syntaxOf } from './command.js'
import { GLOBAL_OPTIONS } from './global-options.js'

/** A command as it is typed, for hints. */
export function typedOf(command: Command): TypedCommand {
  const { placed, options } = syntaxOf(command)
  return typedCommand(command.name, placed, [...options, ...Object.values(GLOBAL_OPTIONS)], command.askedBy)
}
