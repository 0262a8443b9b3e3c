import width from 'fast-string-width'

export const COLUMNS = 80
export const ESCAPE = '\u001b'

/** A control sequence, or a character. */
const PART = new RegExp(`(${ESCAPE}\\[(\\??[\\d;]*)([A-Za-z]))|[\\s\\S]`, 'gu')

/**
 * What stands on a terminal after a text was written to it, as far as the program uses one: colours, the beginning of
 * the line, and deleting its rest.
 *
 * `lines` has a list for each line, of pieces {column, width, text, style}; a wide character is a piece of its own.
 */
export class Screen {
  lines = []
  #cells = []
  #column = 0
  #style = new Set()

  constructor(text) {
    for (const [part, , parameters, final] of text.matchAll(PART)) {
      if (final) this.#control(parameters, final)
      else this.#write(part)
    }
    if (this.#cells.length > 0) this.#endLine()
    while (this.lines.at(-1)?.length === 0) this.lines.pop()
  }

  #control(parameters, final) {
    if (final === 'G') this.#column = Number(parameters || 1) - 1
    else if (final === 'K') this.#cells.length = this.#column
    else if (final === 'm') this.#setStyle(parameters)
    // Showing the cursor, and drawing at once.
    else if (!parameters.startsWith('?')) throw new Error(`the picture knows no control sequence ${parameters}${final}`)
  }

  #setStyle(code) {
    const { begins, ends = [] } = STYLES[code] ?? {}
    if (!begins && ends.length === 0) throw new Error(`the picture knows no style ${code}`)
    for (const name of ends) this.#style.delete(name)
    if (begins) this.#style.add(begins)
  }

  #write(character) {
    if (character === '\r') this.#column = 0
    else if (character === '\n') this.#endLine()
    else {
      const cells = width(character)
      if (this.#column + cells > COLUMNS) this.#endLine()
      this.#cells[this.#column] = { text: character, width: cells, style: [...this.#style].sort().join(' ') }
      for (let i = 1; i < cells; i++) this.#cells[this.#column + i] = undefined
      this.#column += cells
    }
  }

  #endLine() {
    this.lines.push(pieces(this.#cells))
    this.#cells = []
    this.#column = 0
  }
}

/** Colours of src/output/colour.ts, of which the picture has its own shades for a light and a dark page. */
const COLOURS = { red: 160, green: 28, yellow: 130, cyan: 30, magenta: 164 }
const STYLES = {
  1: { begins: 'bold' },
  2: { begins: 'dim' },
  22: { ends: ['bold', 'dim'] },
  // The spinner of yocto-spinner.
  36: { begins: 'cyan' },
  39: { ends: Object.keys(COLOURS) },
  ...Object.fromEntries(Object.entries(COLOURS).map(([name, code]) => [`38;5;${code}`, { begins: name }]))
}

/** Neighbouring cells of one style as one piece. */
function pieces(cells) {
  const found = []
  for (let column = 0; column < cells.length; column++) {
    const cell = cells[column]
    if (!cell) continue
    const last = found.at(-1)
    const follows = last && last.column + last.width === column && last.style === cell.style
    if (follows && last.isWide === cell.width > 1) {
      last.text += cell.text
      last.width += cell.width
    } else found.push({ column, ...cell, isWide: cell.width > 1 })
  }
  return found.filter(({ text }) => text.trim() !== '')
}
