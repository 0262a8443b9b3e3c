import { SNIPPET_LANGUAGES } from '../../output/words/snippets.js'
import { choice } from './option.js'

/** The language of fixes in code. */
export const SNIPPETS_IN = choice('--for <language>', SNIPPET_LANGUAGES, {
  help: {
    en: 'show the fix in code: php, java, go, python, node or csharp',
    zh: '用代码显示改法：php、java、go、python、node 或 csharp'
  }
})
