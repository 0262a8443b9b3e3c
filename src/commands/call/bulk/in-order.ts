/** Holds lines back until those before them are there. */
export class InOrder<T> {
  private readonly order: readonly T[]
  private readonly held = new Map<T, string>()
  private next = 0

  /** @param order the items, each once */
  constructor(order: readonly T[]) {
    this.order = order
  }

  /** @returns the lines that can be written now */
  take(item: T, line: string): string {
    this.held.set(item, line)
    let ready = ''
    for (let first = this.first(); first !== undefined; first = this.first()) {
      ready += first
      this.next++
    }
    return ready
  }

  /** @returns what is still held back, because some lines before it did not come */
  rest(): string {
    return this.order
      .slice(this.next)
      .map((item) => this.held.get(item) ?? '')
      .join('')
  }

  private first(): string | undefined {
    const item = this.order[this.next]
    const line = item === undefined ? undefined : this.held.get(item)
    if (item !== undefined) this.held.delete(item)
    return line
  }
}
