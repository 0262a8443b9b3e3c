const MINUTE = 60
const HOUR = 3600

/** Source: the page of the payment result, the newer one; the older one has 15 s doubling up to 128 minutes. */
const PAYMENT = [12, 12, 33, ...[1, 2, 3, 4, 5, 6, 7].map((minutes) => minutes * MINUTE)]

/** Source: the page of the payment result of the trade system 2.0: 2 s doubling, then seven times 5 hours. */
const PAYMENT_2 = [...Array.from({ length: 13 }, (_, i) => 2 ** (i + 1)), ...Array<number>(7).fill(5 * HOUR)]

/**
 * Source: the page of the refund application says "every 2 to 5 seconds, 10 times, then hourly until it is answered".
 * The hourly ones end here after a day.
 */
const REFUND_APPLICATION = [...Array<number>(10).fill(5), ...Array<number>(24).fill(HOUR)]

/**
 * The seconds that the platform waits after each failed delivery. Of most types no page has a table: they have that of
 * payments.
 */
export function retriesOf(type: string, version: string | undefined): readonly number[] {
  if (type === 'pre_create_refund') return REFUND_APPLICATION
  return version === '2.0' ? PAYMENT_2 : PAYMENT
}
