import { COLUMNS } from './screen.mjs'

const ROWS = 24
const CELL = 7.8
const LINE = 18
const PAD = 16
const BAR = 30
const WIDTH = COLUMNS * CELL + 2 * PAD
const HEIGHT = ROWS * LINE + BAR + PAD

/** In seconds: a character that is typed, from the line to its output, and how long an output stays. */
const TYPED = 0.035
const ENTER = 0.4
const READ = { least: 1.8, line: 0.16, most: 4.5, last: 7 }

/**
 * Draws a session as an SVG: animated, or one moment of it.
 *
 * @param session what {@link record} returns
 * @param frame in seconds; nothing for the animation
 */
export function draw(session, title, { frame } = {}) {
  const { blocks, scrolls, end } = timed(session)
  const still = frame !== undefined
  const shown = blocks.filter(({ at }) => !still || at <= frame)
  const offset = (still ? scrolls.filter(({ at }) => at <= frame) : scrolls).at(-1)?.rows ?? 0
  const body = shown.map((block, i) => drawBlock(block, i, still ? frame : undefined)).join('\n')
  const rules = still ? '' : animation(blocks, scrolls, end)
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${round(WIDTH)}" height="${HEIGHT}" viewBox="0 0 ${round(WIDTH)} ${HEIGHT}" role="img" aria-label="${escaped(title)}">
<title>${escaped(title)}</title>
<style>${STYLE}${rules}</style>
<rect class="bg frame" x=".5" y=".5" width="${round(WIDTH - 1)}" height="${HEIGHT - 1}" rx="8"/>
<g class="dots"><circle cx="18" cy="15" r="5"/><circle cx="36" cy="15" r="5"/><circle cx="54" cy="15" r="5"/></g>
<svg x="${PAD}" y="${BAR}" width="${round(COLUMNS * CELL)}" height="${ROWS * LINE}">
<g class="all" xml:space="preserve" style="transform:translateY(${-offset * LINE}px)">
${body}
</g>
</svg>
</svg>
`
}

/** When each line that is typed and each output appears, and when the screen moves up by how much. */
function timed(session) {
  const blocks = []
  const scrolls = []
  let at = 0.6
  let row = 0
  const scroll = (last) => scrolls.push({ at, rows: Math.max(0, last - ROWS) })
  for (const { command, lines } of session) {
    const typing = command.length * TYPED
    const words = wrapped(command)
    scroll(row + words.length)
    blocks.push({ at, row, lines: words, typing })
    row += words.length
    at += typing + ENTER
    scroll(row + lines.length)
    blocks.push({ at, row, lines })
    row += lines.length
    at += Math.min(READ.most, READ.least + lines.length * READ.line)
  }
  return { blocks, scrolls, end: at + READ.last }
}

/** A line that is typed, over as many lines of the screen as it takes. */
function wrapped(command) {
  const text = `$ ${command}`
  const lines = text.match(new RegExp(`.{1,${COLUMNS}}`, 'g'))
  return lines.map((line, i) => {
    const prompt = i === 0 ? [{ column: 0, width: 1, text: '$', style: 'green' }] : []
    const rest = i === 0 ? { column: 2, text: line.slice(2) } : { column: 0, text: line }
    return [...prompt, { ...rest, width: rest.text.length, style: 'bold' }]
  })
}

function drawBlock({ at, row, lines, typing }, index, frame) {
  const texts = lines.map((line, i) => drawLine(line, row + i))
  return `<g class="b${index}">${texts.join('')}${typing ? covers(lines, row, index, frame === undefined ? undefined : (frame - at) / typing) : ''}</g>`
}

/** What hides the characters of a line until they are typed: it moves away to the right. */
function covers(lines, row, index, part) {
  const total = lines.reduce((sum, line) => sum + lengthOf(line), 0)
  let before = 0
  return lines
    .map((line, i) => {
      const length = lengthOf(line)
      const typed = part === undefined ? length : Math.min(length, Math.max(0, Math.round(part * total) - before))
      before += length
      const x = `style="transform:translateX(${round(typed * CELL)}px)"`
      return `<rect class="bg c${index}${i}" x="0" y="${(row + i) * LINE}" width="${round(COLUMNS * CELL)}" height="${LINE}" ${x}/>`
    })
    .join('')
}

const lengthOf = (line) => line.at(-1).column + line.at(-1).width

function drawLine(pieces, row) {
  if (pieces.length === 0) return ''
  const y = row * LINE + 13
  return `<text y="${y}">${pieces.map(drawPiece).join('')}</text>`
}

/** A font without Chinese takes it from another one, in which it is not twice as wide: each character has its place. */
function drawPiece({ column, text, width, style, isWide }) {
  const lead = text.length - text.trimStart().length
  const shown = text.trim()
  const from = column + lead
  const name = style === '' ? '' : ` class="${style}"`
  if (isWide) {
    const places = [...shown].map((_, i) => round((from + 2 * i) * CELL)).join(' ')
    return `<tspan${name} x="${places}">${escaped(shown)}</tspan>`
  }
  const length = shown.length > 1 ? ` textLength="${round((width - (text.length - shown.length)) * CELL)}"` : ''
  return `<tspan${name} x="${round(from * CELL)}"${length}>${escaped(shown)}</tspan>`
}

function animation(blocks, scrolls, end) {
  const percent = (at) => `${round((at / end) * 100, 3)}%`
  const rules = [`.all{animation:all ${round(end)}s step-end infinite}`]
  const moves = scrolls.map(({ at, rows }) => `${percent(at)}{transform:translateY(${-rows * LINE}px)}`)
  rules.push(`@keyframes all{0%{transform:none}${moves.join('')}}`)
  for (const [i, { at, typing, lines }] of blocks.entries()) {
    rules.push(`.b${i}{animation:b${i} ${round(end)}s step-end infinite}`)
    rules.push(`@keyframes b${i}{0%{opacity:0}${percent(at)}{opacity:1}}`)
    let from = at
    if (!typing) continue
    const total = lines.reduce((sum, line) => sum + lengthOf(line), 0)
    for (const [n, line] of lines.entries()) {
      const length = lengthOf(line)
      const until = from + (typing * length) / total
      const away = round(length * CELL)
      rules.push(`.c${i}${n}{animation:c${i}${n} ${round(end)}s linear infinite}`)
      rules.push(
        `@keyframes c${i}${n}{0%,${percent(from)}{transform:none;animation-timing-function:steps(${length})}${percent(until)},100%{transform:translateX(${away}px)}}`
      )
      from = until
    }
  }
  // Who wants no movement sees how it ends.
  rules.push('@media (prefers-reduced-motion:reduce){*{animation:none!important}}')
  return rules.join('')
}

const STYLE = `
svg{--bg:#fff;--fg:#1f2328;--line:#d1d9e0;--dim:#6a737d;--red:#c9252d;--green:#1a7f37;--yellow:#9a6700;--magenta:#8250df;--cyan:#1b7c83}
@media (prefers-color-scheme:dark){svg{--bg:#0d1117;--fg:#e6edf3;--line:#3d444d;--dim:#8b949e;--red:#ff7b72;--green:#3fb950;--yellow:#d29922;--magenta:#bc8cff;--cyan:#39c5cf}}
.bg{fill:var(--bg)}.frame{stroke:var(--line)}.dots{fill:var(--line)}
text{font:13px ui-monospace,SFMono-Regular,Menlo,Consolas,"DejaVu Sans Mono","Noto Sans Mono CJK SC","PingFang SC","Microsoft YaHei",monospace;fill:var(--fg);white-space:pre}
.bold{font-weight:600}.dim{fill:var(--dim)}.red{fill:var(--red)}.green{fill:var(--green)}.yellow{fill:var(--yellow)}.magenta{fill:var(--magenta)}.cyan{fill:var(--cyan)}
`

function round(number, digits = 1) {
  return String(Number(number.toFixed(digits)))
}

function escaped(text) {
  return text.replace(/[&<>"]/g, (one) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' })[one])
}
