import type { Both } from '../../language.js'

/** A type of goods, with the tag groups that say how it is refunded. */
export interface GoodsType {
  type: string
  meaning: Both
  /** Whether its orders can be settled only after they are fulfilled. Source: official. */
  afterFulfilment?: true
  /** None where no source names one. */
  groups: readonly TagGroup[]
  source: string
}

export interface TagGroup {
  id: string
  /** What may be refunded. */
  rule: Both
}

const NEGOTIATED: Both = {
  en: 'before it is made: in full; after: by negotiation',
  zh: '制作前可全额退款，制作后协商退款'
}
const SERVICE: Both = {
  en: 'before the service: in full; once it has begun: by negotiation',
  zh: '服务开始前可全额退款，开始后协商退款'
}
const FULL_OR_NONE: Both = {
  en: 'at first in full, afterwards none',
  zh: '开始前可全额退款，之后不支持退款'
}
const NONE: Both = { en: 'no refund', zh: '不支持退款' }
const SDKS = 'official-mirror (2023) for the type; sdk for its groups'
const COPY = 'official-mirror'

const group = (id: string, rule: Both): TagGroup => ({ id, rule })
const unseen = (type: string, en: string, zh: string, source = COPY): GoodsType => ({
  type,
  meaning: { en, zh },
  groups: [],
  source
})

/**
 * Every type of goods that a source names. tag_query gives the current list, which is the platform's to change: a type
 * or a group that is not here is not wrong.
 */
export const GOODS_TYPES: readonly GoodsType[] = [
  {
    type: '101',
    afterFulfilment: true,
    meaning: { en: 'number card (telecom)', zh: '号卡（通信）' },
    groups: [group('tag_group_7272625659887943692', NEGOTIATED)],
    source: SDKS
  },
  {
    type: '102',
    afterFulfilment: true,
    meaning: { en: 'customised telecom service, such as a ring-back tone', zh: '通信定制类，如彩铃' },
    groups: [group('tag_group_7272625659887960076', NEGOTIATED), group('tag_group_7272625659887976460', FULL_OR_NONE)],
    source: SDKS
  },
  {
    type: '103',
    meaning: { en: 'top-up of a phone or of broadband', zh: '话费、宽带充值' },
    groups: [group('tag_group_7272625659887992844', NONE)],
    source: SDKS
  },
  unseen('104', 'telecom', '通信'),
  unseen('105', 'telecom', '通信'),
  unseen('106', 'telecom', '通信'),
  unseen('107', 'telecom', '通信'),
  {
    type: '201',
    afterFulfilment: true,
    meaning: { en: 'general consulting', zh: '通用咨询' },
    groups: [group('tag_group_7272625659888009228', SERVICE), group('tag_group_7272625659888025612', FULL_OR_NONE)],
    source: SDKS
  },
  {
    type: '202',
    afterFulfilment: true,
    meaning: { en: 'documents written to order', zh: '文书定制' },
    groups: [group('tag_group_7297888175123382299', SERVICE)],
    source: 'sdk'
  },
  {
    type: '301',
    meaning: { en: 'virtual tool', zh: '虚拟工具' },
    groups: [group('tag_group_7272625659888058380', NONE)],
    source: SDKS
  },
  unseen('302', 'named by one project only', '只见于一个项目', 'sdk'),
  {
    type: '401',
    meaning: { en: 'content consumption', zh: '内容消费' },
    groups: [group('tag_group_7272625659888041996', NONE)],
    source: SDKS
  },
  unseen('402', 'content', '内容'),
  unseen('403', 'content', '内容'),
  unseen('404', 'episodes of a drama', '短剧剧集'),
  unseen('405', 'content', '内容'),
  unseen('406', 'content', '内容')
]

/** Whether orders of a type can be settled only after they are fulfilled. */
export function isAfterFulfilment(type: string | undefined): boolean {
  return GOODS_TYPES.some((one) => one.type === type && one.afterFulfilment)
}

/** The tag groups known for a type. */
export function tagGroupsOf(type: string | undefined): readonly TagGroup[] {
  return GOODS_TYPES.find((one) => one.type === type)?.groups ?? []
}

/** The types that a tag group is known for. */
export function typesOf(groupId: string): string[] {
  return GOODS_TYPES.filter(({ groups }) => groups.some(({ id }) => id === groupId)).map(({ type }) => type)
}
