/** One value of DER: what it is, what it holds, and where it says that it ends. */
export interface DerNode {
  tag: number
  content: Uint8Array
  /** As it says itself: behind the end of what is there where that is cut off. */
  end: number
  isWhole: boolean
}

export const INTEGER = 0x02
export const BIT_STRING = 0x03
export const OCTET_STRING = 0x04
export const OBJECT_IDENTIFIER = 0x06
export const SEQUENCE = 0x30

/** The value at an offset; nothing where none begins there. */
export function derNode(bytes: Uint8Array, at = 0): DerNode | undefined {
  const tag = bytes[at]
  const first = bytes[at + 1]
  if (tag === undefined || first === undefined) return undefined
  const count = first < 0x80 ? 0 : first - 0x80
  const begin = at + 2 + count
  // A key has a length of two bytes; the form without one, 0x80, is not DER.
  if (first === 0x80 || count > 3 || begin > bytes.length) return undefined
  const length = count === 0 ? first : bytes.subarray(at + 2, begin).reduce((sum, byte) => sum * 256 + byte, 0)
  const end = begin + length
  return { tag, content: bytes.subarray(begin, end), end, isWhole: end <= bytes.length }
}

/** The values that stand in another, the last perhaps cut off. */
export function derNodes(content: Uint8Array): DerNode[] {
  const nodes: DerNode[] = []
  for (let at = 0; at < content.length; ) {
    const node = derNode(content, at)
    if (!node) break
    nodes.push(node)
    at = node.end
  }
  return nodes
}

/** An object identifier with its dots. */
export function dotted(content: Uint8Array): string {
  const arcs: number[] = []
  let arc = 0
  for (const byte of content) {
    arc = arc * 128 + (byte % 128)
    if (byte >= 128) continue
    arcs.push(arc)
    arc = 0
  }
  const [first = 0, ...rest] = arcs
  const top = Math.min(2, Math.floor(first / 40))
  return [top, first - top * 40, ...rest].join('.')
}
