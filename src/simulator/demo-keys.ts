/** What a gateway checks requests with, and signs callbacks with. */
export interface GatewayKeys {
  app_id: string
  salt: string
  token: string
  access_token: string
  /** What clients fetch an access token with (`/api/apps/v2/token`, `/oauth/client_token/`). */
  app_secret: string
}

/** The keys of the local gateway: public, the same everywhere, and of no use anywhere else. */
export const DEMO_KEYS: GatewayKeys = {
  app_id: 'ttdemo00000000000001',
  salt: 'demoSaltOfTheLocalGateway0000001',
  token: 'demoTokenOfTheLocalGateway000001',
  access_token: 'demoAccessTokenOfTheLocalGateway01',
  app_secret: 'demoSecretOfTheLocalGateway000001'
}

/** What `/oauth/client_token/` gives: a token of the general trade system, which the calls of ecpay do not take. */
export const DEMO_CLIENT_TOKEN = 'clt.demoClientTokenOfTheLocalGateway01'
