import {
  maskedStringToSign,
  type SignOptions,
  type SignTrace,
  sameSignature
} from '../../ecpay/sign/request-signature.js'
import { LineSigner, type SignedLine, traceLines } from '../../ecpay/sign/sign-lines.js'
import { type Finding, finding } from '../../findings/findings.js'
import { SALT_MARK } from '../../output/secrets.js'
import { memberText, objectIn, readObject } from '../../protocol/json/json.js'
import type { Block } from '../../protocol/json/lines.js'
import type { Task } from '../bulk/task.js'

/** How the lines of a stream are signed, and in which form each is written. */
export interface SignSetup {
  salt: string
  options: SignOptions
  form: 'text' | 'json' | 'csv'
  /** Whether each is compared with the signature that it has. */
  check: boolean
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
  begin({ salt, options, form, check }) {
    if (form !== 'text' || check) {
      const write = { text: textOf, json: textOf, csv: rowOf }[form]
      return (block: Block) =>
        traceLines(block, salt, options).map((line) => written(line, check, form === 'json', write))
    }
    const signer = new LineSigner(salt, options)
    return (block: Block) => signer.sign(block).map((one) => (typeof one === 'string' ? `${one}\n` : said(one, textOf)))
  }
}

type Write = (line: SignedLine, differs: Finding | undefined) => string

function written(line: SignedLine, check: boolean, isJson: boolean, write: Write): string | SaidLine {
  const compared = check && line.trace ? compare(line.body, line.trace) : undefined
  const document = isJson ? documentOf(line, compared) : undefined
  if (line.trace && line.findings.length === 0 && !compared?.differs) {
    const text = document ? `${JSON.stringify(document)}\n` : write(line, undefined)
    // A row of CSV may have several lines. It is masked as a whole, because a secret may be in two of them.
    if (text.indexOf('\n') === text.length - 1) return text
  }
  return { ...said(line, write, compared?.differs), ...(document && { document }) }
}

function said(line: SignedLine, write: Write, differs?: Finding): SaidLine {
  const { trace, findings } = line
  return { text: write(line, differs), isBad: trace === undefined, findings, ...(differs && { differs }) }
}

interface Compared {
  theirs: string | undefined
  /** Absent if it is right. */
  differs?: Finding
}

function compare(body: string, trace: SignTrace): Compared {
  const theirs = memberText(readObject(body), 'sign')?.trim()
  if (theirs === undefined) return { theirs, differs: finding('missing-sign', {}) }
  if (sameSignature(theirs, trace.sign)) return { theirs }
  return { theirs, differs: finding('signature-differs', { found: theirs, expected: trace.sign }) }
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
function documentOf({ trace }: SignedLine, compared: Compared | undefined): object {
  if (!trace) return { sign: null }
  return {
    sign: trace.sign,
    string_to_sign: maskedStringToSign(trace, SALT_MARK),
    signed: trace.signed,
    skipped: trace.skipped,
    warnings: [],
    ...(compared && {
      valid: !compared.differs,
      verdict: compared.differs ? 'wrong' : 'right',
      theirs: compared.theirs ?? null
    })
  }
}
