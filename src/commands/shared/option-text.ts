import type { Language } from '../../language.js'
import { limitTexts, neededText } from '../../output/limit-texts.js'
import type { HelpWords } from '../../output/words/words.js'
import type { Field } from '../../protocol/system/endpoint.js'
import { defaultText } from '../../protocol/system/field-default.js'
import type { Option } from './option.js'

/** The help of an option, with its choices and its default. */
export function optionText({ help, choices, fallback }: Option, words: HelpWords, language: Language): string {
  const said = help[language]
  const more = [
    ...(choices && !said.includes(choices[0] ?? '') ? [choices.join(', ')] : []),
    ...(fallback === undefined ? [] : [words.default(String(fallback))])
  ]
  return more.length === 0 ? said : `${said} (${more.join('; ')})`
}

/** The help of a field: its meaning, its documented limits, and its default. */
export function fieldText(field: Field, words: HelpWords, language: Language): string {
  const { type, meaning, limits = {}, default: absent } = field
  const needed = absent ? undefined : neededText(field, words.limit)
  const said = [
    ...(needed === undefined ? [] : [needed]),
    ...(type === 'json-text' ? [words.limit.json] : []),
    ...limitTexts(limits, words.limit),
    ...(absent ? [defaultText(absent, words)] : [])
  ]
  return said.length === 0 ? meaning[language] : `${meaning[language]} (${said.join('; ')})`
}
