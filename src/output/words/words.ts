import type { Code, FindingArgs } from '../../findings/findings.js'
import type { Said } from '../../findings/topic.js'
import type { en } from './en.js'
import type { help } from './en-help.js'

/** The sentence of every code, for the typed command. */
export type FindingWords = { [C in Code]: (args: FindingArgs[C]) => Said }

/** The texts of a command's output. Chinese has exactly the shape of English. */
export type Words = typeof en
export type ExplainWords = Words['explain']

/** The texts of help pages, except those of the commands themselves. */
export type HelpWords = typeof help
