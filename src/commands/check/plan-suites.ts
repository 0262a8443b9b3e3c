import { resolve } from 'node:path'
import { configPlaces } from '../../config/find.js'
import { refuseAll } from '../../findings/findings.js'
import { addAll } from '../../protocol/add-all.js'
import { type Case, readSuite, type Suite } from '../../workbench/suite/read-suite.js'
import type { CommandEntry, Context } from '../shared/command.js'
import { codeFindings, referenceFindings } from './check-steps.js'
import { ProfileCheck, valueFindings } from './check-values.js'
import { findSuites } from './find-suites.js'
import { patternFindings } from './patterns.js'
import { knownCommands, type PlannedStep, planStep } from './plan-step.js'

/** A case whose commands are known. */
export interface Planned {
  suite: Suite
  one: Case
  folder: string
  steps: readonly PlannedStep[]
}

/**
 * Reads suites, and finds the commands of their cases.
 *
 * @param uses told every file and folder before it is read
 * @param written what the run writes, which is no suite where a folder or a pattern has it
 * @throws EcpayError with everything that is wrong in any of them
 */
export async function planSuites(
  context: Context,
  paths: readonly string[],
  uses: (absolute: string) => void,
  written: ReadonlySet<string> = new Set()
): Promise<Planned[]> {
  const known: ReadonlyMap<string, CommandEntry> = await knownCommands(context)
  const all: Planned[] = []
  const { world } = context
  const { env, home, platform } = world
  const { suites, findings } = await findSuites(context, paths, uses, written)
  for (const folder of new Set(suites.map((one) => one.folder)))
    for (const place of configPlaces({ env, home, platform, cwd: folder })) uses(place)
  const { config } = context.flags
  if (config !== undefined) uses(resolve(world.cwd, config))
  const profiles = new ProfileCheck(context)
  for (const { file, folder, text } of suites) {
    const { suite, findings: ofForm } = await readSuite(text, file, (name) => known.has(name))
    addAll(findings, ofForm)
    for (const one of suite?.cases ?? []) {
      const steps = await Promise.all(one.steps.map((step) => planStep(known, step, { folder, cwd: world.cwd, uses })))
      addAll(
        findings,
        steps.flatMap((step) => step.findings)
      )
      addAll(
        findings,
        one.steps.flatMap((step) => [...patternFindings(step.given), ...codeFindings(step)])
      )
      addAll(
        findings,
        steps.flatMap(({ planned }) => (planned ? valueFindings(planned.command, planned.step) : []))
      )
      addAll(findings, [...referenceFindings(one), ...(await profiles.findings(one, folder))])
      if (suite) all.push({ suite, one, folder, steps: steps.flatMap(({ planned }) => planned ?? []) })
    }
  }
  if (findings.length > 0) throw refuseAll(findings)
  return all
}
