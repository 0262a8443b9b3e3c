import { finding } from '../../findings/findings.js'
import { type Assignment, parseAssignments } from '../../protocol/json/assignment.js'
import type { Encoding } from '../../protocol/json/encodings.js'
import type { Context } from './command.js'
import { readText } from './input.js'

/**
 * The members that `-d` sets. `key=@file` takes the text of a file, `key:=@file` the JSON in it: no shell touches
 * either. The line break at the file's end is the editor's.
 *
 * @throws EcpayError as {@link parseAssignments} and of the file
 */
export async function readAssignments(
  context: Context,
  { data, encoding }: { data: readonly string[]; encoding: Encoding | undefined }
): Promise<Assignment[]> {
  return parseAssignments(await Promise.all(data.map((word) => withFile(context, word, encoding))), '-d')
}

async function withFile(context: Context, word: string, encoding: Encoding | undefined): Promise<string> {
  const [, start, path] = /^((?!:=)[^=]+?:?=)@([\s\S]+)$/.exec(word) ?? []
  if (start === undefined || path === undefined) return word
  const { text, warnings } = await readText(context, path, encoding)
  context.out.warn(warnings.filter(({ code }) => code !== 'crlf-line-breaks'))
  return start + text.replace(/\r?\n$/, '')
}

/** An assignment, and the option or argument that made it. */
export type Said = Assignment & { by: string }

/** Says of each field with two values which of them counts: the last. Of what may be a secret no value is shown. */
export function noteLater({ out }: Context, said: readonly Said[]): void {
  for (const [at, { key, json, by }] of said.entries()) {
    const isLast = !said.slice(at + 1).some((one) => one.key === key)
    const before = said.slice(0, at).findLast((one) => one.key === key)
    if (!isLast || !before || before.json === json || /token|salt|secret/i.test(key)) continue
    out.notice(finding('later-wins', { key, given: json, by, found: before.json, over: before.by }))
  }
}
