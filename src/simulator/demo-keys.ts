import type { KeyPairs } from './demo-key-pairs.js'

/** The keys with which a gateway checks requests and signs callbacks. */
export interface GatewayKeys
  extends AppKeys,
    Pick<KeyPairs, 'app_public_key' | 'key_version' | 'platform_private_key'> {}

/** What the gateway knows of an app in 通用交易系统. */
export type AppPublicKey = Pick<GatewayKeys, 'app_id' | 'app_public_key' | 'key_version'>

/** The apps that a gateway knows. */
export interface KnownApps {
  /** Those of the demo app, and of the platform. */
  keys: GatewayKeys
  /** Further apps in 通用交易系统. One with several key versions is there several times. */
  apps?: readonly (AppPublicKey & Partial<Pick<GatewayKeys, 'app_secret'>>)[]
}

/**
 * The keys of an app, with this version where it has several, and the secret that any of them has; those of the demo
 * app where it is not known.
 */
export function keysOf({ keys, apps = [] }: KnownApps, app_id: string | undefined, version?: string): GatewayKeys {
  const own = apps.filter((one) => one.app_id === app_id)
  const app = own.find(({ key_version }) => key_version === version) ?? own[0]
  const [app_secret] = own.flatMap((one) => one.app_secret ?? [])
  return app ? { ...keys, ...(app_secret !== undefined && { app_secret }), ...app } : keys
}

/** Those that are no RSA keys. */
interface AppKeys {
  app_id: string
  salt: string
  token: string
  access_token: string
  /** The token of the general trade system (`/oauth/client_token/`), which the calls of ecpay do not accept. */
  client_token: string
  /** The secret with which clients fetch an access token (`/api/apps/v2/token`, `/oauth/client_token/`). */
  app_secret: string
}

/** The keys of the local gateway: public, the same everywhere, and useless anywhere else. */
export const DEMO_KEYS: AppKeys = {
  app_id: 'ttdemo00000000000001',
  salt: 'demoSaltOfTheLocalGateway0000001',
  token: 'demoTokenOfTheLocalGateway000001',
  access_token: 'demoAccessTokenOfTheLocalGateway01',
  client_token: 'clt.demoClientTokenOfTheLocalGateway01',
  app_secret: 'demoSecretOfTheLocalGateway000001'
}
