import { readObject } from '../../protocol/json/json.js'
import type { MistakeCode } from './codes.js'
import { subjectOf } from './diagnose-signature.js'
import type { Fix } from './mutation.js'
import { mutationsFor } from './search.js'

/** A body in which every mistake can happen. */
const PROBE = String.raw`{
  "app_id": "tt", "thirdparty_id": "tp", "sign": "s", "other_settle_params": "x",
  "total_amount": 1000000, "long": 9007199254740993, "zero": 0, "zero_text": "0", "yes": true, "no": false,
  "none": null, "null_text": "null", "empty": "", "object": {"b": [1, "a"], "a": null}, "array": [{"a": 1}],
  "url": "https://example.com/?a=1&b=2 中", "encoded": "a%2Bb%252B+c", "entities": "a &amp; b", "html": "<b>&\"</b>",
  "composed": "\u00e9", "decomposed": "e\u0301", "crlf": "a\r\nb", "lf": "a\nb", "spaces": "\u3000a ", "quotes": "\"a\"", "apostrophe": "a'b",
  "garbled": "å\u00bc\u0080", "fraction": 1989.9999999999998, "mixed": "aB",
  "emoji": "😀a", "wide": "（Ａ）", "base64": "eyJhIjoxfQ==", "digits": "0071",
  "compact": "{\"a\":1}", "json": "{\"b\": 1.0, \"a\": \"中/<\"}"
}`

/** Mistakes that are not found by mutations: disputed, or visible in the whole body or the signature. */
const APART: readonly (readonly [MistakeCode, Fix])[] = [
  ['nested-as-sent', 'nested'],
  ['nulls-left-out', 'nulls'],
  ['only-some-signed', 'members'],
  ['json-signed', 'json-text'],
  ['json-signed-twice-encoded', 'json-text'],
  ['body-as-map-text', 'json-text'],
  ['question-marks-sent', 'sent-text'],
  ['sign-cut', 'digest'],
  ['sign-as-object', 'digest'],
  ['nothing-hashed', 'digest'],
  ['word-hashed', 'digest'],
  ['only-salt-signed', 'members'],
  ['sign-in-quotes', 'bare-sign'],
  ['sign-as-bytes', 'bare-sign'],
  ['sign-with-white-space', 'bare-sign'],
  ['hex-with-prefix', 'bare-sign']
]

/**
 * The fix of each mistake that `diagnose` can name, taken from the mutations themselves.
 *
 * @returns the fixes by code; a mistake that cannot happen in the probe is absent, which a test reports
 */
export function fixesOf(): ReadonlyMap<MistakeCode, Fix> {
  const keys = {
    token: 'token',
    app_secret: 'app secret',
    app_id: 'tt',
    thirdparty_id: 'tp',
    demo: { salt: 'demo', token: 'demo token' },
    profiles: { other: { token: 'other token', salt: 'other' } }
  }
  const salt = ' Salt '
  const subject = { ...subjectOf(readObject(PROBE), PROBE, salt, ''), keys }
  const { value, list, hash } = mutationsFor(subject)
  return new Map([...APART, ...[...value, ...list, ...hash].toReversed().map(({ code, fix }) => [code, fix] as const)])
}
