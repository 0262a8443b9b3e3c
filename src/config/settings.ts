import type { Finding } from '../findings/findings.js'
import { ENVIRONMENT_NAMES, type EnvironmentName } from '../protocol/system/environments.js'

/** The settings as the commands use them. */
export interface Settings {
  app_id: string
  salt: string
  token: string
  access_token: string
  /** As it was written: PEM or Base64, in any state; `readPrivateKey` of the trade system reads it. */
  private_key: string
  /** The same of the platform's public key, by `readPublicKey`. */
  platform_public_key: string
  /** Digits: which of the uploaded public keys belongs to the private key. */
  key_version: string
  app_secret: string
  thirdparty_id: string
  notify_url: string
  env: EnvironmentName
  /** Without a slash at its end. */
  base_url: string
  timeout_ms: number
  /** How an answer is shown on a terminal. */
  output: AnswerForm
}

/** An answer as it came, for a person, or one behind the other. */
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

/** What may stand at one level: of the file, of the variables, of the flags. A profile has all but `profile`. */
export type FileKey = SettingName | ValueFile | 'profile'

/** One level of settings as it was written: references not yet read, files not yet opened. */
export type LevelValues = { [K in FileKey]?: string | number }

export type SettingType = 'text' | 'digits' | 'environment' | 'url' | 'milliseconds' | 'form'

export interface SettingSpec {
  type: SettingType
  /** An empty variable counts as unset, as a CI job without its secret has it. */
  variable: string
  flag?: string
  /** The key whose file holds the value instead. */
  file?: ValueFile
  /** Whether it lives too short for a configuration file: flags and variables have it alone. */
  brief?: true
}

/** Every key of a level, in the order in which they are written and shown. */
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

/** The keys that may stand in a configuration file. */
export const FILE_KEYS = ALL_KEYS.filter((key) => !SETTINGS[key].brief)

/** The keys that have an effective value: a file becomes its content, a profile its settings. */
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

/** The settings a file holds, checked in form: the top level, and each profile by its name. */
export interface FileValues {
  top: LevelValues
  profiles: ReadonlyMap<string, LevelValues>
}

export interface ConfigFile extends FileValues {
  path: string
  warnings: Finding[]
  /** Of one that was only found: what it may do is little. */
  found?: FoundFile
}

/** A file that counts because of where it stands: whoever made the folder wrote it. */
export interface FoundFile {
  path: string
  /** Where the files may be that it names. */
  folders: readonly string[]
  /** Whether the user said that it may do what else it may not; asked only where that matters. */
  isTrusted(): boolean
}

/** The keys that name a file which holds the value of another. */
export const VALUE_FILES: readonly FileKey[] = ALL_KEYS.flatMap((key) => SETTINGS[key].file ?? [])

/** The values that are never shown, as `name` of what masks them. */
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

/** Timers of Node.js fire at once beyond 2^31 - 1 ms. */
export const LONGEST_TIMEOUT_MS = 2 ** 31 - 1

/** A counted number as text. */
export const DIGITS = /^[1-9][0-9]{0,9}$/

/** What a value must be, in a notation that needs no translation. */
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

/** A value that stands for an environment variable; anything around it makes it ordinary text. */
export const REFERENCE = /^\$\{([A-Za-z_][A-Za-z0-9_]*)\}$/

/** The variable that a `"${NAME}"` names. */
export function referencedVariable(value: unknown): string | undefined {
  return typeof value === 'string' ? REFERENCE.exec(value)?.[1] : undefined
}
