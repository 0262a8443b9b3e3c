import { EcpayError, type Finding, finding } from '../../findings/findings.js'

/**
 * Whether a handler does its work once, judged by what a look at the work shows: a text that changes with the
 * first callback that is accepted, and with none after it.
 */
export class Effect {
  /** Why it cannot be told. */
  problem: Finding | undefined
  private shown: string | undefined
  private hasHappened = false
  private readonly look: () => Promise<string>
  private readonly wanted: string | undefined

  /**
   * @param look throws a EcpayError when it cannot be told
   * @param wanted what it shows when the work was done once, where the user has said it
   */
  constructor(look: () => Promise<string>, wanted: string | undefined) {
    this.look = look
    this.wanted = wanted
  }

  /**
   * Before a case.
   *
   * @throws EcpayError when the very first look fails: nothing has been sent then
   */
  async before(): Promise<void> {
    if (this.problem) return
    const look = async () => {
      this.shown = await this.look()
    }
    await (this.shown === undefined ? look() : this.guarded(look))
  }

  /** After a callback that was accepted, or several at once: what is wrong, if anything. */
  async after(): Promise<Finding | undefined> {
    return this.problem ? undefined : this.guarded(async () => this.judge(await this.look()))
  }

  /** After a callback that must change nothing: what is wrong, if anything. */
  async unchanged(): Promise<Finding | undefined> {
    if (this.problem) return undefined
    return this.guarded(async () => {
      const before = this.shown ?? ''
      this.shown = await this.look()
      return this.shown === before ? undefined : finding('effect-changed', { before, after: this.shown })
    })
  }

  private judge(shown: string): Finding | undefined {
    const before = this.shown ?? ''
    const isFirst = !this.hasHappened
    this.shown = shown
    this.hasHappened = true
    if (isFirst && shown === before) {
      this.problem = finding('effect-not-seen', { shown })
      return undefined
    }
    if (this.wanted !== undefined && shown !== this.wanted) {
      return finding('effect-differs', { found: shown, expected: this.wanted })
    }
    return isFirst || shown === before ? undefined : finding('effect-repeated', { before, after: shown })
  }

  private async guarded<T>(work: () => Promise<T>): Promise<T | undefined> {
    try {
      return await work()
    } catch (error) {
      if (!(error instanceof EcpayError)) throw error
      this.problem = error.findings[0]
      return undefined
    }
  }
}
