import { flag, text, type Values } from '../../shared/option.js'
import { DATA, ENCODING, KEY_VERSION, PRIVATE_KEY_FILE } from '../../shared/options.js'

/** The options of an order beside those of its fields. */
export const ORDER_OPTIONS = {
  data: DATA,
  from: text('--from <file>', {
    help: {
      en: 'the whole order from a file or - (stdin); flags override its fields',
      zh: '从文件或 -（stdin）读取完整的订单；其他选项覆盖其中的同名字段'
    }
  }),
  encoding: ENCODING,
  privateKeyFile: PRIVATE_KEY_FILE,
  keyVersion: KEY_VERSION,
  dryRun: flag('--dry-run', {
    help: {
      en: 'check and show data, sign nothing: no key is needed',
      zh: '只检查并显示 data，不签名，不需要密钥'
    }
  }),
  validate: flag('--no-validate', {
    help: {
      en: 'sign it though a documented limit is violated',
      zh: '即使超出文档限制也照样签名'
    }
  })
}

export type OrderValues = Values<typeof ORDER_OPTIONS>
