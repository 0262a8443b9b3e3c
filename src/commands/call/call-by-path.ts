import { type Finding, finding, refuse, refuseAll } from '../../findings/findings.js'
import { parseAssignments } from '../../protocol/json/assignment.js'
import { type Endpoint, type Field, isSlashless } from '../../protocol/system/endpoint.js'
import { flag, list } from '../shared/option.js'

/** The option for files of a call by its path. */
export const FILE = list('--file <assignment>', {
  help: {
    en: 'key=path: upload this file, in a form with the fields; repeatable',
    zh: 'key=path：以表单上传这个文件，其他字段一同提交；可多次使用'
  }
})

export const GET = flag('--get', {
  help: {
    en: 'send a GET: the signed fields are its query parameters',
    zh: '用 GET 发送：已签名的字段作为查询参数'
  }
})

/**
 * Checks a path that was typed.
 *
 * @param doubts what is odd about it; fatal if it does not begin with a slash
 * @throws EcpayError `invalid-option-value`, or the doubts
 */
export function checkPath(path: string, doubts: readonly Finding[]): void {
  if (!path.startsWith('/') && doubts.length > 0) throw refuseAll(doubts)
  if (/^\/[!-~]*$/.test(path) && !/[?#]/.test(path)) return
  throw refuse('invalid-option-value', { option: 'path', found: path, expected: '/api/apps/…' })
}

/** The finding for a path that pages of the platform print in two ways. */
export function slashMissing(known: Endpoint, found: string): Finding[] {
  return isSlashless(known, found) ? [finding('path-without-slash', { found, near: known.path })] : []
}

/** What is typed of a call by its path. */
export interface TypedPath {
  path: string
  get?: boolean
  save?: string | undefined
  file: readonly string[]
}

/**
 * A call, given only its path. A call that this tool does not know may move money.
 *
 * @param known the call of this path, if there is one, with the fields of it that are put in
 */
export function callByPath({ path, get, save, file }: TypedPath, known: Partial<Endpoint>): Endpoint {
  const method = get ? 'GET' : (known.method ?? 'POST')
  const isFile = known.answers === 'file' || save !== undefined
  const uploads = parseAssignments(file, '--file').map(({ key }) => key)
  return {
    name: path,
    command: 'call',
    theme: known.theme ?? 'orders',
    method,
    path,
    ...((known.encoding || uploads.length > 0) && { encoding: 'multipart' }),
    ...(known.signed && { signed: known.signed }),
    ...(known.verdict && { verdict: known.verdict }),
    ...(isFile && { answers: 'file' }),
    summary: { en: '', zh: '' },
    examples: [],
    fields: [...(known.fields ?? []), ...uploads.map(fileField)],
    answer: known.answer ?? [],
    errNos: [],
    ...(known.sandbox !== undefined && { sandbox: known.sandbox }),
    movesMoney: known.movesMoney ?? method === 'POST',
    source: ''
  }
}

function fileField(key: string): Field {
  return { key, type: 'file', required: true, meaning: { en: '', zh: '' }, source: '' }
}
