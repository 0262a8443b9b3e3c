import { createPrivateKey, createPublicKey } from 'node:crypto'
import type { RsaKey } from './read-key.js'

/** Whether OpenSSL reads a key as it is written, and so Node.js, PHP and Python: this tool takes more forms than they. */
export function isReadByOthers(text: string, { kind }: Pick<RsaKey, 'kind'>): boolean {
  try {
    return (kind === 'private' ? createPrivateKey(text) : createPublicKey(text)).asymmetricKeyType === 'rsa'
  } catch {
    return false
  }
}
