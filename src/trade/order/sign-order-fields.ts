import type { Member } from '../../protocol/system/endpoint.js'

/** A number of the developer: at most 64 bytes. */
const NUMBER = { bytes: 64 } as const
const ADDRESS = { bytes: 512, url: 'https' } as const

/**
 * The members of `data` of tt.createSignOrder. With `authPayOrder`, the agreement is signed and paid at once; without,
 * it is signed only. Source: official, with limits of an SDK that carries the official table.
 */
export const SIGN_ORDER_FIELDS: readonly Member[] = [
  { key: 'outAuthOrderNo', type: 'string', required: true, limits: NUMBER },
  { key: 'serviceId', type: 'string', required: true },
  { key: 'openId', type: 'string', required: true },
  { key: 'expireSeconds', type: 'number', required: false, unit: 'seconds', limits: { min: 30, max: 172_800 } },
  { key: 'notifyUrl', type: 'string', required: false, limits: ADDRESS },
  { key: 'firstDeductionDate', type: 'string', required: false, limits: { characters: 10, alphabet: '0-9-' } },
  { key: 'onBehalfUid', type: 'string', required: false, limits: { bytes: 64, alphabet: 'A-Za-z0-9_' } },
  {
    key: 'authPayOrder',
    type: 'object',
    required: false,
    limits: {
      object: {
        of: [
          { key: 'outPayOrderNo', type: 'string', required: true, limits: NUMBER },
          { key: 'merchantUid', type: 'string', required: false },
          { key: 'initialAmount', type: 'number', required: false, unit: 'fen', limits: { min: 1 } },
          { key: 'notifyUrl', type: 'string', required: false, limits: ADDRESS }
        ]
      }
    }
  }
]
