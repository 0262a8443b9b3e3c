import { resolve } from 'node:path'
import { resolveConfig } from '../../config/resolve.js'
import { EcpayError, type Finding, finding } from '../../findings/findings.js'
import { nearest } from '../../protocol/nearest.js'
import { formOf, jsonOf, type Placed, placeOf } from '../../workbench/suite/placed.js'
import type { Case, Step } from '../../workbench/suite/read-suite.js'
import type { Command, Context } from '../shared/command.js'
import type { Option } from '../shared/option.js'
import { valueProblem } from '../shared/parse-arguments.js'
import { argumentNamed, optionNamed, takesList } from './plan-step.js'
import { isInput } from './suite-files.js'

/**
 * The values that no option of the command takes, and several where an argument is one. A value with a variable is read
 * when the case runs.
 */
export function valueFindings(command: Command, { given }: Step): Finding[] {
  return given.flatMap(({ key, value }) => {
    const expected = expectedOf(command, key, value)
    if (expected)
      return [finding('suite-wrong-type', { place: placeOf(value.at), key, found: formOf(value), expected })]
    const argument = argumentNamed(command, key)
    if (argument !== undefined) return wrongArgument(key, value, argument)
    const named = optionNamed(command, key)
    if (!named) return []
    if (value.kind === 'list' && !takesList(named)) {
      const expected = key === 'headers' ? ['map', 'text'] : ['text']
      return [finding('suite-wrong-type', { place: placeOf(value.at), key, found: formOf(value), expected })]
    }
    const { option } = named
    if (!option) return []
    // A case may be about a value that must be refused.
    if (refuses(given, takesValue(option) ? 'invalid-option-value' : 'option-without-value')) return []
    const values = value.kind === 'list' ? value.items : [value]
    return values.flatMap((one) => wrongValue(key, one, option))
  })
}

/** What an input or an expectation must be that cannot be what it is. */
function expectedOf(command: Command, key: string, value: Placed): string[] | undefined {
  if (value.kind !== 'text') return undefined
  // `body: 1` and `body: null` are neither the name of a file nor JSON in quotes.
  if (isInput(key, command)) return value.isTyped ? ['text', 'map'] : undefined
  return key === 'expect' && !SIGNS.test(command.name) ? ['map'] : undefined
}

/** The commands whose result is a signature, which is expected as a text. */
const SIGNS = /^(?:sign|trade (?:sign|order|sign-order))$/

/** @param syntax of the argument: one that ends in dots may be a list */
function wrongArgument(key: string, value: Placed, syntax: string): Finding[] {
  const values = value.kind === 'list' && syntax.includes('...') ? value.items : [value]
  return values.flatMap((one) =>
    one.kind === 'text'
      ? []
      : [finding('suite-wrong-type', { place: placeOf(one.at), key, found: formOf(one), expected: ['text'] })]
  )
}

function takesValue({ syntax }: Option): boolean {
  return /[<[]/.test(syntax)
}

function wrongValue(key: string, value: Placed, option: Option): Finding[] {
  // An object or a list becomes its JSON, which no switch, word or number is.
  if (value.kind !== 'text') {
    const expected = takesValue(option) ? (valueProblem(option, jsonOf(value))?.expected ?? []) : ['flag']
    return expected.length === 0
      ? []
      : [finding('suite-wrong-type', { place: placeOf(value.at), key, found: formOf(value), expected: [...expected] })]
  }
  if (value.text.includes('${')) return []
  const { text, isTyped } = value
  const { syntax } = option
  const isSwitch = isTyped && /^(?:true|false)$/.test(text)
  const takesNone = !takesValue(option)
  const expected = takesNone ? (isSwitch ? undefined : ['flag']) : valueProblem(option, text)?.expected
  // `curl: true` is the option without its value, which it may be.
  if (!expected || (isSwitch && syntax.includes('['))) return []
  const isWord = text !== '' && !takesNone
  const found = isWord ? text : formOf(value)
  return [finding('suite-wrong-type', { place: placeOf(value.at), key, found, expected: [...expected] })]
}

function refuses(given: Step['given'], code: string): boolean {
  const codes = given.filter(({ key }) => key === 'refuse').map(({ value }) => value)
  return codes
    .flatMap((value) => (value.kind === 'list' ? value.items : [value]))
    .some((one) => one.kind === 'text' && one.text === code)
}

/** Finds the profiles of suites that their configurations do not have, each place once. */
export class ProfileCheck {
  private readonly context: Context
  /** What is wrong with a profile of a folder, if anything. */
  private readonly known = new Map<string, Promise<Finding<'unknown-profile'> | undefined>>()
  private readonly told = new Set<string>()

  constructor(context: Context) {
    this.context = context
  }

  /** @param folder of the suite: there its configuration is looked for */
  async findings({ profile, profileAt, steps }: Case, folder: string): Promise<Finding[]> {
    // The one of the command line replaces those of suites, and one with a variable is read when the case runs.
    if (profile === undefined || !profileAt || this.context.flags.profile !== undefined) return []
    if (profile.includes('${')) return []
    if (steps.some(({ given }) => refuses(given, 'unknown-profile'))) return []
    const place = placeOf(profileAt)
    const name = `${folder}\n${profile}`
    const asked = this.known.get(name) ?? this.ask(profile, folder)
    this.known.set(name, asked)
    const problem = await asked
    if (!problem || this.told.has(place)) return []
    this.told.add(place)
    const meant = nearest(profile, problem.known)
    return [finding('suite-unknown-profile', { place, found: profile, known: problem.known, ...(meant && { meant }) })]
  }

  private async ask(profile: string, folder: string): Promise<Finding<'unknown-profile'> | undefined> {
    const { world, out, flags } = this.context
    const config = flags.config === undefined ? undefined : resolve(world.cwd, flags.config)
    try {
      await resolveConfig({
        ...{ env: world.env, home: world.home, platform: world.platform, cwd: folder, signal: world.signal },
        needs: [],
        flags: { config, profile },
        onSecret: (secret) => out.hide([secret])
      })
      return undefined
    } catch (error) {
      if (!(error instanceof EcpayError)) throw error
      // Whatever else is wrong with it, a case says that needs it.
      return error.findings.find((one) => one.code === 'unknown-profile')
    }
  }
}
