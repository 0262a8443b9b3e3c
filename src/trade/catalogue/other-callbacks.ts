import type { Entry } from '../../protocol/system/catalogue-entry.js'

const unseen = (code: string, en: string, zh: string): Entry => ({
  namespace: 'callback',
  code,
  meaning: { en, zh },
  note: {
    en: 'Only a constant in one SDK. No page and no report shows such a callback.',
    zh: '只在一个 SDK 中作为常量出现，没有文档或用户反馈提到实际的回调。'
  },
  source: 'sdk'
})

/** Types of callbacks of which only the name is known. */
export const OTHER_CALLBACKS: readonly Entry[] = [
  unseen('settle_finish', 'an automatic settlement has ended', '自动结算完成通知'),
  unseen('transfer', 'a transfer has its result', '转账结果通知'),
  {
    namespace: 'callback',
    code: 'create_merchant',
    meaning: { en: 'an onboarding has its result', zh: '进件结果通知' },
    note: {
      en: 'One project in production answers it like the others, with err_no 0. Its fields are not known.',
      zh: '某个线上项目像其他回调一样返回 err_no 0；它的字段不详。'
    },
    source: 'user'
  }
]
