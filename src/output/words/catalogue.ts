import type { Language } from '../language.js'
import type { DiagnoseWords } from './diagnose.js'
import type { FindingWords, Help, Words } from './words.js'

/** The catalogue of one language, in parts: most runs need no sentence and no help, and load neither. */
export interface Catalogue {
  words(): Promise<Words>
  findings(): Promise<FindingWords>
  help(): Promise<Help>
  diagnose(): Promise<DiagnoseWords>
}

const CATALOGUES: Record<Language, Catalogue> = {
  en: {
    words: async () => (await import('./en.js')).en,
    findings: async () => (await import('./en-findings.js')).findings,
    help: async () => (await import('./en-help.js')).help,
    diagnose: async () => (await import('./en-diagnose.js')).diagnose
  },
  zh: {
    words: async () => (await import('./zh.js')).zh,
    findings: async () => (await import('./zh-findings.js')).findings,
    help: async () => (await import('./zh-help.js')).help,
    diagnose: async () => (await import('./zh-diagnose.js')).diagnose
  }
}

export function catalogue(language: Language): Catalogue {
  return CATALOGUES[language]
}
