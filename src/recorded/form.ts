/** Names and values as a form sends them. */
export function formText(pairs: readonly (readonly [name: string, value: string])[]): string {
  return pairs.map((pair) => pair.map(encodeURIComponent).join('=')).join('&')
}

/** The names in a text that is a form and no JSON, or nothing. */
export function formNames(text: string): string[] | undefined {
  const trimmed = text.trim()
  if (!/^[\w.[\]%+~-]+=/.test(trimmed)) return undefined
  return [...new URLSearchParams(trimmed).keys()]
}
