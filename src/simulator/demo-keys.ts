/** What a gateway checks requests with, and signs callbacks with. */
export interface GatewayKeys {
  app_id: string
  salt: string
  token: string
  access_token: string
}

/** The keys of the local gateway: public, the same everywhere, and of no use anywhere else. */
export const DEMO_KEYS: GatewayKeys = {
  app_id: 'ttdemo00000000000001',
  salt: 'demoSaltOfTheLocalGateway0000001',
  token: 'demoTokenOfTheLocalGateway000001',
  access_token: 'demoAccessTokenOfTheLocalGateway01'
}
