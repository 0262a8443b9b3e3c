import { ENVIRONMENT_NAMES } from '../../protocol/system/environments.js'
import { type DescribedArgument, type DescribedOption, describeCommand, type Telling } from '../commands/describe.js'
import type { CommandEntry } from '../shared/command.js'

/** What an agent may do: the environments to which it may send calls, and the groups of calls that are tools. */
export interface Permission {
  sends: readonly string[]
  calls: readonly string[]
}

/** A command as a tool: what the protocol lists of it, and how its arguments become a command line. */
export interface Tool {
  name: string
  description: string
  /** JSON Schema. */
  inputSchema: { type: 'object'; properties: Properties; required: string[]; additionalProperties: false }
  annotations: { readOnlyHint: boolean; destructiveHint: boolean; openWorldHint: boolean }
  /** The words of the command line for these arguments. */
  argv(given: Arguments): string[]
}

/** The schema of each argument. */
type Properties = Record<string, object> & { env: { enum: readonly string[] } }

export type Arguments = Readonly<Record<string, unknown>>

/** The argument with the text that a command reads from stdin. */
export const INPUT = 'input'

/** The option that hands a file of the user to the platform. */
const UPLOAD = '--file'

/** The tools that are permitted, from the same data as the help of their commands. */
export async function toolsOf(
  entries: readonly CommandEntry[],
  { sends, calls }: Permission,
  telling: Telling
): Promise<Tool[]> {
  const permitted = entries.filter(({ tool, call, group }) => tool && (call === undefined || calls.includes(group)))
  return Promise.all(permitted.map((entry) => toolOf(entry, sends, telling)))
}

async function toolOf(entry: CommandEntry, sends: readonly string[], telling: Telling): Promise<Tool> {
  const { mcp } = telling.words
  const isSent = entry.tool === 'sends'
  const isPosted = isSent || entry.tool === 'posts'
  const { name, summary, description = summary, output, ...described } = await describeCommand(entry, telling)
  const placed = described.arguments
  const byHand = Object.values((await entry.load()).options).flatMap((one) => (one.byHand ? one.syntax : []))
  const fixed = [UPLOAD, ...(entry.toolOptions ?? [])]
  const offered = described.options.filter(({ name: own, syntax }) => !fixed.includes(own) && !byHand.includes(syntax))
  const options = new Map(offered.map((one) => [keyOf(one), one]))
  const properties = {
    ...Object.fromEntries(placed.map((one) => [one.name, placedSchema(one)])),
    ...(placed.some((one) => one.name === 'file') && { [INPUT]: { type: 'string', description: mcp.input } }),
    ...Object.fromEntries([...options].map(([key, one]) => [key, optionSchema(one)])),
    env: { type: 'string', enum: isSent ? sends : ENVIRONMENT_NAMES, description: mcp.env(isSent) },
    profile: { type: 'string', description: mcp.profile }
  }
  return {
    name: name.replaceAll(' ', '_'),
    description: `${description}\n${mcp.output} ${output}`,
    inputSchema: {
      type: 'object',
      properties,
      // Without a member of the body as its argument, --data, --from or --from-file may name it.
      required: placed.filter(({ required, field }) => required && !field).map((one) => one.name),
      additionalProperties: false
    },
    annotations: { readOnlyHint: entry.tool === 'reads', destructiveHint: false, openWorldHint: isPosted },
    argv({ env = isSent ? 'local' : undefined, profile, ...others }) {
      const words = placed.flatMap((one) => textsOf(others[one.name]))
      return [
        ...name.split(' '),
        ...[...options].flatMap(([key, one]) => optionWords(one, others[key])),
        ...(entry.toolOptions ?? []),
        ...textsOf(env).map((text) => `--env=${text}`),
        ...textsOf(profile).map((text) => `--profile=${text}`),
        // Behind it, no word is taken for an option.
        ...(words.length > 0 ? ['--', ...words] : [])
      ]
    }
  }
}

function keyOf({ name }: DescribedOption): string {
  return name.replace(/^--/, '')
}

function placedSchema({ repeatable, choices, help }: DescribedArgument): object {
  const text = { type: 'string', ...(choices && { enum: choices }) }
  return { ...(repeatable ? { type: 'array', items: text } : text), description: help }
}

function optionSchema({ type, repeatable, optional_value, integer, min, max, choices, help }: DescribedOption): object {
  const number = { type: integer ? 'integer' : 'number', minimum: min, maximum: max }
  const value = type === 'number' ? number : { type: 'string', enum: choices }
  const one = type === 'flag' ? { type: 'boolean' } : optional_value ? { type: ['string', 'boolean'] } : value
  return { ...(repeatable ? { type: 'array', items: one } : one), description: help }
}

/** An option in the form in which its value is never taken for another one. */
function optionWords({ name, type }: DescribedOption, value: unknown): string[] {
  if (value === true || type === 'flag') return value === true ? [name] : []
  return textsOf(value).map((text) => `${name}=${text}`)
}

/** A value as the words that a person would type. */
function textsOf(value: unknown): string[] {
  if (value === undefined || value === null || value === false) return []
  if (Array.isArray(value)) return value.flatMap(textsOf)
  return [typeof value === 'object' ? JSON.stringify(value) : String(value)]
}
