import type { JsonValue } from '../protocol/json/json.js'

/** A value for the new body, by its path. */
export interface Converted {
  to: string
  json: string
}

/** What becomes of a value. `to` are the paths of the mapping. */
type Conversion = (value: JsonValue, to: readonly string[]) => readonly Converted[]

/** The numbers of tt.requestOrder for the words of limit_pay_way. */
const WAYS: Readonly<Record<string, string>> = { LIMIT_WX: '1', LIMIT_ALI: '2', LIMIT_DYZF: '10' }

/** A reason that is none of the listed ones. */
const OTHER_REASON = 999

/** Every way in which a value changes. */
export const CONVERSIONS = {
  /** A page with its query: the path without a slash, and the parameters as the JSON text of an object. */
  'page-to-schema': (value, [path = '', params = '']) => {
    const [page = '', query] = textOf(value).split('?', 2)
    const members = Object.fromEntries(new URLSearchParams(query ?? ''))
    return [
      { to: path, json: JSON.stringify(page.replace(/^\//, '')) },
      ...(query ? [{ to: params, json: JSON.stringify(JSON.stringify(members)) }] : [])
    ]
  },
  /** Words with commas between them: a list of numbers. A word that is not known is kept, for the checks to name. */
  'ways-to-numbers': (value, [to = '']) => {
    const words = textOf(value).split(',')
    return [{ to, json: `[${words.map((word) => WAYS[word] ?? JSON.stringify(word)).join(',')}]` }]
  },
  /** A text: a list with one reason of the kind "other". */
  'reason-to-list': (value, [to = '']) => [{ to, json: JSON.stringify([{ code: OTHER_REASON, text: textOf(value) }]) }],
  /** A number in a text: the number. */
  'text-to-number': (value, [to = '']) => [{ to, json: asNumber(textOf(value)) }],
  'seconds-to-milliseconds': (value, [to = '']) => {
    const text = textOf(value)
    return [{ to, json: /^[1-9]\d*$/.test(text) ? `${text}000` : asNumber(text) }]
  }
} satisfies Record<string, Conversion>

export type ConversionName = keyof typeof CONVERSIONS

function textOf(value: JsonValue): string {
  return 'text' in value ? value.text : ''
}

function asNumber(text: string): string {
  return /^(?:0|[1-9]\d*)$/.test(text) ? text : JSON.stringify(text)
}
