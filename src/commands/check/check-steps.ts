import { ENTRIES } from '../../findings/entries.js'
import { type Finding, finding } from '../../findings/findings.js'
import { nearest } from '../../protocol/nearest.js'
import { type Placed, placeOf, REFERENCES } from '../../workbench/suite/placed.js'
import type { Case, Step } from '../../workbench/suite/read-suite.js'

const CODES = Object.keys(ENTRIES)

/** The expected codes of a step that are none. */
export function codeFindings({ given }: Step): Finding[] {
  return given
    .filter(({ key, value }) => ['refuse', 'warn', 'cause'].includes(key) && value.kind !== 'map')
    .flatMap(({ key, value }) =>
      textsIn(value)
        .filter(({ text }) => !CODES.includes(text))
        .map(({ text, at }) => {
          const meant = nearest(text, CODES)
          return finding('suite-unknown-code', { place: placeOf(at), key, found: text, ...(meant && { meant }) })
        })
    )
}

/** The references of a case to steps that do not come before. */
export function referenceFindings({ steps }: Case): Finding[] {
  return steps.flatMap(({ given }, i) => {
    const known = steps.slice(0, i).flatMap(({ as }) => as ?? [])
    return given.flatMap(({ value }) =>
      textsIn(value).flatMap(({ text, at }) =>
        Array.from(text.matchAll(REFERENCES), ([found, path = '']) => ({
          found,
          path,
          name: path.replace(/\..*$/s, '')
        }))
          // What has no path may be a variable, which is looked up when the case runs.
          .filter(({ path, name }) => path !== name && !known.includes(name))
          .map(({ found, name }) => {
            const isLater = steps.slice(i + 1).some(({ as }) => as === name)
            const isOwn = steps[i]?.as === name
            return finding('suite-unknown-reference', {
              ...{ place: placeOf(at), found, known },
              ...(isOwn ? { isOwn } : isLater && { isLater })
            })
          })
      )
    )
  })
}

type Text = Extract<Placed, { kind: 'text' }>

function textsIn(value: Placed): Text[] {
  if (value.kind === 'text') return [value]
  return value.kind === 'list' ? value.items.flatMap(textsIn) : value.entries.flatMap(({ value: one }) => textsIn(one))
}
