import { bareOf, KEYS } from '../trade/keys/key-pastes.js'

export interface Secrets {
  salt: string
  token: string
  access: string
  app: string
}
/** The private key is the same in every world: its form gives others no marks to change. */
export const { private_pkcs8: PRIVATE_KEY, private_pkcs1: PKCS1 } = KEYS.app
export const PLAIN: Secrets = {
  salt: 'saltThatIsSecret0042',
  token: 'tokenThatIsSecret007',
  access: 'accessTokenThatIsSecret99',
  app: 'appSecretThatIsSecret3'
}
/** What every kind of quoting changes. */
export const MARKS: Secrets = {
  salt: `s"a'l t/+&=é中<>%42`,
  token: `t"o'k e/+&=ü文<>%07`,
  access: `a"c'c s/+&=ö字<>%13`,
  app: `a"p'p s/+&=ä文<>%21`
}

/** How a secret may stand in output; each form written here on its own, with nothing of this project's code. */
export function formsOf(secret: string): string[] {
  const json = JSON.stringify(secret).slice(1, -1)
  const ascii = json.replace(/[^ -~]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`)
  return [
    secret,
    json,
    ascii,
    ascii.replaceAll('/', '\\/'),
    json.replaceAll('<', '\\u003c').replaceAll('>', '\\u003e').replaceAll('&', '\\u0026'),
    JSON.stringify(json).slice(1, -1),
    encodeURIComponent(secret),
    new URLSearchParams({ x: secret }).toString().slice(2),
    secret.replaceAll("'", "'\\''"),
    Buffer.from(secret).toString('base64').replaceAll('=', ''),
    Buffer.from(secret).toString('base64url'),
    Buffer.from(secret).toString('hex')
  ]
}

/** 16 characters of the private key: each line as it is configured, and its secret part in both forms of key. */
const KEY_PIECES = [
  ...PRIVATE_KEY.split('\n').filter((line) => line.length >= 16 && !line.startsWith('-----')),
  ...[PRIVATE_KEY, PKCS1].flatMap((pem) => bareOf(pem).slice(460).match(/.{16}/g) ?? [])
]

/** The forms of secrets in a text, also where it was broken into lines. */
export function leaksIn(text: string, { salt, token, access, app }: Secrets): string[] {
  const bare = (one: string) => one.replaceAll(/\s/g, '')
  const joined = bare(text)
  const unescaped = joined.replaceAll(/\\+[nr/]|%0A/g, '')
  return [
    ...[salt, token, access, app].flatMap(formsOf).filter((form) => text.includes(form) || joined.includes(bare(form))),
    ...KEY_PIECES.filter((piece) => joined.includes(piece) || unescaped.includes(piece))
  ]
}
