import { valueEntry } from '../ecpay/catalogue/states.js'
import type { Language } from '../language.js'
import { yuan } from '../protocol/fen.js'
import type { JsonValue } from '../protocol/json/json.js'
import type { AnswerField } from '../protocol/system/answer-field.js'
import type { Verdict } from '../protocol/system/verdict.js'
import { beijingTime } from '../protocol/time.js'
import type { Paint } from './colour.js'
import { visible } from './terminal-text.js'

export interface PrettyOptions {
  language: Language
  paint: Paint
  /** The values that have a unit, by dotted path. */
  units?: readonly Pick<AnswerField, 'path' | 'unit'>[]
  /** What is known about states and the like; that of 担保支付 if absent. */
  known?: Verdict['value'] | undefined
}

/** Indented and coloured JSON. Numbers keep their literal; yuan are added to fen, and dates to seconds. */
export function prettyJson(value: JsonValue, options: PrettyOptions): string {
  return block(value, '', '', options)
}

function block(value: JsonValue, path: string, indent: string, options: PrettyOptions): string {
  const { paint } = options
  const deeper = `${indent}  `
  if (value.kind === 'object') {
    if (value.members.length === 0) return '{}'
    const lines = value.members.map(({ key, value: one }, i) => {
      const inner = path === '' ? key : `${path}.${key}`
      const comma = i < value.members.length - 1 ? ',' : ''
      const name = paint.cyan(quoted(key))
      return `${deeper}${name}: ${block(one, inner, deeper, options)}${comma}${note(one, inner, options)}`
    })
    return `{\n${lines.join('\n')}\n${indent}}`
  }
  if (value.kind === 'array') {
    if (value.items.length === 0) return '[]'
    const lines = value.items.map((one) => `${deeper}${block(one, path, deeper, options)}`)
    return `[\n${lines.join(',\n')}\n${indent}]`
  }
  if (value.kind === 'string') return paint.green(quoted(value.text))
  return value.kind === 'number' ? paint.yellow(value.text) : paint.magenta(value.text)
}

function quoted(text: string): string {
  return visible(JSON.stringify(text))
}

/** The note after a value: an amount, a date, a state. */
function note(value: JsonValue, path: string, options: PrettyOptions): string {
  const { paint, units = [] } = options
  const unit = units.find((one) => one.path === path)?.unit
  if (!unit || !('text' in value)) return ''
  const said = explained(unit, value.text, options)
  return said ? paint.dim(`  // ${said}`) : ''
}

function explained(
  unit: NonNullable<AnswerField['unit']>,
  text: string,
  { language, known = valueEntry }: PrettyOptions
): string | undefined {
  if (unit === 'fen') return /^-?[0-9]+$/.test(text) ? yuan(text) : undefined
  if (unit === 'seconds' || unit === 'milliseconds') {
    // 0 means that there is no time yet.
    const time = /^[1-9][0-9]*$/.test(text) ? beijingTime(Number(text) * (unit === 'seconds' ? 1000 : 1)) : ''
    return time && `${time} +08:00`
  }
  return known(unit, text)?.meaning[language]
}
