/** A member of a JSON text at any depth, or a parameter of a query, whose name ends like that of a number. */
const MEMBER = /"([a-z_]{2,40}(?:no|id))\\{0,7}"\s{0,8}:\s{0,8}\\{0,7}"?([\w.*-]{1,64})/gi
const PARAMETER = /[?&]([a-z_]{2,40}(?:no|id))=([\w.*-]{1,64})/gi

/** Names of numbers of orders, refunds, settlements and so on, but not of apps, merchants and goods. */
const IS_NUMBER = /order|refund|settle|return|withdraw|auth|deduct|pay|trade/i
const IS_APP = /app_?id$/i
/** What stands in place of a number where there is none. */
const IS_NONE = /^(?:null|true|false|0)$/

/** Both sides' numbers of the orders, refunds, settlements and so on that a text names, each once. */
export function numbersInText(text: string): string[] {
  const found = new Set<string>()
  for (const pattern of [MEMBER, PARAMETER]) {
    for (const [, name = '', number = ''] of text.matchAll(pattern)) {
      if (IS_NUMBER.test(name) && !IS_APP.test(name) && !IS_NONE.test(number)) found.add(number)
    }
  }
  return [...found]
}
