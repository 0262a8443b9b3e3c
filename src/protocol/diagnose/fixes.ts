import { readObject } from '../json/json.js'
import type { MistakeCode } from './codes.js'
import { subjectOf } from './diagnose.js'
import type { Fix } from './mutation.js'
import { mutationsFor } from './search.js'

/** A body with something in it for every mistake to happen to. */
const PROBE = String.raw`{
  "app_id": "tt", "thirdparty_id": "tp", "sign": "s", "other_settle_params": "x",
  "total_amount": 1000000, "long": 9007199254740993, "zero": 0, "zero_text": "0", "yes": true, "no": false,
  "none": null, "null_text": "null", "empty": "", "object": {"b": [1, "a"], "a": null}, "array": [{"a": 1}],
  "url": "https://example.com/?a=1&b=2 中", "encoded": "a%2Bb%252B+c", "entities": "a &amp; b", "html": "<b>&\"</b>",
  "composed": "\u00e9", "decomposed": "e\u0301", "crlf": "a\r\nb", "lf": "a\nb", "spaces": "\u3000a ", "quotes": "\"a\"",
  "compact": "{\"a\":1}", "json": "{\"b\": 1.0, \"a\": \"中/<\"}"
}`

/** What is neither right nor wrong by official sources, and so is no mutation. */
const DISPUTED: readonly (readonly [MistakeCode, Fix])[] = [
  ['nested-as-sent', 'nested'],
  ['nulls-left-out', 'nulls']
]

/**
 * What has to be put right after each mistake that `diagnose` can name, read off the mutations themselves.
 *
 * @returns the fix by the code; a mistake that the probe has nothing for is absent, which a test finds
 */
export function fixesOf(): ReadonlyMap<MistakeCode, Fix> {
  const keys = {
    token: 'token',
    app_id: 'tt',
    thirdparty_id: 'tp',
    profiles: { other: { token: 'other', salt: 'other' } }
  }
  const salt = ' Salt '
  const subject = { ...subjectOf(readObject(PROBE), PROBE, salt, ''), keys }
  const { value, list, hash } = mutationsFor(subject)
  return new Map([
    ...DISPUTED,
    ...[...value, ...list, ...hash].toReversed().map(({ code, fix }) => [code, fix] as const)
  ])
}
