/** Adds values to a list. To give a long list to `push` as arguments fills the stack. */
export function addAll<T>(list: T[], more: Iterable<T>): void {
  for (const one of more) list.push(one)
}
