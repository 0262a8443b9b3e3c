import { ANY_COMMAND, type TypedCommand } from '../../findings/typed-command.js'
import type { Language } from '../../language.js'
import type { DiagnoseTexts, DiagnoseWords } from './diagnose-words.js'
import type { FindingWords, HelpWords, Words } from './words.js'

/** The catalogue of one language, in parts: most runs need no sentence and no help, and load neither. */
export interface Catalogue {
  words(): Promise<Words>
  /** For the command that was typed. */
  findings(): Promise<FindingWords>
  help(): Promise<HelpWords>
  diagnose(): Promise<DiagnoseWords>
}

type Parts = Omit<Catalogue, 'findings' | 'diagnose'> & { diagnose(): Promise<DiagnoseTexts> }

const PARTS: Record<Language, Parts> = {
  en: {
    words: async () => (await import('./en.js')).en,
    help: async () => (await import('./en-help.js')).help,
    diagnose: async () => (await import('./en-diagnose.js')).diagnose
  },
  zh: {
    words: async () => (await import('./zh.js')).zh,
    help: async () => (await import('./zh-help.js')).help,
    diagnose: async () => (await import('./zh-diagnose.js')).diagnose
  }
}

/**
 * @param command the one that was typed, asked for as soon as a finding is worded; without it, sentences are those of
 *   a command that has every option
 */
export function catalogue(language: Language, command: () => TypedCommand = () => ANY_COMMAND): Catalogue {
  const parts = PARTS[language]
  return {
    ...parts,
    diagnose: async () => {
      const [texts, { mistakeWords }] = await Promise.all([parts.diagnose(), import('../mistake-words.js')])
      return { ...texts, ...mistakeWords(language) }
    },
    findings: async () => (await import('../finding-words.js')).findingWords(language, command())
  }
}
