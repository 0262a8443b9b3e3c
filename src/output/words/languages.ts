import { ANY_COMMAND, type TypedCommand } from '../../findings/typed-command.js'
import type { Language } from '../../language.js'
import type { CheckWords } from './check-words.js'
import type { DiagnoseTexts, DiagnoseWords, TradeDiagnoseWords } from './diagnose-words.js'
import type { FindingWords, HelpWords, Words } from './words.js'

/** The texts of one language, in parts. Most commands need neither sentences nor help, and load neither. */
export interface Catalogue {
  words(): Promise<Words>
  /** The sentences for the typed command, or for another one that it runs. */
  findings(other?: TypedCommand): Promise<FindingWords>
  help(): Promise<HelpWords>
  check(): Promise<CheckWords>
  diagnose(): Promise<DiagnoseWords>
  tradeDiagnose(): Promise<TradeDiagnoseWords>
}

type Parts = Omit<Catalogue, 'findings' | 'diagnose' | 'tradeDiagnose'> & { diagnose(): Promise<DiagnoseTexts> }

const PARTS: Record<Language, Parts> = {
  en: {
    words: async () => (await import('./en.js')).en,
    help: async () => (await import('./en-help.js')).help,
    check: async () => (await import('./en-check.js')).check,
    diagnose: async () => (await import('./en-diagnose.js')).diagnose
  },
  zh: {
    words: async () => (await import('./zh.js')).zh,
    help: async () => (await import('./zh-help.js')).help,
    check: async () => (await import('./zh-check.js')).check,
    diagnose: async () => (await import('./zh-diagnose.js')).diagnose
  }
}

/**
 * @param command returns the typed command; called when a finding is worded. Without it, sentences are those of a
 *   command that has every option
 */
export function catalogue(language: Language, command: () => TypedCommand = () => ANY_COMMAND): Catalogue {
  const parts = PARTS[language]
  return {
    ...parts,
    diagnose: async () => {
      const [texts, { mistakeWords }] = await Promise.all([parts.diagnose(), import('../mistake-words.js')])
      return { ...texts, ...mistakeWords(language) }
    },
    tradeDiagnose: async () => {
      const [texts, { tradeMistakeWords }] = await Promise.all([parts.diagnose(), import('../trade-mistake-words.js')])
      return { ...texts, ...tradeMistakeWords(language) }
    },
    findings: async (other) => (await import('../finding-words.js')).findingWords(language, other ?? command())
  }
}
