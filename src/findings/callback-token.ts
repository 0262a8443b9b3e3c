import { entry, topic } from './topic.js'

/** Another text was used instead of the token. */
export const callbackToken = topic('The callback: the token', '回调：令牌', {
  'token-edge-whitespace': entry({
    en: [
      'The difference is white space or an invisible character around the token.',
      'Copy the token again, and use `printf %s`, not `echo`, to write it into a file.'
    ],
    zh: ['差别在于令牌首尾的空白或不可见字符。', '请重新复制令牌；写入文件时用 `printf %s`，不要用 `echo`。']
  }),
  'salt-as-token': entry({
    en: ['It was signed with the SALT instead of the token.', 'Callbacks use the Token (令牌) of 支付设置.'],
    zh: ['签名用的是 SALT，而不是令牌。', '回调应使用“支付设置”中的令牌(Token)。']
  }),
  'other-profile-token': entry<{ profile: string }>({
    en: ({ profile }) => [`It was signed with the token of profile \`${profile}\`.`, `Add --profile ${profile}.`],
    zh: ({ profile }) => [`签名用的是配置档 \`${profile}\` 的令牌。`, `请加上 --profile ${profile}。`]
  }),
  'other-profile-salt': entry<{ profile: string }>({
    en: ({ profile }) => [
      `It was signed with the SALT of profile \`${profile}\`.`,
      'Callbacks use the Token (令牌) of 支付设置.'
    ],
    zh: ({ profile }) => [`签名用的是配置档 \`${profile}\` 的 SALT。`, '回调应使用“支付设置”中的令牌(Token)。']
  }),
  'demo-token': entry({
    en: ['It was signed with the demo token of the local gateway.', 'Add --env local, or sign it with your own token.'],
    zh: ['签名用的是本地网关的演示令牌。', '请加上 --env local，或用自己的令牌签名。']
  }),
  'demo-salt-as-token': entry({
    en: [
      'It was signed with the demo SALT of the local gateway.',
      'Callbacks use the Token (令牌) of 支付设置; the demo SALT is for requests to the local gateway.'
    ],
    zh: ['签名用的是本地网关的演示 SALT。', '回调应使用“支付设置”中的令牌(Token)；演示 SALT 只用于发给本地网关的请求。']
  }),
  'app-id-as-token': entry({
    en: ['It was signed with the app_id instead of the token.', 'Callbacks use the Token (令牌) of 支付设置.'],
    zh: ['误把 app_id 当作令牌。', '回调应使用“支付设置”中的令牌(Token)。']
  }),
  /** `text` is the text that was used instead; it can be empty. */
  'token-not-loaded': entry<{ text: string }>({
    en: ({ text }) => [
      text === ''
        ? 'It was signed with an empty token.'
        : `It was signed with "${text}" instead of the token, which was not loaded.`,
      'Check where your code reads the token from, and stop with an error if it is missing.'
    ],
    zh: ({ text }) => [
      text === '' ? '签名用的令牌是空的。' : `令牌没有读到，签名用了“${text}”。`,
      '请检查代码从哪里读取令牌；读不到时应直接报错。'
    ]
  }),
  'token-quoted': entry({
    en: ['The difference is quotes around the token.', 'Copy the token without quotes into the configuration.'],
    zh: ['差别在于令牌两端的引号。', '请把令牌填入配置，不带引号。']
  }),
  /** `text` is the form in which it was printed, with … in place of the token. */
  'token-as-printed': entry<{ text: string }>({
    en: ({ text }) => [
      `The token was signed as its container is printed: ${text}`,
      'Take the text out of it: decode bytes, get() of an Optional, the first item of a list.'
    ],
    zh: ({ text }) => [
      `令牌外面还有一层，参与签名的是打印出来的写法：${text}`,
      '请先取出里面的文本：字节要解码，Optional 用 get()，列表取第一项。'
    ]
  }),
  /** `text` is what stands behind it: punctuation of the line. */
  'token-with-rest-of-line': entry<{ text: string }>({
    en: ({ text }) => [
      `What stands behind the token in its line was taken for a part of it: ${text}`,
      'Copy only the token into the configuration.'
    ],
    zh: ({ text }) => [`令牌那一行后面的字符也被当作令牌了：${text}`, '请只把令牌本身填入配置。']
  }),
  'token-encoded': entry<{ how: string }>({
    en: ({ how }) => [`The token was used in another form: ${how}.`, 'Use the token as it is.'],
    zh: ({ how }) => [`用的是编码过的令牌：${how}。`, '请原样使用令牌。']
  }),
  'token-cut': entry({
    en: ['A part of the token is missing at one end.', 'Copy the whole token of 支付设置 again.'],
    zh: ['令牌的一端少了一部分。', '请到支付设置重新复制完整的令牌。']
  }),
  'token-in-other-case': entry({
    en: ['The case of the token was changed.', 'Use the token as it is.'],
    zh: ['令牌的大小写被改变了。', '请原样使用令牌。']
  })
})
