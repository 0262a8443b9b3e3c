import { existsSync, mkdirSync, mkdtempSync, realpathSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { beforeEach, describe, expect, onTestFinished, test } from 'vitest'
import { inFolder, makeFolders } from '../src/make-folders.js'

let place = ''
beforeEach(() => {
  place = realpathSync(mkdtempSync(join(tmpdir(), 'ecpay-folders-')))
  const made = place
  onTestFinished(() => rmSync(made, { recursive: true, force: true }))
})

test('makes all that are not there, for the user alone, and says which was the first', () => {
  expect(makeFolders(join(place, 'a', 'b', 'c'))).toBe(join(place, 'a'))
  expect(makeFolders(join(place, 'a', 'b', 'd'))).toBe(join(place, 'a', 'b', 'd'))
  expect(makeFolders(join(place, 'a', 'b', 'd'))).toBeUndefined()
  if (process.platform !== 'win32') expect(statSync(join(place, 'a', 'b')).mode & 0o777).toBe(0o700)
})

test('takes a link to a folder for one', () => {
  symlinkSync(place, join(place, 'link'), 'dir')
  expect(makeFolders(join(place, 'link'))).toBeUndefined()
  expect(makeFolders(join(place, 'link', 'a'))).toBe(join(place, 'link', 'a'))
})

test.each([
  ['a file is there', 'file', 'EEXIST'],
  ['a file is above it', 'file/a', process.platform === 'win32' ? 'EEXIST' : 'ENOTDIR']
])('refuses where %s', (_, path, code) => {
  writeFileSync(join(place, 'file'), '')
  expect(() => makeFolders(join(place, path))).toThrow(code)
})

test('leaves no folder that was made where another below it cannot be', () => {
  expect(() => makeFolders(join(place, 'a', 'b', 'x'.repeat(300)))).toThrow()
  expect(existsSync(join(place, 'a'))).toBe(false)
})

describe('work in a folder that fails', () => {
  const fail = (): never => {
    throw new Error('no space')
  }

  test('leaves none that was made for it', () => {
    mkdirSync(join(place, 'there'))
    expect(() => inFolder(join(place, 'there', 'a', 'b'), fail)).toThrow('no space')
    expect(existsSync(join(place, 'there', 'a'))).toBe(false)
    expect(() => inFolder(join(place, 'there'), fail)).toThrow('no space')
    expect(existsSync(join(place, 'there'))).toBe(true)
  })

  test('and keeps one in which somebody has put something', () => {
    const folder = join(place, 'a', 'b')
    const work = () => {
      writeFileSync(join(place, 'a', 'theirs'), '')
      fail()
    }
    expect(() => inFolder(folder, work)).toThrow('no space')
    expect([existsSync(folder), existsSync(join(place, 'a', 'theirs'))]).toEqual([false, true])
  })

  test('gives back what came of it', () => {
    expect(inFolder(join(place, 'a'), () => 7)).toBe(7)
    expect(existsSync(join(place, 'a'))).toBe(true)
  })
})
