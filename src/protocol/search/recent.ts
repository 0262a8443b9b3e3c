/** What takes long to make and much room: only what was asked for last is kept, and the rest made again. */
export class Recent<Value> {
  private readonly kept = new Map<string, Value>()
  private readonly most: number

  /** @param most how many are kept */
  constructor(most: number) {
    this.most = most
  }

  of(name: string, make: () => Value): Value {
    const value = this.kept.get(name) ?? make()
    this.kept.delete(name)
    this.kept.set(name, value)
    for (const oldest of this.kept.keys()) {
      if (this.kept.size <= this.most) break
      this.kept.delete(oldest)
    }
    return value
  }
}
