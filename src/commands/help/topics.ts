import type { Both } from '../../language.js'

/** A page of help about something that many commands have in common: `ecpay help signing`. */
export interface Topic {
  name: string
  summary: Both
  /** The commands whose help refers to it; all of a group if it ends with a space. */
  of: readonly string[]
}

export const TOPICS: readonly Topic[] = [
  {
    name: 'signing',
    summary: { en: 'The signatures of both systems, in a few lines', zh: '两套系统的签名规则，各几行' },
    of: ['sign', 'diagnose', 'verify-callback', 'trade sign', 'trade diagnose', 'trade verify-callback', 'trade order']
  },
  {
    name: 'configuration',
    summary: { en: 'Where settings come from, and what a file can hold', zh: '配置从哪里来，配置文件能写什么' },
    of: ['init', 'config ', 'doctor', 'trade keys ', 'trade token']
  },
  {
    name: 'environment',
    summary: { en: 'The environment variables', zh: '环境变量' },
    of: ['init', 'config ', 'doctor']
  },
  {
    name: 'exit-codes',
    summary: { en: 'The exit codes', zh: '退出码' },
    of: ['commands']
  }
]

/** The topics to which the help of a command refers. */
export function topicsOf(command: string): Topic[] {
  return TOPICS.filter(({ of }) => of.some((one) => (one.endsWith(' ') ? command.startsWith(one) : command === one)))
}
