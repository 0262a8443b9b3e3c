import { maskedStringToSign, type SignOptions } from '../../ecpay/sign/request-signature.js'
import { LineSigner, type SignedLine, traceLines } from '../../ecpay/sign/sign-lines.js'
import type { Finding } from '../../findings/findings.js'
import { SALT_MARK } from '../../output/secrets.js'
import { memberText, objectIn } from '../../protocol/json/json.js'
import type { Block } from '../../protocol/json/lines.js'
import type { Task } from '../bulk/task.js'

/** How the lines of a stream are signed, and in which form each is written. */
export interface SignSetup {
  salt: string
  options: SignOptions
  form: 'text' | 'json' | 'csv'
}

/** A line of which something is to be said. */
export interface SaidLine {
  /** Its part of the result, where findings have no place in it. */
  text: string
  /** The same as a document, with a place for its findings. */
  document?: object
  /** Whether it was refused. */
  isBad: boolean
  /** Why it was refused; otherwise its warnings. */
  findings: readonly Finding[]
  /** Why its own signature is not right. */
  differs?: Finding
}

/** Signs the lines of a stream. */
export const signing: Task<SignSetup, SaidLine> = {
  name: 'sign',
  begin({ salt, options, form }) {
    if (form !== 'text') return (block: Block) => traceLines(block, salt, options).map((line) => written(line, form))
    const signer = new LineSigner(salt, options)
    return (block: Block) => signer.sign(block).map((one) => (typeof one === 'string' ? `${one}\n` : said(one, form)))
  }
}

/** What came of comparing a line with the signature that it has. */
export interface Compared {
  /** Its members of the document. */
  document: object
  /** Why its own signature is not right; absent if it is, and if the line was refused. */
  differs?: Finding
}

/** @param compared absent if the line was not compared */
export function written(line: SignedLine, form: SignSetup['form'], compared?: Compared): string | SaidLine {
  const document = form === 'json' ? { ...documentOf(line), ...compared?.document } : undefined
  if (line.trace && line.findings.length === 0 && !compared?.differs) {
    const text = document ? `${JSON.stringify(document)}\n` : WRITE[form](line, undefined)
    // A row of CSV may have several lines. It is masked as a whole, because a secret may be in two of them.
    if (text.indexOf('\n') === text.length - 1) return text
  }
  return { ...said(line, form, compared?.differs), ...(document && { document }) }
}

function said(line: SignedLine, form: SignSetup['form'], differs?: Finding): SaidLine {
  const { trace, findings } = line
  return { text: WRITE[form](line, differs), isBad: trace === undefined, findings, ...(differs && { differs }) }
}

function textOf({ trace }: SignedLine): string {
  return `${trace?.sign ?? ''}\n`
}

/** The columns of `--csv`. */
export const HEADING = 'out_order_no,sign,codes\n'

function rowOf({ trace, body, findings }: SignedLine, differs: Finding | undefined): string {
  const number = memberText(objectIn(body), 'out_order_no')
  const codes = [...findings, ...(differs ? [differs] : [])].map(({ code }) => code)
  return `${[number ?? '', trace?.sign ?? '', [...new Set(codes)].join(' ')].map(cell).join(',')}\n`
}

/** Source: RFC 4180. */
function cell(text: string): string {
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}

/** The same members as of a single body; those of findings are filled where they are said. */
function documentOf({ trace }: SignedLine): object {
  if (!trace) return { sign: null }
  return {
    sign: trace.sign,
    string_to_sign: maskedStringToSign(trace, SALT_MARK),
    signed: trace.signed,
    skipped: trace.skipped,
    warnings: []
  }
}

const WRITE = { text: textOf, json: textOf, csv: rowOf }
