import { lstatSync, readFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { PLACES, projectFolders } from '../../config/folders.js'
import { type Surroundings, userConfigFiles } from '../../config/surroundings.js'

/*
 * The names of profiles without the reader of configurations, which takes longer than a shell should wait. Whatever is
 * not plain is left to that reader.
 */

/** In bytes: what is longer is left to the reader. */
const LONGEST = 64 * 1024

/**
 * The profiles of the configuration that a line would use.
 *
 * @returns nothing if only the reader of configurations can tell
 */
export function plainProfiles(words: readonly string[], around: Surroundings): string[] | undefined {
  const found = plainConfig(words, around)
  if (found === 'none') return []
  return typeof found === 'string' ? profilesIn(found) : found && namesIn(found.own)
}

/** With one of these keys, the user has an app: see `environment` in src/config/demo-keys.ts. */
const OWN_KEYS = /\b(?:app_id|salt|access_token|private_key)(?:_file)?\b/

/**
 * The environment of a line that names none: `local` where no keys are configured, `sandbox` where some are.
 *
 * @returns nothing if only the reader of configurations can tell
 */
export function plainEnvironment(words: readonly string[], around: Surroundings): string | undefined {
  const found = plainConfig(words, around)
  const text = typeof found === 'object' ? JSON.stringify(found.own) : found
  if (text === undefined || /\b(?:env|profiles)\b|\$\{|\\u/.test(text)) return undefined
  const areSet = Object.keys(around.env).some(
    (name) => name.startsWith('ECPAY_') && OWN_KEYS.test(name.slice(6).toLowerCase())
  )
  return areSet || OWN_KEYS.test(text) ? 'sandbox' : 'local'
}

/** The text of the configuration, or what package.json has of it; nothing if only its reader can tell. */
function plainConfig(words: readonly string[], around: Surroundings): string | { own: unknown } | undefined {
  if (words.some((word) => /^(?:-[a-z]*c|--config)/i.test(word))) return undefined
  const ofProject = projectFolders(around).flatMap((folder) => PLACES.map((name) => join(folder, name)))
  for (const path of [...ofProject, ...userConfigFiles(around)]) {
    const stat = lstatSync(path, { throwIfNoEntry: false })
    if (!stat || stat.isDirectory()) continue
    if (!stat.isFile() || stat.size > LONGEST) return undefined
    const text = readFileSync(path, 'utf8')
    if (basename(path) !== 'package.json') return text
    const content = jsonIn(text)
    if (content === undefined) return undefined
    const own = keyOf(content, 'ecpay')
    if (own !== undefined) return { own }
  }
  return 'none'
}

/** The profiles in a configuration of JSON, or of YAML whose lines say what they are. */
function profilesIn(text: string): string[] | undefined {
  // UTF-16, or letters written as escapes.
  if (/[\0\uFFFD]|\\u/.test(text)) return undefined
  if (/^\s*\{/.test(text)) return namesIn(jsonIn(text))
  if (!text.includes('profiles')) return []
  const lines = text.split(/\r?\n/)
  // Tabs, documents, directives, anchors, aliases, tags, flow and text over several lines are YAML's, and not plain.
  if (lines.some((line) => /^ *\t|^---|^%|: *[&*!|>{[]|^ *<<|^ *\? /.test(line))) return undefined
  const begin = lines.findIndex((line) => /^profiles: *(?:#.*)?$/.test(line))
  if (begin < 0) return undefined
  const after = lines.slice(begin + 1).filter((line) => !/^ *(?:#.*)?$/.test(line))
  const end = after.findIndex((line) => !line.startsWith(' '))
  const inside = end < 0 ? after : after.slice(0, end)
  const depths = inside.map((line) => line.search(/[^ ]/))
  const [least = 0] = depths
  if (depths.some((depth) => depth < least)) return undefined
  const names = inside.filter((_, i) => depths[i] === least).map((line) => NAMED.exec(line)?.[1])
  const isPlain = names.every((name) => name !== undefined) && new Set(names).size === names.length
  return isPlain ? (names as string[]) : undefined
}

/** YAML may read a name that begins with a digit as a number. */
const NAMED = /^ *([\p{L}_][\p{L}\p{N}_.-]*):(?: |$)/u

/**
 * Whether a shell takes a name as it is. Others may have written the file, and some shells put what is completed on the
 * line without quotes.
 */
export function isPlainName(name: string): boolean {
  return /^[\p{L}\p{N}_][\p{L}\p{N}_.:+@/,-]*$/u.test(name)
}

function namesIn(config: unknown): string[] | undefined {
  if (typeof config !== 'object' || config === null) return undefined
  const profiles = keyOf(config, 'profiles')
  if (profiles === undefined) return []
  return typeof profiles === 'object' && profiles !== null ? Object.keys(profiles).filter(isPlainName) : undefined
}

function keyOf(value: unknown, key: string): unknown {
  if (typeof value !== 'object' || value === null || !Object.hasOwn(value, key)) return undefined
  return (value as Record<string, unknown>)[key]
}

/** Nothing if it is none: it may have a BOM, or be UTF-16. */
function jsonIn(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
