import { type ExampleMember, exampleBody, numberKeys } from './example-body.js'
import { EXPORT_WORDS, type ExportedSetting } from './export-words.js'
import { type Exported, type ExportedCall, hasAuthorization, hasClientToken, isSalted } from './exported-call.js'

/** A variable of a document. */
export interface Variable {
  name: string
  /** Of a secret only that of the local gateway. */
  value: string
  about: string
  isSecret: boolean
}

/** The example of each call, with the variables of the document. */
export function examplesOf(calls: readonly ExportedCall[]): Map<ExportedCall, ExampleMember[]> {
  const numbers = numberKeys(calls.map(({ endpoint }) => endpoint))
  return new Map(calls.map((call) => [call, exampleBody(call.endpoint, numbers)]))
}

const SECRETS: readonly ExportedSetting[] = ['salt', 'access_token', 'client_token', 'app_secret', 'private_key']

/** The variables that an environment decides: addresses, the app and its keys. */
export function settingVariables({ calls, language, place }: Exported): Variable[] {
  const say = EXPORT_WORDS[language]
  const used = new Set([...examplesOf(calls).values()].flat().map(({ variable }) => variable))
  const needed: [name: ExportedSetting, isNeeded: boolean][] = [
    ['app_id', true],
    ['thirdparty_id', used.has('thirdparty_id')],
    ['salt', calls.some(isSalted)],
    ['access_token', used.has('access_token')],
    ['app_secret', calls.some(hasClientToken)],
    ['client_token', calls.some(hasClientToken)],
    ['key_version', calls.some(hasAuthorization)],
    ['private_key', calls.some(hasAuthorization)]
  ]
  const known: Readonly<Record<string, string | undefined>> = { ...place.app, ...place.demo }
  const bases = [...new Map(calls.map((call) => [call.base, call]))]
  return [
    ...bases.map(([name, { system, isFormer }]) => ({
      name,
      value: place.addresses[name] ?? '',
      about: say.address(system.title[language], isFormer),
      isSecret: false
    })),
    ...needed
      .filter(([, isNeeded]) => isNeeded)
      .map(([name]) => ({
        name,
        value: known[name] ?? '',
        about: say.variables[name],
        isSecret: SECRETS.includes(name)
      }))
  ]
}

/** The numbers that requests share, each with an example. */
export function numberVariables({ calls, language }: Pick<Exported, 'calls' | 'language'>): Variable[] {
  const about = EXPORT_WORDS[language].number
  const numbers = numberKeys(calls.map(({ endpoint }) => endpoint))
  const members = [...examplesOf(calls).values()].flat().filter(({ variable }) => variable && numbers.has(variable))
  const names = [...new Set(members.map(({ field }) => field.key))]
  return names.map((name) => {
    const own = members.filter(({ field }) => field.key === name)
    const example = own.find(({ isTyped }) => isTyped) ?? own[0]
    return { name, value: String(JSON.parse(example?.json ?? '""')), about, isSecret: false }
  })
}
