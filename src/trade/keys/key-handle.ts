/**
 * A key object of node:crypto, named without the types of Node.js: a project that does not install them can use the types
 * of the library all the same. `nodeKey` is the way back.
 */
export interface KeyHandle {
  readonly type: 'private' | 'public' | 'secret'
}
