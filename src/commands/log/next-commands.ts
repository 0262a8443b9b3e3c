import { quoteWord } from '../../findings/shell-word.js'
import { memberAt, memberText, objectIn } from '../../protocol/json/json.js'
import { type Field, isArgument } from '../../protocol/system/endpoint.js'
import { commandName, type SystemCall } from '../../systems.js'
import { isFailed, type JournalEntry, pathOf } from '../../workbench/journal/entry.js'
import { numbersInText } from '../../workbench/journal/numbers.js'
import { clientCall, type KnownCalls } from './known-calls.js'

/** The command lines that lead on from an entry, the likeliest first. */
export function nextCommands(entry: JournalEntry, calls: KnownCalls): string[] {
  return entry.what === 'call' ? afterCall(entry, calls) : afterCallback(entry)
}

/** The codes of a wrong signature, of 担保支付 and of 通用交易系统. */
const WRONG_SIGNATURE: readonly string[] = ['2008', '11004']

function afterCall(entry: JournalEntry, calls: KnownCalls): string[] {
  const { err_no, problem, id, env, direction, body, url } = entry
  const call = calls.get(pathOf(entry))
  const client = clientCall(pathOf(entry))
  const at = env === undefined ? '' : ` --env ${quoteWord(env)}`
  const command = call && commandName(call.system, call.endpoint)
  if (problem !== null) return ['ecpay doctor']
  if (isFailed(entry)) {
    const word = client !== undefined ? 'trade ' : call?.system.word === undefined ? '' : `${call.system.word} `
    const where = direction === 'in' ? ' --env local' : at
    const diagnosed = err_no !== null && WRONG_SIGNATURE.includes(err_no)
    return [
      ...(diagnosed ? [`ecpay log show ${id} --request | ecpay ${word}diagnose${where}`] : []),
      ...(err_no !== null && err_no !== '0' ? [`ecpay explain ${err_no}`] : [])
    ]
  }
  const [number] = numbersInText(`${url}\n${body}`)
  if (number === undefined) return []
  if (client === 'tt.requestOrder') return [`ecpay simulate pay ${quoteWord(number)}`]
  if (!call) return []
  const { endpoint, system } = call
  const asking = [...calls.values()].find(
    (one) => one.system === system && [endpoint.resultBy, endpoint.askedBy].includes(one.endpoint.name)
  )
  const isLocal = direction === 'in' || env === 'local'
  return [
    ...(isLocal && command === 'create-order' ? [`ecpay simulate pay ${quoteWord(number)}`] : []),
    ...(asking ? askingLines(asking, entry).map((line) => `${line}${at}`) : [])
  ]
}

/** The command that asks what came of a call, with the members that it needs; nothing if they are not known. */
function askingLines({ system, endpoint }: SystemCall, entry: JournalEntry): string[] {
  const words = (field: Field | undefined) => {
    const value = field && valueIn(entry, field.key)
    if (!field?.flag || !value) return []
    return isArgument(field.flag) ? [quoteWord(value)] : [field.flag.syntax.replace(/ .*/, ''), quoteWord(value)]
  }
  const { fields } = endpoint
  const placed = fields.find(({ flag }) => flag && isArgument(flag))
  const named = words(placed)
  const number = named.length > 0 ? named : words(fields.find(({ key }) => key === placed?.unless))
  if (number.length === 0) return []
  const others = fields.filter((field) => field !== placed && field.required).flatMap(words)
  return [['ecpay', commandName(system, endpoint), ...number, ...others].join(' ')]
}

/** A member of the request, or of the answer to it. */
function valueIn({ url, body, answer }: JournalEntry, key: string): string | undefined {
  const answered = objectIn(answer?.body ?? '')
  const data = memberAt(answered, 'data')
  return (
    memberText(objectIn(body), key) ??
    new URLSearchParams(/\?([^#]*)/.exec(url)?.[1] ?? '').get(key) ??
    memberText(answered, key) ??
    (data?.kind === 'object' ? memberText(data, key) : undefined)
  )
}

function afterCallback({ callback, direction, problem, id, body }: JournalEntry): string[] {
  const isTrade = /"version"\s{0,8}:/.test(body) && !/"msg_signature"/.test(body)
  const verified = `ecpay log show ${id} --request | ecpay ${isTrade ? 'trade ' : ''}verify-callback`
  if (direction === 'out') return problem === null ? [] : [`ecpay explain ${problem}`]
  const kept = callback?.delivery
  return [
    ...(callback?.valid === false && kept ? [`ecpay deliveries show ${kept}`] : []),
    ...(kept ? [`ecpay replay ${kept}`] : []),
    ...(callback?.valid === false && !kept ? [verified] : [])
  ]
}
