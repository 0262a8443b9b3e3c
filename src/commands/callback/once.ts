/** A value that is asked for when it is first needed, and kept. */
export class Once<T> {
  private value: Promise<T> | undefined
  private readonly make: () => Promise<T>

  constructor(make: () => Promise<T>) {
    this.make = make
  }

  get(): Promise<T> {
    this.value ??= this.make()
    return this.value
  }

  /** Whether this error is why there is no value. */
  async failedWith(error: unknown): Promise<boolean> {
    const failure = await this.value?.then(
      () => undefined,
      (why: unknown) => ({ why })
    )
    return failure !== undefined && failure.why === error
  }
}
