import { Collection, VariableScope } from 'postman-collection'
import { Runner } from 'postman-runtime'

/** What one request of a collection came to. */
export interface Sent {
  /** Why the script before it refused it. */
  refusal?: string
  status?: number
  answer?: string
}

/** Sends the requests of a collection by the engine of Postman, in their order. */
export function sendAll(
  collection: object,
  { environment, data }: { environment?: object; data?: Record<string, string>[] } = {}
): Promise<Sent[]> {
  const sent: Sent[] = []
  return new Promise((resolve, reject) => {
    const options = {
      ...(environment && { environment: new VariableScope(environment) }),
      ...(data && { data, iterationCount: data.length })
    }
    new Runner().run(new Collection(collection), options, (failed, run) => {
      if (failed) return reject(failed)
      run.start({
        prerequest(_error, _cursor, results) {
          const refusal = results.find(({ error }) => error)?.error?.message
          sent.push(refusal === undefined ? {} : { refusal })
        },
        request(error, _cursor, response) {
          if (error) return reject(error)
          // What a script sends itself comes before the results of that script, which begin the next entry.
          const last = sent.at(-1)
          if (last && last.status === undefined && response)
            Object.assign(last, { status: response.code, answer: response.text() })
        },
        done: (error) => (error ? reject(error) : resolve(sent))
      })
    })
  })
}
