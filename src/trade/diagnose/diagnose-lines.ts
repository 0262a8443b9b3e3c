import { type Finding, finding } from '../../findings/findings.js'
import { type JsonObject, type JsonValue, member, memberText, objectIn } from '../../protocol/json/json.js'
import type { Line } from '../../protocol/json/lines.js'
import { type Common, commonMistakes, MOST_KEPT } from '../../protocol/search/common-mistakes.js'
import { Recent } from '../../protocol/search/recent.js'
import { pastedOrder } from '../../recorded/pasted-order.js'
import { readAuthorization } from '../sign/authorization.js'
import { type DiagnosedRequest, type Judgement, judgeRequest } from './diagnose-request.js'
import type { Mutation } from './mutation.js'
import { suspectOf } from './suspect.js'

/** A request of a stream, and whether its authorization fits. */
export interface JudgedRequest extends Omit<Judgement, 'isRight' | 'causes'> {
  /** From 1. */
  line: number
  verdict: 'right' | 'wrong'
  authorizationText: string
  /** What is wrong with the data whatever its signature is. */
  warnings: readonly Finding[]
}

/** A line that cannot be diagnosed. */
export interface BadRequest {
  line: number
  problems: readonly Finding[]
}

/** What every line is held against: the keys at hand, and what a line does not say itself. */
export type LineExpected = Pick<DiagnosedRequest, 'keys'> & Omit<DiagnosedRequest['expected'], 'host'>

/** What a line of JSON says. */
interface Read {
  body: string
  /** The header's name stands in front if it is one. */
  authorization: string
  method: string | undefined
  uri: string | undefined
  warnings: readonly Finding[]
}

/**
 * Judges a request in one line of JSON: `{"data","byteAuthorization"}`, as tt.requestOrder gets it, or
 * `{"body","authorization","uri","method"}` of a call, whose authorization may stand in `headers`.
 *
 * @returns nothing for an empty line
 */
export function judgeRequestLine(
  line: number,
  content: Line,
  { keys, ...expected }: LineExpected
): JudgedRequest | BadRequest | undefined {
  if (typeof content !== 'string') return { line, problems: [content] }
  const text = line === 1 ? content.replace(/^\ufeff/, '') : content
  if (text.trim() === '') return undefined
  const read = readLine(text)
  if ('code' in read) return { line, problems: [read] }
  const { body, authorization: authorizationText, warnings } = read
  const authorization = readAuthorization(authorizationText)
  if (!authorization) return { line, problems: [finding('not-an-authorization', { found: authorizationText })] }
  const { isRight, causes, ...judgement } = judgeRequest({
    ...{ body, authorization, authorizationText, keys },
    expected: { ...expected, method: read.method ?? expected.method, uri: read.uri ?? expected.uri }
  })
  const verdict = isRight ? 'right' : 'wrong'
  return { ...judgement, line, verdict, authorizationText, warnings: [...warnings, ...causes] }
}

function readLine(text: string): Read | Finding {
  const object = objectIn(text)
  const authorization = object && authorizationIn(text, object)
  if (!object || authorization === undefined) return pasted(text) ?? finding('line-not-authorized')
  const [data, sent] = [member(object, 'data'), member(object, 'body')]
  const method = memberText(object, 'method')?.toUpperCase()
  const uri = memberText(object, 'uri')?.replace(/^[a-z][a-z0-9+.-]*:\/\/[^/?#]*/i, '')
  const rest = { authorization, method, uri, warnings: [] }
  if (data?.kind === 'string') return { ...rest, body: data.text }
  if (data) {
    const warnings = [finding('data-not-a-text', { found: data.kind })]
    return { ...rest, body: text.slice(data.start, data.end), warnings }
  }
  if (sent?.kind === 'string') return { ...rest, body: sent.text }
  if (sent) return finding('body-not-a-text', { found: sent.kind })
  return method === 'GET' ? { ...rest, body: '' } : finding('line-not-authorized')
}

/** Both in another object, such as the answer of a server, or in a line of a log. */
function pasted(text: string): Read | undefined {
  const order = pastedOrder(text)
  if (!order) return undefined
  const { data, byteAuthorization, kind } = order
  const warnings = kind === undefined ? [] : [finding('data-not-a-text', { found: kind })]
  return { body: data, authorization: byteAuthorization, method: undefined, uri: undefined, warnings }
}

/** Where an authorization may stand: under a name of its own, as text or as an object of its items, or in headers. */
function authorizationIn(text: string, object: JsonObject): string | undefined {
  const own = ['byteAuthorization', 'byte_authorization', 'authorization'].flatMap((key) => member(object, key) ?? [])
  const [given] = own.filter(({ kind }) => kind === 'string' || kind === 'object')
  if (given) return given.kind === 'string' ? given.text : text.slice(given.start, given.end)
  const headers = member(object, 'headers')
  const [name, value] = headersIn(headers ?? object).find(([name]) => HEADER.test(name)) ?? []
  return value === undefined ? undefined : `${name}: ${value}`
}

const HEADER = /^byte-?authorization$/i

/** Headers as an object, as a list of pairs or of `{"name","value"}`, or as their lines. */
function headersIn(headers: JsonValue): readonly (readonly [name: string, value: string])[] {
  const textOf = (value: JsonValue | undefined) => (value?.kind === 'string' ? value.text : '')
  if (headers.kind === 'object') return headers.members.map(({ key, value }) => [key, textOf(value)])
  if (headers.kind === 'string')
    return headers.text
      .split(/\r?\n/)
      .map((line) => [line.replace(/:.*$/s, '').trim(), line.replace(/^[^:]*:/, '').trim()])
  if (headers.kind !== 'array') return []
  return headers.items.flatMap((one) => {
    if (one.kind === 'array') return [[textOf(one.items[0]), textOf(one.items[1])] as const]
    return one.kind === 'object'
      ? [[memberText(one, 'name') ?? memberText(one, 'key') ?? '', memberText(one, 'value') ?? ''] as const]
      : []
  })
}

interface LinesOptions {
  expected: LineExpected
  /** In milliseconds. */
  timeLimit: number
  signal: AbortSignal
  onProgress?(explained: number): void
}

/** Finds the fewest mistakes that explain all wrong authorizations; each has the lines that it explains, as their names. */
export function mistakesOfRequests(
  lines: readonly JudgedRequest[],
  { expected: { keys, app_id, key_version }, ...options }: LinesOptions
): Promise<Common<Mutation>> {
  const recent = new Recent<readonly Mutation[]>(MOST_KEPT)
  const suspects = lines
    // The simplest first, because they are searched faster.
    .toSorted((a, b) => a.request.body.length - b.request.body.length)
    .map(({ line, verdict, request, authorizationText }) =>
      suspectOf(
        {
          ...{ id: `${line}`, request, authorizationText, keys, app_id, key_version },
          isWrong: verdict === 'wrong'
        },
        recent
      )
    )
  return commonMistakes(suspects, { ...options, ofMany: true, clock: () => performance.now() })
}
