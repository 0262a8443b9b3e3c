/** An entry to search: a code with its texts. */
export interface Searchable {
  namespace: string
  code: string
  /** The texts of the platform and of users for it. */
  says: readonly string[]
  /** First its meaning in all languages, separated by ` ; `, then the rest of what is known about it. */
  texts: readonly string[]
  /** Whether it is a code of this tool. */
  own: boolean
  /** A factor for its score, to rank entries with the same words. */
  weight: number
}

export interface Ranked<T> {
  entry: T
  score: number
  /** Whether the query is or contains one of the entry's `says`. */
  said: boolean
}

/** The share of the query that an entry must have, weighted by how rare the words are. */
const ENOUGH = 0.6
/** In UTF-16 units. A longer text is not a message, and it takes long to compare. */
const LONGEST = 400
/** The score of a query that is exactly the meaning of a code in one of the languages. */
const MEANT = 9

/** Words of users, and the platform's for the same thing. */
const SYNONYMS: readonly [users: string, platforms: string][] = [
  ['沙箱', '沙盒'],
  ['帐', '账'],
  ['whitelist', 'white list'],
  ['分润', '分账']
]

const FILLERS =
  /怎么办|怎么解决|如何解决|怎么处理|怎么回事|什么意思|是什么|为什么|请问|提示|报错|一直|出现|(?<![\p{Script=Han}])返回/gu
const STOP = new Set(
  'a an and are as at be but by can do does for from has have how i in is it its me my no not of on or so such that the there this to was what when where which why with you your all means mean error code'.split(
    ' '
  )
)

/**
 * Ranks the entries for a text: first those that say it, then those that have its words.
 *
 * @param asTyped the result of `plain` in `asked.ts`; only the beginning of a long text counts
 * @returns the entries with enough of it, the best first
 */
export function rank<T extends Searchable>(asTyped: string, entries: readonly T[]): Ranked<T>[] {
  const text = SYNONYMS.reduce(
    (text, [users, platforms]) => text.replaceAll(users, platforms),
    asTyped.slice(0, LONGEST)
  )
  const asked = squashed(text)
  if (asked === '') return []
  const words = new Set(wordsOf(text.replace(FILLERS, ' ')))
  const index = entries.map((entry) => ({ entry, ...indexOf(entry) }))
  const weights = new Map([...words].map((word) => [word, weightOf(word, index)]))
  for (const pair of acrossWords(text, (word) => index.some(({ words }) => words.has(word)))) weights.delete(pair)
  const total = sum(weights.values())
  return index
    .map(({ entry, words, strong, says, meanings }) => {
      const said = Math.max(meanings.includes(asked) ? MEANT : 0, ...says.map((one) => saidScore(asked, one)))
      const matched = [...weights].filter(([word]) => words.has(word))
      const share = total === 0 ? 0 : sum(matched.map(([, weight]) => weight)) / total
      const heavy = total === 0 ? 0 : sum(matched.map(([word, weight]) => (strong.has(word) ? weight : 0))) / total
      const explained = share >= ENOUGH ? share + heavy : 0
      return { entry, said: said > 0, score: entry.weight * (said + explained) }
    })
    .filter(({ score }) => score > 0)
    .toSorted((a, b) => b.score - a.score)
}

/** Whether a text is exactly what is said for an entry. */
export function isSaid(text: string, entries: readonly Searchable[]): boolean {
  const asked = squashed(text)
  return asked !== '' && entries.some((entry) => indexOf(entry).says.includes(asked))
}

/** 10 for the same text, less for a part of it or a longer one, 0 if neither contains the other. */
function saidScore(asked: string, said: string): number {
  if (asked === said) return 10
  if (includesWhole(asked, said) && weighty(said)) return 4 + 4 * (said.length / asked.length)
  if (said.includes(asked) && weighty(asked)) return 2 + 2 * (asked.length / said.length)
  return 0
}

/** Whether a text is in another one, and a number at its end is not the beginning of a longer one. */
function includesWhole(text: string, part: string): boolean {
  const at = text.indexOf(part)
  return at >= 0 && !(/\d$/.test(part) && /^\d/.test(text.slice(at + part.length)))
}

/** Whether a text is long enough not to match by chance. */
function weighty(text: string): boolean {
  const han = text.match(/\p{Script=Han}/gu)?.length ?? 0
  return han >= 4 || text.length >= 8
}

/** Kept, because a text may be searched for more than once, and to index all entries takes much longer than a search. */
const indexes = new WeakMap<Searchable, ReturnType<typeof indexed>>()

function indexOf(entry: Searchable): ReturnType<typeof indexed> {
  const index = indexes.get(entry) ?? indexed(entry)
  indexes.set(entry, index)
  return index
}

function indexed({ code, says, texts: [meaning = '', ...rest] }: Searchable) {
  const strong = new Set(wordsOf([code, meaning, ...says].join(' ; ')))
  return {
    strong,
    words: new Set([...strong, ...wordsOf(rest.join(' ; '))]),
    says: says.map(squashed),
    meanings: meaning.split(' ; ').map(squashed)
  }
}

function weightOf(word: string, index: readonly { words: ReadonlySet<string> }[]): number {
  const having = index.filter(({ words }) => words.has(word)).length
  return Math.log((index.length + 1) / (having + 0.5))
}

/** Only the letters, digits and Han characters of a text, to compare it as a whole. */
function squashed(text: string): string {
  return text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]/gu, '')
}

/** The words of a text: Latin words with their parts, and pairs of Han characters. */
function wordsOf(text: string): string[] {
  const runs = text.normalize('NFKC').match(/[A-Za-z0-9_]+|\p{Script=Han}+/gu) ?? []
  return runs.flatMap((run) => (/^\p{Script=Han}/u.test(run) ? pairs(run) : latin(run)))
}

function latin(run: string): string[] {
  const parts = run.split(/_|(?<=[a-z])(?=[A-Z])/).map((part) => part.toLowerCase())
  return [...new Set([run.toLowerCase(), ...parts])].map(stem).filter((word) => word.length > 1 && !STOP.has(word))
}

/** The pairs of Han characters of which each belongs to another word: no entry has them, but those on both sides. */
function acrossWords(text: string, isKnown: (word: string) => boolean): string[] {
  return (text.normalize('NFKC').match(/\p{Script=Han}+/gu) ?? []).flatMap((run) => {
    const all = pairs(run)
    return all.filter((pair, i) => !isKnown(pair) && isKnown(all[i - 1] ?? '') && isKnown(all[i + 1] ?? ''))
  })
}

/** Removes the ending of a plural. */
function stem(word: string): string {
  return word.length > 4 && word.endsWith('s') && !word.endsWith('ss') ? word.slice(0, -1) : word
}

function pairs(run: string): string[] {
  if (run.length === 1) return [run]
  return Array.from({ length: run.length - 1 }, (_, i) => run.slice(i, i + 2))
}

function sum(numbers: Iterable<number>): number {
  let total = 0
  for (const one of numbers) total += one
  return total
}
