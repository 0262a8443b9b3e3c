import type { Language } from '../../language.js'
import { THEMES } from '../../protocol/system/endpoint.js'
import { callAbout, callTables } from './call-text.js'
import type { ExampleMember } from './example-body.js'
import { EXPORT_WORDS } from './export-words.js'
import type { Exported, ExportedCall } from './exported-call.js'
import { type ExportedRequest, requestOf } from './exported-request.js'
import { PM_STORES, pmScript } from './pm-script.js'
import { examplesOf, numberVariables, settingVariables, type Variable } from './variables.js'

const SCHEMA = 'https://schema.getpostman.com/json/collection/v2.1.0/collection.json'

/** The calls as a collection of Postman in version 2.1, also for the other programs that import one. */
export function postmanCollection(exported: Exported, program: keyof typeof PM_STORES = 'postman'): object {
  const { calls, language } = exported
  const say = EXPORT_WORDS[language]
  const titles = systemTitles(calls, language)
  const script = pmScript(calls, PM_STORES[program], language)
  const variables = [...settingVariables(exported), ...numberVariables(exported)]
  return {
    info: { name: say.title(titles), description: say.about(titles), schema: SCHEMA },
    item: folders(exported),
    event: [{ listen: 'prerequest', script: { type: 'text/javascript', exec: script.split('\n') } }],
    // A collection is shared, so it has not even the secrets of the local gateway.
    variable: variables.map((one) => ({
      ...variableOf(one),
      ...(one.isSecret ? { value: '' } : { type: 'string' }),
      description: one.about
    }))
  }
}

/** The variables of one environment as Postman imports them. */
export function postmanEnvironment(exported: Exported): object {
  const { place, calls, language } = exported
  return {
    name: `${EXPORT_WORDS[language].title(systemTitles(calls, language))} (${place.env})`,
    values: settingVariables(exported).map((one) => ({ ...variableOf(one), enabled: true })),
    _postman_variable_scope: 'environment'
  }
}

function variableOf({ name, value, isSecret }: Variable) {
  return { key: name, value, type: isSecret ? 'secret' : 'default' }
}

/** The names of the systems that have a call here. */
export function systemTitles(calls: readonly ExportedCall[], language: Language): string[] {
  return [...new Set(calls.map(({ system }) => system.title[language]))]
}

/** A folder a system, if there are several, with one a theme; calls in their former way have one of their own. */
function folders(exported: Exported): object[] {
  const { calls, language, words } = exported
  const examples = examplesOf(calls)
  const titles = systemTitles(calls, language)
  const ofSystem = titles.map((title) => {
    const own = calls.filter(({ system }) => system.title[language] === title)
    const themes = THEMES.map((theme) => ({
      name: words.commandGroups[theme].replace(/[:：]$/, ''),
      item: items(own.filter(({ endpoint, isFormer }) => !isFormer && endpoint.theme === theme))
    }))
    const former = { name: EXPORT_WORDS[language].former, item: items(own.filter(({ isFormer }) => isFormer)) }
    return { name: title, item: [...themes, former].filter(({ item }) => item.length > 0) }
  })
  return ofSystem.length > 1 ? ofSystem : (ofSystem[0]?.item ?? [])

  function items(some: readonly ExportedCall[]): object[] {
    return some.map((call) => itemOf(call, examples.get(call) ?? [], exported))
  }
}

function itemOf(call: ExportedCall, members: readonly ExampleMember[], exported: Exported): object {
  const { name, summary } = call.endpoint
  const { method, headers, ...request } = requestOf(call, members)
  return {
    name: `${name} ${summary[exported.language]}`,
    request: {
      method,
      header: headers.map(([key, value]) => ({ key, value })),
      url: urlOf(request),
      ...bodyOf(request),
      description: `${callAbout(call, exported)}\n\n${callTables(call, exported)}`
    },
    response: []
  }
}

function urlOf({ url, query }: Pick<ExportedRequest, 'url' | 'query'>): object {
  const [, host = '', path = ''] = /^([^/]*)\/(.*)$/.exec(url) ?? []
  const raw = query.length > 0 ? `${url}?${query.map((pair) => pair.join('=')).join('&')}` : url
  return {
    raw,
    host: [host],
    path: path.split('/'),
    ...(query.length > 0 && { query: query.map(([key, value]) => ({ key, value })) })
  }
}

function bodyOf({ body, parts }: Pick<ExportedRequest, 'body' | 'parts'>): object {
  if (body !== undefined) return { body: { mode: 'raw', raw: body, options: { raw: { language: 'json' } } } }
  if (parts === undefined) return {}
  const formdata = parts.map(({ key, value }) =>
    value === undefined ? { key, type: 'file', src: [] } : { key, type: 'text', value }
  )
  return { body: { mode: 'formdata', formdata } }
}
