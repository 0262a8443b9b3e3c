import { EcpayError, type Finding, refuse } from '../../findings/findings.js'
import type { Deliveries, DeliveryRecord } from './delivery-store.js'

export interface KeeperEvents {
  /** Called when storing fails. Later deliveries are still tried, and not reported again until one succeeds. */
  onTrouble(findings: readonly Finding[]): void
  /** @param missed the number of deliveries that were not stored in between */
  onRecovery(missed: number): void
}

/** Stores deliveries, and continues after a failure as soon as possible. */
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

  /** Opens the store before the first delivery, and reports a failure. */
  async open(): Promise<void> {
    await this.opened().catch((error) => this.fail(error))
  }

  /** @returns whether the record was stored durably */
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

  /** Closes a store whose directory was removed, so that a new one is created. */
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
