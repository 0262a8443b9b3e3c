export const LANGUAGES = ['en', 'zh'] as const
export type Language = (typeof LANGUAGES)[number]

/** A text in every language. A missing one does not compile. */
export type Both = Readonly<Record<Language, string>>

/**
 * Chooses the language by the flag, `ECPAY_LANG`, the locale variables in POSIX order, and the system, in this order.
 * Anything that starts with `zh` is Chinese, everything else English, also `C` and `POSIX`.
 *
 * @param system called only if no variable is set, as on Windows
 */
export function chooseLanguage(
  flag: string | undefined,
  env: Readonly<Record<string, string | undefined>>,
  system: () => string | undefined
): Language {
  const ours = isKnownLanguage(env.ECPAY_LANG) ? env.ECPAY_LANG : undefined
  const said = flag ?? [ours, env.LC_ALL, env.LC_MESSAGES, env.LANG].find((value) => value) ?? system()
  return said?.toLowerCase().startsWith('zh') ? 'zh' : 'en'
}

/** Whether a text is a language of this tool or a locale in it: `zh`, `zh_CN.UTF-8`, `en-US`. */
export function isKnownLanguage(text: string | undefined): text is string {
  return text !== undefined && /^(?:zh|(?:en|c|posix)(?:$|[-_.@]))/i.test(text)
}
