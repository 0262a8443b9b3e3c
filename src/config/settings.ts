import type { Finding } from '../findings/findings.js'
import { ENVIRONMENT_NAMES, type EnvironmentName } from '../protocol/system/environments.js'

/** The settings in the form that commands use. */
export interface Settings {
  app_id: string
  salt: string
  token: string
  access_token: string
  /** As written: PEM or Base64 in any form, which `readPrivateKey` of the trade system can read. */
  private_key: string
  /** The platform's public key as written, for `readPublicKey`. */
  platform_public_key: string
  /** Digits. They tell which of the uploaded public keys belongs to the private key. */
  key_version: string
  app_secret: string
  thirdparty_id: string
  notify_url: string
  env: EnvironmentName
  /** Without a slash at the end. */
  base_url: string
  timeout_ms: number
  /** How to show an answer on a terminal. */
  output: AnswerForm
}

/** The forms of an answer: as it came, formatted, or both. */
export const ANSWER_FORMS = ['raw', 'pretty', 'both'] as const
export type AnswerForm = (typeof ANSWER_FORMS)[number]

export type SettingName = keyof Settings

type ValueFile =
  | 'salt_file'
  | 'token_file'
  | 'access_token_file'
  | 'private_key_file'
  | 'platform_public_key_file'
  | 'app_secret_file'

/** The keys of a level: of the file, the variables or the flags. A profile has all except `profile`. */
export type FileKey = SettingName | ValueFile | 'profile'

/** A level of settings as written, before references and files are read. */
export type LevelValues = { [K in FileKey]?: string | number }

export type SettingType = 'text' | 'digits' | 'environment' | 'url' | 'milliseconds' | 'form'

export interface SettingSpec {
  type: SettingType
  /** The variable. An empty one counts as unset, because CI jobs without a secret have one. */
  variable: string
  flag?: string
  /** The key of a file that can hold the value instead. */
  file?: ValueFile
  /** Whether it is too short-lived for a configuration file. Only flags and variables can set it. */
  brief?: true
}

/** Every key of a level, in the order of files and output. */
export const SETTINGS: Record<FileKey, SettingSpec> = {
  env: { type: 'environment', variable: 'ECPAY_ENV', flag: '--env' },
  app_id: { type: 'text', variable: 'ECPAY_APP_ID' },
  salt: { type: 'text', variable: 'ECPAY_SALT', file: 'salt_file' },
  salt_file: { type: 'text', variable: 'ECPAY_SALT_FILE', flag: '--salt-file' },
  token: { type: 'text', variable: 'ECPAY_TOKEN', file: 'token_file' },
  token_file: { type: 'text', variable: 'ECPAY_TOKEN_FILE', flag: '--token-file' },
  access_token: { type: 'text', variable: 'ECPAY_ACCESS_TOKEN', file: 'access_token_file', brief: true },
  access_token_file: { type: 'text', variable: 'ECPAY_ACCESS_TOKEN_FILE', flag: '--access-token-file', brief: true },
  private_key: { type: 'text', variable: 'ECPAY_PRIVATE_KEY', file: 'private_key_file' },
  private_key_file: { type: 'text', variable: 'ECPAY_PRIVATE_KEY_FILE', flag: '--private-key-file' },
  platform_public_key: {
    type: 'text',
    variable: 'ECPAY_PLATFORM_PUBLIC_KEY',
    file: 'platform_public_key_file'
  },
  platform_public_key_file: {
    type: 'text',
    variable: 'ECPAY_PLATFORM_PUBLIC_KEY_FILE',
    flag: '--platform-public-key-file'
  },
  key_version: { type: 'digits', variable: 'ECPAY_KEY_VERSION', flag: '--key-version' },
  app_secret: { type: 'text', variable: 'ECPAY_APP_SECRET', file: 'app_secret_file' },
  app_secret_file: { type: 'text', variable: 'ECPAY_APP_SECRET_FILE', flag: '--app-secret-file' },
  thirdparty_id: { type: 'text', variable: 'ECPAY_THIRDPARTY_ID', flag: '--thirdparty-id' },
  notify_url: { type: 'text', variable: 'ECPAY_NOTIFY_URL', flag: '--notify-url' },
  base_url: { type: 'url', variable: 'ECPAY_BASE_URL' },
  timeout_ms: { type: 'milliseconds', variable: 'ECPAY_TIMEOUT_MS', flag: '--timeout' },
  output: { type: 'form', variable: 'ECPAY_OUTPUT', flag: '--output' },
  profile: { type: 'text', variable: 'ECPAY_PROFILE', flag: '--profile' }
}

