import { beforeAll, describe, expect, test } from 'vitest'
import { callTables } from '../../../.docs/call-tables.js'
import { allCommands } from '../../../src/commands/table.js'
import { APP_ID, OWN_NUMBER, SIGN } from '../../../src/ecpay/endpoints/common-fields.js'
import { ENDPOINTS } from '../../../src/ecpay/endpoints/endpoints.js'
import { traceSign } from '../../../src/ecpay/sign/request-signature.js'
import { catalogue } from '../../../src/output/words/languages.js'
import type { Endpoint } from '../../../src/protocol/system/endpoint.js'
import { NOT_SIMULATED } from '../../../src/protocol/system/local-answer.js'
import { DEMO_KEYS } from '../../../src/simulator/demo-keys.js'
import { allCalls } from '../../../src/systems.js'
import { place } from '../../config/place.js'
import { faultServer } from '../../gateway/fault-server.js'
import { run } from '../run.js'

/** A call that nobody has, as its one file of data would be. */
const stampCoupon: Endpoint = {
  name: 'stamp_coupon',
  command: 'stamp-coupon',
  theme: 'merchants',
  method: 'POST',
  path: '/api/apps/ecpay/v1/stamp_coupon',
  summary: { en: 'Stamp a coupon', zh: '给优惠券盖章' },
  examples: ['ecpay stamp-coupon coupon_1 --face-value 500'],
  sandbox: true,
  perSecond: 7,
  movesMoney: false,
  wait: { path: ['stamp', 'state'], final: ['SUCCESS'] },
  source: 'made up',
  fields: [
    APP_ID,
    {
      key: 'out_coupon_no',
      type: 'string',
      required: true,
      limits: OWN_NUMBER,
      meaning: { en: 'number of the coupon', zh: '优惠券号' },
      source: 'made up',
      flag: { syntax: '<out_coupon_no>' }
    },
    {
      key: 'face_value',
      type: 'number',
      required: true,
      unit: 'fen',
      limits: { min: 1, max: 1000 },
      meaning: { en: 'what it is worth', zh: '面值' },
      source: 'made up',
      flag: { syntax: '--face-value <fen>' }
    },
    {
      key: 'ink',
      type: 'string',
      required: true,
      limits: { oneOf: ['red', 'blue'] },
      meaning: { en: 'colour of the stamp', zh: '印章颜色' },
      source: 'made up',
      flag: { syntax: '--ink <colour>' },
      default: { kind: 'value', value: 'red' }
    },
    SIGN
  ],
  answer: [
    { path: 'stamp.value', unit: 'fen', meaning: { en: 'what it is worth', zh: '面值' } },
    { path: 'stamp.state', meaning: { en: 'state', zh: '状态' } }
  ],
  errNos: [0, 2008]
}

// The line of endpoints/index.ts that a new file takes, and nothing else.
beforeAll(() => void (ENDPOINTS as Endpoint[]).push(stampCoupon))

const STAMP = 'stamp-coupon coupon_1 --face-value 500'

