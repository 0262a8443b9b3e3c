import { refuse } from '../../findings/findings.js'
import type { TextKind } from '../../recorded/recorded.js'
import type { Context } from './command.js'

/**
 * Refuses input that is not a body, such as a whole request, and names the command that reads it with the same keys.
 *
 * @param file the file of the input, for that command
 * @throws EcpayError `not-a-body`, `form-body`, `body-printed`
 */
export async function refuseOtherKinds(
  { flags }: Pick<Context, 'flags'>,
  text: string,
  file: string | undefined,
  wanted: 'body' | 'callback' = 'body'
): Promise<void> {
  // The first characters are enough to recognise a body. Then the code for all other kinds need not be loaded.
  if (/^\s*\{\s*["}]/.test(text) && !/"(?:msg_signature|entries)"/.test(text)) return
  const [{ kindOf }, { quoteWord }, { sameKeys }] = await Promise.all([
    import('../../recorded/recorded.js'),
    import('../../findings/shell-word.js'),
    import('./same-keys.js')
  ])
  const kind = kindOf(text)
  if (kind === undefined && wanted === 'body') await refuseOtherForms(text)
  if (kind === undefined || kind === 'body' || kind === wanted) return
  const command = [commandFor(kind, quoteWord(file ?? '-'), wanted), ...sameKeys(flags)].join(' ')
  throw refuse('not-a-body', { kind, command })
}

/** @throws EcpayError `form-body`, or `body-printed` for a printed form instead of JSON */
export async function refuseOtherForms(text: string): Promise<void> {
  const [{ printedForm }, { formNames }] = await Promise.all([
    import('../../recorded/printed.js'),
    import('../../recorded/form.js')
  ])
  const form = printedForm(text)
  if (form) throw refuse('body-printed', { form })
  const keys = formNames(text) ?? []
  if (keys.length > 1) throw refuse('form-body', { form: 'urlencoded', keys })
}

function commandFor(kind: TextKind, file: string, wanted: 'body' | 'callback'): string {
  if (kind === 'callback') return `ecpay verify-callback ${file}`
  const option = kind === 'har' ? '--har' : '--from-curl'
  return ['ecpay diagnose', ...(wanted === 'callback' ? ['--callback'] : []), option, file].join(' ')
}
