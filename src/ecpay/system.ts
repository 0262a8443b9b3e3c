import type { System } from '../protocol/system/system.js'
import { ENVIRONMENTS } from './environments.js'

/** 担保支付: requests are signed with the SALT (MD5), callbacks with the Token (SHA-1). */
export const ecpay: System = {
  name: 'ecpay',
  title: { en: 'guaranteed payment (担保支付)', zh: '担保支付' },
  traits:
    /msg_signature|\bnonce["'\\]*\s*[:=]|payment_info|refundinfo|settle_info|\bpay:fail|\btt\.pay\b|order_token|\/ecpay\/v1\/|cp_(?:order|refund|settle_)no\b|担保支付/i,
  environments: ENVIRONMENTS,
  keys: { sign: ['salt'], verify: ['token'] },
  endpoints: async () => (await import('./endpoints/endpoints.js')).ENDPOINTS,
  verdict: async () => (await import('./verdict.js')).ERR_NO,
  sign: async (call, keys) => (await import('./sign/sign-call.js')).signCall(call, keys),
  signatureCheck: async () => (await import('./sign/check-signature.js')).checkSignature,
  verify: async (posted, keys, options) =>
    (await import('./callback/verify-posted.js')).verifyPosted(posted, keys, options),
  callbacks: async () => (await import('./catalogue/callback-types.js')).CALLBACKS,
  callbackTools: async () => (await import('./callback/callback-tools.js')).CALLBACK_TOOLS,
  catalogue: async () => (await import('./catalogue/catalogue.js')).CATALOGUE
}
