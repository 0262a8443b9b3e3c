import type { Code, FindingArgs } from '../../findings/findings.js'
import type { Said } from '../../findings/topic.js'
import type { en } from './en.js'
import type { help } from './en-help.js'

/** A sentence for every finding, as the command says it that was typed. */
export type FindingWords = { [C in Code]: (args: FindingArgs[C]) => Said }

/** The words of a command's output; Chinese has exactly the shape of the English. */
export type Words = typeof en
export type ExplainWords = Words['explain']

/** What help pages say beside what commands say of themselves. */
export type HelpWords = typeof help
