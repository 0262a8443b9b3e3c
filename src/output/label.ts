/** A styled label before its text. There is no space after a full-width colon. */
export function labelled(label: string, text: string, style: (text: string) => string = (same) => same): string {
  return `${style(label)}${label.endsWith('：') ? '' : ' '}${text}`
}
