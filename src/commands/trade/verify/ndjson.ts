import { type Finding, finding, refuse } from '../../../findings/findings.js'
import { utf8Chunks } from '../../../protocol/json/encodings.js'
import { LINE_LIMIT, type Line, LineSplitter } from '../../../protocol/json/lines.js'
import { isSigned } from '../../../protocol/system/callback-verdict.js'
import {
  type CheckOptions,
  checkTradeCallback,
  refusedVerdict,
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
 * Verifies a stream of callbacks, one a line: a verdict a line out, in order. The next chunk is read when stdout has
 * taken what this one gave.
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
  const verdictOf = async (line: Line): Promise<TradeVerdict> => {
    const { verdict, callback } = checked(line, key, options)
    if (!callback || isSigned(verdict)) return verdict
    others ??= otherTradeKeys(context, config)
    return { ...verdict, causes: causesOf(verdict, callback, key, { others: await others }) }
  }
  const write = async (lines: readonly Line[]) => {
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
  const read = inputStream(context, file)
  for await (const chunk of utf8Chunks(read, values.encoding, (odd) => out.warn([odd]))) {
    await write(splitter.push(chunk))
    if (world.signal.aborted) return EXIT.interrupted
  }
  await write(splitter.end())
  if (bad > 0) throw refuse('bad-callbacks', { count: bad, total })
  return EXIT.done
}

function checked(line: Line, key: KeyHandle, options: CheckOptions) {
  const refused = (found: Finding) => ({ verdict: refusedVerdict(found), callback: undefined })
  if (typeof line !== 'string') return refused(line)
  const callback = callbackInLine(line)
  return callback
    ? { verdict: checkTradeCallback(callback, key, options), callback }
    : refused(finding('line-not-a-callback'))
}
