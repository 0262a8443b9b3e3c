import { EcpayError, type Finding, finding } from '../../findings/findings.js'

/**
 * Whether a handler does its work only once, judged by the result of a query: the text must change with the first
 * accepted callback, and not again after that.
 */
export class Effect {
  /** Why it cannot be judged. */
  problem: Finding | undefined
  private shown: string | undefined
  private hasHappened = false
  private readonly look: () => Promise<string>
  private readonly wanted: string | undefined

  /**
   * @param look runs the query; throws an EcpayError if it fails
   * @param wanted the result after the work was done once, if the user gave it
   */
  constructor(look: () => Promise<string>, wanted: string | undefined) {
    this.look = look
    this.wanted = wanted
  }

  /**
   * Call this before a case.
   *
   * @throws EcpayError if the very first query fails, before anything is sent
   */
  async before(): Promise<void> {
    if (this.problem) return
    const look = async () => {
      this.shown = await this.look()
    }
    await (this.shown === undefined ? look() : this.guarded(look))
  }

  /** Call this after an accepted callback, or several at once. Returns what is wrong, if anything. */
  async after(): Promise<Finding | undefined> {
    return this.problem ? undefined : this.guarded(async () => this.judge(await this.look()))
  }

  /** Call this after a callback that must change nothing. Returns what is wrong, if anything. */
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
