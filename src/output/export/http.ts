import { THEMES } from '../../protocol/system/endpoint.js'
import { commandName } from '../../systems.js'
import { CLIENT_TOKEN_PATH } from '../../trade/client-token.js'
import type { ExampleMember } from './example-body.js'
import { type Exported, type ExportedCall, hasAuthorization, hasClientToken, isSalted } from './exported-call.js'
import { requestOf } from './exported-request.js'
import { SCRIPT_FILE } from './http-script.js'
import { HTTP_WORDS } from './http-words.js'
import { examplesOf, numberVariables, settingVariables } from './variables.js'

/** The clients that read `.http` files, each with its dialect. */
export const DIALECTS = ['jetbrains', 'vscode'] as const
export type Dialect = (typeof DIALECTS)[number]

const TOKEN = 'client_token'

/** The calls as requests in an `.http` file. */
export function httpRequests(exported: Exported, dialect: Dialect): string {
  const { language, calls } = exported
  const say = HTTP_WORDS[language]
  const isVscode = dialect === 'vscode'
  const former = isVscode ? calls.find(hasAuthorization) : undefined
  const shown = isVscode ? calls.filter((call) => !hasAuthorization(call)) : calls
  const variables = numberVariables({ calls: shown, language })
  const token = shown.find(hasClientToken)
  const examples = examplesOf(calls)
  const head = [
    ...say[dialect](`--env ${exported.place.env}`).map(comment),
    ...(former ? [comment(say.former(`ecpay ${commandName(former.system, former.endpoint)} --generation old`))] : []),
    '',
    comment(say.numbers),
    ...variables.map(({ name, value }) => `@${name} = ${value}`),
    ...(isVscode && shown.some(isSalted) ? [comment(say.sign), '@sign = '] : []),
    ...(isVscode && token ? [`@${TOKEN} = {{get_token.response.body.$.data.access_token}}`] : []),
    ...(isVscode ? ['@now = {{$timestamp}}000'] : [])
  ]
  const ordered = THEMES.flatMap((theme) => shown.filter(({ endpoint }) => endpoint.theme === theme))
  const blocks = [
    ...(token ? [tokenRequest(token, exported, dialect)] : []),
    ...ordered.map((call) => callRequest(call, (examples.get(call) ?? []).map(withNumber), exported, dialect))
  ]
  return `${[head.join('\n'), ...blocks].join('\n\n')}\n`

  /** With the value that its variable has at first. */
  function withNumber(one: ExampleMember): ExampleMember {
    const number = variables.find(({ name }) => name === one.variable)
    return number ? { ...one, json: JSON.stringify(number.value) } : one
  }
}

/** The variables of the environment in use, as the client takes them. */
export function httpEnvironment(exported: Exported, dialect: Dialect): object {
  const variables = settingVariables(exported)
    // In both clients the request for a token gives this one, and a variable of the environment would go before it.
    .filter(({ name }) => name !== TOKEN)
    .map(({ name, value }) => [name, value])
  const environments = { [exported.place.env]: Object.fromEntries(variables) }
  return dialect === 'vscode' ? { 'rest-client.environmentVariables': environments } : environments
}

function comment(text: string): string {
  return `# ${text}`
}

/** With what the script before the request says it is of, since a response does not say. */
const KEEP_TOKEN = `  client.global.set('${TOKEN}', response.body.data.access_token)
  client.global.set('${TOKEN}_of', client.global.get('${TOKEN}_asked'))`

function tokenRequest({ base }: ExportedCall, { language }: Exported, dialect: Dialect): string {
  const body = ['grant_type', 'client_key', 'client_secret'].map((key, i) => {
    const value = ['client_credential', '{{app_id}}', '{{app_secret}}'][i]
    return `  "${key}": "${value}"`
  })
  return [
    `### ${TOKEN}`,
    comment(HTTP_WORDS[language].token),
    '# @name get_token',
    ...(dialect === 'jetbrains' ? [`< ${SCRIPT_FILE}`] : []),
    `POST {{${base}}}${CLIENT_TOKEN_PATH}`,
    'content-type: application/json',
    '',
    `{\n${body.join(',\n')}\n}`,
    ...(dialect === 'jetbrains' ? ['', `> {%\n${KEEP_TOKEN}\n%}`] : [])
  ].join('\n')
}

function callRequest(
  call: ExportedCall,
  members: readonly ExampleMember[],
  { language, place }: Exported,
  dialect: Dialect
): string {
  const say = HTTP_WORDS[language]
  const { name, summary } = call.endpoint
  const request = requestOf(call, members)
  const uses = (...names: string[]) => names.some((one) => JSON.stringify(request).includes(`{{${one}}}`))
  const isSigned = uses('sign')
  const query = request.query.map(([key, value], i) => `\n    ${i === 0 ? '?' : '&'}${key}=${value}`)
  const needsScript =
    dialect === 'jetbrains' && (uses('sign', 'byte_authorization', 'now', TOKEN) || makesNumber(members))
  return [
    `### ${name} ${summary[language]}`,
    ...(dialect === 'vscode' && isSigned ? signLines(call, members, { language, place }).map(comment) : []),
    ...(request.parts ? [comment(say.file)] : []),
    ...(needsScript ? [`< ${SCRIPT_FILE}`] : []),
    `${request.method} ${request.url}${query.join('')}`,
    ...request.headers.map(([key, value]) => `${key}: ${value}`),
    ...(request.body ? ['', request.body] : []),
    ...(request.parts ? formLines(request.parts) : [])
  ].join('\n')
}

function makesNumber(members: readonly ExampleMember[]): boolean {
  return members.some(({ field: { default: absent } }) => absent?.kind === 'fresh-number')
}

const BOUNDARY = 'ecpay-form'

function formLines(parts: readonly { key: string; value?: string }[]): string[] {
  const lines = parts.flatMap(({ key, value }) => {
    const name = `content-disposition: form-data; name="${key}"`
    return value === undefined
      ? [`--${BOUNDARY}`, `${name}; filename="image.jpg"`, '', '< ./image.jpg']
      : [`--${BOUNDARY}`, name, '', value]
  })
  return [`content-type: multipart/form-data; boundary=${BOUNDARY}`, '', ...lines, `--${BOUNDARY}--`]
}

/** The command that prints the signature of the example. */
function signLines(
  { system, endpoint }: ExportedCall,
  members: readonly ExampleMember[],
  { language, place }: Pick<Exported, 'language' | 'place'>
): string[] {
  const say = HTTP_WORDS[language]
  if (members.some(({ field }) => field.secret))
    return [say.secret(`ecpay ${commandName(system, endpoint)} --from <file>`)]
  const data = members
    .filter(({ field }) => field.key !== 'sign' && field.key !== 'app_id' && !field.unsigned)
    .map(
      ({ field: { key }, json }) =>
        `-d ${quoted(json.startsWith('"') ? `${key}=${JSON.parse(json)}` : `${key}:=${json}`)}`
    )
  return [say.signLine, ['ecpay sign', ...data, `--env ${place.env}`].join(' ')]
}

function quoted(text: string): string {
  return /^[\w.:/=,+@%-]+$/.test(text) ? text : `'${text.replaceAll("'", `'\\''`)}'`
}
