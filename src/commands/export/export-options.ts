import { THEMES } from '../../protocol/system/endpoint.js'
import { SYSTEMS } from '../../systems.js'
import { choice, list, type Option, text, type Values } from '../shared/option.js'

const ONLY_SYSTEM: Option<string | undefined> = {
  ...text('--system <name>', {
    help: {
      en: 'only the calls of 担保支付 (ecpay) or of 通用交易系统 (trade)',
      zh: '只导出担保支付（ecpay）或通用交易系统（trade）的接口'
    }
  }),
  // Read when it is asked for: the list of systems may still grow after this is loaded.
  get choices() {
    return SYSTEMS.map(({ name }) => name)
  }
}

/** Which calls a document has. */
export const CHOSEN = {
  system: ONLY_SYSTEM,
  theme: choice('--theme <theme>', THEMES, {
    help: { en: 'only the calls of this theme', zh: '只导出这一类接口' }
  }),
  call: list('--call <name>', {
    suggests: 'call',
    help: {
      en: 'only this call: create_order, or create-order as its command is called; repeatable',
      zh: '只导出这个接口：接口名 create_order 或命令名 create-order；可多次使用'
    }
  })
}

export type Chosen = Values<typeof CHOSEN>
