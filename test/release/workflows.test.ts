import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import * as v from 'valibot'
import { describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import { allCommands } from '../../src/commands/table.js'
import { ROOT } from '../docs/pages.js'

const FOLDER = join(ROOT, '.github')
const WORKFLOWS = readdirSync(join(FOLDER, 'workflows'))
const { scripts } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8'))

const Permissions = v.record(
  v.picklist(['contents', 'id-token', 'pull-requests', 'issues']),
  v.picklist(['read', 'write'])
)
const Step = v.union([
  v.strictObject({ uses: v.pipe(v.string(), v.regex(/^[\w-]+\/[\w-]+@v\d+$/)), with: v.optional(v.object({})) }),
  v.strictObject({ name: v.optional(v.string()), run: v.string(), env: v.optional(v.record(v.string(), v.string())) })
])
/** What GitHub demands, and what a workflow here has beyond it: the least permissions, an end, one version of an action. */
const Workflow = v.strictObject({
  name: v.string(),
  on: v.strictObject({ push: v.looseObject({}), pull_request: v.optional(v.null()) }),
  permissions: v.strictObject({ contents: v.literal('read') }),
  concurrency: v.optional(v.strictObject({ group: v.string(), 'cancel-in-progress': v.boolean() })),
  jobs: v.record(
    v.string(),
    v.strictObject({
      'runs-on': v.string(),
      'timeout-minutes': v.number(),
      environment: v.optional(v.string()),
      permissions: v.optional(Permissions),
      strategy: v.optional(
        v.strictObject({ 'fail-fast': v.boolean(), matrix: v.record(v.string(), v.array(v.unknown())) })
      ),
      defaults: v.optional(v.strictObject({ run: v.strictObject({ shell: v.literal('bash') }) })),
      steps: v.array(Step)
    })
  )
})

const read = (name: string) => v.parse(Workflow, parse(readFileSync(join(FOLDER, 'workflows', name), 'utf8')))
const stepsOf = (name: string) => Object.values(read(name).jobs).flatMap(({ steps }) => steps)
const runsOf = (name: string) => stepsOf(name).flatMap((step) => ('run' in step ? [step] : []))

describe.each(WORKFLOWS)('%s', (name) => {
  test('runs scripts, files and commands that there are', async () => {
    const commands = (await allCommands()).map(({ name: command }) => command)
    for (const { run } of runsOf(name)) {
      const [, script] = /\bnpm run (?:--\S+ )*(\S+)/.exec(run) ?? []
      if (script) expect(scripts).toHaveProperty(script)
      const [, file] = /^(\.[\w/.]+)/.exec(run) ?? []
      if (file) expect([file, existsSync(join(ROOT, file))]).toEqual([file, true])
      const [, command] = /^ecpay (\S+)/.exec(run) ?? []
      if (command) expect(commands).toContain(command)
    }
  })

  test('puts nothing that others write into a line of shell', () => {
    for (const { run, env = {} } of runsOf(name)) {
      expect(run).not.toContain('${{')
      for (const value of Object.values(env)) expect(value).toMatch(/^\$\{\{ (secrets\.[A-Z_]+|github\.token) \}\}$/)
    }
  })
})

test('a release has provenance: it is published by a job that GitHub vouches for, and by none of another event', () => {
  const { on, jobs } = read('release.yml')
  expect(on).toEqual({ push: { tags: ['v*'] } })
  expect(jobs.publish?.permissions).toEqual({ contents: 'write', 'id-token': 'write' })
  const runs = runsOf('release.yml').map(({ run }) => run)
  // What is on npm stays there, so everything else has been made and uploaded before.
  expect(runs.slice(-2)).toEqual([
    expect.stringContaining('npm publish --provenance'),
    'gh release edit "$GITHUB_REF_NAME" --draft=false'
  ])
})

test('a release runs nothing that the lock file does not hold', () => {
  for (const { run } of runsOf('release.yml')) expect(run).not.toMatch(/\bnpx\b|npm (?:exec|install)\b/)
  expect(readFileSync(join(ROOT, '.binary.mjs'), 'utf8')).not.toMatch(/\bnpx\b/)
})

test('everything is tested by .ci/run on Linux, and tried on Windows and macOS', () => {
  const { jobs } = read('ci.yml')
  expect(runsOf('ci.yml').map(({ run }) => run)).toContain('.ci/run')
  expect(jobs.smoke?.strategy?.matrix).toEqual({ system: ['windows-latest', 'macos-latest'] })
})

const Form = v.object({
  name: v.string(),
  description: v.string(),
  body: v.array(
    v.variant('type', [
      v.object({ type: v.literal('markdown'), attributes: v.object({ value: v.string() }) }),
      v.object({
        type: v.literal('textarea'),
        id: v.string(),
        attributes: v.object({ label: v.string(), description: v.optional(v.string()) })
      }),
      v.object({
        type: v.literal('checkboxes'),
        id: v.string(),
        attributes: v.object({ label: v.string(), options: v.array(v.object({ label: v.string() })) })
      })
    ])
  )
})

describe.each(['bug.yml', 'idea.yml'])('the form %s', (name) => {
  const form = v.parse(Form, parse(readFileSync(join(FOLDER, 'ISSUE_TEMPLATE', name), 'utf8')))

  test('is in both languages', () => {
    const texts = [
      form.name,
      form.description,
      ...form.body.flatMap((one) => Object.values(one.attributes).map(String))
    ]
    const sentences = texts.filter((text) => /[a-z]{3}/.test(text) && !/^ecpay \w+$|object Object/.test(text))
    expect(sentences.length).toBeGreaterThan(4)
    for (const text of sentences) expect(text).toMatch(/\p{Script=Han}/u)
  })
})

test('who reports that something is wrong is asked for what `report` and `doctor` say', () => {
  const form = v.parse(Form, parse(readFileSync(join(FOLDER, 'ISSUE_TEMPLATE', 'bug.yml'), 'utf8')))
  expect(form.body.flatMap((one) => ('id' in one ? [one.id] : []))).toEqual(
    expect.arrayContaining(['report', 'doctor'])
  )
})
