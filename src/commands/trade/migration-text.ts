import type { Both } from '../../language.js'
import type { Guide } from '../../migration/mapping-steps.js'
import type { Step } from '../../migration/migrate.js'
import { fold } from '../../output/columns.js'
import { visibleLine } from '../../output/terminal-text.js'
import type { Voice } from '../shared/result.js'

type Hows = Step['how']

/** In the order in which the list has them. */
const ORDER: readonly Hows[] = [
  'same',
  'renamed',
  'changed',
  'filled',
  'needed',
  'optional',
  'empty',
  'unknown',
  'gone'
]

type Speaking = Pick<Voice, 'words' | 'language' | 'tableWidth'> & { paint: Voice['paint']['stdout'] }

/** What became of each field, by kind: a line each, and what to do about it below those that have it in common. */
export function stepLines(steps: readonly Step[], voice: Speaking): string[] {
  return ORDER.flatMap((how) => {
    const found = steps.filter((one) => one.how === how)
    if (found.length === 0) return []
    return ['', voice.paint.bold(voice.words.migrate.groups[how]), ...listed(found, voice)]
  })
}

function listed(steps: readonly Step[], { language, tableWidth, paint }: Speaking): string[] {
  const notes = [...new Set(steps.map(({ note }) => note?.[language] ?? ''))]
  return notes.flatMap((note) => {
    const alike = steps.filter((one) => (one.note?.[language] ?? '') === note)
    const names = alike.map((one) => fold(`  ${paint.cyan(visibleLine(nameOf(one)))}`, tableWidth))
    return [...names, ...(note === '' ? [] : [fold(`    ${note}`, tableWidth)])]
  })
}

function nameOf({ how, from, to }: Step): string {
  const now = how === 'same' ? '' : to.join(', ')
  return [from, now].filter((one) => one !== undefined && one !== '').join(' → ')
}

/** One call, callback or the configuration as a whole. */
export function guideLines({ kind, from, to, about, steps, answer }: Guide, voice: Speaking): string[] {
  const { words, language, tableWidth, paint } = voice
  const { migrate } = words
  const title = {
    call: from,
    callback: migrate.callback(from),
    envelope: migrate.envelope,
    settings: migrate.settings
  }[kind]
  const successor =
    kind === 'call' ? ` → ${to ? [to.name, ...(to.path ? [to.path] : [])].join('  ') : migrate.nothing}` : ''
  const read = answer.map(
    ({ from: old, to: now, note }): Step => ({
      how: now === undefined ? 'gone' : now === old ? 'same' : 'renamed',
      from: old,
      to: now === undefined ? [] : [now],
      ...(note && { note })
    })
  )
  return [
    paint.bold(`── ${title}${successor}`),
    ...(about ? [fold(about[language], tableWidth)] : []),
    ...stepLines(steps, voice),
    ...(read.length > 0 ? ['', paint.bold(migrate.answer), ...listed(read, voice)] : [])
  ]
}

/** A step of a document: its words in one language. */
export function stepDocument({ how, from, to, note }: Step, language: keyof Both): object {
  return { how, from: from ?? null, to, note: note?.[language] ?? null }
}
