import type { Both } from '../language.js'

/** What languages print for something that is not yet a signature, and how to get the signature from it. */
const PRINTED: readonly (readonly [found: RegExp, hint: Both])[] = [
  [
    /HASH object|hashlib|_hashlib/,
    {
      en: 'This is the hash object of Python: call .hexdigest() on it.',
      zh: '这是 Python 的哈希对象，请调用它的 .hexdigest()。'
    }
  ],
  [
    /^\[object Promise\]$/,
    {
      en: 'This is a Promise of JavaScript: await the function that signs.',
      zh: '这是 JavaScript 的 Promise，请对签名函数使用 await。'
    }
  ],
  [
    /^\[object \w+\]$/,
    {
      en: 'This is an object of JavaScript: the signature is in one of its fields, or in .toString() or .digest("hex").',
      zh: '这是 JavaScript 的对象，签名在它的某个字段里，或要用 .toString()、.digest("hex") 取得。'
    }
  ],
  [
    /^<Buffer /,
    { en: "These are bytes of Node: write them by .digest('hex').", zh: "这是 Node 的字节，请用 .digest('hex') 输出。" }
  ],
  [
    /^\[B@[0-9a-f]+$/,
    {
      en: 'This is the reference of a byte[] of Java: write each byte with "%02x".',
      zh: '这是 Java 的 byte[] 引用，请把每个字节按 "%02x" 输出。'
    }
  ],
  [
    /^System\.Byte\[\]$/,
    {
      en: 'This is the type of a byte[] of C#: write it by Convert.ToHexString(bytes).ToLower().',
      zh: '这是 C# 的 byte[] 类型名，请用 Convert.ToHexString(bytes).ToLower() 输出。'
    }
  ],
  [
    /^%!/,
    {
      en: 'This is what Go prints for a wrong verb: use hex.EncodeToString(sum[:]) or "%x".',
      zh: '这是 Go 格式化动词不对时的输出，请用 hex.EncodeToString(sum[:]) 或 "%x"。'
    }
  ],
  [
    /^(?:undefined|null|None|nil|<nil>|NULL|false|False|NaN|0)$/,
    {
      en: 'No signature was computed: the function returned nothing, or its result was not kept.',
      zh: '没有算出签名：函数没有返回值，或返回值没有保存。'
    }
  ]
]

/** What to do about a text that is printed in place of a signature; nothing if it is none of these. */
export function printedInstead(found: string): Both | undefined {
  return PRINTED.find(([pattern]) => pattern.test(String(found).trim()))?.[1]
}
