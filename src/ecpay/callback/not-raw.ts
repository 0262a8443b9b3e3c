import { printedForm, printedObjects } from '../../recorded/printed.js'

const KEY = '(?:timestamp|nonce|msg|type|msgSignature|msg_signature)'

/** The printed forms of a callback that have lost the original, with the pattern of each. */
const FORMS: readonly (readonly [form: string, mark: RegExp])[] = [
  ...printedObjects(KEY).map(([form, pattern]) => [form, new RegExp(pattern)] as const),
  ['go-struct', /&?\{(?:Timestamp:\S+ |\d{9,14} \d+ \{)/],
  ['quotes-lost', new RegExp(String.raw`\{\s*\\?${KEY}\\?:(?!\s?["'\`])`)],
  ['backslashes-lost', /"msg"\s*:\s*"\{"/],
  ['lines', /^[ \t]*msg['"]?[ \t]*[:=][ \t]/m]
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
