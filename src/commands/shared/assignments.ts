import { type Assignment, parseAssignments } from '../../protocol/json/body.js'
import type { Context, Flags } from './command.js'
import { readText } from './input.js'

/**
 * The members that `-d` sets. `key=@file` takes the text of a file, `key:=@file` the JSON in it: no shell touches
 * either. The line break at the file's end is the editor's.
 *
 * @throws Failure (exit 2) as {@link parseAssignments} and of the file
 */
export async function readAssignments(context: Context, command: string, flags: Flags): Promise<Assignment[]> {
  const words = (flags.data as string[] | undefined) ?? []
  return parseAssignments(await Promise.all(words.map((word) => withFile(context, command, word, flags))), '-d')
}

async function withFile(context: Context, command: string, word: string, flags: Flags): Promise<string> {
  const [, start, path] = /^((?!:=)[^=]+?:?=)@([\s\S]+)$/.exec(word) ?? []
  if (start === undefined || path === undefined) return word
  const { text, warnings } = await readText(context, command, path, flags)
  context.out.warn(warnings.filter(({ code }) => code !== 'crlf-line-breaks'))
  return start + text.replace(/\r?\n$/, '')
}
