import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, describe, expect, test } from 'vitest'
import { completionAtOnce } from '../../../src/commands/completion/at-once.js'
import { completionFile } from '../../../src/commands/completion/write-table.js'
import { ownOptions } from '../../../src/commands/shared/command.js'
import { allCommands } from '../../../src/commands/table.js'
import type { JournalEntry } from '../../../src/workbench/journal/entry.js'
import { type Files, type Place, place } from '../../config/place.js'
import { run } from '../run.js'

let file = ''
beforeAll(async () => {
  file = await completionFile(await allCommands())
})

/** What the table alone gives, and what the program gives. */
async function both(line: string, here: Place, env: Record<string, string> = {}) {
  const words = line.split(' ')
  const all = { ECPAY_STATE_DIR: here.path('../state'), ...env }
  const world = { ...here, env: { ...here.env, ...all }, locale: () => undefined }
  const { stdout } = await run(['completion', 'words', '--', ...words], { here, env })
  return { atOnce: await completionAtOnce(words, world, file), program: stdout }
}

const RC = '{"profiles":{"shop":{},"cafe":{}}}'

describe('the table gives what the program gives', () => {
  test.each([
    [''],
    ['tr'],
    ['trade '],
    ['trade keys '],
    ['help '],
    ['help trade keys c'],
    ['help query '],
    ['query --'],
    ['query -p '],
    ['query --profile=s'],
    ['-e '],
    ['trade keys generate --format '],
    ['create-order --limit-pay-way LIMIT_WX,'],
    ['push-order --order-type '],
    ['trigger '],
    ['trigger payment '],
    ['explain 40022'],
    ['sign '],
    ['nothing '],
    ['query --output=p'],
    ['log list --call create_'],
    ['log list --type c'],
    ['deliveries list --type p'],
    ['check-handler --type r'],
    ['check-handler --only '],
    ['check --reporter j'],
    ['export postman --call q'],
    ['simulate fail 1000 --on create'],
    ['call /api/apps/ecpay/v1/q'],
    ['trade call ']
  ])('%s', async (line) => {
    const here = place({ '.ecpayrc': RC })
    for (const ECPAY_LANG of ['en', 'zh']) {
      const { atOnce, program } = await both(line, here, { ECPAY_LANG })
      expect(atOnce).toBe(program)
    }
  })

  test('of every command, all options and the first argument', async () => {
    const here = place()
    for (const { name } of await allCommands())
      for (const typed of ['--', '']) {
        const { atOnce, program } = await both(`${name} ${typed}`, here)
        expect(atOnce).toBe(program)
      }
  })

  test('words that the data knows are offered wherever they can stand', async () => {
    const here = place()
    const offered = async (line: string) => (await both(line, here)).atOnce?.split('\n').filter(Boolean) ?? []
    expect(await offered('log list --call create_o')).toEqual(['create_order'])
    expect(await offered('log list --type ')).toEqual(expect.arrayContaining(['call', 'callback', 'payment']))
    expect(await offered('deliveries list --type c')).toEqual([])
    expect(await offered('simulate fail 1000 --on settle_c')).toEqual(['settle_create'])
    expect(await offered('call /api/apps/ecpay/v1/query_o')).toEqual(['/api/apps/ecpay/v1/query_order'])
    expect(await offered('check suite.yaml --reporter ')).toEqual(['pretty', 'tap', 'junit', 'github', 'json'])
    // An option that names its words in its help has them for completion too.
    const without: string[] = []
    for (const entry of await allCommands())
      for (const { syntax, choices, suggests, help } of Object.values(ownOptions(await entry.load())))
        if (/<(?:call|type|reporter|code)>|--(?:reporter|call|on|type)\b.*</.test(syntax) && !choices && !suggests)
          without.push(`${entry.name} ${syntax}: ${help.en}`)
    expect(without).toEqual([])
  })

  test('what only the program can tell is left to it', async () => {
    const { atOnce, program } = await both('query -p ', place({ '.ecpayrc': 'profiles: { shop: {} }\n' }))
    expect([atOnce, program]).toEqual([undefined, 'shop\n'])
  })
})

