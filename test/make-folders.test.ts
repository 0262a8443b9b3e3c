import { mkdtempSync, realpathSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { beforeEach, expect, onTestFinished, test } from 'vitest'
import { makeFolders } from '../src/make-folders.js'

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
