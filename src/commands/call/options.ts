import { DEFAULT_TIMEOUT_MS } from '../../config/settings.js'
import { type Endpoint, isSigned } from '../../protocol/endpoints/endpoint.js'
import { MILLISECONDS } from '../shared/bounds.js'
import type { OptionSpec } from '../shared/command.js'
import { ENCODING } from '../shared/input.js'

export const DEFAULT_RETRIES = 2
/** Seconds. */
export const DEFAULT_WAIT = 120

/** Where an answer that is a file goes. */
const FILE_OPTIONS: readonly OptionSpec[] = [{ syntax: '--save <file>' }, { syntax: '--force' }]

/** The flags of a call: one a field of its data, then those that every call has. */
export function callOptions(endpoint: Endpoint): OptionSpec[] {
  return [
    ...endpoint.fields.flatMap((field) =>
      field.flag?.syntax.startsWith('--') ? [{ syntax: field.flag.syntax, field }] : []
    ),
    { syntax: '-d, --data <assignment>', repeatable: true },
    { syntax: '--from <file>' },
    ENCODING,
    ...(isSigned(endpoint) ? [{ syntax: '--salt-file <file>' }] : []),
    ...(endpoint.fields.some(({ secret }) => secret) ? [{ syntax: '--access-token-file <file>' }] : []),
    { syntax: '--output <form>', choices: ['raw', 'pretty', 'both'] },
    ...(endpoint.answers === 'file' ? FILE_OPTIONS : []),
    { syntax: '--dry-run' },
    { syntax: '--curl' },
    { syntax: '--no-validate' },
    { syntax: '--negative-test <case>' },
    { syntax: '--timeout <ms>', number: MILLISECONDS, fallback: DEFAULT_TIMEOUT_MS },
    { syntax: '--retries <n>', number: { min: 0, integer: true }, fallback: DEFAULT_RETRIES },
    ...(endpoint.movesMoney ? [{ syntax: '--yes' }] : []),
    ...(endpoint.wait || endpoint.resultBy
      ? [
          { syntax: '--wait' },
          { syntax: '--wait-timeout <seconds>', number: { min: 0, integer: false }, fallback: DEFAULT_WAIT }
        ]
      : [])
  ]
}
