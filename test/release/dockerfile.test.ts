import { execFileSync } from 'node:child_process'
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  realpathSync,
  rmSync,
  statSync,
  writeFileSync
} from 'node:fs'
import { tmpdir, userInfo } from 'node:os'
import { join } from 'node:path'
import { describe, expect, onTestFinished, test } from 'vitest'
import { ROOT } from '../docs/pages.js'
import { type Instruction, instructions, steps } from './dockerfile.js'

const ALL = instructions()
const LAST = ALL.at(-1)?.stage ?? 0
const of = (word: string) => ALL.filter((one) => one.word === word)
const inImage = (word: string) => of(word).filter(({ stage }) => stage === LAST)
const texts = (found: readonly Instruction[]) => found.map(({ text }) => text)

/** What hadolint and Docker's own rules say, as far as this file can break them. */
describe('the Dockerfile', () => {
  test('has only instructions that there are', () => {
    const known = ['FROM', 'WORKDIR', 'COPY', 'RUN', 'ENV', 'USER', 'VOLUME', 'EXPOSE', 'ENTRYPOINT', 'CMD']
    expect(ALL.filter(({ word }) => !known.includes(word))).toEqual([])
    expect(ALL[0]?.word).toBe('FROM')
  })

  test('starts from a named version of a slim image, builds in one stage and runs in another', () => {
    expect(texts(of('FROM')).map((text) => text.replace(/ AS \w+$/, ''))).toEqual(Array(2).fill('node:22-slim'))
    expect(texts(inImage('COPY'))).toEqual([expect.stringMatching(/^--from=build /)])
  })

  test('runs as a user who is not root, set after the last step that takes root', () => {
    expect(texts(inImage('USER'))).toEqual(['node'])
    const words = ALL.filter(({ stage }) => stage === LAST).map(({ word }) => word)
    expect(words.indexOf('USER')).toBeGreaterThan(words.lastIndexOf('RUN'))
  })

  test('starts the program itself, which gets signals, and takes its arguments', () => {
    expect(JSON.parse(texts(of('ENTRYPOINT'))[0] ?? '')).toEqual(['ecpay'])
    expect(JSON.parse(texts(of('CMD'))[0] ?? '')).toEqual(['--help'])
  })

  test('has absolute places, and no secret', () => {
    for (const text of texts([...of('WORKDIR'), ...of('VOLUME')])) expect(text).toMatch(/^\/[\w/]+$/)
    expect(texts(of('ENV'))).toEqual(['ECPAY_STATE_DIR=/data'])
    const ignored = readFileSync(join(ROOT, '.dockerignore'), 'utf8').split('\n')
    expect(ignored).toEqual(expect.arrayContaining(['.git', '**/.ecpayrc', 'node_modules', 'dist-binary']))
  })

  test('builds with scripts that package.json has', () => {
    const { scripts } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8'))
    const named = texts(of('RUN')).flatMap((text) => /^npm run (\S+)/.exec(text)?.[1] ?? [])
    expect(named).toEqual(['build'])
    for (const name of named) expect(scripts).toHaveProperty(name)
  })
})

// The others take npm: test/e2e/package.test.ts runs those that pack and install.
test('its steps without npm do what the image needs', () => {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'ecpay-docker-')))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  const places = {
    '/data': join(folder, 'data'),
    '/usr/local/bin': folder,
    '/opt/ecpay': join(folder, 'opt'),
    '/tmp': ''
  }
  mkdirSync(join(folder, 'opt', 'bin'), { recursive: true })
  writeFileSync(join(folder, 'opt', 'bin', 'ecpay'), '')
  const { uid, gid } = userInfo()
  for (const step of steps(places).filter((one) => !one.startsWith('npm ')))
    execFileSync('sh', ['-ec', step.replace('node:node', `${uid}:${gid}`)])
  expect(realpathSync(join(folder, 'ecpay'))).toBe(join(folder, 'opt', 'bin', 'ecpay'))
  expect(existsSync(join(folder, 'data')) && statSync(join(folder, 'data')).uid).toBe(uid)
})
