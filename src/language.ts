export const LANGUAGES = ['en', 'zh'] as const
export type Language = (typeof LANGUAGES)[number]

/** A text in every language: one that is missing does not compile. */
export type Both = Readonly<Record<Language, string>>

/**
 * Chooses the language: flag, then `ECPAY_LANG`, then the locale variables in POSIX order, then what the system says.
 * Anything that starts with `zh` is Chinese; everything else is English, `C` and `POSIX` too.
 *
 * @param system asked only where no variable says anything, as on Windows
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

/** Whether a text names a language of this tool, alone or as a locale: `zh`, `zh_CN.UTF-8`, `en-US`. */
export function isKnownLanguage(text: string | undefined): text is string {
  return text !== undefined && /^(?:zh|(?:en|c|posix)(?:$|[-_.@]))/i.test(text)
}