describe('a call takes its descriptor and nothing else', () => {
  test('it is a command under its theme', async () => {
    expect((await allCommands()).map(({ name }) => name)).toContain('stamp-coupon')
    expect((await run('--help')).stdout).toMatch(/\nMerchants:\n(?: {2}.*\n)* {2}stamp-coupon +Stamp a coupon\n/)
    expect((await run('--help --lang zh')).stdout).toMatch(
      /\n商户进件：\n(?: {2}.*\n)* {2}stamp-coupon +给优惠券盖章\n/
    )
    expect(await run('stamp-cupon')).toMatchObject({ exit: 2, stderr: expect.stringContaining('`ecpay stamp-coupon`') })
  })

  test('its help has its summary, examples, fields with limits, and output', async () => {
    const { exit, stdout } = await run('stamp-coupon --help')
    expect(exit).toBe(0)
    for (const part of [
      'Usage: ecpay stamp-coupon <out_coupon_no> [options]\n\nStamp a coupon\n\nThe sandbox has it. At most 7 a second for an app.\n\nExamples:\n  ecpay stamp-coupon coupon_1',
      /out_coupon_no +number of the coupon \(required; ≤64 characters; 0-9A-Za-z_\*-\)/,
      /--face-value <fen> +what it is worth \(required; 1–1000\)/,
      /--ink <colour> +colour of the stamp \(red; blue; default: red\)/,
      /--wait +ask until the state is final/,
      '\nOutput:\n  the raw answer.'
    ])
      expect(stdout).toMatch(part)
    expect(stdout).not.toContain('--yes')
  })

  test.each([
    ['stamp-coupon', ['missing-argument']],
    ['stamp-coupon a!b', ['character-not-allowed', 'missing-field']],
    ['stamp-coupon a --face-value 1001 --ink green', ['above-maximum', 'not-one-of']],
    ['stamp-coupon a --face-value 5.00', ['amount-with-decimals']],
    ['stamp-coupon a --face-valu 5', ['unknown-option']]
  ])('%s: %j', async (argv, codes) => {
    const ran = await run(`${argv} --env local`)
    expect(ran.exit).toBe(2)
    expect(ran.codes).toEqual(codes)
  })

  test('it is signed: as a dry run, and as a curl command', async () => {
    const dry = await run(`${STAMP} --env local --dry-run --json`)
    const { request } = JSON.parse(dry.stdout)
    const body = { app_id: DEMO_KEYS.app_id, out_coupon_no: 'coupon_1', face_value: 500, ink: 'red' }
    expect(request.url).toMatch(/\/api\/apps\/ecpay\/v1\/stamp_coupon$/)
    expect(JSON.parse(request.body)).toEqual({ ...body, sign: traceSign(JSON.stringify(body), DEMO_KEYS.salt).sign })
    expect((await run(`${STAMP} --env local --curl`)).stdout).toContain(request.body)
  })

  test('its answer is shown with its units, and waited for', async () => {
    const answers = ['PROCESSING', 'SUCCESS'].map((state) => `{"err_no":0,"stamp":{"value":500,"state":"${state}"}}`)
    const { url } = await faultServer((_request, response) => void response.end(answers.shift()))
    const env = { ECPAY_BASE_URL: url, ECPAY_APP_ID: 'tt1', ECPAY_SALT: 'salt' }
    const { exit, stdout } = await run(`${STAMP} --output pretty --wait`, { env })
    expect(exit).toBe(0)
    expect(stdout).toContain('"value": 500,  // ¥5.00')
    expect(stdout).toContain('"state": "SUCCESS"')
  })

  test('the local gateway checks it, and says that it does not play it', async () => {
    const played = await run(`${STAMP} --env local`)
    expect([played.exit, played.codes]).toEqual([1, ['gateway-refused']])
    expect(JSON.parse(played.stdout).err_no).toBe(NOT_SIMULATED)
    expect(played.stderr).toContain('not-simulated')
    const refused = await run(`${STAMP} --ink green --no-validate --env local`)
    expect([refused.exit, JSON.parse(refused.stdout).err_no]).toEqual([1, 2010])
    expect(refused.stderr).toContain('not-one-of;key=ink')
  })

  test('it is completed, with its options and their values', async () => {
    const words = async (line: string) => (await run(['completion', 'words', '--', ...line.split(' ')])).stdout
    expect(await words('stamp-c')).toBe('stamp-coupon\tStamp a coupon\n')
    expect(await words('stamp-coupon coupon_1 --face')).toMatch(/^--face-value\twhat it is worth/)
    expect(await words('stamp-coupon coupon_1 --ink ')).toBe('red\nblue\n')
  })

  test('it can be made to fail, and called by its path', async () => {
    const here = place({})
    expect((await run('simulate fail 2008 --on stamp-coupon', { here })).stdout).toContain('stamp_coupon')
    expect((await run(`${STAMP} --env local`, { here })).stderr).toContain('injected')
    const { stdout } = await run(`call ${stampCoupon.path} -d out_coupon_no=a --env local --dry-run`)
    expect(JSON.parse(stdout)).toMatchObject({ app_id: DEMO_KEYS.app_id, out_coupon_no: 'a' })
  })

  test('it is in the tables of the documentation', async () => {
    const tables = callTables(await allCalls(), 'merchants', await catalogue('en').help(), 'en')
    expect(tables).toContain('### stamp_coupon')
    expect(tables).toContain('| `face_value` | number | yes | 1–1000 |')
  })
})
