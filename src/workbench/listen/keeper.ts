import { EcpayError, type Finding, refuse } from '../../findings/findings.js'
import type { Deliveries, DeliveryRecord } from './delivery-store.js'

export interface KeeperEvents {
  /** Keeping has failed; what follows is tried all the same, and not told again until it has worked. */
  onTrouble(findings: readonly Finding[]): void
  /** @param missed how many deliveries were not kept meanwhile */
  onRecovery(missed: number): void
}

/** Keeps deliveries as long as that is possible, and again as soon as it is. */
export class Keeper {
  private deliveries: Deliveries | undefined
  private opening: Promise<Deliveries> | undefined
  private isInTrouble = false
  private missed = 0
  private readonly openDeliveries: () => Promise<Deliveries>
  private readonly events: KeeperEvents

  constructor(openDeliveries: () => Promise<Deliveries>, events: KeeperEvents) {
    this.openDeliveries = openDeliveries
    this.events = events
  }

  /** Opens them ahead of the first; trouble is told. */
  async open(): Promise<void> {
    await this.opened().catch((error) => this.fail(error))
  }

  /** @returns whether the record survives the end of the process */
  async add(record: DeliveryRecord): Promise<boolean> {
    try {
      const deliveries = await this.opened()
      await deliveries.add(record)
    } catch (error) {
      this.missed++
      this.fail(error)
      return false
    }
    if (this.isInTrouble) this.recover()
    return true
  }

  async close(): Promise<void> {
    await this.opening?.catch(() => {})
    await this.deliveries?.close()
  }

  private async opened(): Promise<Deliveries> {
    if (this.deliveries) return this.deliveries
    this.opening ??= this.openDeliveries().finally(() => {
      this.opening = undefined
    })
    this.deliveries = await this.opening
    return this.deliveries
  }

  private fail(error: unknown): void {
    const unknown = refuse('internal-error', { reason: String(error) })
    const { findings } = error instanceof EcpayError ? error : unknown
    if (isGone(findings)) this.forget()
    if (this.isInTrouble) return
    this.isInTrouble = true
    this.events.onTrouble(findings)
  }

  /** Whoever removes the directory makes room for a new one. */
  private forget(): void {
    const gone = this.deliveries
    this.deliveries = undefined
    void gone?.close().catch(() => {})
  }

  private recover(): void {
    this.isInTrouble = false
    this.events.onRecovery(this.missed)
    this.missed = 0
  }
}

function isGone(findings: readonly Finding[]): boolean {
  return findings.some((one) => one.code === 'state-unusable' && 'reason' in one && one.reason === 'ENOENT')
}
