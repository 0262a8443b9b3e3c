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
import { EXIT } from './shared/exit.js'
import { readUtf8 } from './shared/input.js'
import { refuseOtherKinds } from './shared/kinds.js'
import { argument, number } from './shared/option.js'
import { ENCODING, TOKEN_FILE } from './shared/options.js'
import type { Part, Result, Voice } from './shared/result.js'

/** How many causes of a mismatch are looked for together; `diagnose --callback` looks for more. */
const DEPTH = 2
/** In milliseconds: what takes longer is for `diagnose --callback`, which says how far it got. */
const TIME_LIMIT = 5000

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
    return resultOf(verdict)
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
  const received = signed.msg_signature
  const options = { depth: DEPTH, mask: '', timeLimit: TIME_LIMIT, signal: world.signal }
  const { explanations, ended } = await searchCallback(signed, token, others, received, options)
  return ended ? [] : causesIn(explanations, received)
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

function resultOf(verdict: CallbackVerdict): Result {
  const { valid, checks, problems, causes, warnings, envelope } = verdict
  return {
    exit: valid ? EXIT.done : EXIT.no,
    problems,
    async document(voice) {
      return {
        valid,
        checks,
        problems: await voice.problems(problems),
        causes: await voice.problems(causes),
        warnings: await voice.problems(warnings),
        type: envelope.type ?? null,
        msg: envelope.msg
      }
    },
    async text(voice) {
      const { words, paint } = voice
      const { green, red, dim } = paint.stderr
      const marks = checks.map(({ name, ok, code }) => ({
        own: `${ok ? green('✓') : red('✗')} ${words.callback.checks[name]}${code ? dim(` (${code})`) : ''}`
      }))
      const said = [...marks, { warnings }]
      return valid
        ? [...said, { own: words.callback.valid }, { result: await msgText(voice, verdict) }]
        : [...said, ...(await causeNotes(voice, causes))]
    }
  }
}

async function causeNotes(voice: Voice, causes: readonly Finding[]): Promise<Part[]> {
  const { dim, bold } = voice.paint.stderr
  const sentences = await voice.sentences(causes)
  return sentences.flatMap(({ message, hint }, i) => [
    { note: labelled(voice.words.callback.causes, `${message} ${dim(`(${causes[i]?.code})`)}`, bold) },
    ...(hint ? [{ note: `  ${hint}` }] : [])
  ])
}

/** The msg: pretty on a terminal, in a pipe the text that was signed, as a line. */
async function msgText({ isTerminal, paint, language }: Voice, { envelope }: CallbackVerdict): Promise<string> {
  if (!isTerminal) return envelope.msg.replace(/\n?$/, '\n')
  try {
    const value = readJson(envelope.msg)
    const { prettyJson } = await import('../output/pretty-json.js')
    const { callbackFields } = await import('../ecpay/catalogue/callback-types.js')
    return `${prettyJson(value, { language, paint: paint.stdout, units: callbackFields(envelope.type) })}\n`
  } catch {
    return `${visible(envelope.msg)}\n`
  }
}
