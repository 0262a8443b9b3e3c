import { quoteWord } from '../../gateway/request-command.js'
import { commandName } from '../../systems.js'
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
    ...(asking ? [`ecpay ${commandName(asking.system, asking.endpoint)} ${quoteWord(number)}${at}`] : [])
  ]
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