export const ALL_KEYS = Object.keys(SETTINGS) as FileKey[]

/** The keys that a configuration file may have. */
export const FILE_KEYS = ALL_KEYS.filter((key) => !SETTINGS[key].brief)

/** The keys with an effective value: instead of a file its content counts, instead of a profile its settings. */
export const SETTING_NAMES: readonly SettingName[] = [
  'env',
  'app_id',
  'salt',
  'token',
  'access_token',
  'private_key',
  'platform_public_key',
  'key_version',
  'app_secret',
  'thirdparty_id',
  'notify_url',
  'base_url',
  'timeout_ms',
  'output'
]

/** The settings of a file after the check of their form: the top level, and each profile by name. */
export interface FileValues {
  top: LevelValues
  profiles: ReadonlyMap<string, LevelValues>
}

export interface ConfigFile extends FileValues {
  path: string
  /** Whether any level holds a secret itself. */
  holdsSecrets: boolean
  warnings: Finding[]
  /** Set if it was found by search, which limits what it may do. */
  found?: FoundFile
}

/** A file that was found by search. Someone else may have written it. */
export interface FoundFile {
  path: string
  /** The folders in which it may name files. */
  folders: readonly string[]
  /** Whether the user trusts it. Called only if that matters. */
  isTrusted(): boolean
}

/** The keys that name a file with the value of another key. */
export const VALUE_FILES: readonly FileKey[] = ALL_KEYS.flatMap((key) => SETTINGS[key].file ?? [])

/** The values that are never shown, with the names that replace them. */
export const SECRETS = {
  salt: 'SALT',
  token: 'TOKEN',
  access_token: 'ACCESS_TOKEN',
  private_key: 'PRIVATE_KEY',
  app_secret: 'APP_SECRET'
} as const
export type SecretName = keyof typeof SECRETS

export interface Secret {
  name: (typeof SECRETS)[SecretName]
  value: string
}

export const DEFAULT_TIMEOUT_MS = 10_000

/** Timers of Node.js fire at once above 2^31 - 1 ms. */
export const LONGEST_TIMEOUT_MS = 2 ** 31 - 1

/** A positive number as text. */
export const DIGITS = /^[1-9][0-9]{0,9}$/

/** The required form of a value, in a notation that needs no translation. */
export const EXPECTED: Record<SettingType, string> = {
  text: 'non-empty string',
  digits: 'integer ≥ 1',
  environment: ENVIRONMENT_NAMES.join(' | '),
  url: 'non-empty string',
  milliseconds: `integer 1..${LONGEST_TIMEOUT_MS}`,
  form: ANSWER_FORMS.join(' | ')
}

/** The variables that hold secrets themselves. */
export const SECRET_VARIABLES: readonly string[] = Object.keys(SECRETS).map(
  (key) => SETTINGS[key as SecretName].variable
)

/** A value that is a reference to an environment variable. With anything around it, it is ordinary text. */
export const REFERENCE = /^\$\{([A-Za-z_][A-Za-z0-9_]*)\}$/

/** The variable in `"${NAME}"`. */
export function referencedVariable(value: unknown): string | undefined {
  return typeof value === 'string' ? REFERENCE.exec(value)?.[1] : undefined
}
