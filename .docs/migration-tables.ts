import type { Language } from '../src/language.js'
import { NEW_CALLS } from '../src/migration/calls/other-calls.js'
import { type Guide, guides } from '../src/migration/mapping-steps.js'
import type { Step } from '../src/migration/migrate.js'
import type { Words } from '../src/output/words/words.js'
import { cell } from './code-table.js'

const SAY = {
  en: {
    old: 'before',
    now: 'now',
    how: 'how',
    todo: 'what to do',
    call: 'call',
    path: 'path',
    about: 'what for',
    nothing: 'nothing'
  },
  zh: { old: '旧', now: '新', how: '变化', todo: '要做的事', call: '接口', path: '路径', about: '用途', nothing: '无' }
} as const

/** Every call as Markdown: what becomes of it as a whole, of its fields, and of those of its answer. */
export function callMigrations(words: Words, language: Language): string {
  const calls = guides().filter(({ kind }) => kind === 'call')
  return calls.map((one) => section(one, words, language)).join('\n')
}

/** The same of callbacks: first what all have in common. */
export function callbackMigrations(words: Words, language: Language): string {
  const found = guides().filter(({ kind }) => kind === 'envelope' || kind === 'callback')
  return found.map((one) => section(one, words, language)).join('\n')
}

/** The keys of a configuration. */
export function settingMigrations(words: Words, language: Language): string {
  const found = guides().filter(({ kind }) => kind === 'settings')
  return found.map(({ steps }) => stepTable(steps, words, language)).join('\n')
}

/** What had nothing like it before. */
export function newCalls(language: Language): string {
  const { call, path: at, about: why } = SAY[language]
  const rows = NEW_CALLS.map(({ name, path, about }) => [`\`${name}\``, `\`${path}\``, cell(about[language])])
  return `${table([call, at, why], rows)}\n`
}

function section({ kind, from, to, about, steps, answer }: Guide, words: Words, language: Language): string {
  const { migrate } = words
  const { nothing } = SAY[language]
  const title = kind === 'call' ? `${from} → ${to?.name ?? nothing}` : kind === 'callback' ? from : migrate.envelope
  const read = answer.map(({ from: old, to: now, note }): Step => {
    const how = now === undefined ? 'gone' : now === old ? 'same' : 'renamed'
    return { how, from: old, to: now === undefined ? [] : [now], ...(note && { note }) }
  })
  return [
    `### ${title}`,
    '',
    ...(about ? [cell(about[language]), ''] : []),
    ...(to?.path ? ['```text', `POST ${to.path}`, '```', ''] : []),
    ...(to || kind !== 'call' ? [stepTable(steps, words, language)] : []),
    ...(read.length > 0
      ? [`${migrate.answer}${language === 'zh' ? '：' : ':'}`, '', stepTable(read, words, language)]
      : [])
  ].join('\n')
}

function stepTable(steps: readonly Step[], { migrate }: Words, language: Language): string {
  const { old, now, how, todo } = SAY[language]
  const rows = steps.map((one) => [
    one.from === undefined ? '' : `\`${one.from}\``,
    one.to.map((path) => `\`${path}\``).join(', '),
    migrate.groups[one.how],
    cell(one.note?.[language] ?? '')
  ])
  return `${table([old, now, how, todo], rows)}\n`
}

function table(heading: readonly string[], rows: readonly (readonly string[])[]): string {
  return [heading, heading.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n')
}
