import {
  BIT_STRING,
  type DerNode,
  derNode,
  derNodes,
  dotted,
  INTEGER,
  OBJECT_IDENTIFIER,
  OCTET_STRING,
  SEQUENCE
} from './der.js'
import type { PrivateNumbers, PublicNumbers } from './rsa-numbers.js'

export type Half = 'private' | 'public'

/** What DER turns out to be. */
export type Identified =
  | { is: 'private'; structure: 'pkcs8' | 'pkcs1'; numbers: PrivateNumbers }
  | { is: 'public'; structure: 'spki' | 'pkcs1'; numbers: PublicNumbers }
  /** A key of another algorithm. */
  | { is: 'other'; half: Half; algorithm: string }
  /** Cut off: how many bytes are there, and how many it says that there are. */
  | { is: 'truncated'; half: Half | undefined; found: number; expected: number }
  /** A key by its beginning, but what follows is none. */
  | { is: 'damaged'; half: Half }
  | { is: Container | 'jks' | 'placeholder' | 'unknown' }

/** What a structure is by the tags of its parts. */
type Shape = 'pkcs8' | 'pkcs1-private' | 'sec1' | 'dsa' | 'spki' | 'pkcs1-public' | Container
type Container = 'certificate' | 'encrypted' | 'request' | 'pkcs12' | 'pkcs7'

const HALVES: Partial<Record<Shape, Half>> = {
  pkcs8: 'private',
  'pkcs1-private': 'private',
  sec1: 'private',
  dsa: 'private',
  spki: 'public',
  'pkcs1-public': 'public'
}

const RSA = '1.2.840.113549.1.1.1'
const SM2_CURVE = '1.2.156.10197.1.301'
const ALGORITHMS: Readonly<Record<string, string>> = {
  '1.2.840.113549.1.1.10': 'RSASSA-PSS',
  '1.2.840.10045.2.1': 'EC',
  '1.2.840.10040.4.1': 'DSA',
  '1.2.840.113549.1.3.1': 'DH',
  '1.3.101.110': 'X25519',
  '1.3.101.111': 'X448',
  '1.3.101.112': 'Ed25519',
  '1.3.101.113': 'Ed448'
}

/**
 * Tells by its structure what DER is. Bytes behind its end are left out.
 * Source: RFC 5958 (PKCS#8), RFC 8017 (PKCS#1), RFC 5280 (SPKI, certificate), RFC 5915 (EC), RFC 7292 (PKCS#12).
 */
export function identify(bytes: Uint8Array): Identified {
  const outer = derNode(bytes)
  if (outer?.tag !== SEQUENCE) return { is: storeOf(bytes) ?? 'unknown' }
  const parts = derNodes(outer.content)
  const shape = shapeOf(parts)
  if (shape === undefined) return { is: 'unknown' }
  if (isContainer(shape)) return { is: shape }
  const half = HALVES[shape]
  if (!outer.isWhole) return { is: 'truncated', half, found: bytes.length, expected: outer.end }
  return keyOf(shape, parts) ?? { is: 'damaged', half: half ?? 'private' }
}

/** How key stores begin that are no DER: those of Java, and what is written with lengths left open (BER). */
const STORES: readonly ['jks' | 'pkcs12' | 'pkcs7', string][] = [
  ['jks', 'feedfeed'],
  ['jks', 'cececece'],
  ['pkcs12', '3080020103'],
  ['pkcs7', '308006092a864886f70d0107']
]

function storeOf(bytes: Uint8Array): 'jks' | 'pkcs12' | 'pkcs7' | undefined {
  const front = Buffer.from(bytes.subarray(0, 12)).toString('hex')
  return STORES.find(([, beginning]) => front.startsWith(beginning))?.[0]
}

function isContainer(shape: Shape): shape is Container {
  return HALVES[shape] === undefined
}

