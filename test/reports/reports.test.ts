import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { run } from '../commands/run.js'
import { place } from '../config/place.js'
import { FIXTURES } from '../e2e/ecpay.js'

/** What somebody ran into, rebuilt with made-up data; the wording of an answer is no part of what is expected. */
interface Report {
  id: string
  /** What happened to whoever reported it. */
  note: string
  /** `@input` is the name of a file that holds `input`. */
  argv: string[]
  input?: string
  /** Further files of the working directory, by name. */
  files?: Record<string, string>
  env?: Record<string, string>
  expect: {
    exit: number
    /** A part of the document on stdout. */
    json?: Record<string, unknown>
    /** Codes that stderr names, among others. */
    codes?: string[]
    /** Texts that stand in stdout or stderr: names, numbers, options, no sentences. */
    says?: string[]
    /** Texts that stand in neither. */
    never?: string[]
  }
}

const FOLDER = `${FIXTURES}reports/`

describe.each(readdirSync(FOLDER))('%s', (name) => {
  const reports: Report[] = JSON.parse(readFileSync(FOLDER + name, 'utf8'))
  it.each(reports)('$id: $note', async (report) => {
    const here = place({ ...report.files, ...(report.input === undefined ? {} : { input: report.input }) })
    const argv = report.argv.map((word) => word.replace('@input', 'input'))
    const ran = await run(argv, { here, env: report.env ?? {} })
    const { exit, json, codes = [], says = [], never = [] } = report.expect
    expect(ran).toMatchObject({ exit })
    if (json) expect(JSON.parse(ran.stdout)).toMatchObject(json)
    expect(ran.codes).toEqual(expect.arrayContaining(codes))
    for (const text of says) expect(ran.stdout + ran.stderr).toContain(text)
    for (const text of never) expect(ran.stdout + ran.stderr).not.toContain(text)
  })
})
