import type { Both } from '../language.js'
import { type MemberMapping, type NewMember, needed, same } from './mapping.js'
import type { Step } from './migrate.js'

/** The settings of one level, as they are written. */
type SettingValues = Readonly<Record<string, string | number | undefined>>

/** A whole configuration: its top level, and its profiles by name. */
export interface Configuration<Values extends SettingValues = SettingValues> {
  top: Values
  profiles: ReadonlyMap<string, Values>
}

const OLD_ORDERS: Both = {
  en: 'Keep it as long as old orders are queried, refunded or settled: they stay on the old calls.',
  zh: '旧订单的查询、退款、结算仍走旧接口，在此期间请保留。'
}
const INSTEAD = (en: string, zh: string): Both => ({ en: `${en} ${OLD_ORDERS.en}`, zh: `${zh}${OLD_ORDERS.zh}` })

/** The keys of a configuration, and what happens to each. */
export const SETTING_MAPPINGS: readonly MemberMapping[] = [
  same('env', {
    en: 'The sandbox has no orders of the trade system: use local and production.',
    zh: '沙盒不支持通用交易系统的订单，请使用 local 和 production。'
  }),
  same('app_id', { en: 'Also the client_key of the client_token.', zh: '也是获取 client_token 的 client_key。' }),
  same('salt', INSTEAD('The private key takes its place.', '新系统改用应用私钥。')),
  same('salt_file', INSTEAD('The private key takes its place.', '新系统改用应用私钥。')),
  same('token', INSTEAD('The public key of the platform takes its place.', '新系统改用平台公钥。')),
  same('token_file', INSTEAD('The public key of the platform takes its place.', '新系统改用平台公钥。')),
  same('thirdparty_id'),
  same('notify_url', {
    en: 'Is now payNotifyUrl of an order. The console needs an address too, and it must be published.',
    zh: '下单时作为 payNotifyUrl。控制台也必须配置并发布回调地址。'
  }),
  same('base_url'),
  same('timeout_ms'),
  same('output'),
  same('profile')
]

/** The keys that the new system needs in every level that has an app. */
export const NEW_SETTINGS: readonly NewMember[] = [
  needed('private_key_file', {
    en: "The app's private RSA key. Upload the public half in the console: 开发管理 > 开发设置 > 密钥设置.",
    zh: '应用 RSA 私钥；公钥上传到控制台“开发管理 > 开发设置 > 密钥设置”。'
  }),
  needed('platform_public_key_file', {
    en: 'The public key of the platform, from the same page. Every app has its own.',
    zh: '平台公钥，在同一页面；每个小程序各不相同。'
  }),
  needed('key_version', {
    en: 'The number of the uploaded key. It goes up with every upload.',
    zh: '已上传公钥的版本号，每次上传都会增加。'
  }),
  needed('app_secret_file', {
    en: 'The AppSecret, for the client_token.',
    zh: 'AppSecret，用于获取 client_token。'
  })
]

/** What a level becomes: what is added to it, and the secrets that are replaced by a variable's name. */
export interface MigratedLevel {
  /** `profiles.shop.`, or empty for the top level. */
  prefix: string
  /** The name of the profile, or nothing. */
  profile: string | undefined
  set: Readonly<Record<string, string>>
  steps: readonly Step[]
}

/** Secrets that are never repeated. */
const SECRETS = ['salt', 'token', 'access_token', 'private_key', 'platform_public_key', 'app_secret']

/** Those that say that a level belongs to an app. */
const APP = ['app_id', 'salt', 'salt_file', 'token', 'token_file']

/** Says what each level of a configuration keeps, and what it needs besides. No secret of it is in the result. */
export function migrateConfiguration({ top, profiles }: Configuration): MigratedLevel[] {
  const levels: [string | undefined, SettingValues][] = [[undefined, top], ...profiles]
  return levels.map(([profile, values]) => migratedLevel(profile, values, top))
}

/** @param top what a profile has besides its own settings */
function migratedLevel(profile: string | undefined, values: SettingValues, top: SettingValues): MigratedLevel {
  const prefix = profile === undefined ? '' : `profiles.${profile}.`
  const name = (profile ?? 'app').replace(/[^\w-]/g, '_')
  const keys = Object.keys(values).filter((key) => values[key] !== undefined)
  const literal = keys.filter((key) => SECRETS.includes(key) && !/^\$\{\w+\}$/.test(`${values[key]}`))
  const variable = (key: string) =>
    `ECPAY_${profile === undefined ? '' : `${name.replaceAll('-', '_')}_`}${key}`.toUpperCase()
  const hidden = Object.fromEntries(literal.map((key) => [key, `\${${variable(key)}}`]))
  const isApp = keys.some((key) => APP.includes(key)) && values.env !== 'local'
  // A key may be there as text in place of its file.
  const has = (key: string) => [key, key.replace(/_file$/, '')].some((one) => (values[one] ?? top[one]) !== undefined)
  const added = isApp ? NEW_SETTINGS.filter(({ to }) => !has(to)) : []
  const steps = [
    ...keys.map((key) => settingStep(key, values, prefix, key in hidden ? variable(key) : undefined)),
    ...added.map(({ how, to, note }): Step => ({ how, to: [`${prefix}${to}`], note }))
  ]
  const files: Record<string, string> = {
    private_key_file: `secrets/${name}.private.pem`,
    platform_public_key_file: `secrets/${name}.platform.pem`,
    key_version: '1',
    app_secret_file: `secrets/${name}.app-secret`
  }
  return {
    prefix,
    profile,
    set: { ...hidden, ...Object.fromEntries(added.map(({ to }) => [to, files[to] ?? ''])) },
    steps
  }
}

function settingStep(key: string, values: SettingValues, prefix: string, variable: string | undefined): Step {
  const at = `${prefix}${key}`
  const isFine = key === 'env' && values.env !== 'sandbox'
  const { note } = (isFine ? undefined : SETTING_MAPPINGS.find(({ from }) => from === key)) ?? {}
  const notes = [...(note ? [note] : []), ...(variable ? [hiddenNote(variable)] : [])]
  const said = { en: notes.map(({ en }) => en).join(' '), zh: notes.map(({ zh }) => zh).join('') }
  return { how: variable ? 'changed' : 'same', from: at, to: [at], ...(notes.length > 0 && { note: said }) }
}

function hiddenNote(variable: string): Both {
  return {
    en: `Its value is not repeated here: put it into the variable ${variable}, or keep the old line.`,
    zh: `这里不重复它的值：请放入环境变量 ${variable}，或保留原来那一行。`
  }
}
