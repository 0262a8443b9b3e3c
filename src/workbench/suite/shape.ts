/** What a member of a suite is. The reader and the JSON Schema are made from these tables. */
export interface Member {
  type: 'text' | 'flag' | 'list' | 'text-or-map' | 'codes' | 'any'
  /** For editors. */
  about: string
  /** The possible words. */
  words?: readonly string[]
}

type Members = Readonly<Record<string, Member>>

const ENV: Member = { type: 'text', words: ['local', 'sandbox', 'production'], about: 'environment of the cases' }
const PROFILE: Member = { type: 'text', about: 'profile of the configuration, for its keys' }

export const SUITE: Members = {
  name: { type: 'text', about: 'name of the suite in reports' },
  env: ENV,
  profile: PROFILE,
  cases: { type: 'list', about: 'the cases, each with a command or with steps' }
}

/** Of a case, besides its command. */
export const CASE: Members = {
  name: { type: 'text', about: 'name of the case in reports' },
  env: ENV,
  profile: PROFILE,
  demo: { type: 'flag', about: 'the keys written in this case are no real ones' },
  steps: { type: 'list', about: 'commands one after another, which can use the results of earlier ones' }
}

/** Of a step, besides its command. */
export const STEP: Members = {
  as: { type: 'text', about: 'name under which later steps have its request and answer' },
  expect: { type: 'text-or-map', about: 'members of the answer by path: a value, or { matches: … }' },
  refuse: { type: 'codes', about: 'codes with which the command must refuse' }
}

/** Of every command in a suite: its input, its keys, and what is expected of it. */
export const GIVEN: Members = {
  body: { type: 'any', about: 'a file beside the suite, or the JSON itself' },
  headers: { type: 'any', about: 'headers by name' },
  salt: { type: 'text', about: 'of a demo, or the name of a variable in $ and braces' },
  token: { type: 'text', about: 'of a demo, or the name of a variable in $ and braces' },
  private_key: { type: 'text', about: 'of a demo, or the name of a variable in $ and braces' },
  platform_public_key: { type: 'text', about: 'of the platform' },
  app_id: { type: 'text', about: 'of the app' },
  key_version: { type: 'text', about: 'of the private key' },
  expect: { type: 'text-or-map', about: 'the signature; or members of the answer by path: a value, or { matches: … }' },
  refuse: { type: 'codes', about: 'codes with which the command must refuse' },
  warn: { type: 'codes', about: 'codes of warnings that must come' },
  valid: { type: 'flag', about: 'whether the callback is genuine' },
  cause: { type: 'codes', about: 'codes of the reasons why it is not' },
  msg: { type: 'text-or-map', about: 'members of the msg by path: a value, or { matches: … }' }
}

/** The members whose value is a secret. */
export const SECRETS: Readonly<Record<string, string>> = {
  salt: 'ECPAY_SALT',
  token: 'ECPAY_TOKEN',
  private_key: 'ECPAY_PRIVATE_KEY'
}

/** Other members that are settings. */
export const SETTINGS: Readonly<Record<string, string>> = {
  platform_public_key: 'ECPAY_PLATFORM_PUBLIC_KEY',
  app_id: 'ECPAY_APP_ID',
  key_version: 'ECPAY_KEY_VERSION'
}
