import { type Finding, finding } from '../findings/findings.js'

/** In fen: the maximum of create_order and create_return. No page names one for another amount, so it bounds them all. */
export const LARGEST_AMOUNT = 10_000_000_000

/**
 * Reads an amount in fen that a person typed: a plain integer without sign, point, comma or unit.
 *
 * @returns the literal to sign and send, or what is wrong with it
 * @example
 * parseFen('100') // { fen: '100' }
 * parseFen('1.00') // { problem: { code: 'amount-with-decimals', fen: '100', … } }
 */
export function parseFen(value: string, key = 'total_amount'): { fen: string } | { problem: Finding } {
  if (/^(?:0|[1-9][0-9]*)$/.test(value)) return { fen: value }
  const yuan = /^([0-9]+)\.([0-9]{1,2})$/.exec(value)
  if (!yuan) return { problem: finding('not-an-integer', { key, value }) }
  const fen = String(BigInt(`${yuan[1]}${(yuan[2] ?? '').padEnd(2, '0')}`))
  return { problem: finding('amount-with-decimals', { key, value, fen }) }
}

/**
 * An amount in fen as an amount in yuan.
 *
 * @returns the text itself if it is not an integer
 * @example yuan('100') // '¥1.00'
 */
export function yuan(fen: string): string {
  if (!/^-?[0-9]+$/.test(fen)) return fen
  const amount = BigInt(fen)
  const digits = String(amount < 0n ? -amount : amount).padStart(3, '0')
  return `${amount < 0n ? '-' : ''}¥${digits.slice(0, -2)}.${digits.slice(-2)}`
}
