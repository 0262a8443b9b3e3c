import { choice } from '../shared/option.js'
import type { Result } from '../shared/result.js'

/** The files of an export, of which a run prints one. */
export const PART = choice('--part <part>', ['requests', 'environment'], {
  default: 'requests',
  help: {
    en: 'requests: the calls; environment: the file with the variables of an environment',
    zh: 'requests：接口；environment：某个环境的变量文件'
  }
})

/** A document as JSON that people can read, too. */
export function documentResult(document: object): Result {
  return {
    document: () => document,
    text: () => [{ result: `${JSON.stringify(document, undefined, 2)}\n` }]
  }
}
