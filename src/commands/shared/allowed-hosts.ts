import { finding, refuseAll } from '../../findings/findings.js'
import { quoteWord } from '../../findings/shell-word.js'
import { allowing, isHostPattern } from '../../servers/door.js'
import type { Context } from './command.js'

/**
 * The hosts that requests to a server may name in addition to loopback: those of `--host` and `--allow-host`, which
 * can also be a copied address of a tunnel.
 *
 * @throws EcpayError `invalid-option-value`
 */
export function allowedHosts({ host: own, allowHost }: { host: string; allowHost: readonly string[] }): string[] {
  const given = allowHost.map((text) => [text, hostOf(text)] as const)
  const wrong = given.filter(([, host]) => !isHostPattern(host))
  if (wrong.length > 0) {
    const expected = 'a.example.com, .example.com, *'
    throw refuseAll(
      wrong.map(([found]) => finding('invalid-option-value', { option: '--allow-host', found, expected }))
    )
  }
  return [own, ...given.map(([, host]) => host)]
}

function hostOf(text: string): string {
  const host = text.replace(/^https?:\/\//i, '').replace(/\/.*$/s, '')
  return /^[0-9a-f]*:[0-9a-f:.]*:/i.test(host) ? `[${host}]` : host.replace(/:\d+$/, '')
}

/** The typed command line, with this host allowed. */
export function allowingLine({ world }: Context, host: string): string {
  return `${['ecpay', ...world.argv].map(quoteWord).join(' ')} ${allowing(host)}`
}
