import { describe, expect, test } from 'vitest'
import { CommandError, EXIT, exitFor, exitOf } from '../../../src/commands/shared/exit.js'
import { ENTRIES } from '../../../src/findings/entries.js'
import { type Finding, finding, refuse } from '../../../src/findings/findings.js'
import type { AnyEntry } from '../../../src/findings/topic.js'

test('the exit codes are a contract', () => {
  expect(EXIT).toEqual({ done: 0, no: 1, input: 2, unknown: 3, interrupted: 130 })
})

/** Codes that end a command by another exit code than that of a wrong input. */
const ENDINGS: Record<NonNullable<AnyEntry['exit']>, string> = {
  no: `
    signature-differs signature-disputed malformed-signature signature-mismatch timestamp-not-seconds too-old
    from-the-future authorization-wrong header-missing header-twice signature-not-base64 signature-length
    rsa-signature-mismatch ecpay-callback line-not-a-callback bad-callbacks body-reserialised spaces-stripped
    signed-msg-only msg-for-body no-final-newline crlf literal-newline no-line-breaks five-lines timestamp-nonce-swapped
    signed-without timestamp-unit-changed body-edge-changed body-encoded app-key-for-platform-key
    signed-with-app-key signed-with-demo-key other-profiles-key other-platform-key other-hash
    digest-not-wrapped pss-padding one-character-changed body-changed client-refused client-token-refused no-client-token
    no-successor lines-differ keys-not-a-pair published-key not-a-sandbox-app gateway-refused not-succeeded
    numbers-refused order-not-found
    order-not-payable refund-not-answered not-refundable application-answer-unusable order-not-closable
    not-a-trade-order payment-cannot-fail way-not-offered record-not-found result-is-final must-fail
    agreement-not-changeable demo-check-failed
    callback-not-delivered callback-not-200 callback-answer-not-json callback-answer-empty
    callback-answer-byte-order-mark callback-answer-php-warning callback-answer-success-text
    callback-answer-xml callback-answer-html callback-refused callback-answer-incomplete callback-answer-not-text
    callback-answer-text-differs callback-answers-differ forgery-accepted handler-failed signer-stopped signer-differs
    signer-unanswered signer-parts signer-wrong expectation-differs expectation-code-missing step-refused suite-failed delivery-not-found no-deliveries log-entry-not-found log-empty
  `,
  unknown: `
    answer-without-token internal-error connection-refused connection-reset host-not-found host-unreachable
    tls-untrusted connect-timeout answer-timeout network-error http-redirect http-client-error
    http-server-error html-answer answer-not-json answer-cut-off file-cut-off file-needs-save answer-empty
    answer-too-large answer-without-err-no wait-timeout numbers-without-answer numbers-not-asked waiting-for-lock effect-not-seen order-url-failed
    query-failed signer-failed signer-silent signer-hangs signer-answers-differ-in-number signer-out-of-order
    signer-without-breaks signer-says-too-much signer-no-signature
    signer-answered-status
  `,
  interrupted: 'interrupted'
}

test.each(Object.entries(ENDINGS))('codes that end with %s', (exit, codes) => {
  const found = Object.entries(ENTRIES).filter(([, entry]) => (entry as AnyEntry).exit === exit)
  expect(found.map(([code]) => code)).toEqual(codes.trim().split(/\s+/))
})

const [refused, silent, wrong] = [
  finding('gateway-refused', { err_no: '2008', err_tips: '' }),
  finding('http-client-error', { status: 400 }),
  finding('empty-salt')
]

describe('several findings', () => {
  test.each<[findings: Finding[], exit: number]>([
    [[], 0],
    [[wrong], 2],
    [[silent], 3],
    [[silent, refused], 1],
    [[refused, silent], 1],
    [[wrong, silent], 3],
    [[refused, finding('interrupted')], 130]
  ])('%j', async (findings, exit) => {
    expect(await exitFor(findings)).toBe(exit)
  })
})

test('where a command says how it ends, its findings do not', async () => {
  expect(await exitOf(new CommandError(EXIT.unknown, [wrong]))).toBe(3)
  expect(await exitOf(refuse('empty-salt'))).toBe(2)
})
