import { quoteWord } from '../../findings/shell-word.js'
import type { System } from '../../protocol/system/system.js'
import { commandName } from '../../systems.js'
import type { JudgedCase } from '../../workbench/check-handler/shared-causes.js'
import { INSECURE, TIMEOUT } from '../callback/deliver.js'
import { CALLBACK_TYPE, FACT_OPTIONS } from '../callback/facts.js'
import { PLATFORM_PRIVATE_KEY_FILE } from '../callback/signing-key.js'
import { GLOBAL_OPTIONS } from '../shared/global-options.js'
import type { Option, Values } from '../shared/option.js'
import { SYSTEM, TOKEN_FILE } from '../shared/options.js'
import type { Voice } from '../shared/result.js'

const { config, profile, env, lang } = GLOBAL_OPTIONS

/** Options that a suggested command line takes from the typed one. */
const KEYS = { config, profile, env, tokenFile: TOKEN_FILE, lang }
const ABOUT = {
  system: SYSTEM,
  platformPrivateKeyFile: PLATFORM_PRIVATE_KEY_FILE,
  type: CALLBACK_TYPE,
  ...FACT_OPTIONS,
  timeout: TIMEOUT,
  insecure: INSECURE
}
const SENDING = { timeout: TIMEOUT, insecure: INSECURE, lang }

/** The typed options that a suggested command line takes over. */
export type Typed = Values<typeof ABOUT & typeof KEYS>

/** A case, with the file of its callback. */
export type SavedCase = JudgedCase & { saved?: string }

/** The command lines that repeat a failure alone. */
export function commandsFor({ words }: Voice, system: System, result: SavedCase, url: string, typed: Typed): string[] {
  const { one, verdict, saved } = result
  if (verdict !== 'failed' || saved === undefined) return []
  // `replay` expects success, so it is no use for a callback that must be refused; and its Content-Type is fixed.
  const isReplayed = one.wants === 'accepted' && one.code !== 'charset-in-content-type'
  return [
    words.checkHandler.saved(saved),
    ...(one.wants === 'unharmed' ? [] : [AGAIN.verify(system, saved, typed)]),
    isReplayed ? AGAIN.replay(saved, url, typed) : AGAIN.check(url, one.code, typed)
  ]
}

/** The command line for the first failed callback: it saves and checks it, or only checks it if it is saved already. */
export function firstStep(
  { one, saved, answers }: SavedCase,
  { system, url, typed, isSaved }: { system: System; url: string; typed: Typed; isSaved: boolean }
): string {
  if (saved !== undefined && one.wants !== 'unharmed') return AGAIN.verify(system, saved, typed)
  const isPosted = answers.some(({ sent }) => sent)
  return AGAIN.check(url, one.code, typed, isPosted && !isSaved ? ['--save', 'failed'] : [])
}

/** Command lines that repeat one case, with the same keys and the same order. */
const AGAIN = {
  verify: (system: System, file: string, typed: Typed) =>
    line([...commandName(system, { command: 'verify-callback' }).split(' '), file], typed, KEYS),
  replay: (file: string, url: string, typed: Typed) => line(['replay', file, '--to', url], typed, SENDING),
  check: (url: string, code: string, typed: Typed, more: readonly string[] = []) =>
    line(['check-handler', url, '--only', code, ...more], typed, { ...ABOUT, ...KEYS })
}

/** A command line with its options. Defaults are left out. */
function line(words: readonly string[], typed: Typed, options: { [Key in keyof Typed]?: Option }): string {
  const said = Object.entries(options).flatMap(([key, { syntax, absent }]) => {
    const value = typed[key as keyof Typed]
    const name = /--[\w-]+/.exec(syntax)?.[0] ?? syntax
    if (value === absent) return []
    return value === true ? [name] : [name, String(value)]
  })
  return ['ecpay', ...words, ...said].map(quoteWord).join(' ')
}
