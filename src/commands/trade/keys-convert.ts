import { resolve } from 'node:path'
import { refuse } from '../../findings/findings.js'
import { visibleLine } from '../../output/terminal-text.js'
import { readEitherKey } from '../../trade/keys/read-key.js'
import { publicHalf } from '../../trade/keys/rsa-numbers.js'
import { KEY_FORMATS, writeKey } from '../../trade/keys/write-key.js'
import { command } from '../shared/command.js'
import { argument, choice, flag } from '../shared/option.js'
import { readKeyText, writeKeyFile } from './key-file.js'
import { FORMS, HALVES, NOTES } from './keys-words.js'

export const keysConvert = command({
  description: {
    en: 'Reads a private or public key in any form, and writes it in another. A private key is only written to a file that does not exist yet, and that only you can read. A public key is printed if you name no file.',
    zh: '读取任意写法的私钥或公钥，转换成另一种格式。私钥只写入文件，不会覆盖已有文件，并且只有你自己可读；公钥在没有给出文件时直接输出。'
  },
  arguments: {
    from: argument('<from>', {
      help: {
        en: 'file with the key, PEM, Base64 or binary; - for stdin',
        zh: '存放密钥的文件，PEM、Base64 或二进制；- 表示 stdin'
      }
    }),
    to: argument('[to]', { help: { en: 'file to write', zh: '写入的文件' } })
  },
  options: {
    format: choice('--format <form>', KEY_FORMATS, {
      default: 'pkcs8',
      help: {
        en: 'pkcs8 or pkcs1 as PEM; base64 is pkcs8 on one line, pkcs1-base64 is pkcs1 on one line. Of a public key, pkcs8 is SPKI, the form that the console takes',
        zh: 'pkcs8、pkcs1 为 PEM；base64 为一行的 pkcs8，pkcs1-base64 为一行的 pkcs1。公钥的 pkcs8 即 SPKI，是控制台使用的格式'
      }
    }),
    public: flag('--public', {
      help: { en: 'write the public half of a private key', zh: '输出私钥对应的公钥' }
    })
  },
  examples: [
    'ecpay trade keys convert key.txt private_key.pem',
    'ecpay trade keys convert private_key.pem private_key.txt --format base64',
    'ecpay trade keys convert private_key.pem --public'
  ],
  output: {
    en: 'the path of the file written, or the public key. --json: {"file","kind","from","format","bits","fingerprint"}, and "public_key" where no file is named',
    zh: '写入的文件路径，或公钥。--json：{"file","kind","from","format","bits","fingerprint"}；没有给出文件时还有 "public_key"'
  },
  withoutResult: true,
  exits: [0, 2, 130],
  async run(context, { from, to, format, public: wantsPublic }) {
    const { text, warningsFor } = await readKeyText(context, from)
    const key = readEitherKey(text, from === '-' ? 'stdin' : visibleLine(from))
    if (key.kind === 'private') context.out.hide([{ name: 'PRIVATE_KEY', value: text }])
    context.out.warn(warningsFor(key))
    const keyObject = wantsPublic ? publicHalf(key.keyObject) : key.keyObject
    const kind = wantsPublic ? 'public' : key.kind
    const path = to === undefined ? undefined : resolve(context.world.cwd, to)
    if (path === undefined && kind === 'private') throw refuse('private-key-not-printed')
    const written = writeKey(keyObject, format)
    if (path !== undefined) writeKeyFile(path, written)
    const { form, bits, fingerprint } = key
    return {
      document: () => ({
        file: path ?? null,
        kind,
        from: form,
        format,
        bits,
        fingerprint,
        ...(path === undefined && { public_key: written })
      }),
      text: ({ language }) => [
        {
          note: NOTES.read[language](HALVES[key.kind][language], FORMS[form][language], bits)
        },
        { result: path === undefined ? written : `${visibleLine(path)}\n` }
      ]
    }
  }
})
