/** What differs from run to run, by its shape, and what stands for it when two outputs are compared. */
const VOLATILE: readonly (readonly [RegExp, string])[] = [
  [/\b20\d{15}[a-z0-9]{8}\b/g, '<out_order_no>'],
  [/\bh[a-z0-9]{11}\b/g, '<delivery>'],
  [/\b20\d{12}[0-9A-F]{18}\b/g, '<logid>'],
  [/\b(4200|PAY)?7\d{18}\b/g, '$1<order_id>'],
  [/(order_token\W{1,5})[\w-]{80}/g, '$1<order_token>'],
  [/(nonce\W{1,5})\d{1,4}\b/g, '$1<nonce>'],
  [/(msg_signature\W{1,5})[0-9a-f]{40}\b/g, '$1<sha1>'],
  [/\b20\d\d-\d\d-\d\d \d\d:\d\d:\d\d\b/g, '<time>'],
  [/\w{3}, \d\d \w{3} \d{4} \d\d:\d\d:\d\d GMT/g, '<date>'],
  [/^\d\d:\d\d:\d\d\b/gm, '<clock>'],
  [/\b1\d{12}(\.\d+)?\b/g, '<milliseconds>'],
  [/\b1\d{9}\b/g, '<seconds>'],
  [/(duration_ms": ?)\d+/g, '$1<duration>'],
  [/\b\d+ (ms|毫秒)/g, '<duration>'],
  [/127\.0\.0\.1:\d+/g, '127.0.0.1:<port>']
]

/** Output with everything volatile replaced, without white space at the end of its lines. */
export function normalised(text: string): string {
  const plain = text.replace(/[ \t]+$/gm, '').replace(/\n+$/, '')
  return VOLATILE.reduce((left, [shape, name]) => left.replace(shape, name), plain)
}

/** Every line that is a JSON document, indented as the program writes it on a terminal. */
export function indented(text: string): string {
  return text
    .split('\n')
    .map((line) => {
      if (!line.startsWith('{')) return line
      try {
        return JSON.stringify(JSON.parse(line), null, 2)
      } catch {
        return line
      }
    })
    .join('\n')
}

/** What a page shows as a pattern: a line `…` stands for any lines, `…` in a line for any text. */
export function asPattern(shown: string): RegExp {
  const lines = shown.split('\n').map((line) => {
    if (line.trim() === '…') return '(?:.*\\n)*?'
    const literal = line.split('…').map((part) => part.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&'))
    return `${literal.join('.*')}\\n`
  })
  return new RegExp(`^${lines.join('')}$`)
}
