import { many } from '../../findings/en-phrases.js'

/** The English texts of `ecpay check-signer` and `ecpay check`, which no other command loads. */
export const check = {
  watch: {
    waiting: 'Waiting for changes.',
    waitingForKeys: 'Waiting for changes. Enter runs again, q quits.',
    changed: (path: string) => `Changed: ${path}`
  },
  signer: {
    right: (count: number) => `Your code signs all ${many(count, 'case')} right.`,
    wrong: (wrong: number, of: number) =>
      `${wrong} of ${many(of, 'case')} ${wrong === 1 ? 'is' : 'are'} signed wrongly`,
    /** Behind the sentence before. */
    explained: (count: number) =>
      `, and ${many(count, 'mistake')} ${count === 1 ? 'explains' : 'explain'} ${count === 1 ? 'all of it' : 'them all'}:`,
    partly: (explained: number, count: number) =>
      `; ${many(count, 'mistake')} ${count === 1 ? 'explains' : 'explain'} ${explained} of them:`,
    unexplained: ', and no known mistake explains it.',
    /** The cases in which a mistake has an effect. */
    inCases: (count: number, ids: string) => `In ${many(count, 'case')}: ${ids}`,
    more: (count: number) => `… ${count} more`,
    comma: ', ',
    others: (count: number) => `Not explained: ${many(count, 'case')}. First look at the simplest:`,
    body: 'Body:',
    salt: 'SALT:',
    yours: 'Yours:',
    nothing: '(nothing)',
    wanted: 'Right:',
    hashed: 'Take the MD5 of exactly this:',
    signed: 'Sign exactly these bytes (⏎ is a line feed):',
    ownKeys: {
      ecpay: 'Does your program sign `body` with the `salt` of the same line, and not with a SALT of its own?',
      trade: 'Does your program sign with the `private_key` of the same line, and not with a key of its own?'
    },
    cutShort: 'The time limit was reached; there may be more. Search longer: --time-limit',
    parts: (count: number, ids: string) =>
      `${count} more ${count === 1 ? 'differs and does' : 'differ and do'} not count: there honest implementations part, and such values should not be sent: ${ids}`,
    snippets: 'In code: --for php, java, go, python, node or csharp shows the fix in that language.'
  }
}
