import {
  type FileValues,
  type LevelValues,
  referencedVariable,
  SECRETS,
  type Secret,
  type SecretName
} from '../../config/settings.js'
import { EcpayError, finding, refuse } from '../../findings/findings.js'
import { NEW_CALLS } from '../../migration/calls/other-calls.js'
import { migrateConfiguration } from '../../migration/configuration.js'
import { type Guide, guides } from '../../migration/mapping-steps.js'
import { CALL_MAPPINGS } from '../../migration/mappings.js'
import { type Migrated, migrateCall, migrateCallback, type Step } from '../../migration/migrate.js'
import { isCallback, recogniseCall } from '../../migration/recognise.js'
import { type JsonObject, readJson, readObject } from '../../protocol/json/json.js'
import { readAssignments } from '../shared/assignments.js'
import { type Context, command } from '../shared/command.js'
import { readText } from '../shared/input.js'
import { refuseOtherKinds } from '../shared/kinds.js'
import { argument, choice, flag } from '../shared/option.js'
import { DATA, ENCODING } from '../shared/options.js'
import type { Part, Result, Voice } from '../shared/result.js'
import { guideLines, stepDocument, stepLines } from './migration-text.js'

/** What `--call` takes besides the calls. */
const CALLBACK = 'callback'
const SETTINGS = 'ecpayrc'

export const migrate = command({
  description: {
    en: 'Rewrites the body of any call of 担保支付 (create_order, query_order, create_refund, query_refund, settle, query_settle and all others), a callback, or an .ecpayrc for the general trade system, and lists what became of each field and what to do about it. It recognises a body by its fields; --call names the call. Nothing is sent. New fields that are required are left out: give them with -d, or pass the order on to trade order with its options.',
    zh: '读取担保支付的请求体（create_order、query_order、create_refund、query_refund、settle、query_settle 等所有接口）、回调或 .ecpayrc，改写为通用交易系统的格式，并列出每个字段的去向和要做的事。属于哪个接口由字段判断，也可以用 --call 指明。不发送任何请求。新增的必填字段不会填入：请用 -d 给出，下单参数也可以用 trade order 的选项给出。'
  },
  arguments: {
    file: argument('[file]', {
      help: {
        en: 'the body, callback or .ecpayrc; - or nothing for stdin',
        zh: '请求体、回调或 .ecpayrc；- 或不填表示 stdin'
      }
    })
  },
  options: {
    call: choice('--call <name>', [...CALL_MAPPINGS.map(({ from }) => from), CALLBACK, SETTINGS], {
      help: {
        en: 'what it is: the name of an old call, callback or ecpayrc',
        zh: '指明是什么：旧接口名、callback 或 ecpayrc'
      }
    }),
    calls: flag('--calls', {
      conflicts: ['--data'],
      help: {
        en: 'print how every old call, callback and setting is done now; with --call only that one',
        zh: '列出所有旧接口、回调和配置项的对应关系；加 --call 只列出一个'
      }
    }),
    data: DATA,
    encoding: ENCODING
  },
  examples: [
    'ecpay trade migrate order.json',
    'ecpay trade migrate order.json -q | ecpay trade order --from - --type 301 --image https://example.com/1.png --path pages/order',
    'ecpay trade migrate refund.json --call create_refund -d order_id=motb1001',
    'ecpay trade migrate .ecpayrc --out .ecpayrc.new',
    'ecpay trade migrate --calls --call create_order'
  ],
  output: {
    en: 'the new body, pretty on a terminal, and the list on stderr. --json: {"from","to":{"name","path"},"about","text","body","steps":[{"how","from","to","note"}],"problems":[…]}; --calls: {"calls":[{"kind","from","to","about","steps","answer"}],"new_calls":[…]}. Exit 1: nothing takes the place of the call, or a value breaks a new limit',
    zh: '新的请求体，终端上格式化显示；清单输出到 stderr。--json：{"from","to":{"name","path"},"about","text","body","steps":[{"how","from","to","note"}],"problems":[…]}；--calls：{"calls":[{"kind","from","to","about","steps","answer"}],"new_calls":[…]}。退出码 1：没有对应的新接口，或有值超出新的限制'
  },
  exits: [0, 1, 2, 130],
  async run(context, { file, call, calls, ...values }) {
    if (calls) return guideResult(call)
    const { text, warnings } = await readText(context, file, values.encoding)
    context.out.warn(warnings.filter(({ code }) => code !== 'crlf-line-breaks'))
    const settings = call === SETTINGS || (call === undefined && (await isConfiguration(text, file)))
    if (settings) {
      refuseData(values, SETTINGS)
      return settingsResult(await readSettings(context, text, file))
    }
    await refuseOtherKinds(context, text, file, isOldCallback(text) ? 'callback' : 'body')
    const body = readObject(text)
    if (call === CALLBACK || (call === undefined && isCallback(body))) {
      refuseData(values, CALLBACK)
      return migratedResult(migrateCallback(body))
    }
    const mapping = CALL_MAPPINGS.find(({ from }) => from === call) ?? recogniseCall(body)
    const given = (await readAssignments(context, values)).map(({ key, json }) => ({ to: key, json }))
    return migratedResult(migrateCall(mapping, body, text, given))
  }
})

/** @throws EcpayError `conflicting-options`: only a call gets more fields */
function refuseData({ data }: { data: readonly string[] }, kind: string): void {
  if (data.length > 0) throw refuse('conflicting-options', { options: ['-d', `--call ${kind}`] })
}

function isOldCallback(text: string): boolean {
  const body = objectIn(text)
  return body !== undefined && isCallback(body)
}

