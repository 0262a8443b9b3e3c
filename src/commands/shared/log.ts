import { setImmediate as nextTurn } from 'node:timers/promises'
import { EcpayError } from '../../findings/findings.js'
import type { Output } from '../../output/output.js'

/** The lines of a command that runs until it is stopped. */
export interface Log {
  /** Resolves when the line is written. If writing fails, that is reported once, and the command continues. */
  print(line: string): Promise<void>
  /**
   * Resolves when all is written.
   *
   * @throws EcpayError the reason why a line could not be written
   */
  end(): Promise<void>
}

/** Writes the result line by line. The lines of one turn of the event loop are written together. */
export function openLog(out: Output): Log {
  let lines: string[] = []
  let written = Promise.resolve()
  let failure: unknown
  const write = async () => {
    await nextTurn()
    const text = lines.join('')
    lines = []
    try {
      await out.result(text)
    } catch (error) {
      if (failure === undefined && error instanceof EcpayError) out.warnAtOnce(error.findings)
      failure ??= error
    }
  }
  return {
    print(line) {
      lines.push(`${line}\n`)
      if (lines.length === 1) written = write()
      return written
    },
    async end() {
      await written
      if (failure !== undefined) throw failure
    }
  }
}
