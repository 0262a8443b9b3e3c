import { describe, expect, test } from 'vitest'
import { ENDPOINTS } from '../../src/ecpay/endpoints/endpoints.js'
import { isArgument } from '../../src/protocol/system/endpoint.js'
import { place } from '../config/place.js'
import { run } from './run.js'

/** The calls of which one field is an argument. */
const CALLS = ENDPOINTS.flatMap((endpoint) => {
  const field = endpoint.fields.find(({ flag }) => flag && isArgument(flag))
  return field?.flag && field.type !== 'file' ? [{ endpoint, field, syntax: field.flag.syntax }] : []
})

const dry = (argv: string[], body: object) =>
  run([...argv, '--from', 'in.json', '--env', 'local', '--dry-run', '--no-validate'], {
    here: place({ 'in.json': JSON.stringify(body) })
  })

describe('a body of an SDK is sent by its own command: --from fills the argument', () => {
  test.each(CALLS.map(({ endpoint, field }) => [endpoint.command, field.key] as const))('%s', async (command, key) => {
    const value = key === 'bill_date' ? '20261122' : 'no_1'
    const ran = await dry(command.split(' '), { [key]: value })
    expect(ran).toMatchObject({ exit: 0 })
    expect(decodeURIComponent(ran.stdout)).toContain(value)
    expect(ran.codes).not.toContain('argument-wins')
  })

  test('what is typed wins, and that is said', async () => {
    const ran = await dry(['query', 'no_2'], { out_order_no: 'no_1' })
    expect([ran.exit, JSON.parse(ran.stdout).out_order_no]).toEqual([0, 'no_2'])
    expect(ran.codes).toContain('argument-wins')
    expect((await dry(['query', 'no_1'], { out_order_no: 'no_1' })).codes).not.toContain('argument-wins')
  })

  test('in neither, it is missing', async () => {
    const required = CALLS.filter(({ syntax }) => syntax.startsWith('<'))
    for (const { endpoint } of required) {
      const ran = await run([...endpoint.command.split(' '), '--env', 'local', '--dry-run'])
      expect(ran).toMatchObject({ exit: 2, codes: ['missing-argument'] })
    }
    const ran = await run('query --from in.json --env local --dry-run', { here: place({ 'in.json': '{}' }) })
    expect(ran).toMatchObject({ exit: 2, codes: ['missing-field'] })
  })
})

describe('--curl', () => {
  const start = ['query', '--env', 'local']
  test.each([
    [['--curl', 'no_1'], /^curl -X POST 'http/],
    [['no_1', '--curl'], /^curl -X POST 'http/],
    [['no_1', '--curl=sh'], /^curl -X POST 'http/],
    [['no_1', '--curl', 'powershell'], /^Invoke-WebRequest /],
    [['--curl', 'powershell', 'no_1'], /^Invoke-WebRequest /],
    [['no_1', '--curl=cmd'], /^curl -X POST \^"http/]
  ])('%j', async (argv, expected) => {
    const ran = await run([...start, ...argv])
    expect([ran.exit, ran.stderr.includes('no_1')]).toEqual([0, false])
    expect(ran.stdout).toMatch(expected)
    expect(ran.stdout).toContain('no_1')
  })

  test('a shell that is not known', async () => {
    const ran = await run([...start, 'no_1', '--curl=fish'])
    expect(ran).toMatchObject({ exit: 2, codes: ['invalid-option-value'] })
  })
})

describe('the language', () => {
  test('is the one of the system where no variable says one', async () => {
    expect((await run('sign', { locale: 'zh-CN', stdin: '{}' })).stderr).toContain('错误：')
    expect((await run('sign', { locale: 'zh-CN', stdin: '{}', env: { LANG: 'C' } })).stderr).toContain('error:')
  })

  test('that is not known is said, and the next one counts', async () => {
    const ran = await run('explain 2008', { env: { ECPAY_LANG: 'fr', LANG: 'zh_CN.UTF-8' } })
    expect(ran).toMatchObject({ exit: 0, codes: ['unknown-language'] })
    expect(ran.stderr).toContain('警告：')
  })
})
