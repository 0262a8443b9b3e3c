import { many } from '../../findings/en-phrases.js'

/** The English texts of `ecpay diagnose`, without those of the mistakes, which are beside their codes. */
export const diagnose = {
  /** What a mistake happened to, if it is not one member. */
  all: { members: 'all excluded keys', numbers: 'all numbers', nested: 'all nested values', values: 'all values' },
  /** The separator of names in a list. */
  comma: ', ',
  /** The name of an empty text. */
  nothing: '(nothing)',
  right: 'The signature is right. If the gateway still answers 2008, the cause is elsewhere:',
  rightCallback: 'The signature is right: the callback is genuine. If your code still refuses it:',
  disputed: (source: string) => `The signature is disputed: ${source} gives it, and other official sources do not.`,
  sources: {
    'go-demo': "ByteDance's Go demo (2022-07-27)",
    'java-demo': "ByteDance's Java demo (2022-07-27)",
    appendix: 'the older official appendix'
  },
  explained: (count: string) =>
    `The signature is wrong, and ${many(count, 'mistake')} ${String(count) === '1' ? 'explains' : 'explain'} it exactly:`,
  /** For a cause that can be seen, but not proved by a signature. */
  likely: 'The signature is wrong, and the body shows the likely cause; no signature can prove it:',
  /** Only for a callback. */
  byLength: 'The signature is wrong, and its length shows one cause; other causes cannot be seen from it:',
  timedOut: 'The time limit was reached: this is what was found until then.',
  /** The heading of what is wrong in the body itself. */
  inTheBody: 'In the body, whatever the signature is:',
  /** What to try next, by option. */
  next: {
    prehash: 'Next: print the string that your code hashes, just before the MD5, and compare it:',
    depth: 'More mistakes together, which takes longer:',
    'time-limit': 'More time:',
    last: 'If the local gateway refused it, diagnose what it received:'
  },
  unexplained: 'The signature is wrong, and no known mistake explains it.',
  fix: 'Fix:',
  hashed: 'Hashed:',
  equivalents: (count: string) =>
    `${many(count, 'other explanation')} ${String(count) === '1' ? 'gives' : 'give'} the same signature:`,
  tried: (count: string) => `${count} computations tried.`,
  searching: (count: string) => `${count} computations tried`,
  interrupted: 'Interrupted: this is what was found until then.',
  alsoCheck: 'What a signature cannot show; check each:',
  /** Of many bodies. */
  lines: {
    right: (count: string) => (count === '1' ? 'The signature is right.' : `All ${count} signatures are right.`),
    wrong: (wrong: string, of: string) => `${wrong} of ${many(of, 'signature')} ${wrong === '1' ? 'is' : 'are'} wrong:`,
    named: (lines: string, count: string) => (count === '1' ? ` (line ${lines})` : ` (${count} lines: ${lines})`),
    disputed: (count: string, of: string) => `Official sources do not agree on ${count} of ${many(of, 'signature')}.`,
    unexplained: 'No known mistake explains this.',
    others: 'No known mistake explains the others.',
    cutShort: 'The time limit was reached before these were explained; --time-limit allows more.',
    searching: (explained: string, of: string) => `${explained} of ${of} wrong signatures explained`
  },
  snippets: 'In code: --for php, java, go, python, node or csharp shows the fix in that language.',
  differences: 'Your string against the right one:',
  noDifference: 'Your string is the right one.',
  difference: {
    missing: (key: string, ours: string) => `${key} is missing: ${ours}`,
    extra: (theirs: string) => `unexpected: ${theirs}`,
    extraOf: (key: string, theirs: string) => `${key} does not belong there: ${theirs}`,
    changed: (key: string, theirs: string, ours: string) => `${key} is ${theirs}, not ${ours}`,
    changedHidden: (key: string, length: string, ours: string) =>
      `${key} is another text of ${many(length, 'character')}, not ${ours}; it may hold a key, so it is not shown`,
    at: (index: string, theirs: string, ours: string) => `character ${index} is ${theirs}, not ${ours}`,
    end: 'the end',
    quoted: (text: string) => `"${text}"`,
    /** For a changed field: where it begins to differ. */
    changedAt: (changed: string, at: string) => `${changed}; ${at}`,
    extraEmpty: 'One & too many: there is no value beside it.',
    extraHidden: (length: string) => `unexpected: ${many(length, 'character')}, not shown, because it may be a key`,
    salt: 'The SALT differs.',
    saltInOtherForm: 'The SALT has another form: another case, trimmed or encoded.',
    saltIs: (label: string) => `The SALT differs: it is ${label}.`,
    saltOfLength: (length: string) => `The SALT differs: ${many(length, 'character')}, not the configured SALT.`,
    saltMissing: 'The SALT is missing.',
    saltMasked: 'The SALT is masked there: give the string as it was hashed, with the SALT; it is not shown.',
    saltTwice: 'The SALT is there twice.',
    saltGlued: {
      first: 'The SALT comes before a value without &.',
      last: 'The SALT follows the last value without &.',
      between: 'The SALT is between two values without &.'
    },
    glued: (key: string) => `${key} follows the text before it without &`,
    order: 'The order differs.',
    orderByKey: 'The order differs: sorted by key, not by value.',
    orderAsInBody: 'The order differs: it is that of the body, not sorted.',
    saltPlace: {
      first: 'The SALT is first; it must be sorted among the values like one of them.',
      last: 'The SALT is last; it must be sorted among the values like one of them.',
      between: 'The SALT is in another place; it must be sorted among the values like one of them.'
    },
    separator: (theirs: string) => `joined by ${theirs}, not by &`,
    noSeparator: 'joined without &',
    pairs: (between: string) => `It contains the keys, as key${between}value; only the values are signed.`,
    pairsGlued: 'It contains the keys, each before its value; only the values are signed.',
    json: 'It is a JSON text; only the values are signed, sorted and joined by &.'
  },
  /** Of `ecpay trade diagnose`. */
  trade: {
    right: 'The authorization is right. If errNo 11004 still comes, the cause is elsewhere:',
    explained: (count: string) =>
      `The authorization is wrong, and ${many(count, 'mistake')} ${String(count) === '1' ? 'explains' : 'explain'} it exactly:`,
    /** What is certain, but not all of it. */
    certain: 'The authorization is wrong, so much is certain; what else may be wrong cannot be proved:',
    unexplained: 'The signature was made with this key, but over a text that no known mistake gives.',
    /** The heading of what was signed. */
    signed: 'Your code signed (⏎ is a line feed):',
    expected: 'It must sign:',
    own: 'Signed with the private key that is configured.',
    tried: (count: string) => `${many(count, 'text')} tried.`,
    inTheData: 'In the data, whatever the signature is:'
  },
  /** The heading of the mistakes that give exactly this string, if the verdict does not name them. */
  stringExplained: 'Your string is exactly what these mistakes give:',
  hashStep: {
    right: 'The hash step is right: it is the MD5 of that string.',
    explained: 'The hash step differs:',
    unexplained: 'The signature is not a hash of that string in any known way: the code hashed something else.'
  }
}
