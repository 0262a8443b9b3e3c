import * as v from 'valibot'
import { expect, test } from 'vitest'
import { syntaxOf } from '../../src/commands/shared/command.js'
import { GLOBAL_OPTIONS } from '../../src/commands/shared/global-options.js'
import { allCommands } from '../../src/commands/table.js'
import { VERSION } from '../../src/version.js'
import { type Ran, run } from './run.js'

const text = v.pipe(v.string(), v.minLength(1))
const words = v.array(v.string())
const field = v.strictObject({
  key: text,
  type: v.picklist(['string', 'number', 'boolean', 'switch', 'json-text', 'list', 'object', 'file']),
  required: v.boolean(),
  unit: v.optional(v.picklist(['fen', 'seconds', 'milliseconds'])),
  limits: v.optional(v.looseObject({})),
  default: v.optional(v.looseObject({ kind: text })),
  source: text
})
const option = v.strictObject({
  name: v.pipe(text, v.regex(/^--[a-z]/)),
  short: v.optional(v.pipe(text, v.regex(/^-[A-Za-z]$/))),
  syntax: text,
  type: v.picklist(['flag', 'text', 'number', 'choice']),
  optional_value: v.boolean(),
  repeatable: v.boolean(),
  help: text,
  choices: v.optional(words),
  min: v.optional(v.number()),
  max: v.optional(v.number()),
  integer: v.optional(v.boolean()),
  default: v.optional(v.union([v.string(), v.number()])),
  conflicts: v.optional(words),
  needs: v.optional(text),
  field: v.optional(field)
})
/** The shape that docs/output.md promises; nothing else is in the document. */
const Document = v.strictObject({
  name: v.literal('ecpay'),
  version: v.literal(VERSION),
  language: v.picklist(['en', 'zh']),
  exit_codes: v.array(v.strictObject({ code: v.number(), meaning: text })),
  global_options: v.array(option),
  groups: v.array(v.strictObject({ id: text, title: text })),
  commands: v.array(
    v.strictObject({
      name: text,
      group: text,
      call: v.optional(text),
      summary: text,
      description: v.optional(text),
      facts: v.optional(text),
      usage: text,
      arguments: v.array(
        v.strictObject({
          name: text,
          syntax: text,
          required: v.boolean(),
          repeatable: v.boolean(),
          help: text,
          choices: v.optional(words),
          field: v.optional(field)
        })
      ),
      options: v.array(option),
      output: text,
      writes_file: v.boolean(),
      exits: v.array(v.number()),
      examples: v.pipe(v.array(text), v.minLength(1))
    })
  )
})

const runs = new Map<string, Promise<Ran>>()
/** The document in a language, written once: that takes long. */
function documentIn(lang: 'en' | 'zh'): Promise<Ran> {
  const known = runs.get(lang) ?? run(['commands', '--json', '--lang', lang])
  runs.set(lang, known)
  return known
}

test.each(['en', 'zh'] as const)('every command is described in %s, with all that it takes', async (lang) => {
  const { stdout, stderr, exit } = await documentIn(lang)
  expect({ stderr, exit }).toEqual({ stderr: '', exit: 0 })
  const document = v.parse(Document, JSON.parse(stdout))
  expect(document.language).toBe(lang)
  expect(document.global_options.map(({ syntax }) => syntax)).toEqual(
    Object.values(GLOBAL_OPTIONS).map((one) => one.syntax)
  )
  const entries = await allCommands()
  expect(document.commands.map(({ name }) => name)).toEqual(entries.map(({ name }) => name))
  const known = new Set(document.groups.map(({ id }) => id))
  for (const [i, described] of document.commands.entries()) {
    const command = await entries[i]?.load()
    if (!command) throw new Error(described.name)
    const { placed, options } = syntaxOf(command)
    const syntaxes = (all: readonly { syntax: string }[]) => all.map(({ syntax }) => syntax).sort()
    expect(syntaxes(described.arguments)).toEqual(syntaxes(placed))
    expect(syntaxes(described.options)).toEqual(syntaxes(options))
    expect(described.exits).toEqual(command.exits)
    expect(known).toContain(described.group)
  }
})

test('an option has its type, its limits and its default', async () => {
  const { stdout } = await documentIn('en')
  const { commands, global_options } = v.parse(Document, JSON.parse(stdout))
  const find = (command: string, name: string) =>
    commands.find((one) => one.name === command)?.options.find((one) => one.name === name)
  expect(find('create-order', '--amount')).toMatchObject({
    type: 'number',
    integer: true,
    min: 1,
    field: { key: 'total_amount', unit: 'fen', required: true }
  })
  expect(find('query', '--timeout')).toMatchObject({ type: 'number', default: 10000 })
  expect(find('sign', '--nested')).toMatchObject({ type: 'choice', choices: ['go', 'json'], optional_value: false })
  expect(find('sign', '--check')).toMatchObject({ type: 'text', optional_value: true, conflicts: ['--fill'] })
  expect(find('sign', '--data')).toMatchObject({ short: '-d', repeatable: true })
  expect(global_options.find(({ name }) => name === '--json')).toMatchObject({ type: 'flag' })
})

test('without --json there is a line each', async () => {
  const { stdout } = await run('commands')
  expect(stdout.trim().split('\n')).toHaveLength((await allCommands()).length)
})
