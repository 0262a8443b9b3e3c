import { harmlessJson } from './terminal-text.js'

/**
 * A text as a string of JavaScript in single quotes, which JSON in it does without escapes. On a terminal it is to be
 * copied from the screen: what a screen acts on, or nobody sees, is written as an escape.
 *
 * @example jsLiteral('{"a":"it\'s"}') // `'{"a":"it\\'s"}'`
 */
export function jsLiteral(text: string): string {
  const json = harmlessJson(JSON.stringify(text)).slice(1, -1)
  const inner = json.replace(/\\[\s\S]|'/g, (one) => (one === '\\"' ? '"' : one === "'" ? "\\'" : one))
  return `'${inner}'`
}
