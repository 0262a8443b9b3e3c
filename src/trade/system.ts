import type { System } from '../protocol/system/system.js'
import { ENVIRONMENTS, FORMER_ENVIRONMENTS } from './environments.js'

/**
 * 通用交易系统: orders are signed with the app's private key (RSA), callbacks with the platform's. Calls have an access
 * token and no signature.
 */
export const trade: System = {
  name: 'trade',
  word: 'trade',
  title: { en: 'general trade system (通用交易系统)', zh: '通用交易系统' },
  traits:
    /requestorder|getorderpayment|createsignorder|byte-?(?:authorization|signature|timestamp|nonce|log|identify)|\blog_id\b|errlogid|sub_error_code|\bversion\W{1,8}[123]\.0|pay_status|trade_basic|trade_auth|\/trade\/v2\/|通用交易/i,
  environments: ENVIRONMENTS,
  keys: { sign: ['access_token'], verify: ['platform_public_key'] },
  clientToken: true,
  endpoints: async () => (await import('./endpoints/endpoints.js')).ENDPOINTS,
  clientData: async () => (await import('./order/client-data.js')).CLIENT_DATA,
  verdict: async () => (await import('./verdict.js')).ERR_NO,
  sign: async (call, keys) => (await import('./sign-call.js')).signCall(call, keys),
  signatureCheck: async () => (await import('./check-token.js')).checkToken,
  former: {
    environments: FORMER_ENVIRONMENTS,
    keys: { sign: ['app_id', 'private_key', 'key_version'], verify: ['platform_public_key'] },
    sign: async (call, keys, moment) => (await import('./sign-header.js')).signHeader(call, keys, moment),
    signatureCheck: async () => (await import('./sign-header.js')).checkHeader,
    verdict: async () => (await import('./verdict.js')).FORMER_ERR_NO
  },
  verify: async (posted, keys, options) =>
    (await import('./callback/verify-posted.js')).verifyPosted(posted, keys, options),
  callbacks: async () => (await import('./catalogue/callback-types.js')).TRADE_CALLBACKS,
  callbackTools: async () => (await import('./callback/callback-tools.js')).CALLBACK_TOOLS,
  catalogue: async () => (await import('./catalogue/catalogue.js')).CATALOGUE
}
