import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { ROOT } from '../docs/pages.js'

/** An instruction of the Dockerfile, and the stage that it is of, counted from 0. */
export interface Instruction {
  word: string
  text: string
  stage: number
}

/** The instructions of the Dockerfile in their order. */
export function instructions(): Instruction[] {
  let stage = -1
  const lines = readFileSync(join(ROOT, 'Dockerfile'), 'utf8')
    .replace(/\\\n\s*/g, ' ')
    .split('\n')
    .filter((line) => line !== '' && !line.startsWith('#'))
  return lines.map((line) => {
    const [word = '', ...rest] = line.split(' ')
    if (word === 'FROM') stage++
    return { word, text: rest.join(' '), stage }
  })
}

/** The lines of shell that build the image, with places of this machine in place of those of the image. */
export function steps(places: Readonly<Record<string, string>>): string[] {
  const runs = instructions().filter(({ word }) => word === 'RUN')
  return runs.map(({ text }) =>
    text.replace(/(?<=^|[ :])\/[\w./-]+/g, (path) => {
      const from = Object.keys(places).find((one) => path === one || path.startsWith(`${one}/`))
      if (from === undefined) throw new Error(`${path} is no place that the test knows`)
      return places[from] + path.slice(from.length)
    })
  )
}
