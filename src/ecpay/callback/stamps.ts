import { finding } from '../../findings/findings.js'
import { javaDouble, pythonFloat } from '../../protocol/languages/formats.js'
import { goFloat } from '../../protocol/languages/go-format.js'
import type { CallbackMutation } from './callback-mutation.js'
import type { Steps } from './callback-steps.js'
import type { CallbackParts } from './signature.js'

const NOT_READ = ['undefined', 'null', 'None', '<nil>', '0']

/** How languages print an integer that went through a double. */
const DOUBLES: readonly ((number: number) => string)[] = [
  javaDouble,
  goFloat,
  pythonFloat,
  (number) => number.toFixed(6),
  (number) => number.toFixed(2)
]

/** Texts that were signed instead of the received timestamp and nonce. */
export function otherStamps({ timestamp, nonce }: CallbackParts): CallbackMutation[] {
  return [
    ...(['timestamp', 'nonce'] as const).flatMap((key) => {
      const received = key === 'timestamp' ? timestamp : nonce
      const texts = [
        ...(key === 'timestamp' ? timestamps(received) : []),
        ...numbers(received),
        `"${received}"`,
        received.trim()
      ]
      return [
        ...once(texts, received).map(
          (text): CallbackMutation => ({
            cause: finding('stamp-rewritten', { key, text, received }),
            rarity: 2,
            change: { [key]: text }
          })
        ),
        ...NOT_READ.filter((text) => text !== received).map(
          (text): CallbackMutation => ({
            cause: finding('member-not-read', { key, text }),
            rarity: 3,
            change: { [key]: text }
          })
        )
      ]
    }),
    ...bothAsDoubles(timestamp, nonce)
  ]
}

/** Both of them printed as doubles, because one decoder reads both. */
function bothAsDoubles(timestamp: string, nonce: string): CallbackMutation[] {
  if (!isNumber(timestamp) || !isNumber(nonce)) return []
  return DOUBLES.map((print): CallbackMutation => {
    const change: Partial<Steps> = { timestamp: print(Number(timestamp)), nonce: print(Number(nonce)) }
    const text = `${change.timestamp}, ${change.nonce}`
    const cause = finding('stamp-rewritten', { key: 'timestamp, nonce', text, received: `${timestamp}, ${nonce}` })
    return { cause, rarity: 2, change }
  })
}

function isNumber(text: string): boolean {
  return /^\d{1,17}(?:\.\d+)?(?:e\+?\d{1,2})?$/i.test(text)
}

function numbers(text: string): string[] {
  if (!isNumber(text)) return []
  const number = Number(text)
  return [String(number), ...DOUBLES.map((print) => print(number)), number.toLocaleString('en')]
}

/** Milliseconds instead of seconds and the reverse, and dates in the two time zones of servers (Beijing and UTC). */
function timestamps(text: string): string[] {
  if (!/^\d{9,14}$/.test(text)) return []
  const isMilliseconds = text.length > 11
  const milliseconds = Number(text) * (isMilliseconds ? 1 : 1000)
  const dates = [0, 8].flatMap((hours) => {
    const iso = new Date(milliseconds + hours * 3_600_000).toISOString()
    const plain = iso.slice(0, 19).replace('T', ' ')
    return [plain, plain.replace(/\D/g, ''), ...(hours === 0 ? [iso, `${iso.slice(0, 19)}Z`] : [])]
  })
  return [isMilliseconds ? String(Math.floor(milliseconds / 1000)) : `${text}000`, ...dates]
}

function once(texts: readonly string[], received: string): string[] {
  return [...new Set(texts)].filter((text) => text !== received && text !== '')
}
