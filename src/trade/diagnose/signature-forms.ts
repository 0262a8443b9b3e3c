import { base64Bytes } from '../sign/sign-request.js'

/** What happened to a signature between the code that made it and the text it stands in. */
type Form =
  | 'signature-quoted'
  | 'signature-percent-encoded'
  | 'signature-html-escaped'
  | 'signature-with-line-breaks'
  | 'signature-plus-lost'
  | 'signature-url-safe'
  | 'signature-padding-lost'
  | 'signature-slashes-escaped'
  | 'signature-in-hex'
  | 'signature-encoded-twice'
  | 'signature-bytes-printed'

type Step = readonly [form: Form, mark: RegExp, back: (text: string) => string | undefined]

/** Each with what shows it, and what turns it back. */
const STEPS: readonly Step[] = [
  ['signature-quoted', /^(["'`]).*\1$/s, (text) => text.slice(1, -1)],
  ['signature-bytes-printed', /^b'.*'$/s, (text) => text.slice(2, -1)],
  ['signature-bytes-printed', /^\[\s*-?\d+(?:[\s,]+-?\d+)+\s*\]$/, bytesPrinted],
  ['signature-percent-encoded', /%[0-9a-fA-F]{2}/, percentDecoded],
  ['signature-html-escaped', /&(?:#x?[0-9a-fA-F]+|equals|plus);/, htmlDecoded],
  ['signature-slashes-escaped', /\\\//, (text) => text.replaceAll('\\/', '/')],
  ['signature-with-line-breaks', /[\r\n\t]|\\[rn]/, (text) => text.replace(/\s+|\\[rn]/g, '')],
  ['signature-plus-lost', /^\S.* .*\S$/, (text) => text.replaceAll(' ', '+')],
  ['signature-url-safe', /[-_]/, (text) => text.replaceAll('-', '+').replaceAll('_', '/')],
  ['signature-in-hex', /^(?:[0-9a-fA-F]{2}[ :-]?){20,}$/, (text) => fromHex(text)],
  ['signature-padding-lost', /^[A-Za-z0-9+/]+=?$/, (text) => padded(text)]
]

/** A signature that was turned back into its bytes, and what had happened to it. */
export interface SignatureBytes {
  bytes: Buffer
  forms: readonly Form[]
}

/** So many things happen to one signature at most. */
const MOST = 3

/** The bytes that a signature may stand for, the simplest first: none where it is no text of bytes at all. */
export function signatureBytes(text: string): SignatureBytes[] {
  const found: SignatureBytes[] = []
  let texts: { text: string; forms: readonly Form[] }[] = [{ text, forms: [] }]
  const seen = new Set([text])
  for (let count = 0; count <= MOST; count++) {
    const next: typeof texts = []
    for (const one of texts) {
      const bytes = base64Bytes(one.text)
      if (bytes) found.push({ bytes, forms: one.forms })
      if (count === MOST) continue
      for (const [form, back] of stepsOf(one.text, bytes)) {
        const before = back(one.text)
        if (before === undefined || seen.size === seen.add(before).size) continue
        next.push({ text: before, forms: [...one.forms, form] })
      }
    }
    texts = next
  }
  return found
}

function stepsOf(text: string, bytes: Buffer | undefined): [Form, Step[2]][] {
  const steps = STEPS.filter(([, mark]) => mark.test(text)).map(([form, , back]): [Form, Step[2]] => [form, back])
  // Bytes that are themselves Base64 or hex: it was encoded once more.
  const inner = bytes?.toString('latin1')
  if (inner !== undefined && /^[A-Za-z0-9+/_=-]{80,}\s*$/.test(inner))
    steps.push(['signature-encoded-twice', () => inner.trim()])
  return steps
}

function padded(text: string): string | undefined {
  const bare = text.replace(/(?<!=)=+$/, '')
  const whole = bare + '='.repeat((4 - (bare.length % 4)) % 4)
  return whole === text ? undefined : whole
}

function fromHex(text: string): string {
  return Buffer.from(text.replace(/[ :-]/g, ''), 'hex').toString('base64')
}

/** `[12, -4, 250]`: Java's Arrays.toString, Go's %v, JSON. */
function bytesPrinted(text: string): string | undefined {
  const numbers = text.match(/-?\d+/g)?.map(Number) ?? []
  if (numbers.some((one) => one < -128 || one > 255)) return undefined
  return Buffer.from(numbers.map((one) => one & 0xff)).toString('base64')
}

function percentDecoded(text: string): string | undefined {
  try {
    return decodeURIComponent(text)
  } catch {
    return undefined
  }
}

const NAMED: Record<string, string> = { equals: '=', plus: '+' }

function htmlDecoded(text: string): string {
  return text.replace(/&(?:#x([0-9a-fA-F]+)|#(\d+)|(\w+));/g, (all, hex?: string, digits?: string, name = '') => {
    const code = hex === undefined ? Number(digits) : Number.parseInt(hex, 16)
    return NAMED[name] ?? (Number.isNaN(code) || code > 0x7f ? all : String.fromCharCode(code))
  })
}
