import { type Finding, finding } from '../protocol/findings.js'

/** Node's and undici's error codes by what they say about the other side. */
const CODES: Readonly<Record<string, 'connection-refused' | 'connection-reset' | 'host-not-found'>> = {
  ECONNREFUSED: 'connection-refused',
  ECONNRESET: 'connection-reset',
  EPIPE: 'connection-reset',
  UND_ERR_SOCKET: 'connection-reset',
  ENOTFOUND: 'host-not-found',
  EAI_AGAIN: 'host-not-found'
}

/** A certificate that was refused: Node gives OpenSSL's reason as the code. */
const CERTIFICATE = /CERT|SIGNATURE|SELF_SIGNED|ERR_TLS/

/** Why a callback got no answer. */
export function postFailure(host: string, error: unknown): Finding {
  const { code = '', message = String(error) } = error as NodeJS.ErrnoException
  const known = CODES[code]
  if (known) return finding(known, { host })
  return finding(CERTIFICATE.test(code) ? 'tls-untrusted' : 'network-error', { host, reason: message })
}
