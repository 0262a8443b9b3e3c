/** A member of a JSON text at any depth, or a parameter of a query, whose name ends like that of a number. */
const MEMBER = /"([a-z_]{2,40}(?:no|id))\\{0,7}"\s{0,8}:\s{0,8}\\{0,7}"?([\w.*-]{1,64})/gi
const PARAMETER = /[?&]([a-z_]{2,40}(?:no|id))=([\w.*-]{1,64})/gi

/** Names of numbers of orders, refunds, settlements and so on, but not of apps, merchants and goods. */
const IS_NUMBER = /order|refund|settle|return|withdraw|auth|deduct|pay|trade/i
const IS_APP = /app_?id$/i
/** What stands in place of a number where there is none. */
const IS_NONE = /^(?:null|true|false|0)$/

/** The name of a member that has such a number. */
export type NumberName = `${string}${'no' | 'id' | 'No' | 'Id'}`

/** Whether a member of this name has the number of an order, a refund, a settlement or the like. */
export function isNumberName(name: string): name is NumberName {
  return /^[a-z_]{2,40}(?:no|id)$/i.test(name) && IS_NUMBER.test(name) && !IS_APP.test(name)
}

/** Both sides' numbers of the orders, refunds, settlements and so on that a text names, each once. */
export function numbersInText(text: string): string[] {
  return [...new Set(namedNumbers(text).map(([, number]) => number))]
}

/** The same with the name of the member or parameter, as often as each stands there. */
export function namedNumbers(text: string): [name: string, number: string][] {
  return [MEMBER, PARAMETER]
    .flatMap((pattern) =>
      Array.from(text.matchAll(pattern), ([, name = '', number = '']): [string, string] => [name, number])
    )
    .filter(([name, number]) => isNumberName(name) && !IS_NONE.test(number))
}
