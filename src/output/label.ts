/** A label, styled, before its text; a full-width colon brings its own space. */
export function labelled(label: string, text: string, style: (text: string) => string = (same) => same): string {
  return `${style(label)}${label.endsWith('：') ? '' : ' '}${text}`
}
