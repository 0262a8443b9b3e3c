/** A setting that something is signed or verified with. */
export type KeyName = 'salt' | 'token' | 'access_token' | 'private_key' | 'platform_public_key'

/** The values of keys; what is not configured is absent. */
export type Keys = Readonly<{ [Name in KeyName]?: string | undefined }>
