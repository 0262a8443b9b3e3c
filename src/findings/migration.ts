import { list } from './phrases.js'
import { entry, topic } from './topic.js'

/** Members by which an order of the general trade system is known. */
const ORDER_KEYS = ['skuList', 'outOrderNo', 'totalAmount', 'orderEntrySchema']

/** Of a body that is taken over into the general trade system. */
export const migration = topic('Migration', '迁移', {
  'unknown-old-call': entry<{ known: string[] }>({
    en: ({ known }, { has }) => {
      const unknown = 'Its fields do not tell which call of the old system it is for.'
      return has('--call') ? [unknown, `Say it with --call: ${list.en(known)}.`] : unknown
    },
    zh: ({ known }, { has }) => {
      const unknown = '从字段看不出它属于旧系统的哪个接口。'
      return has('--call') ? [unknown, `请用 --call 指明：${list.zh(known)}。`] : unknown
    }
  }),
  'already-migrated': entry<{ key: string }>({
    en: ({ key }) => {
      const said = `It has \`${key}\`, so it belongs to the general trade system already.`
      const check = 'Check an order with `ecpay trade order --dry-run --from` and its file.'
      return ORDER_KEYS.includes(key) ? [said, check] : said
    },
    zh: ({ key }) => {
      const said = `其中有 \`${key}\`，已经是通用交易系统的格式。`
      const check = '检查下单参数请用 `ecpay trade order --dry-run --from`，后接文件名。'
      return ORDER_KEYS.includes(key) ? [said, check] : said
    }
  }),
  'no-successor': entry<{ call: string }>({
    exit: 'no',
    en: ({ call }) => `Nothing takes the place of ${call}.`,
    zh: ({ call }) => `${call} 没有对应的新接口。`
  })
})
