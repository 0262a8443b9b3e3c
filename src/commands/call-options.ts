import type { Endpoint } from '../protocol/endpoints/endpoint.js'
import type { OptionSpec } from './command.js'

/** The flags of a call: one a field of its data, then those that every call has. */
export function callOptions(endpoint: Endpoint): OptionSpec[] {
  return [
    ...endpoint.fields.flatMap((field) =>
      field.flag?.syntax.startsWith('--') ? [{ syntax: field.flag.syntax, field }] : []
    ),
    { syntax: '-d, --data <assignment>', repeatable: true },
    { syntax: '--from <file>' },
    { syntax: '--salt-file <file>' },
    { syntax: '--output <form>', choices: ['raw', 'pretty', 'both'] },
    { syntax: '--dry-run' },
    { syntax: '--curl' },
    { syntax: '--no-validate' },
    { syntax: '--timeout <ms>', number: { min: 1, integer: true } },
    { syntax: '--retries <n>', number: { min: 0, integer: true } },
    ...(endpoint.movesMoney ? [{ syntax: '--yes' }] : []),
    ...(endpoint.wait
      ? [{ syntax: '--wait' }, { syntax: '--wait-timeout <seconds>', number: { min: 0, integer: false } }]
      : [])
  ]
}
