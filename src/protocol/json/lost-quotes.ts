/** A name or a value that has lost its quotes. */
const BARE = String.raw`[^\s"{}\[\],:][^"{}\[\],]*`
const MEMBER = /^\s*'?(?:\[\s*)?\{\s*[^\s"{}[\],:][^"{}[\],:]*:/
const LIST = new RegExp(String.raw`^\s*'?\[\s*${BARE}(?:,\s*${BARE})*\]\s*'?\s*$`)
const LITERAL = /^-?\d|^(?:true|false|null)\b/

/** What stands in place of the double quotes: those of an editor or an input method, entities of HTML, escapes. */
const OTHER_QUOTES = /["“”„＂`]|&(?:amp;)*(?:quot|#0?34|#x22);|\\x22|\\u0022/i

/**
 * Whether a text would be JSON if it had its double quotes. Shells remove them: Windows PowerShell and cmd pass
 * `{"appid":"tt1"}` on as `{appid:tt1}`.
 */
export function hasLostQuotes(text: string): boolean {
  if (OTHER_QUOTES.test(text)) return false
  if (MEMBER.test(text)) return true
  return LIST.test(text) && !LITERAL.test(text.replace(/^\s*'?\[\s*/, ''))
}
