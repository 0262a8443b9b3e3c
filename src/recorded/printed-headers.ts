/** The headers of a callback of the trade system, each with a pattern for its value. */
const HEADERS: readonly (readonly [name: string, value: string])[] = [
  ['Byte-Timestamp', String.raw`\d+`],
  ['Byte-Nonce-Str', String.raw`[\w-]+`],
  ['Byte-Signature', String.raw`[\w+/=-]+`],
  ['Byte-Identifyname', String.raw`[\w./-]+`],
  ['Byte-Logid', String.raw`[\w-]+`]
]

/** What stands between a name and its value: quotes, brackets, a colon, an arrow, a type of PHP, the first index. */
const BETWEEN = String.raw`(?:string\(\d+\)|array(?:\(\d+\)|:\d+|\s)|\[0\]|\b0\s?=>|(?<=[\s,(:])b(?=["'])|["'\s:=>,，：([{}\]])+`
/** The name of the next header, where a value is empty. */
const NAME = /^(?:HTTP[-_])?Byte[-_](?:Timestamp|Nonce[-_]Str|Signature|Identifyname|Logid)$/i

/**
 * The headers of a callback in what programs print: print_r and var_dump, a dict, a Map, Go's map, a list of Node, the
 * lines of a table, of `$_SERVER` and of a log.
 *
 * @returns empty unless the three that sign are there
 * @example printedHeaders('map[Byte-Nonce-Str:[abc] …]') // [['Byte-Timestamp', …], ['Byte-Nonce-Str', 'abc'], …]
 */
export function printedHeaders(text: string): [name: string, value: string][] {
  const found = HEADERS.flatMap(([name, value]): [string, string][] => {
    const pattern = new RegExp(`(?<![\\w-])(?:HTTP_)?${name.replaceAll('-', '[-_]')}${BETWEEN}(${value})`, 'i')
    const held = pattern.exec(text)?.[1]
    return held === undefined || NAME.test(held) ? [] : [[name, held]]
  })
  const isSigned = HEADERS.slice(0, 3).every(([name]) => found.some(([one]) => one === name))
  return isSigned ? found : []
}
