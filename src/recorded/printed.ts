/** The forms in which languages print a body that is not JSON, by how they begin. */
const FORMS: readonly [form: string, start: RegExp][] = [
  ['php-var-dump', /^(?:array\(\d+\)|object\([\w\\]+\)(?:#\d+)? \(\d+\)) \{/],
  ['php-print-r', /^(?:Array|[\w\\]+ Object)\s*\(\s*\[/],
  ['php-array', /^(?:array\s*\(|\[)\s*(?:'[^']*'|"[^"]*")\s*=>/i],
  ['go-map', /^map\[\w+:/],
  ['go-pointer', /^(?:&?\{)?0x[0-9a-f]{6,}/],
  ['go-struct', /^(?:&\{|\{[A-Z]\w*:|\{[^"'{}:=,]+ [^"'{}:=]*\}\s*$)/],
  ['go-bytes', /^\[\d{1,3}(?: \d{1,3})+/],
  ['java-bytes', /^\[B@[0-9a-f]{1,8}\s*$/],
  ['java-reference', /^(?:\[L)?(?:[a-z]\w*\.)*[A-Z]\w*(?:\$\w+)*;?@[0-9a-f]{1,8}\s*$/],
  ['java-map', /^\{\w+=/],
  ['java-object', /^[A-Z]\w*[({[]\w+=/],
  ['js-object', /^(?:\[object Object\]|\{\s*\w+: ')/],
  ['js-buffer', /^<Buffer [0-9a-f]{2}/],
  ['python-dict', /^\{\s*'[^']*'\s*:/],
  ['python-bytes', /^b(?:'|")/],
  ['python-reference', /^<[\w.]+ object at 0x[0-9a-f]+>/],
  ['csharp-type', /^System\.[A-Z][\w.]*(?:`\d)?\[/]
]

/** The printed form of a text; nothing if it has none. */
export function printedForm(text: string): string | undefined {
  const start = text.replace(/^\ufeff/, '').trimStart()
  return FORMS.find(([, mark]) => mark.test(start))?.[0]
}
