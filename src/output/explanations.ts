import type { CheckCode, MistakeCode } from '../ecpay/diagnose/codes.js'
import { fixesOf } from '../ecpay/diagnose/fixes.js'
import { ENTRIES } from '../findings/entries.js'
import type { Code } from '../findings/findings.js'
import type { AnyEntry } from '../findings/topic.js'
import type { Language } from '../language.js'
import type { HandlerCase } from '../protocol/callback/handler-case.js'
import { callsOf, codesOf } from '../protocol/catalogue/codes-of-calls.js'
import { type KnownField, knownFields, type WithFields } from '../protocol/catalogue/known-fields.js'
import { type Entry, isOfSystem } from '../protocol/system/catalogue-entry.js'
import type { Endpoint } from '../protocol/system/endpoint.js'
import type { System } from '../protocol/system/system.js'
import { commandName, SYSTEMS } from '../systems.js'
import { type MistakeCode as TradeMistakeCode, fixesOf as tradeFixesOf } from '../trade/diagnose/mistakes.js'
import { trade } from '../trade/system.js'
import type { Explanation } from './catalogue-text.js'
import { generalSentence } from './general-sentence.js'
import { limitTexts, neededText } from './limit-texts.js'
import type { DiagnoseWords, TradeDiagnoseWords } from './words/diagnose-words.js'
import { catalogue } from './words/languages.js'
import { SNIPPETS } from './words/snippets.js'
import { tradeSnippets } from './words/trade-snippets.js'
import type { FindingWords, HelpWords, Words } from './words/words.js'

/** All explanations: of the platform's codes, then of this tool's codes, then of calls and fields by name. */
export async function explanations(language: Language): Promise<Explanation[]> {
  const parts = catalogue(language)
  const [known, words, findings, diagnose, tradeDiagnose, help] = await Promise.all([
    Promise.all(SYSTEMS.map(knownOf)),
    parts.words(),
    parts.findings(),
    parts.diagnose(),
    parts.tradeDiagnose(),
    parts.help()
  ])
  return [
    ...known.flatMap((one) => one.entries.map((entry) => ofEntry(entry, one, language))),
    ...ownExplanations(words, findings, diagnose, tradeDiagnose, known, language),
    ...known.flatMap((one) => one.endpoints.map((call) => ofCall(call, one, words, help, language))),
    ...known.flatMap(({ system, endpoints, clientData, callbacks }) =>
      knownFields([...endpoints, ...clientData], callbacks).map((field) => ofField(field, system, help, language))
    )
  ]
}

/** What one system has to explain. */
interface Known {
  system: System
  endpoints: readonly Endpoint[]
  clientData: readonly WithFields[]
  entries: readonly Entry[]
  callbacks: readonly Entry[]
  cases: readonly HandlerCase[]
}

async function knownOf(system: System): Promise<Known> {
  const [endpoints, clientData, entries, callbacks, { all: cases }] = await Promise.all([
    system.endpoints(),
    system.clientData?.() ?? [],
    system.catalogue(),
    system.callbacks(),
    system.callbackTools().then((tools) => tools.cases())
  ])
  return { system, endpoints, clientData, entries, callbacks, cases }
}

/** An explanation without facts; each kind fills in its own. */
const NOTHING_KNOWN = {
  cause: null,
  note: null,
  remedy: null,
  remedies: [],
  retry: null,
  final: null,
  calls: [],
  fields: [],
  reply: null,
  says: [],
  snippets: null
} satisfies Partial<Explanation>

