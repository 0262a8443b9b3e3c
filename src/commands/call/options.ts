import { ANSWER_FORMS, DEFAULT_TIMEOUT_MS } from '../../config/settings.js'
import { type Endpoint, isSigned } from '../../ecpay/endpoints/endpoint.js'
import { SHELLS } from '../../gateway/request-command.js'
import { MILLISECONDS } from '../shared/bounds.js'
import type { OptionSpec } from '../shared/command.js'
import { ENCODING } from '../shared/input.js'

export const DEFAULT_RETRIES = 2
/** Seconds. */
export const DEFAULT_WAIT = 120

/** Where an answer that is a file goes. */
const FILE_OPTIONS: readonly OptionSpec[] = [{ syntax: '--save <file>' }, { syntax: '--force' }]

/** How objects and arrays are signed; without it they are refused. */
export const NESTED: OptionSpec = { syntax: '--nested <rule>', choices: ['go', 'json'] }

/** Whether a signed member holds JSON, which some code sends as an object or an array. */
function mayBeNested(endpoint: Endpoint): boolean {
  return isSigned(endpoint) && endpoint.fields.some(({ type }) => type === 'json-text')
}

/** The flags of a call: one a field of its data, then those that every call has. */
export function callOptions(endpoint: Endpoint): OptionSpec[] {
  return [
    ...endpoint.fields.flatMap((field) =>
      field.flag?.syntax.startsWith('--') ? [{ syntax: field.flag.syntax, field }] : []
    ),
    { syntax: '-d, --data <assignment>', repeatable: true },
    { syntax: '--from <file>' },
    ENCODING,
    ...(mayBeNested(endpoint) ? [NESTED] : []),
    ...(isSigned(endpoint) ? [{ syntax: '--salt-file <file>' }] : []),
    ...(endpoint.fields.some(({ secret }) => secret) ? [{ syntax: '--access-token-file <file>' }] : []),
    { syntax: '--output <form>', choices: ANSWER_FORMS },
    ...(endpoint.answers === 'file' ? FILE_OPTIONS : []),
    { syntax: '--dry-run' },
    { syntax: '--curl [shell]', choices: SHELLS, fallback: 'sh' },
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
