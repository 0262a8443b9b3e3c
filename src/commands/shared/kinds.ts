import { refuse } from '../../findings/findings.js'
import type { TextKind } from '../../recorded/recorded.js'

/**
 * Refuses what is no body but something around one, and names the command that reads it.
 *
 * @param file where it came from, for that command
 * @throws EcpayError `not-a-body`
 */
export async function refuseOtherKinds(
  text: string,
  file: string | undefined,
  wanted: 'body' | 'callback' = 'body'
): Promise<void> {
  // A body is told by its first character: what reads everything else need not be loaded for it.
  if (/^\s*\{/.test(text) && !/"(?:msg_signature|entries)"/.test(text)) return
  const [{ kindOf }, { quoteWord }] = await Promise.all([
    import('../../recorded/recorded.js'),
    import('../../gateway/request-command.js')
  ])
  const kind = kindOf(text)
  if (kind === undefined || kind === 'body' || kind === wanted) return
  throw refuse('not-a-body', { kind, command: commandFor(kind, quoteWord(file ?? '-'), wanted) })
}

function commandFor(kind: TextKind, file: string, wanted: 'body' | 'callback'): string {
  if (kind === 'callback') return `ecpay verify-callback ${file}`
  const option = kind === 'har' ? '--har' : '--from-curl'
  return ['ecpay diagnose', ...(wanted === 'callback' ? ['--callback'] : []), option, file].join(' ')
}
