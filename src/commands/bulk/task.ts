import { CleanTexts } from '../../output/clean-text.js'
import type { Secret } from '../../output/secrets.js'
import type { Block } from '../../protocol/json/lines.js'

/**
 * A part of what came of lines: text that is ready, in UTF-8, text that may contain a secret, or the result for one
 * line of which something has to be said.
 */
type Part<One> = Uint8Array<ArrayBuffer> | { unclean: string } | { at: number; one: One }

/** A block of lines, and when it was read: a stream may be open for days. */
export interface ReadBlock extends Block {
  /** Unix time in milliseconds. */
  now: number
}

/** What came of a block of lines, in order. */
export interface Done<One> {
  /** How many lines it had. */
  lines: number
  parts: Part<One>[]
}

/**
 * Something that is done with each line of a stream, block by block, in this thread and in others: what it takes and
 * gives can be cloned. It reads and says nothing itself.
 */
export interface Task<Setup extends object, One extends object> {
  /** Its name in `tasks.ts`. */
  name: string
  /** @returns for each line its text, or what there is to say about it */
  begin(setup: Setup): (block: ReadBlock) => (string | One)[]
}

/** Does a task with blocks, and finds out which texts contain no secret. */
export function working<Setup extends object, One extends object>(
  task: Task<Setup, One>,
  setup: Setup,
  secrets: readonly Secret[] = []
): (block: ReadBlock) => Done<One> {
  const begun = task.begin(setup)
  const clean = secrets.length > 0 ? new CleanTexts(secrets) : undefined
  return (block) => doneWith(begun(block), clean)
}

/** Joins the texts of neighbouring lines. */
function doneWith<One extends object>(results: readonly (string | One)[], clean?: CleanTexts): Done<One> {
  const parts: Part<One>[] = []
  let text = ''
  const flush = () => {
    if (text !== '') parts.push(...cleanParts(text, clean))
    text = ''
  }
  for (let at = 0; at < results.length; at++) {
    const one = results[at] as string | One
    if (typeof one === 'string') text += one
    else {
      flush()
      parts.push({ at, one })
    }
  }
  flush()
  return { lines: results.length, parts }
}

/** Separates the lines that contain no secret from those that may. */
function cleanParts(text: string, clean: CleanTexts | undefined): (Uint8Array<ArrayBuffer> | { unclean: string })[] {
  if (clean?.lack(text) === false) return [{ unclean: text }]
  if (clean === undefined || CleanTexts.isSimple(text)) return [encoder.encode(text)]
  return text.split(/(?<=\n)/).map((line) => (CleanTexts.isSimple(line) ? encoder.encode(line) : { unclean: line }))
}

const encoder = new TextEncoder()