/** The explanations of this tool's codes, made from the lists that define them. */
function ownExplanations(
  words: Words,
  findings: FindingWords,
  diagnose: DiagnoseWords,
  tradeDiagnose: TradeDiagnoseWords,
  known: readonly Known[],
  language: Language
): Explanation[] {
  const own = (
    namespace: Explanation['namespace'],
    code: string,
    known: Partial<Explanation> & { meaning: string }
  ) => ({
    namespace,
    code,
    ...shaped(known),
    source: 'ecpay' as const,
    page: null
  })
  const fixes = fixesOf()
  return [
    ...(Object.keys(findings) as Code[]).map((code) => {
      const { message, hint } = generalSentence(code, findings)
      const { says = [] }: AnyEntry = ENTRIES[code]
      return own('ecpay', code, { meaning: message, remedy: hint ?? null, says: [...says] })
    }),
    ...(Object.keys(diagnose.mistakes) as MistakeCode[]).map((code) => {
      const fix = fixes.get(code)
      const meaning = diagnose.mistakes[code]('‹key›')
      return own('diagnose', code, {
        meaning,
        remedy: fix ? diagnose.fixes[fix] : null,
        snippets: fix ? SNIPPETS[fix] : null
      })
    }),
    ...(Object.keys(diagnose.checks) as CheckCode[]).map((code) =>
      own('diagnose', code, { meaning: diagnose.checks[code] })
    ),
    ...(Object.keys(tradeDiagnose.mistakes) as TradeMistakeCode[]).map((code) => {
      const all = tradeFixesOf(code)
      return own('diagnose', code, {
        system: trade.name,
        meaning: tradeDiagnose.mistakes[code]('‹…›'),
        remedy: all.map((fix) => tradeDiagnose.fixes[fix]).join(language === 'zh' ? '' : ' '),
        snippets: tradeSnippets(all)
      })
    }),
    ...Object.entries(tradeDiagnose.checks).map(([code, meaning]) =>
      own('diagnose', code, { system: trade.name, meaning })
    ),
    ...known.flatMap(({ system, cases }) =>
      cases.flatMap((one) => {
        const { code, title, why, fix, wants } = one
        const alike = known.filter((other) => other.cases.some((theirs) => isSameCase(theirs, one)))
        // One case of several systems is explained once.
        if (alike[0]?.system !== system) return []
        return own('check-handler', code, {
          system: alike.length === 1 ? system.name : null,
          meaning: title[language],
          cause: why[language],
          note: words.checkHandler.wanted[wants],
          remedy: fix[language]
        })
      })
    )
  ]
}

function isSameCase(a: HandlerCase, b: HandlerCase): boolean {
  return a.code === b.code && a.title.en === b.title.en && a.why.en === b.why.en && a.fix.en === b.fix.en
}

/** An explanation with its members in the documented order. */
function shaped(known: Partial<Explanation> & { meaning: string }) {
  const { meaning, system = null, ...rest } = known
  return { system, meaning, ...NOTHING_KNOWN, ...rest }
}

function ofEntry(entry: Entry, { system, endpoints }: Known, language: Language): Explanation {
  const { namespace, code, cause, note, remedy, remedies = [], retry, final, fields = [], says = [], source } = entry
  return {
    namespace,
    code,
    system: isOfSystem(entry) ? system.name : null,
    meaning: entry.meaning[language],
    cause: cause?.[language] ?? null,
    note: note?.[language] ?? null,
    remedy: remedy?.[language] ?? null,
    remedies: remedies.map(({ calls, remedy }) => ({ calls: [...calls], remedy: remedy[language] })),
    retry: retry ?? null,
    final: final ?? null,
    calls: callsOf(entry, endpoints),
    fields: fields.map(({ path, unit, meaning }) => ({
      key: path,
      unit: unit === 'fen' || unit === 'seconds' || unit === 'milliseconds' ? unit : null,
      meaning: meaning[language]
    })),
    reply: entry.reply?.needs.some((path) => path.startsWith('data.')) ? entry.reply.sample : null,
    says: [...says],
    snippets: null,
    source,
    page: entry.page ?? null
  }
}

/** The explanation of a call: its purpose, its command, and its codes. */
function ofCall(
  call: Endpoint,
  { system, entries }: Known,
  words: Words,
  help: HelpWords,
  language: Language
): Explanation {
  const { name, summary, method, path } = call
  return {
    namespace: 'call',
    code: name,
    ...shaped({
      system: system.name,
      meaning: summary[language],
      note: words.explain.call(
        `${method} ${path}`,
        `ecpay ${commandName(system, call)} --help`,
        codesOf(call, entries).join(', ')
      ),
      fields: call.fields.map((field) => ({
        key: field.key,
        // The meaning says the unit. Seconds are a duration here, not a date.
        unit: null,
        meaning: [field.meaning[language], needed(field, help)].filter(Boolean).join(' ')
      }))
    }),
    source: 'official-mirror',
    page: null
  }
}

function needed(field: Endpoint['fields'][number], help: HelpWords): string {
  const text = neededText(field, help.limit)
  return text ? `(${text})` : ''
}

function ofField(
  { key, meaning, request, calls }: KnownField,
  { name: system }: System,
  help: HelpWords,
  language: Language
): Explanation {
  const limits = request ? limitTexts(request.limits ?? {}, help.limit) : []
  return {
    namespace: 'field',
    code: key,
    ...shaped({
      system,
      meaning: meaning[language],
      note: limits.length > 0 ? limits.join(language === 'zh' ? '；' : '; ') : null,
      calls
    }),
    source: 'official-mirror',
    page: null
  }
}
