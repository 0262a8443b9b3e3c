import { KeyObject } from 'node:crypto'
import type { KeyHandle } from './key-handle.js'

/**
 * The key object that a handle is.
 *
 * @throws TypeError for anything else that was passed as a key
 */
export function nodeKey(key: KeyHandle): KeyObject {
  if (key instanceof KeyObject) return key
  throw new TypeError('a key must be text, a key that was read, or a KeyObject of node:crypto')
}
