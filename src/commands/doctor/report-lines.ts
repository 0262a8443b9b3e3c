import type { Paint } from '../../output/colour.js'
import { fold, pad, widthOf } from '../../output/columns.js'
import type { Voice } from '../shared/result.js'
import { STATES, type State } from './check.js'
import type { Checked } from './checks.js'

const MARKS: Record<State, (paint: Paint) => string> = {
  ok: ({ green }) => green('✓'),
  warn: ({ yellow }) => yellow('!'),
  fail: ({ red }) => red('✗'),
  skipped: ({ dim }) => dim('-')
}

const COUNTS: Record<State, { en: string; zh: string }> = {
  ok: { en: 'ok', zh: '正常' },
  warn: { en: 'to look at', zh: '需留意' },
  fail: { en: 'failed', zh: '失败' },
  skipped: { en: 'skipped', zh: '跳过' }
}

const INDENT = 4
/** In columns: a mark and the gap behind it. */
const MARK = 3

/** A line for each check, and below it what is wrong and what to do. */
export async function reportText(checked: readonly Checked[], voice: Voice): Promise<string> {
  const { language, paint, columns } = voice
  const mask = await voice.masking()
  const width = Math.max(...checked.map(({ check }) => widthOf(check.title[language])))
  const lines: string[] = []
  for (const { check, outcome } of checked) {
    const { state, detail, problems = [] } = outcome
    const label = `${pad(check.title[language], width)}  `
    const folded = fold(`${label}${mask(detail?.[language] ?? '')}`, columns - MARK, label)
    lines.push(`${MARKS[state](paint.stdout)}  ${folded.replaceAll('\n', `\n${' '.repeat(MARK)}`)}`.trimEnd())
    for (const [i, { message, hint }] of (await voice.sentences(problems)).entries())
      for (const text of [`${message} (${problems[i]?.code})`, ...(hint === undefined ? [] : [hint])])
        lines.push(fold(`${' '.repeat(INDENT)}${mask(text)}`, columns))
  }
  const counts = STATES.map(
    (state) => [checked.filter(({ outcome }) => outcome.state === state).length, state] as const
  )
  const said = counts.flatMap(([count, state]) => (count === 0 ? [] : [`${count} ${COUNTS[state][language]}`]))
  return `${lines.join('\n')}\n\n${said.join(language === 'zh' ? '，' : ', ')}\n`
}
