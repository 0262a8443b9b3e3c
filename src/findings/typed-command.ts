/** The command that was typed: a hint names only what it has. */
export interface TypedCommand {
  /** Its words, as `config show`; empty where none was typed. */
  name: string
  /** Whether it has an option, by its long name or its short one. */
  has(option: string): boolean
  /** Whether it takes a file as its argument. */
  takesFile: boolean
  /** The command that tells what became of it, where its own answer is lost. */
  askedBy?: string | undefined
}

/** Where no command is typed that a sentence could belong to, as in `ecpay explain <code>`: it has every option. */
export const ANY_COMMAND: TypedCommand = { name: '<command>', has: () => true, takesFile: true, askedBy: 'query' }

/**
 * A command by what it takes.
 *
 * @param placed its arguments, as commander writes them: `[file]`
 * @param options the same of its options: `-o, --out <file>`
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

/** The line that shows its help, as it is typed. */
export function helpLine({ name }: TypedCommand): string {
  return `\`ecpay ${name === '' ? '' : `${name} `}--help\``
}

/** The group that the words begin with, and a space: nothing where they are one word. */
export function groupIn(words: string): string {
  return /^\S+ /.exec(words)?.[0] ?? ''
}

/** The two lines that give it a file and a pipe; nothing where it reads only what an option names. */
export function inputLines({ name, has, takesFile }: TypedCommand): [file: string, pipe: string] | undefined {
  const line = `ecpay ${name}`
  if (takesFile) return [`${line} body.json`, `cat body.json | ${line}`]
  return has('--from') ? [`${line} --from body.json`, `cat body.json | ${line} --from -`] : undefined
}
