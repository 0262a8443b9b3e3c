import { demandTrust } from '../config/untrusted.js'
import type { Finding } from '../findings/findings.js'
import { callbackPosts } from '../protocol/callback/callback-post.js'
import type { CallbackTools, Stamp } from '../protocol/callback/callback-tools.js'
import { damagedMembers } from '../protocol/damaged-text.js'
import { strictDecode } from '../protocol/json/bytes.js'
import type { Encoding } from '../protocol/json/encodings.js'
import { objectIn } from '../protocol/json/json.js'
import { systemNamed } from '../systems.js'
import { callbackTarget } from './callback/callback-target.js'
import { INSECURE, TIME_SCALE, TIMEOUT } from './callback/deliver.js'
import {
  ALL_TYPES,
  callbackType,
  FACT_OPTIONS,
  type Facts,
  messageFrom,
  SAMPLE_APP_ID,
  shapedMessage,
  TYPES_HELP
} from './callback/facts.js'
import { PLATFORM_PRIVATE_KEY_FILE, requiredBy, signingKeys } from './callback/signing-key.js'
import { type Context, command } from './shared/command.js'
import { configFor } from './shared/config-for.js'
import { readUtf8 } from './shared/input.js'
import { argument, flag, list, number, text } from './shared/option.js'
import { ENCODING, SYSTEM, TOKEN_FILE } from './shared/options.js'
import { sendAll, unsent } from './trigger/send-callbacks.js'

