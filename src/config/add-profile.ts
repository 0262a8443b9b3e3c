import { extname } from 'node:path'
import { type JsonObject, jsonIn, member } from '../protocol/json/json.js'
import { parseConfig } from './parse-file.js'
import { type ConfigValues, jsonText, ordered, renderConfig } from './render.js'
import type { LevelValues } from './settings.js'

/** The text of a configuration file with one more profile. */
interface Added {
  text: string
  /** Set if more than the profile changed: values and comments are kept, but not their layout. */
  isLaidOutAnew?: true
}

/**
 * Adds a profile to the text of a configuration file, or replaces the one of this name. Every other byte stays as it
 * is, except in YAML with braces, or if a profile in YAML is replaced.
 *
 * @param text of a file that `parseConfig` reads
 */
export async function addProfile(path: string, text: string, name: string, values: LevelValues): Promise<Added> {
  const mark = text.startsWith('\ufeff') ? '\ufeff' : ''
  const plain = text.slice(mark.length)
  const profile = { name, values: ordered(values) }
  const root = jsonIn(plain)
  if (root?.kind === 'object') return { text: mark + inJson(plain, root, profile) }
  if (plain.trim() === '' && extname(path) === '.json')
    return { text: mark + renderConfig({ profiles: { [name]: values } }) }
  const yaml = await import('yaml')
  const added = inYaml(plain, yaml, profile)
  if (added !== undefined && (await isAdded(path, text, added, profile))) return { text: mark + added }
  const document = yaml.parseDocument(plain)
  const feed = text.includes('\r\n') ? '\r\n' : '\n'
  const textOf = () => document.toString(YAML_STYLE).replace(/\r?\n/g, feed)
  const before = textOf()
  if (yaml.isMap(document.get('profiles', true)))
    document.setIn(['profiles', name], document.createNode(profile.values))
  else document.set('profiles', document.createNode((await withProfile(path, text, profile)).profiles))
  const whole = textOf()
  return { text: mark + whole, ...(before !== plain && { isLaidOutAnew: true }) }
}

/** Long values are not folded. */
const YAML_STYLE = { lineWidth: 0 }

interface Profile {
  name: string
  values: LevelValues
}

/** Whether a text is the old one with the profile, and nothing else. */
async function isAdded(path: string, old: string, added: string, profile: Profile): Promise<boolean> {
  const expected = await withProfile(path, old, profile)
  try {
    return JSON.stringify(await parseConfig(path, added)) === JSON.stringify(expected)
  } catch {
    return false
  }
}

async function withProfile(path: string, text: string, { name, values }: Profile): Promise<ConfigValues> {
  const before = (await parseConfig(path, text)) as ConfigValues
  return { ...before, profiles: { ...before.profiles, [name]: values } }
}

/** How a JSON text is laid out. */
interface Layout {
  /** The indentation of a level; empty if everything stands on one line. */
  unit: string
  feed: string
}

function inJson(text: string, root: JsonObject, { name, values }: Profile): string {
  const indentation = /^\{[ \t]*\r?\n([ \t]+)/.exec(text.slice(root.start))?.[1]
  const layout = {
    unit: indentation ?? (root.members.length === 0 ? '  ' : ''),
    feed: text.includes('\r\n') ? '\r\n' : '\n'
  }
  const profiles = member(root, 'profiles')
  if (profiles?.kind !== 'object')
    return withMember(text, root, 'profiles', written({ [name]: values }, 1, layout), 0, layout)
  const json = written(values, 2, layout)
  const present = member(profiles, name)
  if (present) return text.slice(0, present.start) + json + text.slice(present.end)
  return withMember(text, profiles, name, json, 1, layout)
}

function written(value: object, depth: number, { unit, feed }: Layout): string {
  return jsonText(value, unit).replaceAll('\n', feed + unit.repeat(depth))
}

function withMember(
  text: string,
  { start, end, members }: JsonObject,
  key: string,
  json: string,
  depth: number,
  { unit, feed }: Layout
): string {
  const line = (level: number) => (unit === '' ? '' : feed + unit.repeat(level))
  const added = `${line(depth + 1)}${JSON.stringify(key)}:${unit === '' ? '' : ' '}${json}`
  const last = members.at(-1)?.value.end
  if (last !== undefined) return `${text.slice(0, last)},${added}${text.slice(last)}`
  return `${text.slice(0, start)}{${added}${line(depth)}}${text.slice(end)}`
}

/** YAML with the profile in lines behind the last one; nothing if it is not written in lines. */
function inYaml(text: string, yaml: typeof import('yaml'), { name, values }: Profile): string | undefined {
  const feed = text.includes('\r\n') ? '\r\n' : '\n'
  const whole = text === '' || text.endsWith('\n') ? text : text + feed
  const lines = (indent: string) => [
    `${indent}${yamlKey(name)}:`,
    ...Object.entries(values).map(([key, value]) => `${indent}${indent}${key}: ${jsonText(value, '')}`)
  ]
  const { contents } = yaml.parseDocument(text)
  const profiles = yaml.isMap(contents) ? contents.get('profiles', true) : undefined
  if (contents === null || (yaml.isMap(contents) && !contents.flow && profiles === undefined))
    return `${whole}${['profiles:', ...lines('  ')].join(feed)}${feed}`
  if (!yaml.isMap(profiles) || profiles.flow || !profiles.range) return undefined
  const key = profiles.items[0]?.key
  const start = yaml.isScalar(key) ? (key.range?.[0] ?? 0) : 0
  const indent = text.slice(text.lastIndexOf('\n', start - 1) + 1, start)
  // The last value ends before its comment and its line break, or behind them.
  const at = text.indexOf('\n', profiles.range[1] - 1) + 1
  const end = at === 0 ? whole.length : at
  return `${whole.slice(0, end)}${lines(indent).join(feed)}${feed}${whole.slice(end)}`
}

/** A name as it stands before a colon. What YAML could read as another value is quoted. */
function yamlKey(name: string): string {
  const isPlain = /^[A-Za-z][\w-]*$/.test(name) && !/^(?:true|false|null|yes|no|on|off|y|n)$/i.test(name)
  return isPlain ? name : jsonText(name, '')
}
