import { ecpay } from '../../ecpay/system.js'
import { EcpayError } from '../../findings/findings.js'
import { send } from '../../gateway/client.js'
import type { Context } from '../shared/command.js'
import { addressOf, readConfig } from '../shared/config-for.js'
import { type Check, fail, type Outcome, type Subject, skipped } from './check.js'
import { APP, CONFIGURATION, MODES, SHAPES } from './configuration.js'
import { GIT } from './git.js'
import { NODE, TOOL } from './machine.js'
import { CLOCK, CONNECTION, NAME, PROXY, TLS } from './network.js'
import { PAIR, QUERY, TOKEN } from './platform.js'

/** Every check, in the order of the report. A check comes after those that it needs. */
export const CHECKS: readonly Check[] = [
  NODE,
  TOOL,
  CONFIGURATION,
  MODES,
  APP,
  SHAPES,
  GIT,
  PROXY,
  NAME,
  CONNECTION,
  TLS,
  CLOCK,
  QUERY,
  PAIR,
  TOKEN
]

/** A check and what came of it. */
export interface Checked {
  check: Check
  outcome: Outcome
}

/** Runs every check, one after the other. */
export async function runChecks(
  context: Context,
  { offline, onCheck }: { offline: boolean; onCheck?: (check: Check) => void }
): Promise<Checked[]> {
  const subject = subjectOf(context, offline)
  const done = new Map<string, Checked>()
  for (const check of CHECKS) {
    context.world.signal.throwIfAborted()
    onCheck?.(check)
    done.set(check.id, { check, outcome: await outcomeOf(check, subject, done) })
  }
  return [...done.values()]
}

async function outcomeOf(check: Check, subject: Subject, done: ReadonlyMap<string, Checked>): Promise<Outcome> {
  const { needs = [], online } = check
  const missing = needs.flatMap((id) => done.get(id) ?? []).find(({ outcome }) => isMissing(outcome))
  if (missing) {
    const { en, zh } = missing.check.title
    return { ...skipped(`without: ${en}`, `缺少前提：${zh}`), isBlocked: true }
  }
  try {
    const isForbidden = online && subject.offline && (await subject.address()).base !== undefined
    return isForbidden ? skipped('--offline', '--offline') : await check.run(subject)
  } catch (error) {
    if (error instanceof EcpayError) return fail(error.findings)
    throw error
  }
}

/** A check that was skipped because there is nothing to look at prevents no other. */
function isMissing({ state, isBlocked }: Outcome): boolean {
  return state === 'fail' || isBlocked === true
}

function subjectOf(whole: Context, offline: boolean): Subject {
  const { world } = whole
  // What calls note on stderr is said by the checks.
  const context = { ...whole, out: whole.out.into(world.stdout, { quiet: true }) }
  const config = once(() => readConfig(context, {}, { demoByDefault: true }))
  const address = once(async () => addressOf(context, ecpay, (await config()).settings))
  const answer = once(async () => {
    const [{ base = '' }, { settings }] = await Promise.all([address(), config()])
    const from = world.now()
    const { signal, env } = world
    const timeout = settings.timeout_ms?.value ?? 0
    const answer = await send({ url: `${base}/`, method: 'GET', headers: {}, body: '', timeout, signal, env })
    return { answer, from, to: world.now() }
  })
  return { context, offline, config, address, answer }
}

function once<T>(make: () => Promise<T>): () => Promise<T> {
  let made: Promise<T> | undefined
  return () => {
    made ??= make()
    return made
  }
}
