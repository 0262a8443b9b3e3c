import type { Finding } from '../../findings/findings.js'
import { objectIn } from '../../protocol/json/json.js'
import type { Explanation, SearchOptions } from '../../protocol/search/search.js'
import { checkOrder } from '../order/check-order.js'
import type { Authorization } from '../sign/authorization.js'
import { CREATE_SIGN_ORDER, REQUEST_ORDER, stringToSign } from '../sign/string-to-sign.js'
import { type AuthorizationExpected, authorizationFaults, itemValue } from './authorization-faults.js'
import { membersOf } from './body-members.js'
import { CHECKS, type CheckCode } from './check-words.js'
import { type Mutation, shown } from './mutation.js'
import { type NamedKey, type Opened, openSignature } from './open-signature.js'
import { search } from './search.js'
import type { Lines } from './steps.js'

/** A request whose signature is in question. */
export interface DiagnosedRequest {
  /** The text that is handed over, or sent. */
  body: string
  authorization: Authorization
  /** The same as it came: what stands between its items is in it alone. */
  authorizationText: string
  /** The key that should have made it first. */
  keys: readonly NamedKey[]
  expected: Omit<AuthorizationExpected, 'isForClient'> & {
    /** In capitals; POST when absent. */
    method?: string | undefined
    /** Absent: that of tt.requestOrder, or of tt.createSignOrder where the data is that of one. */
    uri?: string | undefined
    /** Where the call goes. */
    host?: string | undefined
  }
}

export interface TradeDiagnosis {
  verdict: 'right' | 'explained' | 'unexplained'
  /** The signature as it stands in the authorization; empty where there is none. */
  theirs: string
  /** What should have been signed. */
  stringToSign: string
  /** The key whose private half made the signature. */
  by: NamedKey | undefined
  /** False where something is wrong for certain, but what was signed could not be found out. */
  isProved?: false
  /** The best first. If it is proved, each gives exactly the user's signature. */
  explanations: Explanation<Mutation>[]
  /** How many texts were tried. */
  tried: number
  interrupted: boolean
  timedOut: boolean
  /** What the data of tt.requestOrder is refused for whatever its signature is: by errNo 11004, too. */
  causes: readonly Finding[]
  alsoCheck: readonly CheckCode[]
}

/** What a request and its authorization show before any search. */
interface Examined extends Pick<TradeDiagnosis, 'theirs' | 'by' | 'causes'> {
  request: Lines
  isForClient: boolean
  /** What the signature shows by itself, and what the authorization does. */
  seen: readonly Mutation[]
  /** Whether it is the signature of these bytes; absent if that cannot be told. */
  proves: Opened['proves']
}

/**
 * Names the mistakes that make a signature fit: in the signed text, in the way it was signed, in the authorization.
 * Public keys are enough for it; with the private key at hand, its public half is the first of them.
 */
export async function diagnoseRequest(asked: DiagnosedRequest, options: SearchOptions): Promise<TradeDiagnosis> {
  const { body, authorization, expected } = asked
  const { request, isForClient, theirs, by, causes, seen, proves } = examined(asked)
  const value = (item: Parameters<typeof itemValue>[1]) => itemValue(authorization, item) ?? ''
  const known = { theirs, stringToSign: Buffer.from(stringToSign(request)).toString(), by, causes, alsoCheck: CHECKS }
  const nothing = { tried: 0, interrupted: false, timedOut: false }
  if (!proves) return { ...known, ...nothing, ...unproved([...seen, ...lostText(body)]) }
  const subject = {
    ...{ request, isForClient, host: expected.host, addresses: addressesIn(body) },
    ...{ app_id: value('appid'), key_version: value('key_version') }
  }
  const found = await search({ subject, proves, seen }, options)
  const [best] = found.explanations
  if (!best) return { ...known, ...found, ...unproved([...lostText(body), ...seen]) }
  return { ...known, ...found, verdict: best.mistakes.length === 0 ? 'right' : 'explained' }
}

/** Whether the signature of a request fits, and what else one look tells. */
export interface Judgement extends Pick<Examined, 'request' | 'theirs' | 'by' | 'causes'> {
  isRight: boolean
}

/** Judges an authorization without looking for mistakes. */
export function judgeRequest(asked: DiagnosedRequest): Judgement {
  const { request, theirs, by, causes, seen, proves } = examined(asked)
  const isRight = seen.length === 0 && proves?.(stringToSign(request)) === true
  return { isRight, request, theirs, by, causes }
}

function examined({ body, authorization, authorizationText, keys, expected }: DiagnosedRequest): Examined {
  const uri = expected.uri ?? uriOf(body)
  const isForClient = uri === REQUEST_ORDER || uri === CREATE_SIGN_ORDER
  const value = (item: Parameters<typeof itemValue>[1]) => itemValue(authorization, item) ?? ''
  const [theirs, timestamp, nonce] = [value('signature'), value('timestamp'), value('nonce_str')]
  const { by, seen, proves }: Opened = theirs === '' ? { seen: [] } : openSignature(theirs, keys)
  const faults = authorizationFaults(authorization, authorizationText, { ...expected, isForClient })
  return {
    ...{ isForClient, theirs, by, proves },
    request: { method: expected.method ?? 'POST', uri, timestamp, nonce, body },
    seen: [...seen, ...faults],
    causes: uri === REQUEST_ORDER ? causesIn(body) : []
  }
}

type Unproved = Pick<TradeDiagnosis, 'verdict' | 'explanations' | 'isProved'>

/** What is wrong for certain, or likely, though what was signed is not known. */
function unproved(mistakes: readonly Mutation[]): Unproved {
  if (mistakes.length === 0) return { verdict: 'unexplained', explanations: [] }
  return { verdict: 'explained', isProved: false, explanations: [{ mistakes, stringToSign: '' }] }
}

/** The explanation for free text that consists of question marks. No signature can tell what it was before. */
function lostText(body: string): Mutation[] {
  const lost = membersOf(body).filter(
    ({ value }) => value.kind === 'string' && /\?\?|\ufffd/.test(value.text) && !/\w\?\?/.test(value.text)
  )
  return lost.map(({ path }) => shown('question-marks-sent', path))
}

function causesIn(data: string): Finding[] {
  const order = objectIn(data)
  return order ? checkOrder(order).refusals : []
}

/** The data of tt.createSignOrder has a number of its own. */
function uriOf(body: string): string {
  const keys = membersOf(body).map(({ path }) => path)
  return keys.includes('outAuthOrderNo') && !keys.includes('outOrderNo') ? CREATE_SIGN_ORDER : REQUEST_ORDER
}

/** Addresses and pages in the body, of which one may have been taken for the URI. */
function addressesIn(body: string): string[] {
  const found = membersOf(body).flatMap(({ key, value }) =>
    value.kind === 'string' && /url$|path$/i.test(key) && value.text !== '' ? [value.text] : []
  )
  return [...new Set(found)]
}
