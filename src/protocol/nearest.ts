import { distance } from 'fastest-levenshtein'

/**
 * The known word nearest to a mistyped one.
 *
 * @returns nothing when even the nearest differs in more than a third of its letters, or two, or has none of them
 */
export function nearest(word: string, known: readonly string[]): string | undefined {
  return nearestFew(word, known, 1)[0]
}

/** As {@link nearest}, but up to `count` words, the nearest first. */
export function nearestFew(word: string, known: readonly string[], count: number): string[] {
  const typed = bare(word)
  const most = Math.max(2, Math.floor(typed.length / 3))
  const near = known
    // What is so much longer cannot be nearer, and is not compared: it may be a whole file.
    .filter((candidate) => Math.abs(bare(candidate).length - typed.length) <= most)
    .map((candidate) => ({ candidate, far: distance(typed, bare(candidate)) }))
    // Two letters are all that a short word has.
    .filter(({ candidate, far }) => far <= most && [...typed].some((letter) => bare(candidate).includes(letter)))
  return near
    .sort((a, b) => a.far - b.far)
    .slice(0, count)
    .map(({ candidate }) => candidate)
}

function bare(word: string): string {
  return word.toLowerCase().replace(/^-+/, '')
}
