/** Where calls can go. `local` has no origin: its gateway is built in (docs/local-gateway.md). */
export const ENVIRONMENTS = {
  local: { origin: undefined },
  sandbox: { origin: 'https://open-sandbox.douyin.com' },
  production: { origin: 'https://developer.toutiao.com' }
} as const

export type EnvironmentName = keyof typeof ENVIRONMENTS

export const ENVIRONMENT_NAMES = Object.keys(ENVIRONMENTS) as EnvironmentName[]

/** The environment a text names, in exactly this spelling. */
export function environmentName(text: unknown): EnvironmentName | undefined {
  return ENVIRONMENT_NAMES.find((name) => name === text)
}
