import type { Environments } from '../protocol/system/environments.js'

/**
 * Where the calls of 通用交易系统 go. No page documents its calls for the sandbox, and tt.requestOrder does not support it.
 * In the sandbox only the call for a client_token is documented.
 */
export const ENVIRONMENTS: Environments = {
  local: { origin: undefined },
  sandbox: { origin: 'https://open-sandbox.douyin.com', undocumented: true },
  production: { origin: 'https://open.douyin.com' }
}

/** Where trade system 2.0 was before, and still is: its calls there are signed, and have no access token. */
export const FORMER_ENVIRONMENTS: Environments = {
  ...ENVIRONMENTS,
  production: { origin: 'https://developer.toutiao.com' }
}
