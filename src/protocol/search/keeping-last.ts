/** The same function of a text, with what it gave for the last one kept: a search asks several times about each text. */
export function keepingLast<T>(make: (text: string) => T): (text: string) => T {
  let last: { text: string; made: T } | undefined
  return (text) => {
    if (last?.text !== text) last = { text, made: make(text) }
    return last.made
  }
}
