import { expect, test } from 'vitest'
import { poster } from '../../src/gateway/post.js'
import { attemptDelivery } from '../../src/protocol/callback/delivery.js'

test.each(['not an address', 'http://', 'http://127.0.0.1:99999/'])(
  'an address that is none gets no answer, like any other that gives none: %s',
  async (url) => {
    const delivery = { url, body: '{}', signal: new AbortController().signal, post: poster({}) }
    expect(await attemptDelivery(delivery)).toMatchObject({ problem: { code: 'network-error' } })
  }
)
