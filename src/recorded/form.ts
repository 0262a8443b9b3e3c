/** Names and values in the encoding of a form. */
export function formText(pairs: readonly (readonly [name: string, value: string])[]): string {
  return pairs.map((pair) => pair.map(encodeURIComponent).join('=')).join('&')
}

/** The names in a text that is a form and not JSON; otherwise nothing. */
export function formNames(text: string): string[] | undefined {
  const trimmed = text.trim()
  if (!/^[\w.[\]%+~-]+=/.test(trimmed)) return undefined
  return [...new URLSearchParams(trimmed).keys()]
}
