import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { verifyCallback } from '../../ecpay/callback/verify-callback-body.js'
import { ENDPOINTS } from '../../ecpay/endpoints/endpoints.js'
import { type Finding, finding } from '../../findings/findings.js'
import { poster } from '../../gateway/post.js'
import { fold, table } from '../../output/columns.js'
import { labelled } from '../../output/label.js'
import type { Words } from '../../output/words/words.js'
import { yuan } from '../../protocol/fen.js'
import { beijingDay } from '../../protocol/time.js'
import { DEMO_KEYS } from '../../simulator/demo-keys.js'
import { type Gateway, startGateway } from '../../simulator/gateway-server.js'
import { KIND_NAMES, KINDS } from '../../simulator/life-cycle/kinds/kinds.js'
import { SELLER_UID } from '../../simulator/life-cycle/orders.js'
import type { Context } from '../shared/command.js'
import { stateOf } from '../shared/local-gateway.js'
import { printParts, type Result, type Voice } from '../shared/result.js'
import { simulatePay } from '../simulate/pay.js'
import { type Answers, checksOf, type Ledger, type LedgerCheck, ledgerOf, type Place } from './check-ledger.js'
import { figuresOf } from './figures.js'
import { callNamed, commandLine, isolated, type Playable, runCommand, Sink, startHandler } from './stage.js'

/** With this factor, results come after 30 ms. */
const TIME_SCALE = 0.01
/** In fen. */
const WITHDRAWN = 5000
const FIRST = '70000000000000000002'
const SECOND = '70000000000000000003'
const SHARES = JSON.stringify([
  { merchant_uid: FIRST, amount: 1500 },
  { merchant_uid: SECOND, amount: 500 }
])
/** The expected callbacks, and the milliseconds that the last one may take. */
const EXPECTED = ['payment', ...KIND_NAMES.filter((kind) => KINDS[kind].callback)]
const PATIENCE = 10_000
/** The width of an amount in the ledger, in columns. */
const WIDTH = 7

/** A command line, and the use of its answer. */
interface Step {
  command: Playable
  argv: string[]
  keep?: keyof Answers
}

interface Callback {
  type: string | null
  valid: boolean
}

interface Demo {
  context: Context
  documents: { command: string; result: string }[]
  answers: Answers
  callbacks: Callback[]
}

/**
 * The whole life of an order on the local gateway. Every step is a command of this tool. Afterwards, it shows where the
 * money is according to the answers.
 *
 * @returns a result with the failure `demo-check-failed` if the money does not add up or a callback is missing
 */
export async function playFullDemo(context: Context): Promise<Result> {
  const folder = await mkdtemp(join(tmpdir(), 'ecpay-demo-'))
  const callbacks: Callback[] = []
  const handler = await startHandler((body) => {
    const { valid, envelope } = verifyCallback(body, DEMO_KEYS.token)
    callbacks.push({ type: envelope?.type ?? null, valid })
  })
  let gateway: Gateway | undefined
  try {
    gateway = await serve(isolated(context, folder))
    const env = { ECPAY_ENV: 'local', ECPAY_BASE_URL: gateway.url, ECPAY_NOTIFY_URL: handler.url }
    const answers = { order: '', refund: '', settle: '', seller: '', first: '', second: '', bill: '' }
    return await play({ context: isolated(context, folder, env), documents: [], answers, callbacks }, env)
  } finally {
    await gateway?.close()
    handler.close()
    await rm(folder, { recursive: true, force: true })
  }
}

/** Runs `ecpay simulate serve` in this process. */
function serve({ world, out }: Context): Promise<Gateway> {
  return startGateway({
    stateDir: stateOf(world),
    now: world.now,
    random: world.random,
    timeScale: TIME_SCALE,
    callbacks: {
      post: (one) => poster(world.env, one),
      log: () => {},
      onProblem: (problem) => out.warn([problem])
    }
  })
}

async function play(demo: Demo, env: Record<string, string>): Promise<Result> {
  const { context, answers, documents } = demo
  const { out, words } = context
  const started = context.world.now()
  await say(context, fold(`${words.demo.full.intro}\n`, out.tableWidth))
  for (const [chapter, steps] of chapters(env.ECPAY_NOTIFY_URL ?? '')) await playChapter(demo, chapter, steps)
  // If midnight in Beijing passed meanwhile, there are two bills.
  const days = new Set([started, context.world.now()].map(beijingDay))
  await playChapter(demo, 'bills', [...days].map(bill))
  const callbacks = await arrived(demo.callbacks, context.world.signal)

  const ledger = ledgerOf(answers, WITHDRAWN)
  const checks = checksOf(ledger, answers)
  return {
    document: () => ({ steps: documents, callbacks, ledger, checks }),
    text: (voice) => [{ result: ledgerText(voice, ledger, checks, callbacks) }],
    failure: [...checks, callbackCheck(callbacks)].flatMap(unlessAsExpected)
  }
}

