import { mistakes } from './mistake.js'

/** Whose private key made the signature. */
export const keyMistakes = mistakes({
  'platform-key': {
    fix: 'key',
    en: "It was signed with the platform's key, not with the private key of the app.",
    zh: '用的是平台密钥，而不是应用私钥。'
  },
  'other-profiles-key': {
    fix: 'key',
    en: (of) => `It was signed with the private key of the profile ${of}.`,
    zh: (of) => `用的是配置档 ${of} 的私钥。`
  },
  'demo-key': {
    fix: 'key',
    en: 'It was signed with the demo key of the local gateway.',
    zh: '用的是本地网关的演示私钥。'
  },
  'example-key': {
    fix: 'key',
    en: 'It was signed with the example key of the documentation.',
    zh: '用的是文档里的示例私钥。'
  },
  'unknown-key': {
    fix: 'key',
    en: 'None of the keys here made this signature: another private key did, or the signature was damaged on the way.',
    zh: '签名不是由这里的任何一把密钥生成的：用了别的私钥，或签名在传递中损坏了。'
  }
})
