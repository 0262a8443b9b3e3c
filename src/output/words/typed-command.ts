import type { Code } from '../../findings/findings.js'
import type { FindingSentences, FindingWords, TypedCommand } from './words.js'

/** Where no command is typed that a sentence could belong to, as in `ecpay explain <code>`: it has every option. */
export const ANY_COMMAND: TypedCommand = { name: '<command>', has: () => true, takesFile: true, askedBy: 'query' }

/**
 * A command by what it takes.
 *
 * @param spec its syntax as commander writes it: `[file]`, `-o, --out <file>`
 */
export function typedCommand(spec: {
  name: string
  arguments?: string
  options: readonly { syntax: string }[]
  askedBy?: string | undefined
}): TypedCommand {
  const words = ({ syntax }: { syntax: string }) => syntax.match(/(?<![\w-])--?[a-zA-Z][\w-]*/g) ?? []
  const known = new Set(spec.options.flatMap(words))
  return {
    name: spec.name,
    has: (option) => known.has(option),
    takesFile: spec.arguments === '[file]',
    askedBy: spec.askedBy
  }
}

/** The sentences as this command says them. */
export function forCommand(sentences: FindingSentences, command: TypedCommand): FindingWords {
  const say = (code: Code) => (args: never) => sentences[code](args, command)
  return Object.fromEntries((Object.keys(sentences) as Code[]).map((code) => [code, say(code)])) as FindingWords
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