/** By the first parts alone, for the rest may be cut off. */
function shapeOf([first, second, ...rest]: readonly DerNode[]): Shape | undefined {
  switch (first?.tag) {
    case INTEGER: {
      const version = first.content.length === 1 ? first.content[0] : undefined
      if (second?.tag === SEQUENCE) return version === 3 ? 'pkcs12' : 'pkcs8'
      if (second?.tag === OCTET_STRING) return 'sec1'
      if (version === undefined) return 'pkcs1-public'
      return rest.length === 4 && second?.isWhole && rest.every(({ isWhole }) => isWhole) ? 'dsa' : 'pkcs1-private'
    }
    case OBJECT_IDENTIFIER:
      return 'pkcs7'
    case SEQUENCE: {
      const [inner, next] = derNodes(first.content)
      if (inner?.tag === OBJECT_IDENTIFIER) return second?.tag === OCTET_STRING ? 'encrypted' : 'spki'
      if (inner === undefined) return undefined
      const isName = inner.tag === INTEGER && derNodes(next?.content ?? NOTHING)[0]?.tag !== OBJECT_IDENTIFIER
      return isName ? 'request' : 'certificate'
    }
    default:
      return undefined
  }
}

/** Nothing where the parts are not those of such a key. */
function keyOf(shape: Exclude<Shape, Container>, parts: readonly DerNode[]): Identified | undefined {
  switch (shape) {
    case 'pkcs8': {
      const algorithm = algorithmOf(parts[1])
      if (algorithm === undefined) return undefined
      if (algorithm !== RSA) return { is: 'other', half: 'private', algorithm }
      const numbers = parts[2]?.tag === OCTET_STRING ? privateNumbers(partsIn(parts[2].content)) : undefined
      return numbers && { is: 'private', structure: 'pkcs8', numbers }
    }
    case 'pkcs1-private': {
      const numbers = privateNumbers(parts)
      return numbers && { is: 'private', structure: 'pkcs1', numbers }
    }
    case 'spki': {
      const algorithm = algorithmOf(parts[0])
      if (algorithm === undefined) return undefined
      if (algorithm !== RSA) return { is: 'other', half: 'public', algorithm }
      // The first byte counts the bits left over at the end: none.
      const numbers = parts[1]?.tag === BIT_STRING ? publicNumbers(partsIn(parts[1].content.subarray(1))) : undefined
      return numbers && { is: 'public', structure: 'spki', numbers }
    }
    case 'pkcs1-public': {
      const numbers = publicNumbers(parts)
      return numbers && { is: 'public', structure: 'pkcs1', numbers }
    }
    case 'sec1':
      return { is: 'other', half: 'private', algorithm: 'EC' }
    case 'dsa':
      return { is: 'other', half: 'private', algorithm: 'DSA' }
  }
}

function partsIn(content: Uint8Array): DerNode[] {
  const node = derNode(content)
  return node?.tag === SEQUENCE ? derNodes(node.content) : []
}

/** The dotted identifier of RSA, else the name of the algorithm. */
function algorithmOf(node: DerNode | undefined): string | undefined {
  if (node?.tag !== SEQUENCE) return undefined
  const [identifier, parameter] = derNodes(node.content)
  if (identifier?.tag !== OBJECT_IDENTIFIER) return undefined
  if (parameter?.tag === OBJECT_IDENTIFIER && dotted(parameter.content) === SM2_CURVE) return 'SM2'
  const known = dotted(identifier.content)
  return ALGORITHMS[known] ?? known
}

function privateNumbers(parts: readonly DerNode[]): PrivateNumbers | undefined {
  const [, n, e, d, p, q, dp, dq, qi] = integers(parts)
  return n && e && d && p && q && dp && dq && qi && { n, e, d, p, q, dp, dq, qi }
}

function publicNumbers(parts: readonly DerNode[]): PublicNumbers | undefined {
  const [n, e] = integers(parts)
  return n && e && { n, e }
}

function integers(parts: readonly DerNode[]): (Uint8Array | undefined)[] {
  return parts.map(({ tag, content, isWhole }) =>
    tag === INTEGER && isWhole && content.length > 0 ? content : undefined
  )
}

const NOTHING = new Uint8Array()
