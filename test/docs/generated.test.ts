import { describe, expect, test } from 'vitest'
import { writeDocs } from '../../.docs/write-docs.js'
import { SETTINGS } from '../../src/config/settings.js'
import { callbackCheck } from '../../src/findings/callback-check.js'
import { callbackDigest } from '../../src/findings/callback-digest.js'
import { callbackMsg } from '../../src/findings/callback-msg.js'
import { callbackTexts } from '../../src/findings/callback-texts.js'
import { callbackToken } from '../../src/findings/callback-token.js'
import { signatureRefusals, signatureWarnings } from '../../src/findings/signed-body.js'
import * as library from '../../src/index.js'
import { TRADE_CALLBACKS } from '../../src/trade/catalogue/callback-types.js'
import { ROOT, readPage } from './pages.js'

test('every table that data decides is what the data says; `npm run docs` writes them', async () => {
  const parts = await writeDocs(ROOT, { check: true })
  expect(parts.length).toBeGreaterThan(20)
  expect(parts.filter(({ isCurrent }) => !isCurrent)).toEqual([])
})

test.each(['docs/trade-callbacks.md', 'docs/trade-callbacks.zh-CN.md'])(
  '%s names what the right answers hold, as they hold it',
  (file) => {
    const rows = readPage(file).split('\n')
    for (const { code, reply } of TRADE_CALLBACKS) {
      const cells = rows.find((row) => row.startsWith(`| \`${code}\` |`))?.split(' | ') ?? []
      const named = [...(cells.at(-1) ?? '').matchAll(/`([^`]+)`/g)].map(([, path = '']) => path)
      expect(named).toHaveLength(reply.needs.length)
      for (const path of named.filter((one) => !one.endsWith('?')))
        expect(reply.sample).toHaveProperty(path.replace(/=.*/, '').split('.'))
    }
  }
)

/** What a page has to name, all of it, from the source. */
const NAMED: readonly [page: string, what: string, names: () => string[]][] = [
  ['signing', 'code of the two signatures', signatureCodes],
  ['configuration', 'key', () => ['profiles', ...Object.keys(SETTINGS)]],
  ['configuration', 'variable', () => Object.values(SETTINGS).map(({ variable }) => variable)],
  ['configuration', 'flag of a key', () => Object.values(SETTINGS).flatMap(({ flag }) => flag ?? [])],
  ['library', 'export', () => Object.keys(library)]
]

describe.each(NAMED)('docs/%s names every %s', (page, _, names) => {
  test.each([`docs/${page}.md`, `docs/${page}.zh-CN.md`])('%s', (file) => {
    const text = readPage(file)
    expect(names().length).toBeGreaterThan(5)
    expect(names().filter((name) => !text.includes(`\`${name}\``))).toEqual([])
  })
})

function signatureCodes(): string[] {
  const ofRequest = [signatureRefusals, signatureWarnings]
  const ofCallback = [callbackCheck, callbackDigest, callbackToken, callbackMsg, callbackTexts]
  return [...ofRequest, ...ofCallback].flatMap(({ codes }) => Object.keys(codes))
}
