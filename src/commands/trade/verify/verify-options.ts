import { DEFAULT_LIMIT } from '../../../protocol/json/bytes.js'
import { flag, list, number, text, type Values } from '../../shared/option.js'
import { ENCODING, PLATFORM_PUBLIC_KEY_FILE } from '../../shared/options.js'

export const VERIFY_OPTIONS = {
  encoding: ENCODING,
  fromCurl: text('--from-curl <file>', {
    conflicts: ['--har', '--ndjson', '--header', '--headers'],
    help: {
      en: 'a curl command with headers and body; - for stdin',
      zh: '带请求头和请求体的 curl 命令；- 表示 stdin'
    }
  }),
  har: text('--har <file>', {
    conflicts: ['--ndjson', '--header', '--headers'],
    help: {
      en: 'a HAR file; the last callback in it is taken',
      zh: 'HAR 文件；取其中最后一个回调'
    }
  }),
  header: list('-H, --header <header>', {
    conflicts: ['--ndjson'],
    help: {
      en: "a header that came, e.g. 'Byte-Timestamp: 1700000000'; repeatable",
      zh: "收到的请求头，如 'Byte-Timestamp: 1700000000'；可多次使用"
    }
  }),
  headers: text('--headers <file>', {
    conflicts: ['--ndjson'],
    help: {
      en: 'file with the headers: one a line, or a JSON object',
      zh: '存放请求头的文件：每行一个，或一个 JSON 对象'
    }
  }),
  maxAge: number('--max-age <seconds>', {
    min: 0,
    integer: true,
    help: {
      en: 'also check Byte-Timestamp, both ways (0 is a window of zero)',
      zh: '同时检查 Byte-Timestamp，过早过晚都算（0 表示不允许任何偏差）'
    }
  }),
  maxSize: number('--max-size <bytes>', {
    min: 1,
    integer: true,
    default: DEFAULT_LIMIT,
    help: {
      en: 'largest body that is read, in bytes',
      zh: '最多读取多少字节'
    }
  }),
  ndjson: flag('--ndjson', {
    help: {
      en: 'one {"headers":{…},"body":"…"} a line in, one verdict a line out',
      zh: '每行输入一个 {"headers":{…},"body":"…"}，每行输出一个结论'
    }
  }),
  platformPublicKeyFile: PLATFORM_PUBLIC_KEY_FILE
}

export type VerifyValues = Values<typeof VERIFY_OPTIONS>
