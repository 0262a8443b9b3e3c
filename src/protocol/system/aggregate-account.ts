import type { Field } from './endpoint.js'

/**
 * A field that says whose books are meant, in a withdrawal: from the aggregate account of an enterprise (channel_type
 * yzt) it must be there and be 2, in both systems. Source: official-mirror.
 */
export function inWithdrawal(entity: Field): Field {
  return {
    ...entity,
    required: true,
    when: { key: 'channel_type', is: 'yzt' },
    limitsThen: { oneOf: ['2'] },
    meaning: {
      en: `${entity.meaning.en}; with yzt it must be 2`,
      zh: `${entity.meaning.zh}；渠道为 yzt 时必须是 2`
    }
  }
}
