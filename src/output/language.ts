export const LANGUAGES = ['en', 'zh'] as const
export type Language = (typeof LANGUAGES)[number]

/**
 * Chooses the language: flag, then `ECPAY_LANG`, then the locale variables in POSIX order.
 * Anything that starts with `zh` is Chinese; everything else is English.
 */
export function chooseLanguage(flag: string | undefined, env: Record<string, string | undefined>): Language {
  const said = flag ?? [env.ECPAY_LANG, env.LC_ALL, env.LC_MESSAGES, env.LANG].find((value) => value)
  return said?.toLowerCase().startsWith('zh') ? 'zh' : 'en'
}
