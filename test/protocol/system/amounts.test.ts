import { expect, test } from 'vitest'
import { readObject } from '../../../src/protocol/json/json.js'
import type { Member } from '../../../src/protocol/system/endpoint.js'
import { validateMembers } from '../../../src/protocol/system/validate.js'
import { SYSTEMS } from '../../../src/systems.js'
import { ORDER_FIELDS } from '../../../src/trade/order/order-fields.js'
import { SIGN_ORDER_FIELDS } from '../../../src/trade/order/sign-order-fields.js'

/** The amounts among members, and among those inside them. */
function amountsIn(members: readonly Member[], where: string): [where: string, member: Member][] {
  return members.flatMap((member) => {
    const { list, object } = member.limits ?? {}
    const path = `${where} ${member.key}`
    const inside = amountsIn([...(list?.of ?? []), ...(object?.of ?? [])], path)
    return member.unit === 'fen' ? [[path, member], ...inside] : inside
  })
}

const CALLS = await Promise.all(SYSTEMS.map(async (system) => system.endpoints()))
const AMOUNTS = [
  ...CALLS.flat().flatMap(({ path, fields }) => amountsIn(fields, path)),
  ...amountsIn(ORDER_FIELDS, 'the order of the client'),
  ...amountsIn(SIGN_ORDER_FIELDS, 'the agreement of the client')
]

test.each(AMOUNTS)('%s has a largest amount: 10,000,000,000 fen, where no page names another', (_, member) => {
  const codes = (literal: string | number) =>
    validateMembers([member], readObject(`{"${member.key}":${literal}}`)).map(({ code }) => code)
  const largest = member.limits?.max ?? 10_000_000_000
  expect(codes(largest)).toEqual([])
  for (const literal of [largest + 1, '9007199254740993', '9'.repeat(401)])
    expect(codes(literal)).toEqual(['above-maximum'])
})
