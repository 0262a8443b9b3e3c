/** The languages in which a signature can be written as a program. */
export const CODE_LANGUAGES = ['php', 'java', 'go', 'python', 'node', 'csharp'] as const
export type CodeLanguage = (typeof CODE_LANGUAGES)[number]
