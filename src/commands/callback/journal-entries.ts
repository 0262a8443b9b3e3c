import type { Code } from '../../findings/findings.js'
import { acknowledgementProblem } from '../../protocol/callback/acknowledgement.js'
import type { Exchange } from '../../workbench/journal/entry.js'
import type { DeliveryRecord } from '../../workbench/listen/delivery-store.js'
import type { ListenRefusal } from '../../workbench/listen/receiver.js'

/**
 * A callback that `listen` took, as it is kept in the journal.
 *
 * @param needs what the answer must hold beside `err_no` 0
 */
export function receivedEntry(record: DeliveryRecord, stored: boolean, needs: readonly string[]): Exchange {
  const { id, received_at, path, headers, body, valid, code, forwarded, answer, milliseconds } = record
  const host = headers.find(([name]) => name.toLowerCase() === 'host')?.[1]
  return {
    ...{ at: received_at, direction: 'in', what: 'callback', method: 'POST' },
    url: host === undefined ? path : `http://${host}${path}`,
    headers,
    body: Buffer.from(body, 'base64'),
    answer: { status: answer.status, headers: [], body: answer.body },
    problem: code ?? forwarded?.code ?? acknowledgementProblem(answer, needs)?.code ?? null,
    milliseconds,
    callback: { valid, delivery: stored ? id : null },
    isForeign: !valid
  }
}

/** A request that `listen` refused. */
export function refusedEntry({ received_at, method, path, status, refused }: ListenRefusal): Exchange {
  return {
    ...{ at: received_at, direction: 'in', what: 'callback', method, url: path, headers: [], body: '' },
    answer: { status, headers: [], body: '' },
    problem: refused as Code,
    milliseconds: 0,
    isForeign: true
  }
}

/** Whether it was refused before anybody could be meant: a web page must not fill the journal. */
export function isAtDoor({ status }: ListenRefusal): boolean {
  return status === 403
}
