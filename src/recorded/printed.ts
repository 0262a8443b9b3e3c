/**
 * The forms in which languages print a map or an object in place of JSON, each with a pattern for how it begins.
 *
 * @param key a pattern for the names of members
 */
export function printedObjects(key: string): readonly (readonly [form: string, pattern: string])[] {
  return [
    ['php-var-dump', String.raw`\b(?:array\(\d+\)|object\([\w\\]+\)(?:#\d+)? \(\d+\)) \{`],
    ['php-print-r', String.raw`(?<![\w\\])(?:Array|[\w\\]+ Object)\s*\(\s*\[`],
    ['php-dump', String.raw`(?:\^ )?\barray:\d+ \[|\{#\d+`],
    ['python-form', String.raw`\b(?:Immutable)?MultiDict\(|<QueryDict: `],
    ['python-object', String.raw`\b[A-Z]\w*\(${key}=['"]`],
    ['rust-struct', String.raw`\b[A-Z]\w* \{\s+${key}: (?:"|Some\()`],
    ['csharp-record', String.raw`\b[A-Z]\w* \{ [A-Z]\w* = `],
    ['go-map', String.raw`\bmap\[\w+:`],
    ['java-object', String.raw`\b[A-Z]\w*[({[]${key}=`],
    ['java-map', String.raw`\{${key}=`],
    ['js-object', String.raw`\[object Object\]|(?:\b[A-Z]\w* )?\{\s*${key}: ['\`]`],
    ['python-dict', String.raw`\{\s*'${key}'\s*:`]
  ]
}

/** The forms in which languages print a body that is not JSON, by how they begin. */
const FORMS: readonly (readonly [form: string, start: RegExp])[] = [
  ...printedObjects(String.raw`\w+`).map(([form, pattern]) => [form, new RegExp(`^(?:${pattern})`)] as const),
  ['php-array', /^(?:array\s*\(|\[)\s*(?:'[^']*'|"[^"]*")\s*=>/i],
  ['go-pointer', /^(?:&?\{)?0x[0-9a-f]{6,}/],
  ['go-struct', /^(?:&\{|\{[A-Z]\w*:|\{[^"'{}:=,]+ [^"'{}:=]*\}\s*$)/],
  ['go-bytes', /^\[\d{1,3}(?: \d{1,3})+/],
  ['java-bytes', /^\[B@[0-9a-f]{1,8}\s*$/],
  ['java-reference', /^(?:\[L)?(?:[a-z]\w*\.)*[A-Z]\w*(?:\$\w+)*;?@[0-9a-f]{1,8}\s*$/],
  ['js-buffer', /^<Buffer [0-9a-f]{2}/],
  ['python-bytes', /^b(?:'|")/],
  ['python-reference', /^<[\w.]+ object at 0x[0-9a-f]+>/],
  ['csharp-type', /^System\.[A-Z][\w.]*(?:`\d)?\[/]
]

/** The printed form of a text; nothing if it has none. */
export function printedForm(text: string): string | undefined {
  const start = text.replace(/^\ufeff/, '').trimStart()
  return FORMS.find(([, mark]) => mark.test(start))?.[0]
}
