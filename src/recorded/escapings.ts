/** The beginning of an object whose quotes are entities of HTML, also twice. */
const HTML_OBJECT = /\{\s*&(?:amp;)*(?:quot|#0?34|#x22);/i
const ENTITY = /&(?:(quot|apos|lt|gt|amp)|#(\d{1,7})|#x([\da-f]{1,6}));/gi
const ENTITIES: Readonly<Record<string, string>> = { quot: '"', apos: "'", lt: '<', gt: '>', amp: '&' }

/** A text with the entities of HTML, as htmlspecialchars and the source of a page have it: `{&quot;app_id&quot;:…`. */
export function fromHtml(text: string): string[] {
  if (!HTML_OBJECT.test(text)) return []
  const decoded = text.replace(ENTITY, (all, name?: string, decimal?: string, hex?: string) => {
    if (name !== undefined) return ENTITIES[name.toLowerCase()] ?? all
    const point = Number.parseInt(decimal ?? hex ?? '', decimal === undefined ? 16 : 10)
    return point > 0x10ffff ? all : String.fromCodePoint(point)
  })
  return [decoded]
}

/** A text whose quotes, backslashes and non-ASCII bytes are `\xHH`, as the access log of nginx has them. */
export function fromHexBytes(text: string): string[] {
  if (!/\{\s*\\x22/i.test(text)) return []
  return [text.replace(/(?:\\x[\da-f]{2})+/gi, (run) => Buffer.from(run.replace(/\\x/gi, ''), 'hex').toString('utf8'))]
}

/** The objects in fields of CSV, where every quote is doubled: `"{""app_id"":…}"`. Each is read up to a single one. */
export function fromCsv(text: string): string[] {
  const found: string[] = []
  const begins = /\{\s*""(?=\w)/g
  for (let begin = begins.exec(text); begin; begin = begins.exec(text)) {
    const [field = ''] = /[^"]*(?:""[^"]*)*/.exec(text.slice(begin.index)) ?? []
    found.push(field.replaceAll('""', '"'))
    begins.lastIndex = begin.index + field.length
  }
  return found
}

/** A list of numbers in brackets, with commas or spaces between them. */
const NUMBERS = /\[\s*-?\d{1,3}(?:[\s,]\s*-?\d{1,3})*\s*\]/g
/** In UTF-16 units: a shorter list has no object with two fields. */
const SHORTEST = 60

/** The lists of numbers in a text with something around them, which may be bytes. */
export function byteLists(text: string): string[] {
  const { length } = text.trim()
  return (text.match(NUMBERS) ?? []).filter((one) => one.length >= SHORTEST && one.length < length)
}
