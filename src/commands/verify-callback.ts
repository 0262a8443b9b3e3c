import { EcpayError, refuseAll } from '../findings/findings.js'
import { DEFAULT_LIMIT } from '../protocol/json/bytes.js'
import { systemNamed } from '../systems.js'
import { trade } from '../trade/system.js'
import { verdictResult } from './callback/verdict-result.js'
import { type Context, command } from './shared/command.js'
import { configFor, keysOf } from './shared/config-for.js'
import { readUtf8 } from './shared/input.js'
import { refuseOtherKinds } from './shared/kinds.js'
import { argument, flag, number } from './shared/option.js'
import { ENCODING, SYSTEM, TOKEN_FILE } from './shared/options.js'

export const verifyCallbackCommand = command({
  description: {
    en: 'Reads the raw body of the POST from a file, from - (stdin) or from a pipe, runs every check and reports each; on a mismatch it tries the usual causes and names the one.',
    zh: '从文件、-（stdin）或管道读取 POST 的原始请求体，逐项检查并报告结果；签名不符时逐一尝试常见原因，指出是哪一个。'
  },
  arguments: {
    file: argument('[file]', {
      help: {
        en: 'the raw body; - or nothing for stdin',
        zh: '原始请求体文件；- 或不填表示 stdin'
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
    'ecpay verify-callback --ndjson callbacks.ndjson > verdicts.ndjson'
  ],
  output: {
    en: 'msg, pretty on a terminal and as it came in a pipe. --json: {"valid","checks":[{"name","ok","code"}],"problems":[{"code","message"}],"causes":[…],"warnings":[…],"type","msg"}; --ndjson: one such document a line',
    zh: 'msg：终端上格式化显示，管道中原样输出。--json：{"valid","checks":[{"name","ok","code"}],"problems":[{"code","message"}],"causes":[…],"warnings":[…],"type","msg"}；--ndjson：每行一个这样的文档'
  },
  exits: [0, 1, 2, 130],
  async run(context, { file, maxAge, maxSize: limit, ndjson, ...values }) {
    const system = systemNamed(values.system)
    if (ndjson) {
      const { verifyLines } =
        system === trade ? await import('./trade/verify/ndjson.js') : await import('./callback/verify-lines.js')
      return verifyLines(context, file, { ...values, maxAge, maxSize: limit })
    }
    const { bytes: body, warnings } = await readUtf8(context, file, values.encoding, limit)
    // Before the Token is asked for, which has no part in it.
    const isUnsigned = values.system === undefined && !Buffer.from(body).includes('msg_signature')
    if (system === trade || isUnsigned) {
      const { ofTradeSystem } = await import('./callback/trade-callback.js')
      const asked = { file, maxAge, maxSize: limit, encoding: values.encoding, system: values.system }
      const result = await ofTradeSystem(context, body, asked)
      if (result) return result
    }
    const config = await configFor(context, values, { needs: [], required: system.keys.verify })
    const options = {
      limit,
      maxAge,
      now: Math.floor(context.world.now() / 1000),
      signal: context.world.signal,
      otherKeys: async () => (await import('./callback/other-keys.js')).otherKeys(config)
    }
    const keys = keysOf(system.keys.verify, config.settings)
    const found = await system.verify({ headers: {}, body }, keys, options).catch(async (error) => {
      throw await whatItIs(context, error, body, file)
    })
    const fields = async (type: string | undefined) => (await system.callbackTools()).fields(type)
    return verdictResult({ ...found, warnings: [...warnings, ...found.warnings] }, { fields })
  }
})

/** The finding for input that is not a callback, such as a request. */
async function whatItIs({ flags }: Context, error: unknown, body: Uint8Array, file: string | undefined) {
  if (!(error instanceof EcpayError)) return error
  await refuseOtherKinds(Buffer.from(body).toString(), file, 'callback')
  if (file === undefined || file === '-') return error
  const { diagnoseLine } = await import('./diagnose/pointer.js')
  const line = diagnoseLine(flags, { file })
  return refuseAll(
    error.findings.map((one) =>
      one.code === 'not-a-callback' && one.kind === 'request' ? { ...one, command: line } : one
    )
  )
}
