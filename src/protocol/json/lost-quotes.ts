/** A name or a value that has lost its quotes. */
const BARE = String.raw`[^\s"{}\[\],:][^"{}\[\],]*`
const MEMBER = /^\s*'?(?:\[\s*)?\{\s*[^\s"{}[\],:][^"{}[\],:]*:/
const LIST = new RegExp(String.raw`^\s*'?\[\s*${BARE}(?:,\s*${BARE})*\]\s*'?\s*$`)
const LITERAL = /^-?\d|^(?:true|false|null)\b/

/**
 * Whether a text would be JSON if it had its double quotes. Shells remove them: Windows PowerShell and cmd pass
 * `{"appid":"tt1"}` on as `{appid:tt1}`.
 */
export function hasLostQuotes(text: string): boolean {
  if (text.includes('"')) return false
  if (MEMBER.test(text)) return true
  return LIST.test(text) && !LITERAL.test(text.replace(/^\s*'?\[\s*/, ''))
}
