import { printedForm } from '../../recorded/printed.js'

/** The printed forms of a callback that have lost the original, with the pattern of each. */
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

/** Names of a callback, so that nothing else is taken for one. */
const NAMES = /\bmsg_?signature\b|\bmsg\b/i

/** Printed forms without any name of a callback. As the whole input, they can only be a printed callback. */
const NAMELESS = [
  'go-pointer',
  'go-bytes',
  'java-bytes',
  'java-reference',
  'js-buffer',
  'python-reference',
  'csharp-type'
]

/** The printed form of a callback in a text; nothing if it has none. */
export function notRaw(text: string): string | undefined {
  const whole = printedForm(text)
  if (text.trim() === '[object Object]' || (whole !== undefined && NAMELESS.includes(whole))) return whole
  if (!NAMES.test(text)) return undefined
  return FORMS.find(([, mark]) => mark.test(text))?.[0]
}
