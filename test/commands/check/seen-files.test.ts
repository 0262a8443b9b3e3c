import { mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { setTimeout as sleep } from 'node:timers/promises'
import { describe, expect, test } from 'vitest'
import { SeenFiles } from '../../../src/commands/check/seen-files.js'
import { place } from '../../config/place.js'

type Path = (name: string) => string

const CHANGES: [what: string, seen: string[], change: (path: Path) => void, changed: string | undefined][] = [
  ['nothing', ['t', 't/a.yaml', 'none.json'], () => {}, undefined],
  ['a file', ['t', 't/a.yaml'], (path) => writeFileSync(path('t/a.yaml'), 'more'), 't/a.yaml'],
  [
    'another file in its place',
    ['t/a.yaml'],
    (path) => {
      writeFileSync(path('t/a.yaml~'), 'a')
      renameSync(path('t/a.yaml~'), path('t/a.yaml'))
    },
    't/a.yaml'
  ],
  ['a file that is gone', ['t/a.yaml'], (path) => rmSync(path('t/a.yaml')), 't/a.yaml'],
  ['a folder that is gone', ['t/a.yaml'], (path) => rmSync(path('t'), { recursive: true }), 't/a.yaml'],
  ['a file that was not there', ['none.json'], (path) => writeFileSync(path('none.json'), '{}'), 'none.json'],
  [
    'a file in a folder that was not there',
    ['u/v/a.json'],
    (path) => {
      mkdirSync(path('u/v'), { recursive: true })
      writeFileSync(path('u/v/a.json'), '{}')
    },
    'u/v/a.json'
  ],
  ['a new suite', ['t', 't/a.yaml'], (path) => writeFileSync(path('t/b.yaml'), 'b'), 't'],
  ['a new folder', ['t', 't/a.yaml'], (path) => mkdirSync(path('t/u')), 't'],
  ['a folder that the run makes', ['t'], (path) => mkdirSync(path('t/reports')), undefined],
  ['another new file', ['t', 't/a.yaml'], (path) => writeFileSync(path('t/b.txt'), 'b'), undefined],
  ['a file that the run writes', ['t', 't/report.json'], (path) => writeFileSync(path('t/report.json'), 'b'), undefined]
]

/** What changed of the seen files, as a name; undefined if nothing did for a time in milliseconds. */
async function changedOf(seen: SeenFiles, here: { path: Path; cwd: string }, act: () => void, time = 20_000) {
  const changing = seen.change(AbortSignal.timeout(time))
  act()
  return (await changing)?.slice(here.cwd.length + 1)
}

describe('a change is found:', () => {
  test.each(CHANGES)('%s', async (_, names, change, changed) => {
    const here = place({ 't/a.yaml': 'a' })
    const seen = new SeenFiles(['t/report.json', 't/reports/junit.xml'].map(here.path))
    for (const name of names) seen.add(here.path(name))
    await sleep(20)
    expect(await changedOf(seen, here, () => change(here.path), changed === undefined ? 500 : undefined)).toBe(changed)
  })

  test('that came before anyone waited', async () => {
    const here = place({ 'a.yaml': 'a' })
    const seen = new SeenFiles([])
    seen.add(here.path('a.yaml'))
    writeFileSync(here.path('a.yaml'), 'more')
    expect(await changedOf(seen, here, () => {})).toBe('a.yaml')
  })
})
