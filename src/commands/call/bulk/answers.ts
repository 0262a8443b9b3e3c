import type { Finding } from '../../../findings/findings.js'
import { endingOf } from '../../../gateway/bulk/ending.js'
import type { Ending, Schedule, Turn } from '../../../gateway/bulk/schedule.js'
import { type Judgement, judge } from '../../../gateway/judge-answer.js'
import type { Output } from '../../../output/output.js'
import type { Endpoint } from '../../../protocol/system/endpoint.js'
import type { Verdict } from '../../../protocol/system/verdict.js'
import type { Context } from '../../shared/command.js'
import { type Voice, voiceOf } from '../../shared/result.js'
import type { Exchange } from '../exchange-result.js'
import { ofToken } from '../refusals.js'
import { statusOf } from '../wait.js'
import { answerLine, type NumberResult } from './answer-line.js'
import { InOrder } from './in-order.js'
import type { Listed } from './read-list.js'
import type { Scope } from './scope.js'
import { Tally } from './tally.js'

/** The refusals of a signature: of 担保支付, which is diagnosed, and of 通用交易系统. */
const WRONG_SIGNATURE = '2008'
const WRONG_SIGNATURES = [WRONG_SIGNATURE, '11004']

interface AnswersOptions {
  endpoint: Endpoint
  scope: Scope
  isOrdered: boolean
  /** Called with the number of answers so far. */
  onAnswer(count: number): void
}

/** Counts and writes what comes of each number. */
export class Answers {
  readonly tally = new Tally()
  private readonly context: Context
  private readonly voice: Voice
  private readonly out: Output
  private readonly schedule: Schedule<Listed>
  private readonly options: AnswersOptions
  private readonly order: InOrder<Listed> | undefined
  /** Failed, and to be tried again. */
  private readonly open = new Map<Listed, Finding>()
  /** The first refusal that every number would get. */
  private refusedAll: { exchange: Exchange; found: Finding<'gateway-refused'> } | undefined

  /** @param out where the lines go */
  constructor(context: Context, out: Output, schedule: Schedule<Listed>, options: AnswersOptions) {
    this.context = context
    this.voice = voiceOf(context)
    this.out = out
    this.schedule = schedule
    this.options = options
    this.order = options.isOrdered ? new InOrder(schedule.items) : undefined
  }

  /** Takes the answer of an earlier run, which is written already. */
  recall(item: Listed, answer: string, verdict: Verdict): void {
    const judgement = judge({ status: 200, headers: {}, bytes: Buffer.from(answer), cutOff: false }, verdict)
    this.tally.answer(item, refusalIn(judgement) ?? statusOf(this.options.endpoint, { judgement }))
  }

  /** Takes what came of a turn. */
  async take(turn: Turn<Listed>, exchange: Exchange): Promise<Ending> {
    const { item } = turn
    const { plan, result } = exchange
    const ending = endingOf(result, plan.verdict)
    const found = (result.failure?.findings ?? result.judgement?.findings ?? []).at(-1)
    if (ending === 'answered') await this.answered(item, exchange)
    else if (found) {
      this.tally.fail(item, found)
      this.open.set(item, found)
      if (this.schedule.isLast(turn, ending)) await this.failed(item, found)
    }
    return ending
  }

  /** Writes what was held back: lines that were to follow others, and numbers that were not tried again. */
  async end(): Promise<void> {
    for (const [item, found] of this.open) await this.failed(item, found)
    const rest = this.order?.rest() ?? ''
    if (rest !== '') await this.out.result(rest)
    await this.out.written()
  }

  /** The refusal that every number would get, with what else is known about it. */
  async refusalOfAll(): Promise<readonly Finding[] | undefined> {
    if (!this.refusedAll) return undefined
    const { exchange, found } = this.refusedAll
    if (found.err_no !== WRONG_SIGNATURE) return [ofToken(exchange.plan, found)]
    const { afterWrongSign } = await import('../../diagnose/pointer.js')
    const { warnings, refusals } = await afterWrongSign(exchange.plan, this.context, [found])
    this.context.out.warn(warnings)
    return refusals
  }

  private async answered(item: Listed, exchange: Exchange): Promise<void> {
    const { plan, result } = exchange
    const state = statusOf(this.options.endpoint, result)
    const refused = refusalIn(result.judgement)
    this.tally.answer(item, refused ?? state)
    this.open.delete(item)
    const isOfAll =
      refused && (WRONG_SIGNATURES.includes(refused.err_no) || plan.verdict.explain(refused.err_no)?.ofToken === true)
    const error = refused && (await this.problem(refused))
    // What the key or the token is to blame for is asked again by a run that continues.
    await this.write(item, { answer: isOfAll ? undefined : result.judgement?.text, state, error })
    this.options.onAnswer(this.tally.answered)
    if (!isOfAll) return
    this.refusedAll ??= { exchange, found: refused }
    this.schedule.stop()
  }

  private async failed(item: Listed, found: Finding): Promise<void> {
    this.open.delete(item)
    await this.write(item, { error: await this.problem(found) })
  }

  private async problem(found: Finding): Promise<NumberResult['error']> {
    return (await this.voice.problems([found]))[0]
  }

  private async write(item: Listed, result: NumberResult): Promise<void> {
    const line = answerLine(item, result, this.options.scope)
    const text = this.order ? this.order.take(item, line) : line
    if (text !== '') await this.out.result(text)
  }
}

function refusalIn(judgement: Judgement | undefined): Finding<'gateway-refused'> | undefined {
  return judgement?.findings.find((one) => one.code === 'gateway-refused')
}
