/** What the tests use of the engine of Postman, which brings no types. */
declare module 'postman-collection' {
  export class Collection {
    constructor(document: object)
  }
  export class VariableScope {
    constructor(document: object)
  }
}

declare module 'postman-runtime' {
  import type { Collection, VariableScope } from 'postman-collection'

  interface Response {
    code: number
    text(): string
  }

  interface Events {
    /** The results of the scripts before a request. */
    prerequest(error: Error | null, cursor: object, results: { error?: Error }[]): void
    /** A request that was sent. */
    request(error: Error | null, cursor: object, response?: Response): void
    done(error: Error | null): void
  }

  interface Run {
    start(events: Partial<Events>): void
  }

  interface Options {
    environment?: VariableScope
    data?: Readonly<Record<string, string>>[]
    iterationCount?: number
  }

  export class Runner {
    run(collection: Collection, options: Options, ready: (error: Error | null, run: Run) => void): void
  }
}
