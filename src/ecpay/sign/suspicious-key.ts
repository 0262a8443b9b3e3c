import { ownCopy } from '../../protocol/text.js'

/**
 * The members that are never signed. Only these exact names count.
 * Source: bytedance/open-pay-signature-go-demo and -java-demo, 2022-07-27.
 */
export const EXCLUDED_KEYS: readonly string[] = ['app_id', 'thirdparty_id', 'sign', 'other_settle_params']

/** The excluded key that was very probably meant, by its letters alone (`App_id`, ` app_id`, `appid`). */
const MEANT = new Map([
  ['appid', 'app_id'],
  ['thirdpartyid', 'thirdparty_id'],
  ['sign', 'sign'],
  ['signature', 'sign'],
  ['signtype', 'sign'],
  ['othersettleparams', 'other_settle_params'],
  ['othersettleparam', 'other_settle_params']
])

/** A cache, because every body of a stream has the same few keys. */
const answers = new Map<string, string>()

/**
 * Finds a near miss of an excluded key: another case, other separators, white space, or one typing mistake. It is
 * signed as data, so that the gateway answers 2008.
 *
 * @returns the excluded key that was probably meant
 */
export function suspiciousKey(key: string): string | undefined {
  const meant = excludedKey(key)
  return meant === key ? undefined : meant
}

/** The excluded key that this key is or was probably meant to be. */
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

/** Whether one letter was added, left out or changed, or two neighbours were swapped. */
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
