import { lstatSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { writeAllWhole } from '../../files/draft.js'
import { type Finding, finding, refuse, refuseAll } from '../../findings/findings.js'
import { inFolder } from '../../make-folders.js'
import { visibleLine } from '../../output/terminal-text.js'
import { generatePair } from '../../trade/keys/generate-pair.js'
import { readPublicKey } from '../../trade/keys/read-key.js'
import { writeKey } from '../../trade/keys/write-key.js'
import { command } from '../shared/command.js'
import { argument, choice } from '../shared/option.js'
import { NOTES } from './keys-words.js'

/** Only the owner. */
const MODE = 0o600

export const keysGenerate = command({
  description: {
    en: 'Makes a new RSA pair of 2048 bits, and writes private_key.pem and public_key.pem, which only you can read. It overwrites nothing. It also prints the public key, which you upload in the console.',
    zh: '生成一对 2048 位的 RSA 密钥，写入 private_key.pem 和 public_key.pem，只有你自己可读，不会覆盖已有文件。同时输出公钥，供上传到控制台。'
  },
  arguments: {
    folder: argument('[folder]', {
      help: { en: 'where to write them; the working directory when left out', zh: '写到哪个目录，默认为当前目录' }
    })
  },
  options: {
    format: choice('--format <form>', ['pkcs8', 'pkcs1', 'base64'], {
      default: 'pkcs8',
      help: {
        en: 'form of the private key: pkcs8 or pkcs1 as PEM, or base64, PKCS#8 on one line as Java takes it',
        zh: '私钥的格式：pkcs8 或 pkcs1 为 PEM；base64 为一行的 PKCS#8，适合 Java'
      }
    })
  },
  examples: ['ecpay trade keys generate', 'ecpay trade keys generate secrets --format pkcs1'],
  output: {
    en: 'the public key as PEM. --json: {"private_key_file","public_key_file","format","bits","fingerprint","public_key"}',
    zh: '公钥(PEM)。--json：{"private_key_file","public_key_file","format","bits","fingerprint","public_key"}'
  },
  withoutResult: true,
  exits: [0, 2],
  async run({ world }, { folder, format }) {
    const directory = resolve(world.cwd, folder ?? '.')
    const privateFile = join(directory, format === 'base64' ? 'private_key.txt' : 'private_key.pem')
    const publicFile = join(directory, 'public_key.pem')
    refuseExisting([privateFile, publicFile])
    const { privateKey, publicKey } = await generatePair()
    const pem = writeKey(publicKey, 'pkcs8')
    const files = [
      [privateFile, writeKey(privateKey, format)],
      [publicFile, pem]
    ] as const
    trying(directory, () => inFolder(directory, () => writeAllWhole(() => files, { mode: MODE, replace: false })))
    const { bits, fingerprint } = readPublicKey(pem)
    return {
      document: () => ({
        private_key_file: privateFile,
        public_key_file: publicFile,
        format,
        bits,
        fingerprint,
        public_key: pem
      }),
      text: ({ language }) => [
        { note: NOTES.made[language](visibleLine(privateFile)) },
        { note: NOTES.upload[language](visibleLine(publicFile)) },
        { result: pem },
        { note: NOTES.configure[language](visibleLine(privateFile)) }
      ]
    }
  }
})

/** @throws EcpayError `key-file-exists` for each of them that is there */
function refuseExisting(files: readonly string[]): void {
  const there = files.filter((path) => trying(path, () => lstatSync(path, { throwIfNoEntry: false })) !== undefined)
  if (there.length > 0) throw refuseAll(there.map((path): Finding => finding('key-file-exists', { path })))
}

/** @throws EcpayError `file-not-writable` */
function trying<T>(path: string, work: () => T): T {
  try {
    return work()
  } catch (error) {
    throw refuse('file-not-writable', { path, reason: (error as NodeJS.ErrnoException).code ?? String(error) })
  }
}
