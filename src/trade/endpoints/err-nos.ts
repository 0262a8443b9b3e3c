/**
 * What refunds are refused with. Source: the table of trade system 2.0. That the general system has the same codes is a
 * conclusion, because no table of its own could be read.
 */
export const REFUND_CODES = [20000, 22000, 22001, 22002, 22004, 22006, 22007, 22008, 22009] as const

/**
 * What settlements are refused with. Source: the table of settle_create. The one of trade system 2.0 begins with the same
 * codes, and the rest of it could not be read.
 */
export const SETTLEMENT_CODES = [23000, 23024, 23025, 23101, 23102, 23107, 23111, 23112, 23113, 23117, 23118] as const
