/** A setting that something is signed or verified with. */
export type KeyName =
  | 'app_id'
  | 'salt'
  | 'token'
  | 'access_token'
  | 'private_key'
  | 'key_version'
  | 'platform_public_key'

/** The values of keys; what is not configured is absent. */
export type Keys = Readonly<{ [Name in KeyName]?: string | undefined }>