function unlessAsExpected({ name, expected, found }: LedgerCheck | ReturnType<typeof callbackCheck>): Finding[] {
  if (expected === found) return []
  return [finding('demo-check-failed', { check: name, expected: String(expected), found: String(found) })]
}

type Chapter = keyof Context['words']['demo']['full']['chapters']

function chapters(notify_url: string): [Chapter, Step[]][] {
  const [seller, first, second] = [accountOf(SELLER_UID), accountOf(FIRST), accountOf(SECOND)]
  const settle = ['demo_order', '--out-settle-no', 'demo_settle', '--settle-params', SHARES, '--wait']
  const withdraw = [...seller, '--amount', String(WITHDRAWN), '--callback', notify_url, '--wait']
  return [
    ['order', [call('create-order', ['--out-order-no', 'demo_order', '--amount', '10000'])]],
    ['pay', [{ command: { name: 'simulate pay', ...simulatePay }, argv: ['demo_order', '--way', 'wx'] }]],
    ['refund', [call('refund', ['demo_order', '--amount', '2000', '--wait'], 'refund')]],
    ['settle', [call('settle', settle, 'settle')]],
    ['giveBack', [call('return', ['demo_settle', '--merchant-uid', FIRST, '--amount', '500', '--wait'])]],
    ['withdraw', [call('withdraw', withdraw)]],
    [
      'ask',
      [
        call('query', ['demo_order'], 'order'),
        call('balance', seller, 'seller'),
        call('balance', first, 'first'),
        call('balance', second, 'second')
      ]
    ]
  ]
}

function accountOf(uid: string): string[] {
  return ['--merchant-uid', uid, '--channel-type', 'wx']
}

function bill(day: string): Step {
  return call('fund-bills', [day, '--merchant-id', SELLER_UID], 'bill')
}

function call(name: string, argv: string[], keep?: keyof Answers): Step {
  return { command: callNamed(name), argv, ...(keep && { keep }) }
}

async function playChapter({ context, documents, answers }: Demo, chapter: Chapter, steps: Step[]): Promise<void> {
  const { out, words } = context
  const { bold, cyan } = out.paint.stdout
  await say(context, fold(`\n${bold(words.demo.full.chapters[chapter])}\n`, out.tableWidth, '1. '))
  for (const { command, argv, keep } of steps) {
    const line = commandLine(command, argv)
    await say(context, `${cyan(`$ ${line}`)}\n`)
    const sink = new Sink()
    await runCommand({ ...context, out: out.into(sink, { json: false, quiet: true }) }, command, argv)
    const result = sink.text.trim()
    if (keep) answers[keep] += `${result}\n`
    documents.push({ command: line, result })
    const said = out.verbose ? result : shortForm(words, command, result)
    if (said !== '') await say(context, `${said}\n`)
  }
}

/** The result of a step in one line, because the answers are long. */
function shortForm(words: Words, { name }: Playable, result: string): string {
  const about = ENDPOINTS.find(({ command }) => command === name)
  if (!about || result === '') return ''
  const said = about.answers === 'file' ? words.demo.full.rows(result.split('\n').length - 1) : figuresOf(about, result)
  return said && `  ${said}`
}

function say({ out }: Context, text: string): Promise<void> {
  return printParts(out, [{ result: text }])
}

/** Waits for all expected callbacks, or until the time is over. */
async function arrived(callbacks: readonly Callback[], signal: AbortSignal): Promise<readonly Callback[]> {
  const deadline = performance.now() + PATIENCE
  const missing = () => EXPECTED.some((type) => !callbacks.some((one) => one.type === type))
  while (missing() && performance.now() < deadline) await sleep(20, undefined, { signal })
  return [...callbacks]
}

function callbackCheck(callbacks: readonly Callback[]): { name: 'callbacks'; expected: string; found: string } {
  const found = callbacks.filter(({ valid }) => valid).map(({ type }) => type)
  return { name: 'callbacks', expected: EXPECTED.join(', '), found: found.toSorted().join(', ') }
}

function ledgerText(
  { words, paint }: Voice,
  { paid, places }: Ledger,
  checks: readonly LedgerCheck[],
  callbacks: readonly Callback[]
): string {
  const { bold, green, red } = paint.stdout
  const say = words.demo.full
  const money = (fen: number) => yuan(String(fen))
  const rows = Object.entries(places).map(([place, fen]) => [
    `  ${say.places[place as Place]}`,
    money(fen).padStart(WIDTH)
  ])
  const verdicts = checks.map(({ name, expected, found }) => {
    const mark = expected === found ? green('✓') : red('✗')
    return `${mark} ${labelled(say.checks[name], `${money(expected)} = ${money(found)}`)}`
  })
  return [
    '',
    bold(say.callbacks),
    `  ${callbacks.map(({ type, valid }) => `${type} ${valid ? green('✓') : red('✗')}`).join('  ')}`,
    '',
    bold(say.ledger),
    ...table([[say.paid, money(paid).padStart(WIDTH)], ...rows]),
    '',
    ...verdicts,
    ''
  ].join('\n')
}