function objectIn(text: string): JsonObject | undefined {
  try {
    return readObject(text)
  } catch (error) {
    if (error instanceof EcpayError) return undefined
    throw error
  }
}

/** Keys that only a configuration has. */
const SETTING_KEYS = /^(?:profiles?|env|salt|salt_file|token|token_file|base_url|timeout_ms)$/

/** By its name, or by what stands in it: JSON with the keys of one, or no JSON at all but lines of YAML. */
async function isConfiguration(text: string, file: string | undefined): Promise<boolean> {
  if (/(?:^|[\\/])\.ecpayrc|(?:^|[\\/])ecpay\.config\.\w+$/.test(file ?? '')) return true
  const body = objectIn(text)
  if (body) return body.members.some(({ key }) => SETTING_KEYS.test(key))
  return /^(?:profiles?|env|app_id|salt|salt_file|token|token_file):/m.test(text)
}

/** @throws EcpayError `config-unreadable`, and what is wrong with its settings */
async function readSettings({ out }: Context, text: string, file = '.ecpayrc'): Promise<FileValues> {
  const [{ parseConfig }, { checkFile }] = await Promise.all([
    import('../../config/parse-file.js'),
    import('../../config/check-settings.js')
  ])
  const path = file === '-' ? '.ecpayrc' : file
  const values = checkFile(path, await parseConfig(path, text))
  for (const level of [values.top, ...values.profiles.values()]) out.hide(secretsOf(level))
  return values
}

/** Those that are written there themselves. */
function secretsOf(level: LevelValues): Secret[] {
  return (Object.keys(SECRETS) as SecretName[]).flatMap((key) => {
    const value = level[key]
    return value === undefined || referencedVariable(value) !== undefined
      ? []
      : [{ name: SECRETS[key], value: `${value}` }]
  })
}

async function settingsResult(values: FileValues): Promise<Result> {
  const { renderConfig } = await import('../../config/render.js')
  const levels = migrateConfiguration(values)
  const level = (profile: string | undefined): LevelValues => ({
    ...(profile === undefined ? values.top : values.profiles.get(profile)),
    ...levels.find((one) => one.profile === profile)?.set
  })
  const profiles = Object.fromEntries([...values.profiles.keys()].map((name) => [name, level(name)]))
  const text = renderConfig({ ...level(undefined), ...(values.profiles.size > 0 && { profiles }) })
  const steps = levels.flatMap((one) => one.steps)
  return {
    document: ({ language }) => ({
      from: SETTINGS,
      to: { name: SETTINGS, path: null },
      about: null,
      text,
      body: JSON.parse(text),
      steps: steps.map((one) => stepDocument(one, language)),
      problems: []
    }),
    text: (voice) => [{ result: text }, list(voice, steps)]
  }
}

function migratedResult(migrated: Migrated): Result {
  const { from, to, about, text, steps, problems } = migrated
  const found = to ? problems : [finding('no-successor', { call: from })]
  return {
    ...(found.length > 0 && { exit: 1 as const }),
    problems: found,
    async document(voice) {
      return {
        from,
        to: to ? { name: to.name, path: to.path ?? null } : null,
        about: about[voice.language],
        text: text ?? null,
        body: text === undefined ? null : JSON.parse(text),
        steps: steps.map((one) => stepDocument(one, voice.language)),
        problems: await voice.problems(found)
      }
    },
    async text(voice) {
      const heading = to ? [from, '→', to.name, ...(to.path ? [to.path] : [])].join(' ') : from
      return [
        { block: voice.paint.stderr.bold(`── ${heading}`) },
        { note: about[voice.language] },
        ...(text === undefined ? [] : [await bodyPart(voice, text)]),
        list(voice, steps)
      ]
    }
  }
}

async function bodyPart({ isTerminal, language, paint }: Voice, text: string): Promise<Part> {
  if (!isTerminal) return { result: `${text}\n` }
  const { prettyJson } = await import('../../output/pretty-json.js')
  return { result: `${prettyJson(readJson(text), { language, paint: paint.stdout })}\n` }
}

function list(voice: Voice, steps: readonly Step[]): Part {
  return { block: stepLines(steps, { ...voice, paint: voice.paint.stderr }).join('\n') }
}

function guideResult(call: string | undefined): Result {
  const chosen = guides().filter((one) => call === undefined || isNamed(one, call))
  return {
    document: ({ language }) => ({
      calls: chosen.map(({ kind, from, to, about, steps, answer }) => ({
        kind,
        from,
        to: to ? { name: to.name, path: to.path ?? null } : null,
        about: about?.[language] ?? null,
        steps: steps.map((one) => stepDocument(one, language)),
        answer: answer.map(({ from: old, to: now, note }) => ({
          from: old,
          to: now ?? null,
          note: note?.[language] ?? null
        }))
      })),
      new_calls:
        call === undefined ? NEW_CALLS.map(({ name, path, about }) => ({ name, path, about: about[language] })) : []
    }),
    text(voice) {
      const style = { ...voice, paint: voice.paint.stdout }
      const { newCalls } = voice.words.migrate
      const added = NEW_CALLS.flatMap(({ name, path, about }) => [`  ${name}  ${path}`, `    ${about[voice.language]}`])
      return [
        ...chosen.map((one, i) => ({ result: `${i > 0 ? '\n' : ''}${guideLines(one, style).join('\n')}\n` })),
        ...(call === undefined ? [{ result: `\n${style.paint.bold(`── ${newCalls}`)}\n${added.join('\n')}\n` }] : [])
      ]
    }
  }
}

function isNamed({ kind, from }: Guide, call: string): boolean {
  if (call === CALLBACK) return kind === 'callback' || kind === 'envelope'
  return call === SETTINGS ? kind === 'settings' : kind === 'call' && from === call
}
