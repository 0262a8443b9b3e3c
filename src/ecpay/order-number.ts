import { beijingDigits } from '../protocol/time.js'

const ALPHABET = '0123456789abcdefghijklmnopqrstuvwxyz'

/**
 * A fresh out_order_no: Beijing time to the millisecond and 40 random bits. Later numbers sort later.
 *
 * @param now Unix time in milliseconds
 * @param random at least 8 random bytes
 * @returns 25 characters of the alphabet that the platform allows
 */
export function freshOrderNumber(now: number, random: Uint8Array): string {
  const tail = Array.from(random.subarray(0, 8), (byte) => ALPHABET[byte % ALPHABET.length]).join('')
  return beijingDigits(now) + tail
}
