import { printedBytes } from '../../protocol/printed-bytes.js'
import { base64Bytes } from './sign-request.js'

/** What happened to a signature between the code that made it and the text it stands in. */
export type SignatureForm =
  | 'quoted'
  | 'percent-encoded'
  | 'html-escaped'
  | 'white-space'
  | 'plus-lost'
  | 'url-safe'
  | 'no-padding'
  | 'slashes-escaped'
  | 'hex'
  | 'encoded-twice'
  | 'bytes-printed'

type Step = readonly [form: SignatureForm, mark: RegExp, back: (text: string) => string | undefined]

/** Each with what shows it, and what turns it back. */
const STEPS: readonly Step[] = [
  ['quoted', /^(["'`]).*\1$/s, (text) => text.slice(1, -1)],
  ['bytes-printed', /^b'.*'$/s, (text) => text.slice(2, -1)],
  ['bytes-printed', /\d[\s,:"]{1,20}-?\d{1,3}[\s,:"\])}]/, bytesPrinted],
  ['percent-encoded', /%[0-9a-fA-F]{2}/, percentDecoded],
  ['html-escaped', /&(?:#x?[0-9a-fA-F]+|equals|plus);/, htmlDecoded],
  ['slashes-escaped', /\\\//, (text) => text.replaceAll('\\/', '/')],
  ['white-space', /[\r\n\t]|\\[rn]/, (text) => text.replace(/\s+|\\[rn]/g, '')],
  ['plus-lost', /^\S.* .*\S$/, (text) => text.replaceAll(' ', '+')],
  ['white-space', / /, (text) => text.replaceAll(' ', '')],
  ['url-safe', /[-_]/, (text) => text.replaceAll('-', '+').replaceAll('_', '/')],
  ['hex', /^(?:[0-9a-fA-F]{2}[ :-]?){20,}$/, (text) => fromHex(text)],
  ['no-padding', /^[A-Za-z0-9+/]+=?$/, (text) => padded(text)]
]

/** A signature that was turned back into its bytes, and what had happened to it: the last first. */
export interface SignatureReading {
  bytes: Buffer
  forms: readonly SignatureForm[]
}

/** So many things happen to one signature at most. */
const MOST = 3

/** The bytes that a signature may stand for, the simplest first: none where it is no text of bytes at all. */
export function signatureReadings(text: string): SignatureReading[] {
  const found: SignatureReading[] = []
  let texts: { text: string; forms: readonly SignatureForm[] }[] = [{ text, forms: [] }]
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

function stepsOf(text: string, bytes: Buffer | undefined): [SignatureForm, Step[2]][] {
  const steps = STEPS.filter(([, mark]) => mark.test(text)).map(([form, , back]): [SignatureForm, Step[2]] => [
    form,
    back
  ])
  // Bytes that are themselves Base64 or hex: it was encoded once more.
  const inner = bytes?.toString('latin1')
  if (inner !== undefined && /^[A-Za-z0-9+/_=-]{80,}\s*$/.test(inner)) steps.push(['encoded-twice', () => inner.trim()])
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

/** The bytes of the signature, or those of its Base64. */
function bytesPrinted(text: string): string | undefined {
  const bytes = printedBytes(text)
  const inner = bytes?.toString('latin1') ?? ''
  return /^[A-Za-z0-9+/_=-]{80,}$/.test(inner) ? inner : bytes?.toString('base64')
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
