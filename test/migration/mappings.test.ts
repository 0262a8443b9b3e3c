import { describe, expect, test } from 'vitest'
import { CALLBACKS } from '../../src/ecpay/catalogue/callback-types.js'
import { ENDPOINTS } from '../../src/ecpay/endpoints/endpoints.js'
import type { Both } from '../../src/language.js'
import { CALLBACK_MAPPINGS, ENVELOPE, ENVELOPE_ADDED } from '../../src/migration/callbacks.js'
import { NEW_CALLS } from '../../src/migration/calls/other-calls.js'
import { NEW_SETTINGS, SETTING_MAPPINGS } from '../../src/migration/configuration.js'
import type { MemberMapping } from '../../src/migration/mapping.js'
import { CALL_MAPPINGS } from '../../src/migration/mappings.js'
import { ENDPOINTS as TRADE_CALLS } from '../../src/trade/endpoints/endpoints.js'
import { flatFields } from '../../src/trade/order/order-fields.js'
import { BAD_TYPOGRAPHY, CHINESE, NOT_CHINESE, NOT_ENGLISH, prose, withoutTerms } from '../output/typography.js'

const unique = (all: readonly unknown[]) => expect(new Set(all).size).toBe(all.length)

test('every old call has its mapping, and no other', () => {
  expect(CALL_MAPPINGS.map(({ from }) => from).toSorted()).toEqual(ENDPOINTS.map(({ name }) => name).toSorted())
})

test('every type of callback has its mapping', () => {
  expect(CALLBACK_MAPPINGS.map(({ type }) => type).toSorted()).toEqual(CALLBACKS.map(({ code }) => code).toSorted())
})

describe.each(CALL_MAPPINGS)('$from', ({ from, to, members, added, answer }) => {
  const endpoint = ENDPOINTS.find(({ name }) => name === from)

  test('every field of the old body is in it, once', () => {
    expect(members.map((one) => one.from).toSorted()).toEqual(endpoint?.fields.map(({ key }) => key).toSorted())
  })

  test('it maps fields of the old answer, once each', () => {
    unique(answer.map((one) => one.from))
    const known = endpoint?.answer.map(({ path }) => path) ?? []
    expect(answer.map((one) => one.from).filter((path) => !known.includes(path))).toEqual([])
  })

  test('no new field is filled twice', () => {
    unique([...members.flatMap(targetsOf), ...added.map((one) => one.to)].filter((one) => !one.includes('chema.path')))
  })

  test('what nothing takes the place of is gone', () => {
    if (!to) expect(members.every(({ how }) => how === 'gone')).toBe(true)
  })
})

test.each(['query_order', 'query_refund', 'query_settle', 'create_order', 'create_refund', 'settle'])(
  'the whole answer of %s is mapped',
  (name) => {
    const answer = CALL_MAPPINGS.find(({ from }) => from === name)?.answer.map(({ from }) => from)
    expect(answer?.toSorted()).toEqual(
      ENDPOINTS.find((one) => one.name === name)
        ?.answer.map(({ path }) => path)
        .toSorted()
    )
  }
)

function targetsOf(one: MemberMapping): readonly string[] {
  return one.how === 'gone' ? [] : [one.to].flat()
}

test('what an order becomes is a field of tt.requestOrder', () => {
  const { members = [], added = [] } = CALL_MAPPINGS.find(({ from }) => from === 'create_order') ?? {}
  const known = flatFields().map(({ key }) => key)
  expect([...members.flatMap(targetsOf), ...added.map(({ to }) => to)].filter((key) => !known.includes(key))).toEqual(
    []
  )
})

test('what every required field of tt.requestOrder is made of is said', () => {
  const { members = [], added = [] } = CALL_MAPPINGS.find(({ from }) => from === 'create_order') ?? {}
  const said = [...members.flatMap(targetsOf), ...added.map(({ to }) => to)]
  const wanted = flatFields().filter(({ required, key }) => required && !key.includes('.entrySchema.'))
  expect(wanted.filter(({ key }) => !said.includes(key))).toEqual([])
})

const TARGETS = TRADE_CALLS.flatMap(({ name, fields }) =>
  CALL_MAPPINGS.some(({ to }) => to?.name === name) ? [[name, fields] as const] : []
)

test('the calls that take the place of old ones are known', () => {
  const names = TARGETS.map(([name]) => name)
  for (const one of ['order_query', 'refund_create', 'refund_query', 'settle_create', 'settle_query'])
    expect(names).toContain(one)
})

test.each(TARGETS)('what is required of %s is mapped or said to be needed', (name, fields) => {
  const { members = [], added = [] } = CALL_MAPPINGS.find(({ to }) => to?.name === name) ?? {}
  const said = [...members.flatMap(targetsOf), ...added.map(({ to }) => to)].map((path) => path.split('.')[0])
  expect(fields.filter(({ required, key }) => required && !said.includes(key))).toEqual([])
})

test.each(CALLBACK_MAPPINGS)('every field of the callback $type is mapped', ({ type, members }) => {
  const fields = CALLBACKS.find(({ code }) => code === type)?.fields.map(({ path }) => path)
  expect(members.map(({ from }) => from).toSorted()).toEqual(fields?.toSorted())
})

const every = [
  ...CALL_MAPPINGS,
  ...CALLBACK_MAPPINGS,
  { members: ENVELOPE, added: ENVELOPE_ADDED, about: undefined, answer: [] },
  { members: SETTING_MAPPINGS, added: NEW_SETTINGS, about: undefined, answer: [] }
]
const texts: Both[] = [
  ...every.flatMap(({ about, members, added, ...rest }) => [
    ...(about ? [about] : []),
    ...[...members, ...added, ...('answer' in rest ? rest.answer : [])].flatMap(({ note }) => note ?? [])
  ]),
  ...NEW_CALLS.map(({ about }) => about)
]

test('every sentence is there in both languages, by their rules', () => {
  const wrong = texts.flatMap(({ en, zh }) => [
    ...(CHINESE.test(withoutTerms(en)) ? [en] : []),
    ...NOT_ENGLISH.flatMap(([rule, pattern]) => (pattern.test(prose(en)) ? [`${rule}: ${en}`] : [])),
    ...(!CHINESE.test(zh) || BAD_TYPOGRAPHY.test(prose(zh)) ? [zh] : []),
    ...NOT_CHINESE.flatMap(([rule, pattern]) => (pattern.test(prose(zh)) ? [`${rule}: ${zh}`] : []))
  ])
  expect(wrong).toEqual([])
})
