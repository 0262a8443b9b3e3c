/** What may be a key: what stands between BEGIN and END, or the whole text. */
export interface Pasted {
  /** What BEGIN says, or END alone, in capitals and without spaces; nothing of bare Base64. */
  label: string | undefined
  /** The Base64, with the white space in it. */
  body: string
  /** Of an encrypted PEM file of the old kind, whose header says so. */
  isEncrypted: boolean
}

const MARKER =
  /\b(BEGIN|END) {0,3}((?:(?:RSA|EC|DSA|ENCRYPTED|OPENSSH|SSH2|SM2) ?)?(?:PRIVATE|PUBLIC) ?KEY|(?:EC|DSA|DH) ?PARAMETERS|(?:X509 ?|TRUSTED ?|NEW ?)?CERTIFICATE(?: ?REQUEST)?|PKCS7|CMS)/gi
/** A hyphen, and what word processors make of two. */
const DASHES_BEHIND = /^[-\u2010-\u2015\u2212 ]{0,8}/
const DASHES_BEFORE = /([\s=])[-\u2010-\u2015\u2212]+$/
/** Base64 that is safe in an address may end with a hyphen of its own. */
const FIVE_DASHES_BEFORE = /[-\u2010-\u2015\u2212]{1,5}$/
/** Of an encrypted PEM file (RFC 1421). */
const PEM_HEADER = /^(?:Proc-Type|DEK-Info|Comment|X-[\w-]{1,40}):/i
/** Of a marker line that lost its BEGIN. Base64 that is safe in an address has hyphens inside. */
const MARKER_REST = /^[-\u2010-\u2015\u2212]{2}|[-\u2010-\u2015\u2212]{3}$/
const NAME_IN_FRONT = /^(?:export |set )?["']?[A-Za-z_][\w.-]{0,60}["']?\s?[:=]\s?/

/** Every block between BEGIN and END; without any the text as a whole. */
export function pastedIn(text: string): Pasted[] {
  const plain = withoutEscapes(text)
  const markers = [...plain.matchAll(MARKER)]
  const begins = markers.filter(([, word]) => word?.toUpperCase() === 'BEGIN')
  if (begins.length === 0) {
    const end = markers[0]
    return [{ label: end && labelOf(end[2]), body: bare(plain, end?.index), isEncrypted: false }]
  }
  return begins.map(({ 0: marker, 2: label, index }) => {
    const from = index + marker.length
    const to = markers.find((one) => one.index >= from)?.index ?? plain.length
    const inside = plain
      .slice(from, to)
      .replace(DASHES_BEHIND, '')
      .trimEnd()
      .replace(DASHES_BEFORE, '$1')
      .replace(FIVE_DASHES_BEFORE, '')
    const lines = inside.split('\n')
    const body = lines.filter((line) => !PEM_HEADER.test(line.trim())).join('\n')
    return {
      label: labelOf(label),
      body,
      isEncrypted: lines.some((line) => /^Proc-Type:.*ENCRYPTED/i.test(line.trim()))
    }
  })
}

function labelOf(words = ''): string {
  return words.toUpperCase().replaceAll(' ', '')
}

/** Bare Base64, perhaps with the name of a setting in front, and with the rest of a marker line that lost its BEGIN. */
function bare(text: string, end = text.length): string {
  const lines = text.slice(0, end).trim().replace(NAME_IN_FRONT, '').split('\n')
  return lines.filter((line) => !MARKER_REST.test(line.trim())).join('\n')
}

/** As JSON, a shell, a program, a web page or an address wrote it, back to the text that was meant. */
function withoutEscapes(text: string): string {
  return (
    text
      .replace(/[\u200b-\u200d\u2060\u00ad\ufeff]/g, '')
      // What a Chinese keyboard writes in place of ASCII, and control characters that stand for a line break.
      .replace(/[\uff01-\uff5e]/g, (wide) => String.fromCharCode(wide.charCodeAt(0) - 0xfee0))
      .replace(/[^\P{Cc}\t\n\r]/gu, '\n')
      .replace(/<\/?[A-Za-z][^<>\n]{0,40}>/g, '\n')
      .replace(/&#(?:x([0-9a-fA-F]{1,4})|([0-9]{1,5}));/g, (_, hex, digits) => character(hex, digits))
      .replace(/&(?:quot|apos|nbsp);/g, ' ')
      .replace(/\r\n?/g, '\n')
      .replace(/\\u([0-9a-fA-F]{4})/g, (_, code) => String.fromCharCode(Number.parseInt(code, 16)))
      .replace(/%([0-7][0-9a-fA-F])/g, (_, code) => String.fromCharCode(Number.parseInt(code, 16)))
      .replace(/\\[rt]/g, ' ')
      .replace(/\\n/g, '\n')
      // A text in parts, as programs have them: "…" + "…", '…' . "…".
      .replace(/["'`]\s{0,40}[+.]\s{0,40}["'`]/g, '')
  )
}

function character(hex: string | undefined, digits: string): string {
  return String.fromCharCode(hex === undefined ? Number(digits) : Number.parseInt(hex, 16))
}
