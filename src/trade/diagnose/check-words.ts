/** What leaves no trace in a signature, to be checked apart from it, in both languages. */
export const CHECK_WORDS = {
  'key-version-not-raised': {
    en: 'key_version is the version that the console shows for the application public key. Every upload raises it; a 1 or 2 in the code stays behind.',
    zh: 'key_version 与控制台里应用公钥当前的版本号一致：每次上传都会加一，代码里写死 1 或 2 就会过时。'
  },
  'public-key-of-other-app': {
    en: 'The application public key in the console, under this app_id, belongs to this private key: copy it from there into a file, and run `ecpay trade keys check <file>`.',
    zh: '控制台里该 app_id 的应用公钥与这把私钥配对：把公钥从控制台复制到文件，用 `ecpay trade keys check <文件>` 核对。'
  },
  'key-of-other-role': {
    en: 'If a service provider develops the app, the keys are those of 服务商平台, not those of the mini program.',
    zh: '服务商代开发的小程序用服务商平台里的密钥，不是小程序自己的密钥。'
  },
  'data-changed-on-the-way': {
    en: 'tt.requestOrder gets data as the string that was signed: not as an object, and not parsed and serialised again by a framework. Compare what the client prints just before the call with what the server signed.',
    zh: '传给 tt.requestOrder 的 data 就是签名的那个字符串：不是对象，也没有被框架解析后重新序列化。可在调用前打印，与服务端签名的文本比对。'
  },
  'old-authorization': {
    en: 'byteAuthorization is made for this call: its timestamp is now by the right clock, and it was not used before.',
    zh: 'byteAuthorization 是为这次调用生成的：时间戳是当前时间（服务器时钟准确），没有重复使用。'
  },
  'sandbox-and-production': {
    en: 'App and keys belong to production: the sandbox does not know tt.requestOrder, and has keys of its own.',
    zh: '小程序和密钥都属于线上环境：沙盒不支持 tt.requestOrder，且密钥不同。'
  },
  'fields-of-data': {
    en: 'No field of data is empty or of the wrong type, which also gives errNo 11004 or 10000: skuList is an array of objects, skuAttr and params are JSON as a string, amounts are whole numbers of fen. `ecpay trade order --from data.json --dry-run` checks them.',
    zh: 'data 里没有空字段和类型错误，否则也会报 errNo 11004 或 10000：skuList 是对象数组，skuAttr 和 params 是 JSON 字符串，金额是以分为单位的整数。可用 `ecpay trade order --from data.json --dry-run` 检查。'
  },
  'capability-missing': {
    en: 'The app has the trade capability, and its industry may sell goods of this type. Try it on a phone, not in the developer tools.',
    zh: '小程序已开通交易能力，商品类型在其行业范围内；请在真机上测试，不要用开发者工具。'
  }
}

/** What a signature cannot show. */
export type CheckCode = keyof typeof CHECK_WORDS

export const CHECKS = Object.keys(CHECK_WORDS) as readonly CheckCode[]
