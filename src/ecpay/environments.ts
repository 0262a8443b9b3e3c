import type { Environments } from '../protocol/system/environments.js'

/** Where the calls of 担保支付 go. */
export const ENVIRONMENTS: Environments = {
  local: { origin: undefined },
  sandbox: { origin: 'https://open-sandbox.douyin.com' },
  production: { origin: 'https://developer.toutiao.com' }
}
