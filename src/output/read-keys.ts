// What is loaded where a private key is among the secrets.
export { privateParts } from '../protocol/keys/private-parts.js'
export { keyHex, mayBeParted, writtenOtherwise } from './key-written-otherwise.js'
