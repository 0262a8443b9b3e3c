import { finding, refuse } from '../../../findings/findings.js'
import { utf8Chunks } from '../../../protocol/json/encodings.js'
import { LINE_LIMIT, type Line, LineSplitter } from '../../../protocol/json/lines.js'
import { isSigned } from '../../../protocol/system/callback-verdict.js'
import {
  type CheckOptions,
  checkTradeCallbackBeside,
  refusedVerdict,
  type TradeCallback,
  type TradeVerdict
} from '../../../trade/callback/check-callback.js'
import { causesOf } from '../../../trade/callback/verify-callback.js'
import type { KeyHandle } from '../../../trade/keys/key-handle.js'
import { verdictDocument } from '../../callback/verdict-result.js'
import type { Context } from '../../shared/command.js'
import { configFor } from '../../shared/config-for.js'
import { EXIT, type ExitCode } from '../../shared/exit.js'
import { inputStream } from '../../shared/input.js'
import { voiceOf } from '../../shared/result.js'
import { platformKeyOf } from '../rsa-key.js'
import { callbackInLine } from './callback-line.js'
import { otherTradeKeys } from './other-keys.js'
import type { VerifyValues } from './verify-options.js'

/**
 * Verifies a stream of callbacks, one a line: a verdict a line out, in order. While the signatures of one chunk are
 * verified, the next is read: no more than two are in memory, and no third is read before stdout has taken the first.
 *
 * @throws EcpayError `bad-callbacks` at the end, when some do not verify
 */
export async function verifyLines(context: Context, file: string | undefined, values: VerifyValues): Promise<ExitCode> {
  const { out, world } = context
  const config = await configFor(context, values, { needs: [], required: ['platform_public_key'] })
  const key = platformKeyOf(config.settings.platform_public_key).keyObject
  const options = { maxAge: values.maxAge, limit: values.maxSize, now: Math.floor(world.now() / 1000) }
  const voice = voiceOf(context)
  const splitter = new LineSplitter(LINE_LIMIT)
  let others: ReturnType<typeof otherTradeKeys> | undefined
  let total = 0
  let bad = 0
  const verdictOf = async ({ verdict, callback }: Checked): Promise<TradeVerdict> => {
    if (!callback || isSigned(verdict)) return verdict
    others ??= otherTradeKeys(context, config)
    return { ...verdict, causes: causesOf(verdict, callback, key, { others: await others }) }
  }
  const write = async (lines: readonly Checked[]) => {
    let text = ''
    for (const line of lines) {
      const verdict = await verdictOf(line)
      total++
      if (!verdict.valid) bad++
      const more = { version: verdict.envelope.version ?? null }
      text += `${JSON.stringify(await verdictDocument(voice, verdict, more))}\n`
    }
    return text === '' ? undefined : out.result(text)
  }
  const check = (lines: readonly Line[]) => Promise.all(lines.map((line) => checked(line, key, options)))
  const read = inputStream(context, file)
  let before: Promise<Checked[]> = Promise.resolve([])
  for await (const chunk of utf8Chunks(read, values.encoding, (odd) => out.warn([odd]))) {
    const next = check(splitter.push(chunk))
    await write(await before)
    before = next
    if (world.signal.aborted) return EXIT.interrupted
  }
  await write(await before)
  await write(await check(splitter.end()))
  if (bad > 0) throw refuse('bad-callbacks', { count: bad, total })
  return EXIT.done
}

/** A line that was read, with the callback in it if it has one. */
interface Checked {
  verdict: TradeVerdict
  callback?: TradeCallback
}

async function checked(line: Line, key: KeyHandle, options: CheckOptions): Promise<Checked> {
  if (typeof line !== 'string') return { verdict: refusedVerdict(line) }
  const callback = callbackInLine(line)
  if (!callback) return { verdict: refusedVerdict(finding('line-not-a-callback')) }
  return { verdict: await checkTradeCallbackBeside(callback, key, options), callback }
}
