import { distance } from 'fastest-levenshtein'

/**
 * The known word nearest to a mistyped one.
 *
 * @returns nothing if even the nearest word differs in more than a third of its letters (or two), or in all of them
 */
export function nearest(word: string, known: readonly string[]): string | undefined {
  return nearestFew(word, known, 1)[0]
}

/** Like {@link nearest}, but up to `count` words, the nearest first. */
export function nearestFew(word: string, known: readonly string[], count: number): string[] {
  const typed = bare(word)
  const most = Math.max(2, Math.floor(typed.length / 3))
  const near = known
    // A much longer or shorter text cannot be near, and it may be a whole file: it is not compared.
    .filter((candidate) => Math.abs(bare(candidate).length - typed.length) <= most)
    .map((candidate) => ({ candidate, far: distance(typed, bare(candidate)) }))
    // In a short word, two letters may be all of it: at least one has to be the same.
    .filter(({ candidate, far }) => far <= most && [...typed].some((letter) => bare(candidate).includes(letter)))
  return near
    .sort((a, b) => a.far - b.far)
    .slice(0, count)
    .map(({ candidate }) => candidate)
}

function bare(word: string): string {
  return word.toLowerCase().replace(/^-+/, '')
}
