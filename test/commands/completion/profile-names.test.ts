import { describe, expect, test } from 'vitest'
import { plainProfiles } from '../../../src/commands/completion/profile-names.js'
import { place } from '../../config/place.js'
import { run } from '../run.js'

const YAML =
  'app_id: tt1\nprofiles:\n  shop:\n    app_id: tt2\n\n  # the other one\n  cafe-2:\n    env: local\nenv: local\n'

describe('what is plain is read at once, and as the reader of configurations reads it', () => {
  test.each([
    [{ '.ecpayrc': '{"profiles":{"shop":{},"cafe":{}}}' }, ['shop', 'cafe']],
    [{ '.ecpayrc': '{"app_id":"tt1"}' }, []],
    [{ '.ecpayrc': YAML }, ['shop', 'cafe-2']],
    [{ '.ecpayrc.yaml': YAML.replaceAll('\n', '\r\n') }, ['shop', 'cafe-2']],
    [{ '.ecpayrc.yml': 'app_id: tt1\n' }, []],
    [{ '.ecpayrc': 'profiles:\n  店铺:\n    env: local\n' }, ['店铺']],
    [{ 'package.json': '{"name":"shop","ecpay":{"profiles":{"shop":{}}}}' }, ['shop']],
    [{ '../home/.config/ecpay/config.json': '{"profiles":{"mine":{}}}' }, ['mine']],
    [{ '.ecpayrc': '{"profiles":{"a b":{},"$(touch x)":{},"-x":{},"`x`":{},"":{},"shop":{}}}' }, ['shop']],
    [{}, []]
  ])('%j', async (files, names) => {
    const here = place(files)
    expect(plainProfiles(['query', '-p', ''], here)).toEqual(names)
    const { stdout } = await run(['completion', 'words', '--', 'query', '-p', ''], { here })
    expect(stdout.split('\n').filter(Boolean)).toEqual(names)
  })
})

test('a name that a shell would not take as it is is not offered by the reader either', async () => {
  const here = place({ '.ecpayrc': 'profiles: { shop: {}, "$(touch x)": {}, "a b": {}, "-x": {} }\n' })
  expect((await run(['completion', 'words', '--', 'query', '-p', ''], { here })).stdout).toBe('shop\n')
})

test.each([
  ['{"profiles":'],
  ['{"profiles":"shop"}'],
  ['profiles: { shop: {} }\n'],
  ['profiles: &all\n  shop:\n    env: local\n'],
  ['profiles:\n  shop: *all\n'],
  ['profiles:\n  "shop":\n    env: local\n'],
  ['profiles:\n    shop:\n      env: local\n  cafe:\n    env: local\n'],
  ['profiles:\n\tshop:\n'],
  ['---\nprofiles:\n  shop:\n    env: local\n'],
  ['"profiles":\n  shop:\n    env: local\n'],
  ['profiles:\n  shop:\n    token: |\n      cafe:\n'],
  ['\uFEFF{"profiles":{"shop":{}}}'],
  ['"\\u0070rofiles":\n  shop:\n    env: local\n'],
  ['profiles:\n  1e3:\n    env: local\n'],
  ['profiles:\n  shop:\n    env: local\n  shop:\n    env: local\n'],
  [Buffer.from('\uFEFF{"profiles":{"shop":{}}}', 'utf16le')]
])('%j is left to the reader', (text) => {
  expect(plainProfiles([], place({ '.ecpayrc': text }))).toBeUndefined()
})

test.each([['-c'], ['--config'], ['--config=other.json'], ['-cother.json'], ['-vc']])(
  'so is the file of %s',
  (word) => {
    expect(plainProfiles([word, 'other.json', 'query', '-p', ''], place({ 'other.json': '{}' }))).toBeUndefined()
  }
)
