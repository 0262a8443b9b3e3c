import type { Field, Limits } from './endpoint.js'

/** A developer's own number: digits, letters, `_`, `-` and `*`. */
export const OWN_NUMBER: Limits = { characters: 64, alphabet: '0-9A-Za-z_*-' }

export const APP_ID: Field = {
  key: 'app_id',
  type: 'string',
  required: true,
  limits: { characters: 64 },
  meaning: { en: 'mini program app id; not signed', zh: '小程序 app_id；不参与签名' },
  source: 'official'
}

export const THIRDPARTY_ID: Field = {
  key: 'thirdparty_id',
  type: 'string',
  required: false,
  limits: { characters: 64 },
  meaning: {
    en: 'service provider id, in provider mode only; not signed',
    zh: '第三方平台服务商 id，仅服务商模式需要；不参与签名'
  },
  source: 'official',
  flag: { syntax: '--thirdparty-id <id>', fallback: 'configuration' }
}

export const SIGN: Field = {
  key: 'sign',
  type: 'string',
  required: true,
  limits: { characters: 344 },
  meaning: { en: 'the request signature; put in by this tool', zh: '请求签名；由本工具填入' },
  source: 'official'
}
