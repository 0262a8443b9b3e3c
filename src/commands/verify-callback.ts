import type { Config } from '../config/resolve.js'
import { EcpayError, refuseAll } from '../findings/findings.js'
import { DEFAULT_LIMIT } from '../protocol/json/bytes.js'
import type { Encoding } from '../protocol/json/encodings.js'
import type { KeyName } from '../protocol/system/keys.js'
import type { System } from '../protocol/system/system.js'
import { systemNamed } from '../systems.js'
import { trade } from '../trade/system.js'
import { Once } from './callback/once.js'
import { isOneFile, oneStream } from './callback/one-file.js'
import { type Verified, verdictResult } from './callback/verdict-result.js'
import { type Context, command } from './shared/command.js'
import { configFor, keysOf } from './shared/config-for.js'
import { readUtf8 } from './shared/input.js'
import { refuseOtherKinds } from './shared/kinds.js'
import { argument, flag, number } from './shared/option.js'
import { ENCODING, SYSTEM, TOKEN_FILE } from './shared/options.js'
import type { PlatformConfig } from './trade/verify/verify-input.js'

export const verifyCallbackCommand = command({
  description: {
    en: 'Reads the raw body of the POST from a file, from - (stdin) or from a pipe, runs every check and reports each; on a mismatch it tries the usual causes and names the one.',
    zh: '从文件、-（stdin）或管道读取 POST 的原始请求体，逐项检查并报告结果；签名不符时逐一尝试常见原因，指出是哪一个。'
  },
  arguments: {
    file: argument('[file...]', {
      help: {
        en: "the raw body, or several; a folder with .json and .http files, or a pattern such as 'callbacks/*.json'; - or nothing for stdin",
        zh: "原始请求体文件，可以有多个；也可以是含 .json 和 .http 文件的目录，或 'callbacks/*.json' 这样的通配符；- 或不填表示 stdin"
      }
    })
  },
  options: {
    encoding: ENCODING,
    maxAge: number('--max-age <seconds>', {
      min: 0,
      integer: true,
      help: {
        en: 'also check the timestamp, both ways (0 is a window of zero)',
        zh: '同时检查 timestamp，过早过晚都算（0 表示不允许任何偏差）'
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
        en: 'one callback a line in, one verdict a line out',
        zh: '每行输入一个回调，每行输出一个结论'
      }
    }),
    tokenFile: TOKEN_FILE,
    system: SYSTEM
  },
  examples: [
    'ecpay verify-callback callback.json',
    'cat callback.json | ecpay verify-callback | jq .status',
    'ecpay verify-callback callback.json --max-age 300 --json',
    'ecpay verify-callback callbacks',
    'ecpay verify-callback --ndjson callbacks.ndjson > verdicts.ndjson'
  ],
  output: {
    en: 'msg, pretty on a terminal and as it came in a pipe. --json: {"valid","checks":[{"name","ok","code"}],"problems":[{"code","message"}],"causes":[…],"warnings":[…],"type","msg"}; --ndjson: one such document a line. Of several files, a line for each, with why it is not genuine below; --json: {"valid","callbacks":[{"file","valid",…}]}',
    zh: 'msg：终端上格式化显示，管道中原样输出。--json：{"valid","checks":[{"name","ok","code"}],"problems":[{"code","message"}],"causes":[…],"warnings":[…],"type","msg"}；--ndjson：每行一个这样的文档。有多个文件时每个一行，不可信的在下面说明原因；--json：{"valid","callbacks":[{"file","valid",…}]}'
  },
  exits: [0, 1, 2, 130],
  async run(context, { file: files, maxAge, maxSize, ndjson, ...values }) {
    const system = systemNamed(values.system)
    if (ndjson) {
      const { verifyLines } =
        system === trade ? await import('./trade/verify/ndjson.js') : await import('./callback/verify-lines.js')
      return verifyLines(context, oneStream(files), { ...values, maxAge, maxSize })
    }
    const asked: Asked = {
      ...{ system, isNamed: values.system !== undefined, encoding: values.encoding, maxAge, maxSize },
      settings: new Once(() => configFor(context, values, { needs: [], required: system.keys.verify })),
      platform: new Once(() => configFor(context, {}, { needs: [], required: ['platform_public_key'] }))
    }
    if (isOneFile(context, files)) return verdictResult(await verified(context, files[0], asked))
    const { verifyFiles } = await import('./callback/verify-files.js')
    return verifyFiles(context, files, {
      verify: (silent, file) => verified(silent, file, asked),
      settings: [asked.settings, asked.platform]
    })
  }
})

interface Asked {
  system: System
  /** Whether an option says which system it is. */
  isNamed: boolean
  encoding: Encoding | undefined
  /** In seconds. */
  maxAge: number | undefined
  /** In bytes. */
  maxSize: number
  settings: Once<Config<KeyName>>
  platform: PlatformConfig
}

/** @throws EcpayError of the input, the configuration and the keys; `not-a-callback` */
async function verified(
  context: Context,
  file: string | undefined,
  { system, isNamed, encoding, maxAge, maxSize: limit, settings, platform }: Asked
): Promise<Verified> {
  const { bytes: body, warnings } = await readUtf8(context, file, encoding, limit)
  // Before the Token is asked for, which has no part in it.
  if (system === trade || (!isNamed && !Buffer.from(body).includes('msg_signature'))) {
    const { ofTradeSystem } = await import('./callback/trade-callback.js')
    const asked = { file, maxAge, maxSize: limit, encoding, system: isNamed ? system.name : undefined }
    const found = await ofTradeSystem(context, body, asked, platform)
    if (found) return found
  }
  const config = await settings.get()
  const options = {
    limit,
    maxAge,
    now: Math.floor(context.world.now() / 1000),
    signal: context.world.signal,
    otherKeys: async () => (await import('./callback/other-keys.js')).otherKeys(config)
  }
  const keys = keysOf(system.keys.verify, config.settings)
  const verdict = await system.verify({ headers: {}, body }, keys, options).catch(async (error) => {
    throw await whatItIs(context, error, body, file)
  })
  const fields = async (type: string | undefined) => (await system.callbackTools()).fields(type)
  return { verdict: { ...verdict, warnings: [...warnings, ...verdict.warnings] }, of: { fields } }
}

/** The finding for input that is not a callback, such as a request. */
async function whatItIs({ flags }: Context, error: unknown, body: Uint8Array, file: string | undefined) {
  if (!(error instanceof EcpayError)) return error
  await refuseOtherKinds({ flags }, Buffer.from(body).toString(), file, 'callback')
  if (file === undefined || file === '-') return error
  const { diagnoseLine } = await import('./diagnose/pointer.js')
  const line = diagnoseLine(flags, { file })
  return refuseAll(
    error.findings.map((one) =>
      one.code === 'not-a-callback' && one.kind === 'request' ? { ...one, command: line } : one
    )
  )
}
