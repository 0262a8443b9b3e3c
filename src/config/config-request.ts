import type { FlagValues } from './levels.js'
import type { Piped } from './pipes.js'
import type { Secret, SecretName, SettingName } from './settings.js'
import type { Surroundings } from './surroundings.js'

/** The keys of an app, which signing a call or verifying a callback requires. */
export type AppKey = 'app_id' | 'platform_public_key' | 'key_version' | SecretName

/** The fixed keys of `local`. */
export type DemoKeys = Readonly<Partial<Record<AppKey, string>>>

/** What a command asks of the configuration. */
export interface ConfigRequest<Required extends AppKey = never> extends Surroundings {
  flags: FlagValues & { config?: string | undefined }
  /** The settings that are used; all if absent. The file is read only if flags and variables do not give them all. */
  needs?: readonly SettingName[]
  /** The keys that the command requires. They need not be repeated in `needs`. */
  required?: readonly Required[]
  /** The fixed keys of `local`. There they override the configuration, and only a flag or `own` overrides them. */
  demo?: DemoKeys | (() => Promise<DemoKeys>)
  /** The keys that a case of a suite gives as variables: as flags, they are meant for this command alone. */
  own?: readonly AppKey[] | undefined
  /** Whether they also do so if `local` is only the default, not chosen by flag, variable or file. */
  demoByDefault?: boolean
  /** Called for every secret as soon as it is known, including those of other profiles. */
  onSecret?: (secret: Secret) => void
  /** Stops waiting for a pipe. */
  signal?: AbortSignal
  /** The contents of pipes that are given instead of secret files, because they can be read only once. */
  piped?: Piped
}
