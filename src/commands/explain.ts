import { type EcpayError, finding, refuse } from '../findings/findings.js'
import { LANGUAGES, type Language } from '../language.js'
import {
  type Explanation,
  type ExplanationStyle,
  explanationText,
  type Findable,
  findable,
  listText,
  matchesText
} from '../output/catalogue-text.js'
import { explanations } from '../output/explanations.js'
import { isOf, toldApart } from '../output/told-apart.js'
import { type LookedUp, lookUp } from '../protocol/catalogue/look-up.js'
import { asUtf8, isGb18030 } from '../protocol/json/encodings.js'
import { allEntries } from '../systems.js'
import { type Context, command } from './shared/command.js'
import { CommandError, EXIT } from './shared/exit.js'
import { readInput } from './shared/input.js'
import { argument, optionalText } from './shared/option.js'
import { SYSTEM } from './shared/options.js'
import type { Result } from './shared/result.js'

/** In bytes: the limit for pasted or piped text, such as an answer or some lines of a log. */
const LONGEST = 64 * 1024
/** The most unknown numbers to report. */
const MOST_UNKNOWN = 10
/** In characters: the limit for repeating an unknown text. */
const SHOWN = 60

/** Makes the command. The completions of its argument come from the catalogues. */
export async function explainCommand() {
  const codes = (await allEntries()).map(({ code }) => code)
  return command({
    description: {
      en: 'Looks up offline what you see: a number, a state, the type of a callback, the text of a message, a whole answer or line of a log, a field, a call, or a code of this tool. Says what it means, its cause, what to do, whether to send the same number again, which calls give it, and how sure that is. Several words need no quotes; without any, what comes by a pipe is read. A code that stands in several places is explained for each; namespace:code names one.',
      zh: '离线查询看到的内容：错误码、状态、回调类型、报错文字、整段响应或日志、字段、接口，或本工具的代码。说明含义、原因、处理办法、能否用相同单号重试、哪些接口会返回，以及资料的可信程度。多个词不必加引号；不写参数时读取管道输入。同一个代码出现在多处时全部列出；用 namespace:code 可指定其中一个。'
    },
    arguments: {
      text: argument('[text...]', {
        choices: [...new Set(codes)],
        help: {
          en: '2008, err_no:2008, pay:4, TIMEOUT, payment, zeros-dropped, invalid sign, {"err_no":2008,…}',
          zh: '例如 2008、err_no:2008、pay:4、TIMEOUT、payment、zeros-dropped、签名校验异常、{"err_no":2008,…}'
        }
      })
    },
    options: {
      list: optionalText('--list [namespace]', {
        help: {
          en: 'list every code, or those of one namespace, such as err_no, callback, push, diagnose or ecpay',
          zh: '列出全部代码，或只列一类，例如 err_no、callback、push、diagnose、ecpay'
        }
      }),
      system: SYSTEM
    },
    examples: [
      'ecpay explain 2008',
      'ecpay explain TIMEOUT',
      'ecpay explain err_no 2008',
      'ecpay explain pay:4',
      'ecpay explain payment',
      'ecpay explain 签名校验异常',
      'ecpay explain zeros-dropped',
      'ecpay explain \'{"err_code":40022,"err_msg":"…"}\'',
      'ecpay explain payment --system ecpay',
      'ecpay explain --list err_no',
      "ecpay explain 1000 --json | jq -r '.entries[].retry'"
    ],
    output: {
      en: 'text: codes that are named in full, what has the words of a message as a list; nothing, and exit 1 with the nearest ones on stderr, where nothing is known. --json, with --list too: {"entries":[{"namespace","code","system","meaning","cause","note","remedy","remedies":[{"calls":[],"remedy"}],"retry","final","calls":[],"fields":[{"key","unit","meaning"}],"reply","says":[],"snippets":{"php",…},"source","page"}]}; what is not known is null, and so is the system of what is of none, retry is "at once", "later" or "no", the likeliest entry is the first',
      zh: '文本：写明代码的给出完整解释，按文字查到多条时列出；查不到时没有输出，退出码为 1，相近的代码写在 stderr。--json（--list 也一样）：{"entries":[{"namespace","code","system","meaning","cause","note","remedy","remedies":[{"calls":[],"remedy"}],"retry","final","calls":[],"fields":[{"key","unit","meaning"}],"reply","says":[],"snippets":{"php",…},"source","page"}]}；未知的项为 null，不属于任何支付系统时 system 为 null，retry 是 "at once"、"later" 或 "no"，最可能的在最前'
    },
    exits: [0, 1, 2],
    async run(context, { text, list: namespace, system }) {
      if (namespace === undefined) return explainText(context, text, system)
      const namespaces = namespace === true ? text : [namespace, ...text]
      if (namespaces.length > 1) throw refuse('too-many-arguments', { found: namespaces.length, expected: 1 })
      return list(namespaces[0], (await explanations(context.language)).filter(isOf(system)))
    }
  })
}

