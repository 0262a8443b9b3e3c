/** A word, in quotes if the shell needs them. `‹path›` stands for any path where a sentence is shown in general. */
export function quoteWord(text: string): string {
  return /^[\w./:@=,+‹›-]+$/.test(text) ? text : quote(text)
}

/** A text as one word of a POSIX shell. */
export function quote(text: string): string {
  return `'${text.replaceAll("'", `'\\''`)}'`
}
