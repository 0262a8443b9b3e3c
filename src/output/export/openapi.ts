import type { Field } from '../../protocol/system/endpoint.js'
import { ENVIRONMENT_NAMES } from '../../protocol/system/environments.js'
import { commandName } from '../../systems.js'
import { TOKEN_HEADER } from '../../trade/check-token.js'
import { SIGNATURE_HEADER } from '../../trade/sign-header.js'
import { VERSION } from '../../version.js'
import { callAbout, codeTable, fieldAbout } from './call-text.js'
import type { ExampleMember } from './example-body.js'
import { EXPORT_WORDS } from './export-words.js'
import { type Exported, type ExportedCall, hasAuthorization, hasClientToken, isSalted } from './exported-call.js'
import { answerSchema, fieldSchema, objectSchema, type Schema } from './openapi-schema.js'
import { systemTitles } from './postman.js'
import { examplesOf, numberVariables } from './variables.js'

/** The calls as a document of OpenAPI 3.1. */
export function openapiDocument(exported: Exported): object {
  const { calls, language, words } = exported
  const say = EXPORT_WORDS[language]
  const titles = systemTitles(calls, language)
  const isOne = new Set(calls.map(({ base }) => base)).size === 1
  const [first] = calls
  const folders = new Map(calls.map((call) => [call, folderOf(call)]))
  const examples = examplesWithValues(exported)
  const paths = calls.map((call) => [
    call.endpoint.path,
    {
      ...(!isOne && { servers: serversOf(call, exported) }),
      [call.endpoint.method.toLowerCase()]: operation(
        call,
        { folder: folders.get(call) ?? '', example: examples.get(call) },
        exported
      )
    }
  ])
  const schemes = {
    ...(calls.some(hasClientToken) && {
      client_token: { type: 'apiKey', in: 'header', name: TOKEN_HEADER, description: say.security.client_token }
    }),
    ...(calls.some(hasAuthorization) && {
      byte_authorization: {
        type: 'apiKey',
        in: 'header',
        name: SIGNATURE_HEADER,
        description: say.security.byte_authorization
      }
    })
  }
  return {
    openapi: '3.1.0',
    info: { title: say.title(titles), version: VERSION, description: say.about(titles) },
    ...(isOne && first && { servers: serversOf(first, exported) }),
    tags: [...new Set(folders.values())].map((name) => ({ name })),
    paths: Object.fromEntries(paths),
    ...(Object.keys(schemes).length > 0 && { components: { securitySchemes: schemes } })
  }

  /** Its system, if there are several, and its theme. Apifox makes folders of it. */
  function folderOf({ system, endpoint }: ExportedCall): string {
    const theme = words.commandGroups[endpoint.theme].replace(/[:：]$/, '')
    return [...(titles.length > 1 ? [system.title[language]] : []), theme].join('/')
  }
}

function operation(
  call: ExportedCall,
  { folder, example }: { folder: string; example: object | undefined },
  exported: Exported
): object {
  const { endpoint, system, isFormer } = call
  const { language } = exported
  const security = [
    ...(hasClientToken(call) ? [{ client_token: [] }] : []),
    ...(hasAuthorization(call) ? [{ byte_authorization: [] }] : [])
  ]
  return {
    operationId: `${commandName(system, endpoint).replaceAll(/[^a-z0-9]+/g, '_')}${isFormer ? '_former' : ''}`,
    summary: endpoint.summary[language],
    description: [callAbout(call, exported), ...(isSalted(call) ? [EXPORT_WORDS[language].salted] : [])].join('\n\n'),
    tags: [folder],
    'x-apifox-folder': folder,
    security,
    ...request(call, example, exported),
    responses: responses(call, exported)
  }
}

/** Where a call can be sent, the place in use first. */
function serversOf({ system, base }: ExportedCall, { place, language }: Exported): object[] {
  const say = EXPORT_WORDS[language].environments
  const known = ENVIRONMENT_NAMES.filter((name) => !system.environments[name].undocumented).map((name) => ({
    url: system.environments[name].origin ?? place.local,
    description: say[name]
  }))
  const used = place.addresses[base] ?? place.local
  const own = known.find(({ url }) => url === used) ?? { url: used, description: say[place.env] }
  return [own, ...known.filter((one) => one !== own)]
}

function request(call: ExportedCall, example: object | undefined, exported: Exported): object {
  const { method, fields, encoding } = call.endpoint
  const about = (field: Field) => fieldAbout(field, exported)
  if (method === 'GET') {
    const parameters = fields.map((field) => ({
      name: field.key,
      in: 'query',
      required: field.required && field.unless === undefined,
      description: about(field),
      schema: fieldSchema(field)
    }))
    return { parameters }
  }
  const schema = objectSchema(fields, about)
  const type = encoding ? 'multipart/form-data' : 'application/json'
  return { requestBody: { required: true, content: { [type]: { schema, ...(!encoding && example && { example }) } } } }
}

/** Examples with values where requests have variables. */
function examplesWithValues(exported: Exported): Map<ExportedCall, object> {
  const numbers = numberVariables(exported).map(({ name, value }) => [name, value])
  const known: Readonly<Record<string, string>> = {
    ...Object.fromEntries(numbers),
    app_id: exported.place.app.app_id || 'tt0123456789abcdef',
    access_token: '<access_token>',
    sign: '0'.repeat(32)
  }
  const value = ({ json, variable, isTyped }: ExampleMember) =>
    (isTyped ? undefined : known[variable ?? '']) ?? JSON.parse(json)
  const written = (members: readonly ExampleMember[]) =>
    Object.fromEntries(members.map((one) => [one.field.key, value(one)]))
  return new Map(Array.from(examplesOf(exported.calls), ([call, members]) => [call, written(members)]))
}

function responses(call: ExportedCall, exported: Exported): object {
  const { answer, answers, name } = call.endpoint
  const { language } = exported
  const say = EXPORT_WORDS[language]
  const schema: Schema = answerSchema(answer, call.verdict, ({ meaning }) => meaning[language])
  const json = { 'application/json': { schema } }
  const file = {
    'application/octet-stream': { schema: { type: 'string', contentMediaType: 'application/octet-stream' } }
  }
  const description = [answers === 'file' ? say.file : say.answerOf(name), codeTable(call, language)].join('\n\n')
  const answered = { description, content: { ...json, ...(answers === 'file' && file) } }
  const refused = (call.verdict.refusedWith ?? []).map((status) => [
    status,
    { description: say.refused, content: json }
  ])
  return { 200: answered, ...Object.fromEntries(refused) }
}
