import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { ROOT } from '../docs/pages.js'

test('the pictures of the README show what the program prints; `npm run picture` makes them again', () => {
  const { status, stderr } = spawnSync(process.execPath, ['.picture.mjs', '--check'], { cwd: ROOT, encoding: 'utf8' })
  expect([status, stderr]).toEqual([0, ''])
})

test('one moment is a picture without animation', () => {
  const argv = ['.picture.mjs', '--frame', '1', 'en']
  const { stdout } = spawnSync(process.execPath, argv, { cwd: ROOT, encoding: 'utf8' })
  expect(stdout).toMatch(/^<svg xmlns="http:\/\/www\.w3\.org\/2000\/svg"[\s\S]*<\/svg>\n$/)
  expect(stdout).not.toContain('@keyframes')
})

describe.each([
  ['README.md', 'docs/session.svg'],
  ['README.zh-CN.md', 'docs/session.zh-CN.svg']
])('%s', (page, picture) => {
  const drawn = readFileSync(join(ROOT, picture), 'utf8')

  test('shows it', () => {
    expect(readFileSync(join(ROOT, page), 'utf8')).toMatch(new RegExp(`^!\\[.{20,}\\]\\(${picture}\\)$`, 'm'))
  })

  test('it is small, takes part in dark and light, stands still for who wants that, and runs and loads nothing', () => {
    expect(drawn.length).toBeLessThan(60_000)
    expect(drawn).toContain('prefers-color-scheme:dark')
    expect(drawn).toContain('prefers-reduced-motion:reduce')
    expect(drawn).toMatch(/<title>.{20,}<\/title>/)
    expect(drawn).not.toMatch(/<script|<image|href=|url\(|\bon\w+=/)
  })
})
