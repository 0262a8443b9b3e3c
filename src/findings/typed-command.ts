/** The typed command. A hint names only options that it has. */
export interface TypedCommand {
  /** Its words, like `config show`; empty if no command was typed. */
  name: string
  /** Whether it has an option, given by its long or short name. */
  has(option: string): boolean
  /** Whether it takes a file as its argument. */
  takesFile: boolean
  /** The command to ask if the answer of this one is lost. */
  askedBy?: string | undefined
  /** Whether a suite runs it, which confirms nothing. */
  inSuite?: true
}

/** For sentences without a typed command, as in `ecpay explain <code>`. It has every option. */
export const ANY_COMMAND: TypedCommand = { name: '<command>', has: () => true, takesFile: true, askedBy: 'query' }

/**
 * Makes a command from its arguments and options.
 *
 * @param placed its arguments in commander's syntax: `[file]`
 * @param options its options in commander's syntax: `-o, --out <file>`
 */
export function typedCommand(
  name: string,
  placed: readonly Syntax[],
  options: readonly Syntax[],
  askedBy?: string | undefined
): TypedCommand {
  const words = ({ syntax }: Syntax) => syntax.match(/(?<![\w-])--?[a-zA-Z][\w-]*/g) ?? []
  const known = new Set(options.flatMap(words))
  return { name, has: (option) => known.has(option), takesFile: placed[0]?.syntax === '[file]', askedBy }
}

interface Syntax {
  syntax: string
}

/** The command line that shows its help. */
export function helpLine({ name }: TypedCommand): string {
  return `\`ecpay ${name === '' ? '' : `${name} `}--help\``
}

/** The group at the start of the words, with a space; empty if there is only one word. */
export function groupIn(words: string): string {
  return words.slice(0, words.lastIndexOf(' ') + 1)
}

/** The command lines that give it a file and a pipe; nothing if it has no such input. */
export function inputLines({ name, has, takesFile }: TypedCommand): [file: string, pipe: string] | undefined {
  const line = `ecpay ${name}`
  if (takesFile) return [`${line} body.json`, `cat body.json | ${line}`]
  return has('--from') ? [`${line} --from body.json`, `cat body.json | ${line} --from -`] : undefined
}