/** A place whose log has these entries, oldest first. */
function withLog(lines: readonly (Partial<JournalEntry> | string)[], files: Files = {}): Place {
  const here = place(files)
  const folder = join(here.path('../state'), 'journal-v1')
  mkdirSync(folder, { recursive: true })
  const texts = lines.map((one, i) =>
    typeof one === 'string' ? one : JSON.stringify({ ...ENTRY, id: `entry${i}`, ...one })
  )
  writeFileSync(join(folder, '000000001.ndjson'), `${texts.slice(0, 2).join('\n')}\n`)
  writeFileSync(join(folder, '000000002.ndjson'), `\n${texts.slice(2).join('\n')}\n`)
  return here
}

const ENTRY: JournalEntry = {
  ...{
    id: 'entry',
    at: 0,
    direction: 'out',
    what: 'call',
    method: 'POST',
    url: 'https://localhost/api/v1/query_order'
  },
  ...{ headers: [], body: '', size: 0, answer: null, problem: null, err_no: null, milliseconds: 1 }
}
const json = (value: object) => ({ body: JSON.stringify(value) })
const callback = (valid: boolean, delivery: string, msg: object): Partial<JournalEntry> => ({
  ...{ what: 'callback', direction: 'in', url: '/notify', callback: { valid, delivery } },
  ...json({ type: 'payment', msg: JSON.stringify(msg) })
})

