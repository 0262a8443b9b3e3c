import type { CallbackPost } from '../../protocol/callback/callback-post.js'
import { commonCases } from '../../protocol/callback/common-cases.js'
import type { Kit } from '../../protocol/callback/handler-case.js'
import { signedPost } from '../callback/post.js'

/** A callback with the right signature. */
export function signed(kit: Kit, changes: Partial<Kit> = {}): CallbackPost {
  const { key, ...callback } = { ...kit, ...changes }
  return signedPost(callback, key)
}

/** A callback with the right signature over a body that is written in another way. */
export function written(kit: Kit, write: (body: string) => string): CallbackPost {
  return signedPost(kit, kit.key, write(signed(kit).body))
}

/** A callback with other headers. */
export function withHeaders(
  post: CallbackPost,
  change: (headers: NonNullable<CallbackPost['headers']>) => NonNullable<CallbackPost['headers']>
): CallbackPost {
  return { ...post, headers: change(post.headers ?? []) }
}

/** A callback without one of its headers. */
export function withoutHeader(post: CallbackPost, name: string): CallbackPost {
  return withHeaders(post, (headers) => headers.filter(([one]) => one !== name))
}

/** A callback with another value in one of its headers. */
export function withHeader(post: CallbackPost, name: string, change: (value: string) => string): CallbackPost {
  return withHeaders(post, (headers) =>
    headers.map(([one, value]) => [one, one === name ? change(value) : value] as const)
  )
}

/** The cases of every system, by code. */
export const common = commonCases(signed)
