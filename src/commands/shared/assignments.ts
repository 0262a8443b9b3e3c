import { finding } from '../../findings/findings.js'
import { type Assignment, parseAssignments } from '../../protocol/json/assignment.js'
import type { Encoding } from '../../protocol/json/encodings.js'
import type { Context } from './command.js'
import { readText } from './input.js'

/**
 * The members that `-d` sets. `key=@file` reads the text of a file, `key:=@file` its JSON, so that no shell changes it.
 * The line break at the end of the file is removed.
 *
 * @throws EcpayError like {@link parseAssignments}, and the errors of the file
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

/** An assignment, and the option or argument from which it comes. */
export type Said = Assignment & { by: string }

/** Notes for each field with two values that the last one counts. Values that may be secret are not shown. */
export function noteLater({ out }: Context, said: readonly Said[]): void {
  for (const [at, { key, json, by }] of said.entries()) {
    const isLast = !said.slice(at + 1).some((one) => one.key === key)
    const before = said.slice(0, at).findLast((one) => one.key === key)
    if (!isLast || !before || before.json === json || /token|salt|secret/i.test(key)) continue
    out.notice(finding('later-wins', { key, given: json, by, found: before.json, over: before.by }))
  }
}
