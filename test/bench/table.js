import { readFileSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

const PAGES = [
  { file: '../../docs/performance.md', heading: ['measured', 'ratio', 'at most', 'this', 'against'] },
  { file: '../../docs/performance.zh-CN.md', heading: ['项目', '比值', '上限', '本工具', '对照'] }
]

/** Puts the last run between the marks of both pages. */
export function writeTable(rows, machine) {
  const date = new Date().toISOString().slice(0, 10)
  for (const { file, heading } of PAGES) {
    const path = fileURLToPath(new URL(file, import.meta.url))
    const lines = [
      heading,
      heading.map(() => '---'),
      ...rows.map(({ name, ratio, bar, ours, theirs }) => [name, ratio.toFixed(2), bar, ours, theirs])
    ]
    const table = lines.map((cells) => `| ${cells.join(' | ')} |`).join('\n')
    const run = `<!-- run -->\n${date}, ${machine}\n\n${table}\n<!-- /run -->`
    writeFileSync(
      path,
      readFileSync(path, 'utf8').replace(/<!-- run -->[\s\S]*<!-- \/run -->/, () => run)
    )
  }
}
