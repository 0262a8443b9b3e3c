/** What leaves no trace in a signature, to be checked apart from it, in both languages. */
export const CHECK_WORDS = {
  'key-version-not-raised': {
    en: 'key_version is the number that the console shows beside the application public key now: each upload raises it, and code that has 1 or 2 written into it stays behind.',
    zh: 'key_version 与控制台里应用公钥当前的版本号一致：每次上传都会加一，代码里写死 1 或 2 就会过时。'
  },
  'public-key-of-other-app': {
    en: 'The application public key in the console is the other half of this private key, and stands under this app_id (开发 > 开发配置 > 密钥管理): compare the fingerprints (ecpay trade keys show).',
    zh: '控制台里（开发 > 开发配置 > 密钥管理）该 app_id 的应用公钥与这把私钥配对：可比对指纹（ecpay trade keys show）。'
  },
  'key-of-other-role': {
    en: 'A service provider has keys of its own for each app that it develops (服务商平台): they are not those of the mini-program.',
    zh: '服务商代开发的小程序用服务商平台里的密钥，不是小程序自己的密钥。'
  },
  'data-changed-on-the-way': {
    en: 'tt.requestOrder gets data as the very string that was signed: not the object, not parsed and written again by a framework.',
    zh: '传给 tt.requestOrder 的 data 就是签名的那个字符串：不是对象，也没有被框架解析后重新序列化。'
  },
  'old-authorization': {
    en: 'The authorization is fresh: the time is now, and each is used once.',
    zh: '授权串是新生成的：时间戳是当前时间，每个只用一次。'
  },
  'sandbox-and-production': {
    en: 'App, host and keys belong to one environment: the sandbox does not know tt.requestOrder, and has keys of its own.',
    zh: '小程序、域名和密钥属于同一环境：沙盒不支持 tt.requestOrder，且密钥不同。'
  },
  'fields-of-data': {
    en: 'Empty or mistyped fields of data are refused with errNo 11004 or 10000 as well: skuList is an array of objects, skuAttr and params are JSON in a string, amounts are integers of fen.',
    zh: 'data 里字段为空或类型不对也会报 errNo 11004 或 10000：skuList 是对象数组，skuAttr 和 params 是 JSON 字符串，金额是以分为单位的整数。'
  },
  'capability-missing': {
    en: 'The app has the trade capability and its goods type; try on a phone, not in the IDE.',
    zh: '小程序已开通交易能力，商品类型在其行业范围内；请在真机上测试，不要用开发者工具。'
  }
}

/** What a signature cannot show. */
export type CheckCode = keyof typeof CHECK_WORDS

export const CHECKS = Object.keys(CHECK_WORDS) as readonly CheckCode[]
