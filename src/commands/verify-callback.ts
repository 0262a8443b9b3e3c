import type { Config } from '../config/resolve.js'
import type { Verified } from '../ecpay/callback/callback-mutation.js'
import { type CallbackVerdict, type CheckOptions, checkCallback, isSigned } from '../ecpay/callback/check-callback.js'
import { EcpayError, type Finding, refuseAll } from '../findings/findings.js'
import { labelled } from '../output/label.js'
import { visible } from '../output/terminal-text.js'
import { DEFAULT_LIMIT } from '../protocol/json/bytes.js'
import { readJson } from '../protocol/json/json.js'
import { type Context, command } from './shared/command.js'
import { configFor } from './shared/config-for.js'
import { EXIT, type ExitCode } from './shared/exit.js'
import { readUtf8 } from './shared/input.js'
import { refuseOtherKinds } from './shared/kinds.js'
import { argument, number } from './shared/option.js'
import { ENCODING, TOKEN_FILE } from './shared/options.js'

/** How many causes of a mismatch are looked for together; `diagnose --callback` looks for more. */
const DEPTH = 2
/** In milliseconds: what takes longer is for `diagnose --callback`, which says how far it got. */
const TIME_LIMIT = 5000

export const verifyCallbackCommand = command({
  name: 'verify-callback',
  summary: {
    en: 'Verify a callback of the platform over its raw bytes',
    zh: '对平台回调的原始字节验签'
  },
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
    tokenFile: TOKEN_FILE
  },
  examples: [
    'ecpay verify-callback callback.json',
    'cat callback.json | ecpay verify-callback | jq .status',
    'ecpay verify-callback callback.json --max-age 300 --json'
  ],
  output: {
    en: 'msg, pretty on a terminal and as it came in a pipe. --json: {"valid","checks":[{"name","ok","code"}],"problems":[{"code","message"}],"causes":[…],"warnings":[…],"type","msg"}',
    zh: 'msg：终端上格式化显示，管道中原样输出。--json：{"valid","checks":[{"name","ok","code"}],"problems":[{"code","message"}],"causes":[…],"warnings":[…],"type","msg"}'
  },
  exits: [0, 1, 2, 130],
  async run(context, { file, maxAge, maxSize: limit, ...values }) {
    const config = await configFor(context, values, { needs: [], required: ['token'] })
    const { bytes: body, warnings } = await readUtf8(context, file, values.encoding, limit)
    const token = config.settings.token.value
    const options = { limit, maxAge, now: Math.floor(context.world.now() / 1000) }
    const check = (read?: CheckOptions['read']) => checkCallback(body, token, { ...options, read })
    const { verdict: found, signed } = await orRead(context, check, body, file)
    // Causes and other keys are loaded only where they may explain something.
    const causes = isSigned(found) ? [] : await causesOf(context, signed, token, config)
    const verdict = { ...found, causes, warnings: [...warnings, ...found.warnings] }
    return context.out.json ? printDocument(context, verdict) : printVerdict(context, verdict)
  }
})

/** What makes the signature another one; nothing where that was not found out in time. */
async function causesOf(
  { world }: Context,
  signed: Verified,
  token: string,
  config: Config<'token'>
): Promise<Finding[]> {
  const { causesIn, searchCallback } = await import('../ecpay/callback/callback-causes.js')
  const { otherKeys } = await import('./callback/other-keys.js')
  const others = await otherKeys(config)
  const came = signed.msg_signature
  const options = { depth: DEPTH, mask: '', timeLimit: TIME_LIMIT, signal: world.signal }
  const { explanations, ended } = await searchCallback(signed, token, others, came, options)
  return ended ? [] : causesIn(explanations, came)
}

type Check = (read?: CheckOptions['read']) => ReturnType<typeof checkCallback>

/**
 * A callback as it came, or out of another form of it. Where there is none, what it is: a request, for one, is another
 * command's.
 */
async function orRead({ flags }: Context, check: Check, body: Uint8Array, file: string | undefined) {
  try {
    return check()
  } catch (error) {
    if (!(error instanceof EcpayError)) throw error
  }
  try {
    const { callbackText } = await import('../ecpay/callback/pasted.js')
    return check(callbackText)
  } catch (error) {
    await refuseOtherKinds(Buffer.from(body).toString(), file, 'callback')
    if (!(error instanceof EcpayError) || file === undefined || file === '-') throw error
    const { diagnoseLine } = await import('./diagnose/pointer.js')
    const line = diagnoseLine(flags, { file })
    throw refuseAll(
      error.findings.map((one) =>
        one.code === 'not-a-callback' && one.kind === 'request' ? { ...one, command: line } : one
      )
    )
  }
}

async function printDocument({ out }: Context, verdict: CallbackVerdict): Promise<ExitCode> {
  const [words, { problem }] = await Promise.all([out.catalogue.findings(), import('../output/report.js')])
  await out.document({
    valid: verdict.valid,
    checks: verdict.checks,
    problems: verdict.problems.map((one) => problem(one, words)),
    causes: verdict.causes.map((one) => problem(one, words)),
    warnings: verdict.warnings.map((one) => problem(one, words)),
    type: verdict.envelope.type ?? null,
    msg: verdict.envelope.msg
  })
  return verdict.valid ? EXIT.done : EXIT.no
}

async function printVerdict(context: Context, verdict: CallbackVerdict): Promise<ExitCode> {
  const { out, words } = context
  const paint = out.paint.stderr
  for (const { name, ok, code } of verdict.checks) {
    const mark = ok ? paint.green('✓') : paint.red('✗')
    out.noteOwn(`${mark} ${words.callback.checks[name]}${code ? paint.dim(` (${code})`) : ''}`)
  }
  out.warn(verdict.warnings)
  if (verdict.valid) {
    out.noteOwn(words.callback.valid)
    await out.result(await msgText(context, verdict))
    return EXIT.done
  }
  const [findings, { sentence }] = await Promise.all([out.catalogue.findings(), import('../output/report.js')])
  for (const cause of verdict.causes) {
    const { message, hint } = sentence(cause, findings)
    out.note(labelled(words.callback.causes, `${message} ${paint.dim(`(${cause.code})`)}`, paint.bold))
    if (hint) out.note(`  ${hint}`)
  }
  throw refuseAll(verdict.problems)
}

/** The msg: pretty on a terminal, in a pipe the text that was signed, as a line. */
async function msgText({ out, language }: Context, { envelope }: CallbackVerdict): Promise<string> {
  if (!out.isTerminal) return envelope.msg.replace(/\n?$/, '\n')
  try {
    const value = readJson(envelope.msg)
    const { prettyJson } = await import('../output/pretty-json.js')
    const { callbackFields } = await import('../ecpay/catalogue/callback-types.js')
    return `${prettyJson(value, { language, paint: out.paint.stdout, units: callbackFields(envelope.type) })}\n`
  } catch {
    return `${visible(envelope.msg)}\n`
  }
}
