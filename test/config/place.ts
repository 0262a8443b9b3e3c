import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { onTestFinished } from 'vitest'
import type { AppKey, ConfigRequest } from '../../src/config/config-request.js'
import type { Surroundings } from '../../src/config/find.js'
import { resolveConfig } from '../../src/config/resolve.js'
import { EcpayError, type Finding } from '../../src/findings/findings.js'

export type Files = Record<string, string | Uint8Array>

export interface Place extends Surroundings {
  cwd: string
  path(name: string): string
}

/**
 * A project in a directory of its own, with `home` beside it, removed when the test ends.
 *
 * @param files by path in the project; `../home/…` are the user's. Mode 0600
 */
export function place(files: Files = {}, env: Record<string, string> = {}): Place {
  const root = mkdtempSync(join(tmpdir(), 'ecpay-config-'))
  onTestFinished(() => rmSync(root, { recursive: true }))
  const cwd = join(root, 'project')
  const all = { 'package.json': '{"name":"shop"}', '../home/.keep': '', ...files }
  // There are thousands of these.
  const made = new Set<string>()
  for (const [name, content] of Object.entries(all)) {
    const path = join(cwd, name)
    const folder = dirname(path)
    if (!made.has(folder)) mkdirSync(folder, { recursive: true })
    made.add(folder)
    writeFileSync(path, content, { mode: 0o600 })
  }
  return { cwd, home: join(root, 'home'), env, platform: 'linux', path: (name) => join(cwd, name) }
}

export function resolveIn<R extends AppKey = never>(
  here: Surroundings,
  rest: Partial<ConfigRequest<R>> & { flags?: ConfigRequest['flags'] } = {}
) {
  return resolveConfig<R>({ ...here, flags: {}, ...rest } as ConfigRequest<R>)
}

/** What a failed promise found. */
export async function findings(promise: Promise<unknown>): Promise<readonly Finding[]> {
  const error = await promise.then(
    () => undefined,
    (reason: unknown) => reason
  )
  if (error instanceof EcpayError) return error.findings
  throw error ?? new Error('did not fail')
}

/** Codes with one telling argument each, as short lines. */
export async function lines(promise: Promise<unknown>, ...args: string[]): Promise<string[]> {
  const found = await findings(promise)
  return found.map((one) => [one.code, ...args.map((arg) => `${(one as Record<string, unknown>)[arg]}`)].join(' '))
}
