import type { CodeLanguage } from './code-languages.js'
import type { Coder } from './coder.js'

const CODERS: Record<CodeLanguage, () => Promise<Coder>> = {
  php: async () => (await import('./php.js')).PHP,
  java: async () => (await import('./java.js')).JAVA,
  go: async () => (await import('./go.js')).GO,
  python: async () => (await import('./python.js')).PYTHON,
  node: async () => (await import('./node.js')).NODE,
  csharp: async () => (await import('./csharp.js')).CSHARP
}

/** How a language writes signatures. */
export function coderOf(language: CodeLanguage): Promise<Coder> {
  return CODERS[language]()
}
