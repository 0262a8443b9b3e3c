import { dirname } from 'node:path'
import { planGitignore, writeConfig } from '../config/write.js'
import { refuse } from '../findings/findings.js'
import { quoteWord } from '../findings/shell-word.js'
import { visibleLine } from '../output/terminal-text.js'
import { hiddenBy, placeOf, targetOf } from './init/existing-file.js'
import { ignore, ignoredNames } from './init/gitignore.js'
import type { Chosen } from './init/given.js'
import { describedKeys, keyMembers } from './init/keys.js'
import { settingsFor } from './init/settle.js'
import { command } from './shared/command.js'
import { choice, flag, text } from './shared/option.js'
import {
  APP_SECRET_FILE,
  KEY_VERSION,
  PLATFORM_PUBLIC_KEY_FILE,
  PRIVATE_KEY_FILE,
  SALT_FILE,
  TOKEN_FILE
} from './shared/options.js'
import { pathLine } from './shared/path-line.js'

export const init = command({
  description: {
    en: 'Writes a configuration file that only you can read. On a terminal it asks for what the options do not give, and looks at each answer. With --profile it adds a profile to the file in use, also that of a folder above or of the user, and leaves the rest as it is. Secrets come from files, stdin (-), variables or hidden questions, never from an argument; the file refers to files and variables.',
    zh: '生成只有你能读取的配置文件。在终端里会询问选项没有给出的内容，并逐项检查。加 --profile 会在正在使用的配置文件（包括上级目录或用户目录里的）中增加一个配置档，其余内容不变。密钥只来自文件、stdin（-）、环境变量或不回显的提问，不能写在参数里；配置文件只引用密钥文件和环境变量。'
  },
  options: {
    system: choice('--system <name>', ['ecpay', 'trade', 'both'], {
      help: {
        en: 'the payment system that the keys are of: 担保支付 (ecpay), 通用交易系统 (trade), or both; else the other options tell it',
        zh: '密钥所属的支付系统：担保支付（ecpay）、通用交易系统（trade）或两者（both）；不写则由其他选项判断'
      }
    }),
    appId: text('--app-id <id>', {
      help: {
        en: 'app_id of the mini program',
        zh: '小程序 app_id'
      }
    }),
    saltFile: SALT_FILE,
    tokenFile: TOKEN_FILE,
    privateKeyFile: PRIVATE_KEY_FILE,
    platformPublicKeyFile: PLATFORM_PUBLIC_KEY_FILE,
    keyVersion: KEY_VERSION,
    appSecretFile: APP_SECRET_FILE,
    notifyUrl: text('--notify-url <url>', {
      help: {
        en: 'where callbacks go (https, port 443)',
        zh: '回调地址（https，443 端口）'
      }
    }),
    gitignore: flag('--gitignore', {
      help: {
        en: 'add the file, and that of the private key, to .gitignore without asking',
        zh: '不询问，直接把配置文件和私钥文件加入 .gitignore'
      }
    }),
    force: flag('--force', {
      byHand: true,
      help: {
        en: 'replace an existing file, or with --profile an existing profile',
        zh: '覆盖已有文件；与 --profile 一起使用时覆盖已有配置档'
      }
    })
  },
  examples: [
    'ecpay init',
    'ecpay init --app-id tt0123456789abcdef --salt-file salt.txt --token-file token.txt --env sandbox',
    'ecpay init --profile shop --app-id tt0123456789abcdef --private-key-file private_key.pem --key-version 1 --env production',
    'pass show salt | ecpay init --app-id tt0123456789abcdef --salt-file -'
  ],
  output: {
    en: 'the path of the file written. --json: {"path","profile","gitignore","private_key":{"kind","form","bits","fingerprint"},"platform_public_key":{…}}; profile and keys only where there are any',
    zh: '写入的文件路径。--json：{"path","profile","gitignore","private_key":{"kind","form","bits","fingerprint"},"platform_public_key":{…}}；没有配置档或密钥时不含相应的项'
  },
  withoutResult: true,
  exits: [0, 2, 130],
  async run(context, { force, gitignore, ...given }) {
    const { out, words, flags, world } = context
    const { profile } = flags
    // What a variable leaves that is not set: nobody could choose such a profile.
    if (profile === '')
      throw refuse('invalid-option-value', { option: '--profile', found: '', expected: 'non-empty string' })
    const place = placeOf(context)
    const { path } = place
    const target = await targetOf(context, place, force)
    // Before any question, so that whoever did not mean it can stop here.
    out.warn(hiddenBy(place, context))
    const { values, keys, chosen, warnings } = await settingsFor(context, given, path)
    const names = ignoredNames(path, values, world)
    // Check that it can be done before anything is done.
    if (gitignore) for (const name of names) planGitignore(dirname(path), name)
    const { text, warnings: odd } = await target.textOf(values)
    out.warn([...warnings, ...odd])
    for (const line of describedKeys(keys, context)) out.note(line)
    writeConfig(target.file, text, { force: target.replaces })
    out.note(
      profile !== undefined && target.adds
        ? words.prompts.writtenProfile(visibleLine(profile), visibleLine(path))
        : words.prompts.written(visibleLine(path))
    )
    const ignored = await ignore(context, gitignore, dirname(path), names)
    return {
      document: () => ({
        path,
        ...(profile !== undefined && { profile }),
        gitignore: ignored !== undefined,
        ...keyMembers(keys)
      }),
      text: (voice) => [
        ...(ignored === undefined ? [] : [{ note: words.prompts.ignored(visibleLine(ignored)) }]),
        pathLine(voice, path),
        ...nextCommands(chosen, profile, flags.config).map((line) => ({ note: words.prompts.nextStep(line) }))
      ]
    }
  }
})

/** The command lines that show what the keys do, one for each system. */
function nextCommands({ ecpay, trade }: Chosen, profile: string | undefined, config: string | undefined): string[] {
  const lines = [
    ...(ecpay ? ['ecpay create-order --amount 100 --dry-run'] : []),
    ...(trade ? ['ecpay trade keys check'] : [])
  ]
  const options = [
    ...(profile === undefined ? [] : [`--profile ${quoteWord(profile)}`]),
    ...(config === undefined ? [] : [`--config ${quoteWord(config)}`])
  ]
  return lines.map((line) => [line, ...options].join(' '))
}