describe('what was sent and received last', () => {
  const LOG = [
    json({ out_order_no: 'old_1', app_id: 'tt1' }),
    json({ out_order_no: 'no_1', out_refund_no: 'refund_1' }),
    { ...json({ out_order_no: 'no_2' }), answer: { ...ENTRY, ...json({ data: { order_id: 70001 } }), status: 200 } },
    { url: 'https://localhost/query?out_order_no=no_3' },
    json({ data: JSON.stringify({ outOrderNo: 'no_4', outAuthOrderNo: 'auth_1' }) }),
    callback(true, 'delivery1', { cp_orderno: 'no_5', order_id: '70002' }),
    callback(false, 'delivery2', { cp_orderno: 'forged_1' }),
    json({ out_order_no: '-rf', order_id: '*' }),
    json({ out_order_no: 'no_1' }),
    '{"id":"torn'
  ]

  test.each([
    ['query ', ['no_1', 'no_5', 'no_4', 'no_3', 'no_2', 'old_1']],
    ['query no_', ['no_1', 'no_5', 'no_4', 'no_3', 'no_2']],
    ['query no_1 ', []],
    ['help query ', []],
    ['query --thirdparty-id 7 ', ['no_1', 'no_5', 'no_4', 'no_3', 'no_2', 'old_1']],
    ['trade query --order-id ', ['70002', '70001']],
    ['trade query --order-id=7', ['--order-id=70002', '--order-id=70001']],
    ['query-refund ', ['refund_1']],
    ['simulate pay no_2', ['no_2']],
    ['simulate refund ', ['refund_1']],
    ['simulate sign ', ['auth_1']],
    ['trigger payment --order old', ['old_1']],
    ['create-order --out-order-no ', []],
    ['log list --number 7', ['70002', '70001']],
    ['log show entry7', ['entry7']],
    ['deliveries show ', ['delivery2', 'delivery1']],
    ['deliveries export folder --only ', ['delivery2', 'delivery1']],
    ['replay delivery1', ['delivery1']]
  ])('%s', async (line, values) => {
    const { atOnce = '', program } = await both(line, withLog(LOG))
    expect(atOnce).toBe(program)
    const found = atOnce.split('\n').flatMap((one) => (one === '' ? [] : [one.split('\t')[0]]))
    expect(found).toEqual(values)
  })

  describe('of the system, the environment and the kind that the command takes', () => {
    const at = (url: string, number: string, more: Partial<JournalEntry> = {}) => ({
      url: `https://localhost${url}`,
      ...json({ out_order_no: number }),
      answer: { headers: [], body: '{}', size: 2, status: 200 },
      err_no: '0',
      ...more
    })
    const MIXED = [
      at('/api/apps/ecpay/v1/query_order', 'old_local', { env: 'local' }),
      at('/api/apps/ecpay/v1/create_order', 'old_sandbox', { env: 'sandbox' }),
      at('/api/apps/ecpay/v1/create_order', 'old_refused', { env: 'local', err_no: '2008' }),
      at('/api/apps/ecpay/v1/create_order', 'old_lost', {
        env: 'local',
        answer: null,
        err_no: null,
        problem: 'answer-timeout'
      }),
      at('/api/apps/ecpay/v1/create_order', 'old_broken', {
        ...{ env: 'local', err_no: null },
        answer: { headers: [], body: 'x', size: 1, status: 502 }
      }),
      at('/api/apps/ecpay/v1/create_order', 'old_taken', { direction: 'in' }),
      at('/api/trade_basic/v1/developer/order_query/', 'new_local', { env: 'local' }),
      at('/api/trade_basic/v1/developer/order_query/', 'new_real', { env: 'production' }),
      at('/ecpay-local/tt.requestOrder', 'new_handed', { direction: 'in' }),
      at('/notify', 'new_called', { what: 'callback', direction: 'in', headers: [['Byte-Signature', 'x']] }),
      {
        ...{ what: 'callback' as const, direction: 'in' as const, url: '/notify' },
        ...json({ msg: '{"cp_orderno":"old_called"}', msg_signature: 'x' })
      }
    ]

    test.each<[line: string, values: string[], env?: Record<string, string>, files?: Files]>([
      ['query ', ['old_called', 'old_taken', 'old_broken', 'old_lost', 'old_local']],
      ['query --env sandbox ', ['old_called', 'old_sandbox']],
      ['query --env=sandbox ', ['old_called', 'old_sandbox']],
      ['query ', ['old_called', 'old_sandbox'], { ECPAY_ENV: 'sandbox' }],
      [
        'query ',
        ['old_called', 'old_taken', 'old_broken', 'old_lost', 'old_sandbox', 'old_local'],
        {},
        { '.ecpayrc': '{"env":"sandbox","app_id":"tt1"}' }
      ],
      ['query ', ['old_called', 'old_sandbox'], {}, { '.ecpayrc': '{"app_id":"tt1"}' }],
      ['trade query ', ['new_called', 'new_handed', 'new_local']],
      ['trade query -e production ', ['new_called', 'new_real']],
      ['simulate pay new', ['new_called', 'new_handed', 'new_local']],
      ['simulate pay old', ['old_called', 'old_taken', 'old_broken', 'old_lost', 'old_local']],
      ['query-refund ', []],
      ['log list --number old_r', ['old_refused']],
      ['log list --number new_r', ['new_real']]
    ])('%s%j', async (line, values, env = {}, files = {}) => {
      const { atOnce = '', program } = await both(line, withLog(MIXED, files), env)
      expect(atOnce).toBe(program)
      expect(atOnce.split('\n').filter(Boolean)).toEqual(values)
    })
  })

  test('an id says what it is of', async () => {
    const { atOnce } = await both('log show ', withLog([{ url: 'https://localhost/api/\x1b[2Jpath?a=1' }]))
    expect(atOnce).toBe('entry0\tPOST /api/[2Jpath\n')
    expect((await both('replay ', withLog(LOG))).program).toContain('delivery1\tpayment /notify\n')
  })

  test('the newest thirty', async () => {
    const many = Array.from({ length: 100 }, (_, i) => json({ out_order_no: `no_${i}` }))
    const { program } = await both('query ', withLog(many))
    expect(program.split('\n').slice(0, 30)).toEqual(Array.from({ length: 30 }, (_, i) => `no_${99 - i}`))
    expect(program.split('\n')).toHaveLength(31)
  })

  test('none where nothing is logged', async () => {
    const { atOnce, program } = await both('query ', place())
    expect([atOnce, program]).toEqual(['', ''])
  })
})
