import { ownCopy } from '../../protocol/text.js'

/**
 * Members that never enter the signature, exactly and case-sensitively.
 * Source: bytedance/open-pay-signature-go-demo and -java-demo, 2022-07-27.
 */
export const EXCLUDED_KEYS: readonly string[] = ['app_id', 'thirdparty_id', 'sign', 'other_settle_params']

/** What a key very likely was meant to be, by its letters alone (`App_id`, ` app_id`, `appid`). */
const MEANT = new Map([
  ['appid', 'app_id'],
  ['thirdpartyid', 'thirdparty_id'],
  ['sign', 'sign'],
  ['signature', 'sign'],
  ['signtype', 'sign'],
  ['othersettleparams', 'other_settle_params'],
  ['othersettleparam', 'other_settle_params']
])

/** The same few keys come back in every body of a stream. */
const answers = new Map<string, string>()

/**
 * A near miss of an excluded key is signed as data and makes the gateway answer 2008:
 * another case, other separators, white space, or one slip of the finger.
 *
 * @returns the excluded key that was probably meant
 */
export function suspiciousKey(key: string): string | undefined {
  const meant = excludedKey(key)
  return meant === key ? undefined : meant
}

/** The excluded key that this one is, or was probably meant to be. */
export function excludedKey(key: string): string | undefined {
  const known = answers.get(key)
  if (known !== undefined) return known || undefined
  const answer = judge(key)
  if (answers.size < 1000 && key.length < 64) answers.set(ownCopy(key), answer ?? '')
  return answer
}

function judge(key: string): string | undefined {
  if (EXCLUDED_KEYS.includes(key)) return key
  const lower = key.toLowerCase()
  return MEANT.get(lower.replace(/[^a-z0-9]/g, '')) ?? EXCLUDED_KEYS.find((excluded) => oneSlip(lower, excluded))
}

/** One letter added, left out or changed, or two neighbours swapped. */
function oneSlip(a: string, b: string): boolean {
  if (Math.abs(a.length - b.length) > 1) return false
  let from = 0
  while (from < a.length && a[from] === b[from]) from++
  let left = a.length
  let right = b.length
  while (left > from && right > from && a[left - 1] === b[right - 1]) {
    left--
    right--
  }
  const [restA, restB] = [a.slice(from, left), b.slice(from, right)]
  if (restA.length <= 1 && restB.length <= 1) return true
  return restA.length === 2 && restB.length === 2 && restA[0] === restB[1] && restA[1] === restB[0]
}
