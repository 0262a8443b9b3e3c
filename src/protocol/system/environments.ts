/** Where calls can go; each system says what stands there. */
export const ENVIRONMENT_NAMES = ['local', 'sandbox', 'production'] as const
export type EnvironmentName = (typeof ENVIRONMENT_NAMES)[number]

/** Where the calls of a system go; `local` has no origin: its gateway is built in (docs/local-gateway.md). */
export type Environments = Readonly<Record<EnvironmentName, Environment>>

interface Environment {
  origin: string | undefined
  /** Whether no page says that calls can be sent there. */
  undocumented?: true
}

/** The platform's own hosts, of all its systems. */
export const PLATFORM_HOSTS: readonly string[] = ['developer.toutiao.com', 'open-sandbox.douyin.com', 'open.douyin.com']

/** The environment a text names, in exactly this spelling. */
export function environmentName(text: unknown): EnvironmentName | undefined {
  return ENVIRONMENT_NAMES.find((name) => name === text)
}
