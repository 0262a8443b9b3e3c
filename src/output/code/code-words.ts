import type { Language } from '../../language.js'
import { RULE_WORDS, type RuleWords } from './rule-words.js'

/** The comments of the programs. */
export interface CodeWords extends RuleWords {
  salted(run: string): string
  rsa(run: string): string
  noSalt: string
  noKey: string
  needsPkcs8: string
  scalarOnly: string
  was: Record<'number' | 'boolean' | 'nested', string>
}

const EN: CodeWords = {
  ...RULE_WORDS.en,
  salted: (run) => `The signature of a request of 担保支付. Set ECPAY_SALT, then: ${run}`,
  rsa: (run) => `The byteAuthorization of 通用交易系统. Set ECPAY_PRIVATE_KEY_FILE to your PEM file, then: ${run}`,
  noSalt: 'Set ECPAY_SALT.',
  noKey: 'Set ECPAY_PRIVATE_KEY_FILE to the file of the private key.',
  needsPkcs8: 'Java reads only PKCS#8. Convert the key: ecpay trade keys convert <file> --format pkcs8 -o <new file>',
  scalarOnly: 'only texts and whole numbers are signed alike everywhere',
  was: {
    number: 'a number in the body, signed as it is written there',
    boolean: 'a boolean in the body, signed as this word',
    nested: 'an object or array in the body; no page says how the platform signs it'
  }
}

const ZH: CodeWords = {
  ...RULE_WORDS.zh,
  salted: (run) => `担保支付请求签名。先设置环境变量 ECPAY_SALT，再运行：${run}`,
  rsa: (run) =>
    `通用交易系统的 byteAuthorization。先把环境变量 ECPAY_PRIVATE_KEY_FILE 设为 PEM 私钥文件，再运行：${run}`,
  noSalt: '请设置环境变量 ECPAY_SALT。',
  noKey: '请把环境变量 ECPAY_PRIVATE_KEY_FILE 设为私钥文件的路径。',
  needsPkcs8: 'Java 只能读取 PKCS#8 格式。请转换私钥：ecpay trade keys convert <file> --format pkcs8 -o <新文件>',
  scalarOnly: '只有文本和整数在各语言中签名一致',
  was: {
    number: '请求体中是数字，按原文签名',
    boolean: '请求体中是布尔值，按这个单词签名',
    nested: '请求体中是对象或数组；平台如何签名没有官方说明'
  }
}

/** The comments in each language. */
export const CODE_WORDS: Record<Language, CodeWords> = { en: EN, zh: ZH }
