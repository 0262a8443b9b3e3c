import { expect, test } from 'vitest'
import { addProfile } from '../../src/config/add-profile.js'
import { parseConfig } from '../../src/config/parse-file.js'

const VALUES = { env: 'sandbox', app_id: 'tt2', salt: 'a"b: #c' }
const JSON_LINES = '"env": "sandbox",\n      "app_id": "tt2",\n      "salt": "a\\"b: #c"'
const YAML_LINES = 'env: "sandbox"\n    app_id: "tt2"\n    salt: "a\\"b: #c"\n'

/** The text before, and what is between its start and its end afterwards. */
const KEPT: [name: string, path: string, before: string, after: string][] = [
  [
    'JSON without profiles',
    'a.json',
    '{\n  "app_id": "tt1"\n}\n',
    `{\n  "app_id": "tt1",\n  "profiles": {\n    "shop": {\n      ${JSON_LINES}\n    }\n  }\n}\n`
  ],
  [
    'JSON with a profile',
    '.ecpayrc',
    '{\n  "profiles": {\n    "one": { "app_id":  "tt1" }\n  },\n  "app_id": "tt1"\n}',
    `{\n  "profiles": {\n    "one": { "app_id":  "tt1" },\n    "shop": {\n      ${JSON_LINES}\n    }\n  },\n  "app_id": "tt1"\n}`
  ],
  [
    'JSON with no profile yet',
    'a.json',
    '{\n  "profiles": {}\n}',
    `{\n  "profiles": {\n    "shop": {\n      ${JSON_LINES}\n    }\n  }\n}`
  ],
  ['an empty object', '.ecpayrc', '{}\n', `{\n  "profiles": {\n    "shop": {\n      ${JSON_LINES}\n    }\n  }\n}\n`],
  [
    'JSON on one line',
    'a.json',
    '{"app_id":"tt1"}',
    '{"app_id":"tt1","profiles":{"shop":{"env":"sandbox","app_id":"tt2","salt":"a\\"b: #c"}}}'
  ],
  [
    'JSON whose profile is replaced',
    'a.json',
    '{"profiles": {"shop":{"token":"x"},"b":{}} }',
    '{"profiles": {"shop":{"env":"sandbox","app_id":"tt2","salt":"a\\"b: #c"},"b":{}} }'
  ],
  ['an empty file', '.ecpayrc', '', `profiles:\n  shop:\n    ${YAML_LINES}`],
  ['an empty JSON file', 'a.json', '', `{\n  "profiles": {\n    "shop": {\n      ${JSON_LINES}\n    }\n  }\n}\n`],
  ['comments alone', '.ecpayrc', '# to be filled in', `# to be filled in\nprofiles:\n  shop:\n    ${YAML_LINES}`],
  [
    'YAML without profiles',
    'a.yaml',
    "# mine\nsalt:   'x'   # old\n\napp_id: tt1\n",
    `# mine\nsalt:   'x'   # old\n\napp_id: tt1\nprofiles:\n  shop:\n    ${YAML_LINES}`
  ],
  [
    'YAML with profiles in the middle',
    'a.yml',
    'profiles: # all\n  one:\n    app_id: tt1 # first\n\n# then\napp_id: tt0\n',
    `profiles: # all\n  one:\n    app_id: tt1 # first\n  shop:\n    ${YAML_LINES}\n# then\napp_id: tt0\n`
  ],
  [
    'YAML with profiles at the end, without a line break',
    'a.yml',
    'profiles:\n  one:\n    app_id: tt1 # first',
    `profiles:\n  one:\n    app_id: tt1 # first\n  shop:\n    ${YAML_LINES}`
  ]
]

test.each(KEPT)('%s: every other byte stays', async (_, path, before, after) => {
  const added = await addProfile(path, before, 'shop', VALUES)
  expect(added).toEqual({ text: after })
  expect(await parseConfig(path, added.text)).toMatchObject({ profiles: { shop: VALUES } })
})

test.each([
  [
    '\r\n in JSON',
    'a.json',
    '{\r\n\t"app_id": "tt1"\r\n}\r\n',
    /^\{\r\n\t"app_id": "tt1",\r\n\t"profiles": \{\r\n\t\t"shop": \{\r\n\t\t\t"env"/
  ],
  ['\r\n in YAML', 'a.yaml', 'app_id: tt1\r\n', /^app_id: tt1\r\nprofiles:\r\n {2}shop:\r\n {4}env/],
  ['a byte order mark', 'a.json', '\ufeff{"app_id":"tt1"}', /^\ufeff\{"app_id":"tt1","profiles"/]
])('%s stays', async (_, path, before, after) => {
  expect((await addProfile(path, before, 'shop', VALUES)).text).toMatch(after)
})

test.each([
  ['YAML with braces', '{ app_id: tt1, # mine\n  token: t, }\n', { app_id: 'tt1', token: 't' }],
  ['profiles with braces', 'app_id: tt1 # mine\nprofiles: { one: { env:   local } }\n', { app_id: 'tt1' }],
  ['a profile that is replaced', '# mine\nprofiles:\n    shop:\n        token:  x\n', {}],
  ['profiles elsewhere', 'x: &all # mine\n  one: { env: local }\nprofiles: *all\n', {}]
])('%s: values and comments are kept, and it is said that the layout is not', async (_, before, values) => {
  const { text, isLaidOutAnew } = await addProfile('a.yaml', before, 'shop', VALUES)
  expect(isLaidOutAnew).toBe(true)
  expect(text).toContain('# mine')
  expect(await parseConfig('a.yaml', text)).toMatchObject({ ...values, profiles: { shop: VALUES } })
})

test.each([
  '# mine\r\nprofiles:\r\n  shop:\r\n    token: x\r\n# then\r\napp_id: tt1\r\n',
  '{ app_id: tt1, # mine\r\n  token: t, }\r\n'
])('YAML that is laid out anew keeps its \\r\\n: %j', async (before) => {
  const { text } = await addProfile('a.yaml', before, 'shop', VALUES)
  expect(text).toContain('# mine\r\n')
  expect(text.replaceAll('\r\n', '')).not.toMatch(/[\r\n]/)
})

test.each(['on', 'null', 'my shop', '12', "it's", 'a: b', '门店', '#'])('a profile may be called %s', async (name) => {
  for (const [path, before] of [
    ['a.yaml', 'app_id: tt1\n'],
    ['a.json', '{}']
  ] as const) {
    const { text } = await addProfile(path, before, name, VALUES)
    expect(await parseConfig(path, text)).toMatchObject({ profiles: { [name]: VALUES } })
  }
})