async function explainText(context: Context, words: readonly string[], system: string | undefined): Promise<Result> {
  const asked = await askedFor(context, words)
  const answer = lookUp(asked, toldApart(await searchable(context.language), asked.join(' '), system))
  if (answer.by === 'code' && (answer.unknown.length > 0 || answer.found.length === 0))
    throw await unknown(context, answer.unknown)
  const found = answer.found.map(({ explanation }) => explanation)
  return resultOf(found, (style) =>
    answer.by === 'text'
      ? matchesText(found, answer.best?.explanation, style)
      : found.map((one) => explanationText(one, style)).join('\n\n')
  )
}

const made = new Map<Language, Promise<Findable[]>>()

/** All that a text is searched in, made once in a process. */
function searchable(language: Language): Promise<Findable[]> {
  const [other = language] = LANGUAGES.filter((one) => one !== language)
  const all =
    made.get(language) ??
    Promise.all([explanations(language), explanations(other)]).then(([own, others]) => findable(own, others))
  made.set(language, all)
  return all
}

/** The words of the command line; without words or with `-`, the text of a pipe. */
async function askedFor(context: Context, words: readonly string[]): Promise<readonly string[]> {
  const fromPipe = words.length === 0 ? context.world.stdin.isTTY !== true : words.length === 1 && words[0] === '-'
  const asked = fromPipe ? [piped(await readInput(context, '-', LONGEST))] : words
  if (asked.every((word) => word.trim() === '')) throw refuse('missing-argument', { name: 'text' })
  return asked
}

/** Decodes piped text, whatever its encoding. It is only searched for, so a wrong guess does no harm. */
function piped(bytes: Uint8Array): string {
  return Buffer.from(asUtf8(bytes, isGb18030(bytes) ? 'gb18030' : undefined).bytes).toString()
}

type Unknown = Extract<LookedUp<Findable>, { by: 'code' }>['unknown']

async function unknown({ out }: Context, codes: Unknown): Promise<EcpayError> {
  // Mask before it is cut, because masking does not find half of a secret.
  const mask = await out.masking()
  return new CommandError(
    EXIT.no,
    codes.slice(0, MOST_UNKNOWN).map(({ asked, near }) => finding('unknown-code', { found: cut(mask(asked)), near }))
  )
}

function cut(text: string): string {
  const characters = [...text.trim().replace(/\s+/g, ' ')]
  return `${characters.slice(0, SHOWN).join('')}${characters.length > SHOWN ? '…' : ''}`
}

/** The list of all codes, or of those of one namespace. */
function list(namespace: string | undefined, all: Explanation[]): Result {
  const listed = all.filter((one) => namespace === undefined || one.namespace === namespace.toLowerCase())
  if (listed.length === 0) {
    const expected = [...new Set(all.map((one) => one.namespace))].join(', ')
    throw refuse('invalid-option-value', { option: '--list', found: namespace ?? '', expected })
  }
  return resultOf(listed, (style) => listText(listed, style))
}

function resultOf(entries: readonly Explanation[], text: (style: ExplanationStyle) => string): Result {
  return {
    document: () => ({ entries }),
    text: ({ words, paint, columns, language }) => {
      const style = { words, paint: paint.stdout, columns, language }
      return [{ result: `${text(style)}\n` }]
    }
  }
}
