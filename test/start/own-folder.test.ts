import { chmodSync, chownSync, mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync } from 'node:fs'
import { tmpdir, userInfo } from 'node:os'
import { join } from 'node:path'
import { beforeEach, describe, expect, onTestFinished, test } from 'vitest'
import { fixedFolder, hasOwnFolder } from '../../src/start/own-folder.js'

const { uid } = userInfo()

let place = ''
beforeEach(() => {
  place = realpathSync(mkdtempSync(join(tmpdir(), 'ecpay-own-')))
  const made = place
  onTestFinished(() => rmSync(made, { recursive: true, force: true }))
})

describe('a folder that nobody else can replace', () => {
  test.each([
    ['nobody else writes above it', 0o755, true],
    ['others write above it, each only to what is his', 0o1777, true],
    ['others write above it', 0o777, false],
    ['a group writes above it', 0o775, false]
  ])('%s', (_, mode, isFixed) => {
    const folder = join(place, 'ecpay', 'native')
    mkdirSync(folder, { recursive: true, mode: 0o700 })
    chmodSync(join(place, 'ecpay'), mode)
    expect(hasOwnFolder(folder, uid)).toBe(true)
    expect(fixedFolder(folder, uid)).toBe(isFixed ? folder : undefined)
    chmodSync(join(place, 'ecpay'), 0o755)
    chmodSync(place, mode)
    expect(fixedFolder(folder, uid)).toBe(isFixed ? folder : undefined)
  })

  test('is named without links, and is not one itself', () => {
    mkdirSync(join(place, 'real'))
    symlinkSync(join(place, 'real'), join(place, 'link'))
    expect(fixedFolder(join(place, 'link', 'native'), uid)).toBe(join(place, 'real', 'native'))
    expect(fixedFolder(join(place, 'link'), uid)).toBeUndefined()
  })

  test('is made, and then not that of another user', () => {
    const folder = join(place, 'ecpay', 'native')
    expect(fixedFolder(folder, uid)).toBe(folder)
    expect(fixedFolder(folder, uid + 1)).toBeUndefined()
  })

  test.runIf(uid === 0)('is not where the folder above it belongs to somebody else', () => {
    const folder = join(place, 'ecpay', 'native')
    mkdirSync(folder, { recursive: true, mode: 0o700 })
    chownSync(join(place, 'ecpay'), 12345, 12345)
    expect(fixedFolder(folder, uid)).toBeUndefined()
  })
})
