/** The forms in which languages print a body that is not JSON, by how they begin. */
const FORMS: readonly [form: string, start: RegExp][] = [
  ['php-var-dump', /^(?:array\(\d+\)|object\([\w\\]+\)(?:#\d+)? \(\d+\)) \{/],
  ['php-print-r', /^(?:Array|[\w\\]+ Object)\s*\(\s*\[/],
  ['php-array', /^(?:array\s*\(|\[)\s*(?:'[^']*'|"[^"]*")\s*=>/i],
  ['go-map', /^map\[\w+:/],
  ['go-struct', /^&?\{[A-Z]\w*:/],
  ['java-map', /^\{\w+=/],
  ['java-object', /^[A-Z]\w*[({[]\w+=/],
  ['js-object', /^(?:\[object Object\]|\{\s*\w+: ')/],
  ['python-dict', /^\{\s*'[^']*'\s*:/]
]

/** The printed form of a text; nothing if it has none. */
export function printedForm(text: string): string | undefined {
  const start = text.replace(/^\ufeff/, '').trimStart()
  return FORMS.find(([, mark]) => mark.test(start))?.[0]
}
