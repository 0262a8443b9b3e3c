/** What prints a callback so that the original cannot be had from it, by the marks that it leaves. */
const FORMS: readonly [form: string, mark: RegExp][] = [
  ['php-var-dump', /\b(?:array\(\d+\)|object\([\w\\]+\)(?:#\d+)? \(\d+\)) \{/],
  ['php-print-r', /(?:\bArray|\b[\w\\]+ Object)\s*\(\s*\[/],
  ['go-map', /\bmap\[\w+:/],
  ['go-struct', /&?\{(?:Timestamp:\S+ |\d{9,14} \d+ \{)/],
  ['java-object', /\b[A-Z]\w*[({[](?:timestamp|nonce|msg|type|msgSignature|msg_signature)=/],
  ['java-map', /\{(?:timestamp|nonce|msg|type|msg_signature)=/],
  ['js-object', /\[object Object\]|\{\s*(?:timestamp|nonce|msg|type|msg_signature): '/],
  ['quotes-lost', /\{\s*\\?(?:timestamp|nonce|msg|type|msg_signature)\\?:/],
  ['python-dict', /\{'(?:timestamp|nonce|msg|type|msg_signature)': /],
  ['backslashes-lost', /"msg"\s*:\s*"\{"/]
]

/** Some of the callback's names, so that nothing else is taken for one. */
const NAMES = /\bmsg_?signature\b|\bmsg\b/i

/** Which form of a callback a text is, where it is one that does not hold the original. */
export function notRaw(text: string): string | undefined {
  if (text.trim() === '[object Object]') return 'js-object'
  if (!NAMES.test(text)) return undefined
  return FORMS.find(([, mark]) => mark.test(text))?.[0]
}
