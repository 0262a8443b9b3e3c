import { spawn } from 'node:child_process'
import { setTimeout as pause } from 'node:timers/promises'
import { refuse } from '../../findings/findings.js'
import { getText } from '../../gateway/post.js'
import { Effect } from '../../workbench/check-handler/effect.js'
import { callbackTarget } from '../callback/callback-target.js'
import { MILLISECONDS } from '../shared/bounds.js'
import type { Context } from '../shared/command.js'
import { number, text, type Values } from '../shared/option.js'

/** The milliseconds that a handler has for work after its answer. */
const WORK_TIME = 300
/** The most bytes to read of a command's output. */
const MAX_OUTPUT = 64 * 1024

/** The options for querying what a handler has done. */
export const EFFECT_OPTIONS = {
  orderUrl: text('--order-url <url>', {
    conflicts: ['--query'],
    help: {
      en: 'after the same callback again, GET this address, with the number for {number}: what it answers must not have changed',
      zh: '再次发送同一回调后用 GET 请求这个网址（{number} 代表单号），响应内容不得再变化'
    }
  }),
  query: text('--query <command>', {
    help: {
      en: 'the same with what this shell command prints; the number is in the variable ECPAY_NUMBER',
      zh: '同上，改为执行这条 shell 命令并比较其输出；单号在环境变量 ECPAY_NUMBER 中'
    }
  }),
  expect: text('--expect <text>', {
    help: {
      en: 'what is shown when the work was done once, such as 1 for a count',
      zh: '业务只处理一次时应显示的内容，例如计数为 1'
    }
  }),
  // Without a default, so that it is refused if it is given without a query.
  workTime: number('--work-time <ms>', {
    ...MILLISECONDS,
    min: 0,
    fallback: WORK_TIME,
    help: {
      en: 'how long the handler works on behind its answer',
      zh: '返回之后还需要多久处理完业务'
    }
  })
}

type EffectValues = Values<typeof EFFECT_OPTIONS> & { insecure: boolean }

/**
 * The query of `--order-url` or `--query` for a number; undefined if neither is given.
 *
 * @param timeout for one query, in milliseconds
 * @throws EcpayError `missing-option`, and the findings about the address
 */
export async function effectFor(
  context: Context,
  { orderUrl, query, expect, workTime, insecure }: EffectValues,
  number: string,
  timeout: number
): Promise<Effect | undefined> {
  // Masked here, before a sentence quotes only a part of it.
  const mask = await context.out.masking()
  const look =
    orderUrl !== undefined
      ? urlLook(context, orderUrl, number, insecure, timeout)
      : query !== undefined && commandLook(context, query, number, timeout, mask)
  if (!look) {
    if (expect === undefined && workTime === undefined) return undefined
    throw refuse('missing-option', { option: '--order-url | --query' })
  }
  const { signal } = context.world
  const afterWork = async () => {
    await pause(workTime ?? WORK_TIME, undefined, { signal })
    return mask((await look()).trimEnd())
  }
  return new Effect(afterWork, expect?.trimEnd())
}

/** Queries an address. HTTP 404 is a valid result: there is nothing yet. */
function urlLook(context: Context, template: string, number: string, insecure: boolean, timeout: number) {
  const address = template.replaceAll('{number}', encodeURIComponent(number))
  const target = callbackTarget(context, address, '--order-url', insecure)
  const { signal, env } = context.world
  return async (): Promise<string> => {
    const { status, body } = await getText(target.url, timeout, signal, env, target.insecure)
    if (status === 404) return 'HTTP 404'
    if (status < 200 || status > 299) throw refuse('order-url-failed', { status })
    return body
  }
}

/** Queries with a command. The number is in its environment, so that the shell cannot interpret it. */
function commandLook(
  { world }: Context,
  command: string,
  number: string,
  timeout: number,
  mask: (text: string) => string
) {
  return (): Promise<string> =>
    new Promise((resolve, reject) => {
      const failed = (reason: string, said: Buffer[]) =>
        reject(refuse('query-failed', { reason, said: mask(firstLine(said)) }))
      const child = spawn(command, {
        shell: true,
        // Its own process group, so that everything the shell starts ends with it.
        detached: world.platform !== 'win32',
        cwd: world.cwd,
        env: { ...world.env, ECPAY_NUMBER: number },
        stdio: ['ignore', 'pipe', 'pipe']
      })
      const end = () => kill(child.pid, world.platform)
      const late = setTimeout(() => {
        end()
        failed('time-out', [])
      }, timeout)
      world.signal.addEventListener('abort', end)
      const [printed, said] = [collected(child.stdout), collected(child.stderr)]
      child.on('error', (error) => failed(error.message, []))
      child.on('close', (code, name) => {
        clearTimeout(late)
        world.signal.removeEventListener('abort', end)
        if (world.signal.aborted) reject(world.signal.reason)
        else if (code === 0) resolve(Buffer.concat(printed).toString('utf8'))
        else failed(name ?? `exit ${code}`, said)
      })
    })
}

function collected(stream: NodeJS.ReadableStream): Buffer[] {
  const chunks: Buffer[] = []
  let size = 0
  stream.on('data', (chunk: Buffer) => {
    if (size < MAX_OUTPUT) chunks.push(chunk)
    size += chunk.length
  })
  return chunks
}

function kill(pid: number | undefined, platform: string): void {
  try {
    if (pid !== undefined) process.kill(platform === 'win32' ? pid : -pid, 'SIGKILL')
  } catch {
    // It has already ended.
  }
}

function firstLine(said: Buffer[]): string {
  return Buffer.concat(said).toString('utf8').trim().split('\n')[0] ?? ''
}
