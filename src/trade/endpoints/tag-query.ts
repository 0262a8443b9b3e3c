import type { Endpoint } from '../../protocol/system/endpoint.js'

export const tagQuery: Endpoint = {
  name: 'tag_query',
  command: 'tags',
  theme: 'orders',
  method: 'POST',
  path: '/api/trade_basic/v1/developer/tag_query/',
  signed: 'header',
  summary: { en: 'List the tag groups that tagGroupId can have (查询标签组)', zh: '查询标签组：tagGroupId 的可用取值' },
  examples: ['ecpay trade tags --goods-type 301', 'ecpay trade tags --json | jq .response.body.data'],
  movesMoney: false,
  source: 'official',
  fields: [
    {
      key: 'goods_type',
      type: 'number',
      required: false,
      meaning: {
        en: 'goods type, as `type` of the order; all of them when absent',
        zh: '商品类型，同下单的 `type`；不填则查全部'
      },
      source: 'official',
      flag: { syntax: '--goods-type <type>' }
    }
  ],
  answer: [{ path: 'data.tag_detail_list.tag_group_id', meaning: { en: 'for tagGroupId', zh: '用于 tagGroupId' } }],
  errNos: [0, 10000]
}
