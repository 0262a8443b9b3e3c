import { execFileSync } from 'node:child_process'
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { ROOT } from '../docs/pages.js'

const OLD = `# Changelog

What a user sees.

## [Unreleased]

### Added

- \`ecpay one\`

### Changed

- Two is \`## 2\` now.

## [0.1.0]

### Added

- Everything.
`

const NEW = `# Changelog

What a user sees.

## [0.2.0]

### Added

- \`ecpay one\`
- \`ecpay fen\` is new, and so is more.

### Changed

- Two is \`## 2\` now.

### Fixed

- \`ecpay sign\` reads a file.

## [0.1.0]

### Added

- Everything.
`

const NOTES = join(ROOT, '.build', 'release-notes.mjs')

test('npm run version makes a version of what changed, and keeps the form of the changelog', () => {
  const folder = mkdtempSync(join(tmpdir(), 'ecpay-version-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  cpSync(join(ROOT, '.changeset'), join(folder, '.changeset'), { recursive: true })
  symlinkSync(join(ROOT, 'node_modules'), join(folder, 'node_modules'))
  const manifest = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8'))
  writeFileSync(join(folder, 'package.json'), JSON.stringify({ ...manifest, version: '0.1.0' }))
  writeFileSync(join(folder, 'CHANGELOG.md'), OLD)
  // Those of the repository itself would come into it, too.
  for (const name of readdirSync(join(folder, '.changeset')))
    if (name.endsWith('.md') && name !== 'README.md') rmSync(join(folder, '.changeset', name))
  const change = (name: string, level: string, line: string) =>
    writeFileSync(join(folder, '.changeset', `${name}.md`), `---\n"${manifest.name}": ${level}\n---\n\n${line}\n`)
  change('blue', 'minor', '`ecpay fen` is new,\n\nand so is more.')
  change('red', 'patch', '`ecpay sign` reads a file.')
  execFileSync('npm', ['run', 'version'], { cwd: folder, stdio: 'pipe' })
  expect(readFileSync(join(folder, 'CHANGELOG.md'), 'utf8')).toBe(NEW)
  expect(JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')).version).toBe('0.2.0')
  const notes = () => execFileSync(process.execPath, [NOTES], { cwd: folder, encoding: 'utf8', stdio: 'pipe' })
  expect(notes()).toBe(NEW.slice(NEW.indexOf('### Added'), NEW.indexOf('\n## [0.1.0]')))
  writeFileSync(join(folder, 'CHANGELOG.md'), OLD)
  expect(notes).toThrow('says nothing of 0.2.0')
})