export const trigger = command({
  description: {
    en: 'Builds the documented msg of a callback, signs it and posts it to --to or notify_url; without either it prints what would be posted. 担保支付 signs with your token, 通用交易系统 (--system trade) with the platform key of the local gateway. Offline, for every type, as often as you like.',
    zh: '按文档生成回调的 msg，签名后发送到 --to 或 notify_url；两者都没有时输出要发送的内容。担保支付用令牌(Token)签名，通用交易系统（--system trade）用本地网关的平台私钥签名。离线可用，支持所有类型，次数不限。'
  },
  arguments: {
    type: argument('<type>', {
      choices: ALL_TYPES,
      help: TYPES_HELP
    })
  },
  options: {
    to: text('--to <url>', {
      help: {
        en: 'where to post it; default: notify_url of the configuration',
        zh: '发送到哪里；默认取配置中的 notify_url'
      }
    }),
    ...FACT_OPTIONS,
    msg: text('--msg <text>', {
      help: {
        en: 'the msg itself, @file or - (stdin), taken byte for byte',
        zh: '直接给出 msg：文本、@file 或 -（stdin），逐字节采用'
      }
    }),
    encoding: ENCODING,
    set: list('--set <path=value>', {
      help: {
        en: 'change msg: a.b=text sets a string, a.b:=json raw JSON; repeatable',
        zh: '修改 msg：a.b=text 设为字符串，a.b:=json 设为原始 JSON；可多次使用'
      }
    }),
    unset: list('--unset <path>', {
      help: {
        en: 'take a field out of msg; repeatable',
        zh: '删除 msg 中的一个字段；可多次使用'
      }
    }),
    timestamp: text('--timestamp <text>', {
      help: {
        en: 'timestamp of the envelope; default: now',
        zh: '外层的 timestamp；默认为当前时间'
      }
    }),
    nonce: text('--nonce <text>', {
      help: {
        en: 'nonce of the envelope; default: a random one',
        zh: '外层的 nonce；默认随机'
      }
    }),
    callbackVersion: text('--callback-version <text>', {
      needs: '--system',
      help: {
        en: 'trade: version of the envelope, e.g. 2.0; default: the newest of the type',
        zh: '通用交易系统：外层的 version，如 2.0；默认为该类型的最新版本'
      }
    }),
    retry: flag('--retry', {
      help: {
        en: 'post again until it is accepted, by the schedule of the platform',
        zh: '按平台的重试计划反复发送，直到被接受'
      }
    }),
    timeScale: TIME_SCALE,
    timeout: TIMEOUT,
    badSignature: flag('--bad-signature', {
      // Forged callbacks have no schedule, and a correct handler refuses them every time.
      conflicts: ['--retry'],
      help: {
        en: 'with a signature that is wrong: the handler must refuse it',
        zh: '使用错误的签名：后端必须拒绝'
      }
    }),
    stale: number('--stale <seconds>', {
      min: 0,
      integer: true,
      help: {
        en: 'with a timestamp so many seconds ago',
        zh: '把 timestamp 设为这么多秒之前'
      }
    }),
    duplicate: number('--duplicate <n>', {
      min: 1,
      integer: true,
      help: {
        en: 'the same callback so many times',
        zh: '同一个回调发送这么多次'
      }
    }),
    outOfOrder: flag('--out-of-order', {
      help: {
        en: 'an older callback of the same event after the newer one',
        zh: '先发较新的回调，再发同一事件较早的回调'
      }
    }),
    mixedContentType: flag('--mixed-content-type', {
      help: {
        en: 'once under each Content-Type that proxies give JSON',
        zh: '用代理可能给 JSON 加上的每种 Content-Type 各发一次'
      }
    }),
    insecure: INSECURE,
    tokenFile: TOKEN_FILE,
    platformPrivateKeyFile: PLATFORM_PRIVATE_KEY_FILE,
    system: SYSTEM
  },
  examples: [
    'ecpay trigger payment --to http://127.0.0.1:9000/notify',
    'ecpay trigger payment --env local | ecpay verify-callback --env local',
    'ecpay trigger refund --number refund_1 --amount 100 --set status=FAIL --set message=余额不足',
    'ecpay trigger payment --msg @msg.json --timestamp 1602507471 --nonce 797',
    'ecpay trigger payment --to http://127.0.0.1:9000/notify --bad-signature',
    'ecpay trigger --system trade pre_create_refund --to http://127.0.0.1:9000/notify',
    'ecpay trigger --system trade payment --set status=CANCEL --set message=TIME_OUT --callback-version 2.0'
  ],
  output: {
    en: 'the handler\'s answer as it came. Where there is nobody to post it to: the body, or the whole request if its headers sign it. --json: {"to","wanted","passed","delivered","sent":[{"callback","content_type","headers","deliveries":[{"attempt","of","delivered","status","answer","problem","waitSeconds"}]}]}. Exit 0: the platform would call all of it delivered, or with --bad-signature: the handler refused it; 1: the handler answered otherwise; 3: it did not answer',
    zh: '后端的响应原文；没有发送目标时为请求体，签名在请求头中的则为完整请求。--json：{"to","wanted","passed","delivered","sent":[{"callback","content_type","headers","deliveries":[{"attempt","of","delivered","status","answer","problem","waitSeconds"}]}]}。退出码 0：按平台的标准全部送达，使用 --bad-signature 时为后端已拒绝；1：后端的响应不符合要求；3：没有响应'
  },
  exits: [0, 1, 2, 3, 130],
  async run(context, values) {
    const { to, insecure, tokenFile, badSignature } = values
    const system = systemNamed(values.system)
    const type = await callbackType(system, values.type)
    const tools = await system.callbackTools()
    const needs = ['env', 'app_id', 'notify_url'] as const
    const config = await configFor(context, { tokenFile }, { needs, required: requiredBy(tools) })
    const { app_id, notify_url } = config.settings
    const url = to ?? notify_url?.value
    if (to === undefined) demandTrust(config, 'notify_url')
    const target = url === undefined ? undefined : callbackTarget(context, url, to ? '--to' : 'notify_url', insecure)
    const msg = shapedMessage(await messageText(context, tools, type, values, app_id?.value ?? SAMPLE_APP_ID), values)
    context.out.warn(damagedIn(msg))
    const { key } = await signingKeys(context, tools, config, values.platformPrivateKeyFile)
    const sign = badSignature ? tools.forge : tools.sign
    const { callbackVersion: version } = values
    const sent = callbackPosts({ ...stamp(context, tools, values), msg, type, version }, (one) => sign(one, key), {
      copies: values.duplicate,
      outOfOrder: values.outOfOrder,
      mixedContentType: values.mixedContentType
    })
    const schedule = values.retry ? tools.retries(type, version) : []
    return target ? sendAll(context, target, sent, { ...values, schedule }) : unsent(sent)
  }
})

/** The findings about damaged texts in the msg. A msg that is not JSON is sent as it is. */
function damagedIn(msg: string): Finding[] {
  const object = objectIn(msg)
  return object ? damagedMembers(object) : []
}

/** The given msg byte for byte, or a msg as the platform would write it. */
async function messageText(
  context: Context,
  tools: CallbackTools,
  type: string,
  { msg, encoding, ...facts }: Facts & { msg: string | undefined; encoding: Encoding | undefined },
  app_id: string
): Promise<string> {
  if (msg === undefined) return messageFrom(context, tools, type, facts, app_id)
  if (msg !== '-' && !msg.startsWith('@')) return msg
  const { bytes, warnings } = await readUtf8(context, msg === '-' ? msg : msg.slice(1), encoding)
  context.out.warn(warnings)
  return strictDecode(bytes)
}

/** @param given `stale` in seconds */
function stamp(
  { world }: Context,
  tools: CallbackTools,
  given: { stale: number | undefined; timestamp: string | undefined; nonce: string | undefined }
): Stamp {
  const { stale = 0 } = given
  const { timestamp, nonce } = tools.stamp(world.now() - stale * 1000, world.random)
  return { timestamp: given.timestamp ?? timestamp, nonce: given.nonce ?? nonce }
}
