import { createHash } from 'node:crypto'
import { createContext, runInContext } from 'node:vm'

/** A request of an `.http` file. */
interface HttpRequest {
  name: string
  comments: string[]
  /** The file of the script before it. */
  script?: string
  method: string
  url: string
  headers: [name: string, value: string][]
  body: string
  /** The script after it. */
  handler?: string
}

interface HttpFile {
  variables: Map<string, string>
  requests: HttpRequest[]
}

/** Reads what both clients document of the format, as far as `ecpay export http` writes it. */
export function readHttpFile(text: string): HttpFile {
  const [head = '', ...blocks] = text.split(/^### /m)
  const variables = new Map(
    Array.from(head.matchAll(/^@(\w+) = (.*)$/gm), ([, name = '', value = '']) => [name, value])
  )
  return { variables, requests: blocks.map(readRequest) }
}

function readRequest(block: string): HttpRequest {
  const [name = '', ...lines] = block.trimEnd().split('\n')
  const start = lines.findIndex((line) => /^(?:GET|POST) /.test(line))
  const before = lines.slice(0, start)
  const script = before.find((line) => line.startsWith('< '))?.slice(2)
  const rest = lines.slice(start + 1)
  const query = rest.findIndex((line) => !/^\s+[?&]/.test(line))
  const continued = query < 0 ? rest : rest.slice(0, query)
  const others = rest.slice(continued.length)
  const blank = others.indexOf('')
  const headers = blank < 0 ? others : others.slice(0, blank)
  const after = blank < 0 ? '' : others.slice(blank + 1).join('\n')
  const [, body = after, handler] = /^([\s\S]*?)\n\n> \{%([\s\S]*)%\}$/.exec(after) ?? []
  const [method = '', url = ''] = (lines[start] ?? '').split(' ')
  return {
    name: name.split(' ')[0] ?? '',
    comments: before.filter((line) => line.startsWith('# ')).map((line) => line.slice(2)),
    ...(script !== undefined && { script }),
    method,
    url: [url, ...continued].join('\n'),
    headers: headers.map((line) => line.split(': ') as [string, string]),
    body,
    ...(handler !== undefined && { handler })
  }
}

/** What a request became, with every variable in its place. */
export interface Substituted {
  method: string
  url: string
  headers: Record<string, string>
  body: string
}

/** The documented part of the HTTP Client of JetBrains: its variables, and what its scripts see. */
export class JetBrainsClient {
  private readonly globals = new Map<string, string>()
  private readonly environment: Readonly<Record<string, string>>
  private readonly inPlace: ReadonlyMap<string, string>

  constructor(environment: Readonly<Record<string, string>>, inPlace: ReadonlyMap<string, string> = new Map()) {
    this.environment = environment
    this.inPlace = inPlace
  }

  /** Runs the script before a request. @throws what the script throws */
  prepare(request: Omit<HttpRequest, 'name' | 'comments'>, script?: string): Substituted {
    const own = new Map<string, string>()
    // In the order of the documentation: what is unknown stays.
    const substitute = (text: string) =>
      text.replace(
        /\{\{(\w+)\}\}/g,
        (all, name) =>
          this.environment[name] ?? this.globals.get(name) ?? this.inPlace.get(name) ?? own.get(name) ?? all
      )
    const hash = (algorithm: string) => () => {
      const all = createHash(algorithm)
      const hasher = {
        updateWithText: (text: string) => {
          all.update(text)
          return hasher
        },
        digest: () => ({ toHex: () => all.digest('hex') })
      }
      return hasher
    }
    if (script !== undefined)
      runInContext(
        script,
        createContext({
          client: { global: this.globalsOfScript },
          crypto: { md5: hash('md5'), sha256: hash('sha256') },
          request: {
            method: request.method,
            environment: { get: (name: string) => this.environment[name] ?? null },
            variables: { set: (name: string, value: string) => void own.set(name, value) },
            url: { getRaw: () => request.url, tryGetSubstituted: () => substitute(request.url) },
            body: { getRaw: () => request.body, tryGetSubstituted: () => substitute(request.body) },
            headers: {
              findByName(name: string) {
                const found = request.headers.find(([one]) => one === name.toLowerCase())
                return found ? { getRawValue: () => found[1] } : null
              }
            }
          }
        })
      )
    return {
      method: request.method,
      url: substitute(request.url).replaceAll(/\n\s*/g, ''),
      headers: Object.fromEntries(request.headers.map(([name, value]) => [name, substitute(value)])),
      body: substitute(request.body)
    }
  }

  /** Runs the script after a request. */
  handle(handler: string, body: object): void {
    runInContext(handler, createContext({ client: { global: this.globalsOfScript }, response: { body } }))
  }

  private get globalsOfScript() {
    return {
      get: (name: string) => this.globals.get(name) ?? null,
      set: (name: string, value: string) => void this.globals.set(name, value)
    }
  }
}
