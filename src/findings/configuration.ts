import { a, at, many } from './en-phrases.js'
import { expectation, list } from './phrases.js'
import { withoutScheme, withScheme } from './scheme.js'
import { quoteWord } from './shell-word.js'
import { entry, topic } from './topic.js'
import { unreadable } from './unreadable.js'
import { kind, spaced, yamlReason } from './zh-phrases.js'

export const configuration = topic('Configuration', '配置', {
  /** `reason` is the system's error code, `not-a-file`, `too-large`, `too-deep`, `invalid-utf8`, `invalid-json`, `invalid-yaml` or `duplicate-key`; `detail` the YAML reader's, or the key. */
  'config-unreadable': entry<{ path: string; reason: string; line?: number; detail?: string }>({
    en: ({ path, reason, line, detail }) =>
      `${path} could not be read: ${unreadable.en(reason)}${line === undefined ? '' : ` (line ${line})`}${detail ? `, ${detail}` : ''}.`,
    zh: ({ path, reason, line, detail }) =>
      `无法读取配置文件 ${path}：${unreadable.zh(reason)}${line === undefined ? '' : `（第 ${line} 行）`}${detail ? `，${yamlReason(detail)}` : ''}。`
  }),
  /** `count` is the number of problems that are not listed. */
  'config-more-problems': entry<{ path: string; count: number }>({
    en: ({ path, count }) => `${path}: ${many(count, 'more problem')}, not listed here.`,
    zh: ({ path, count }) => `${path}：另有 ${count} 处问题，未逐一列出。`
  }),
  /** `ways` are the option and the variable that set it, if a file cannot. */
  'config-unknown-key': entry<{ path: string; key: string; known: string[]; meant?: string; ways?: string[] }>({
    names: ['key'],
    en: ({ path, key, meant, ways, known }) => [
      `${at(path, key)} is not a setting.`,
      ways
        ? `Set it with ${ways.join(' or ')}, and remove the key.`
        : meant
          ? `Did you mean \`${meant}\`?`
          : `Settings: ${list.en(known)}.`
    ],
    zh: ({ path, key, meant, ways, known }) => [
      `${path} 中的 \`${key}\` 不是配置项。`,
      ways
        ? `请改用 ${ways.join(' 或 ')}，并删除这一项。`
        : meant
          ? `是不是想写 \`${meant}\`？`
          : `配置项：${list.zh(known)}。`
    ]
  }),
  'config-wrong-type': entry<{ path: string; key: string; expected: string; found: string }>({
    en: ({ path, key, expected, found }) => {
      if (key === '.')
        return [
          `${path} as a whole is ${found === 'array' ? 'a list' : a(found)}, not settings and their values.`,
          'Write one setting per line: app_id: tt…'
        ]
      const wrong = `${at(path, key)} is ${a(found)}; expected: ${a(expected)}.`
      return found === 'number' && expected === 'non-empty string' ? [wrong, 'Write the value in quotes.'] : wrong
    },
    zh: ({ path, key, expected, found }) => {
      if (key === '.')
        return [
          `${path} 整个文件是${found === 'array' ? '列表' : spaced(kind(found))}，不是配置项。`,
          '请每行写一项，例如 app_id: tt…'
        ]
      const wrong = `${path} 中的 \`${key}\` 是${spaced(kind(found))}，应为${spaced(expectation.zh(expected))}。`
      return found === 'number' && expected === 'non-empty string' ? [wrong, '请给这个值加上引号。'] : wrong
    }
  }),
  'config-exposed': entry<{ path: string; mode: string }>({
    en: ({ path, mode }) => [
      `${path} holds secrets and others can read it (mode ${mode}).`,
      `Run: chmod 600 ${quoteWord(path)}`
    ],
    zh: ({ path, mode }) => [
      `${path} 中有密钥，但其他用户也能读取（权限 ${mode}）。`,
      `请执行：chmod 600 ${quoteWord(path)}`
    ]
  }),
  'config-not-found': entry<{ path: string }>({
    names: ['path'],
    en: ({ path }) => `There is no configuration file ${path}.`,
    zh: ({ path }) => `配置文件 ${path} 不存在。`
  }),
  'config-exists': entry<{ path: string }>({
    en: ({ path }, { has }) => [
      `${path} already exists.`,
      `To add to its profiles: \`ecpay init --profile <name>\`.${has('--force') ? ' To replace the file, add --force.' : ''}`
    ],
    zh: ({ path }, { has }) => [
      `${path} 已存在。`,
      `要在它的 profiles 里增加配置档，请用 \`ecpay init --profile <名称>\`。${has('--force') ? '要覆盖整个文件，请加 --force。' : ''}`
    ]
  }),
  'profile-exists': entry<{ path: string; profile: string }>({
    names: ['profile'],
    en: ({ path, profile }, { has }) => [
      `${path} already has a profile ${profile}.`,
      `Choose another name with --profile${has('--force') ? ', or replace it with --force' : ''}.`
    ],
    zh: ({ path, profile }, { has }) => [
      `${path} 里已有配置档 ${profile}。`,
      `请用 --profile 换一个名称${has('--force') ? '，或加 --force 覆盖它' : ''}。`
    ]
  }),
  'config-in-package-json': entry<{ path: string }>({
    en: ({ path }) => [
      `The configuration in use stands in ${path}, as ecpay, which belongs to everyone with the repository.`,
      'Move it to a file .ecpayrc beside it, or write the profile there yourself, without secrets. --config names another file.'
    ],
    zh: ({ path }) => [
      `正在使用的配置是 ${path} 里的 ecpay 一项，这个文件由仓库的所有人共用。`,
      '请先把这一项移到同目录的 .ecpayrc，或自行在其中写入配置档（不要写密钥）；也可用 --config 指定其他文件。'
    ]
  }),
  'config-laid-out-anew': entry<{ path: string }>({
    en: ({ path }) => [
      `${path} was laid out anew to add the profile: values, order and comments are kept.`,
      'Compare it with the version before, if its layout matters.'
    ],
    zh: ({ path }) => [
      `为了加入配置档，${path} 重新排版过：值、顺序和注释都保留。`,
      '如果在意原来的排版，请与之前的版本比较。'
    ]
  }),
  /** `path` is that of the new file, `hidden` that of the one that its folder has used so far. */
  'config-hidden': entry<{ path: string; hidden: string }>({
    en: ({ path, hidden }) => [
      `${path} will be used in its folder in place of ${hidden}.`,
      '`ecpay init --profile <name>` adds to the file in use instead.'
    ],
    zh: ({ path, hidden }) => [
      `${path} 所在的目录将使用这个新文件，不再使用 ${hidden}。`,
      '`ecpay init --profile <名称>` 会加入正在使用的文件，不新建文件。'
    ]
  }),
  'config-not-writable': entry<{ path: string; reason: string }>({
    en: ({ path, reason }) => `${path} could not be written: ${unreadable.en(reason)}.`,
    zh: ({ path, reason }) => `无法写入 ${path}：${unreadable.zh(reason)}。`
  }),
  /** One value was given in two ways at the same level; `path` is the file, if they are not flags or variables. */
  'conflicting-settings': entry<{ keys: string[]; path?: string }>({
    en: ({ keys, path }) => [
      `${path ? `${path}: ` : ''}${keys.map((key) => `\`${key}\``).join(' and ')} are both given.`,
      'Keep only one of them.'
    ],
    zh: ({ keys, path }) => [
      `${path === undefined ? '' : `${path} 中的 `}${keys.join(' 与 ')} 不能同时设置。`,
      '请只保留一个。'
    ]
  }),
  'unset-variable': entry<{ path: string; key: string; variable: string }>({
    names: ['variable'],
    en: ({ path, key, variable }) => [
      `${at(path, key)} reads the environment variable ${variable}, which is not set.`,
      `Set ${variable}.`
    ],
    zh: ({ path, key, variable }) => [
      `${path} 中的 \`${key}\` 要读取环境变量 ${variable}，但它没有设置。`,
      `请设置 ${variable}。`
    ]
  }),
  'unknown-profile': entry<{ found: string; known: string[] }>({
    names: ['found'],
    en: ({ found, known }) => [
      `There is no profile "${found}".`,
      known.length > 0 ? `Known profiles: ${list.en(known)}.` : 'The configuration has no profiles.'
    ],
    zh: ({ found, known }) => [
      `没有名为“${found}”的配置档。`,
      known.length > 0 ? `已有配置档：${list.zh(known)}。` : '配置中没有任何配置档。'
    ]
  }),
  'invalid-base-url': entry<{ found: string; source: string }>({
    en: ({ found, source }) => [
      `base_url "${found}" (${source}) is not a usable address.`,
      withoutScheme(found)
        ? `The scheme is missing: write ${withScheme(found)}.`
        : 'Write https://host or https://host:port, without user, query or fragment.'
    ],
    zh: ({ found, source }) => [
      `base_url“${found}”（来自 ${source}）不是可用的地址。`,
      withoutScheme(found)
        ? `缺少协议，请写成 ${withScheme(found)}。`
        : '请写成 https://host 或 https://host:port，不带用户名、查询参数和 # 片段。'
    ]
  }),
  'insecure-base-url': entry<{ found: string; source: string }>({
    en: ({ found, source }) => [
      `base_url "${found}" (${source}) is plain http.`,
      'http is accepted for loopback only (127.0.0.1, localhost, [::1]); use https.'
    ],
    zh: ({ found, source }) => [
      `base_url“${found}”（来自 ${source}）是明文 http。`,
      '只有本机回环地址（127.0.0.1、localhost、[::1]）可以用 http；请改用 https。'
    ]
  }),
  /** `meant` is the variable for the value itself, which was given in place of a path. */
  'secret-file-unreadable': entry<{ key: string; path: string; reason: string; meant?: string }>({
    names: ['path'],
    en: ({ key, path, reason, meant }) => {
      const wrong = `\`${key}\`: ${path} could not be read: ${unreadable.en(reason)}.`
      return meant ? [wrong, `This is a key, not the path of a file. The key itself belongs in ${meant}.`] : wrong
    },
    zh: ({ key, path, reason, meant }) => {
      const wrong = `\`${key}\`：无法读取 ${path}：${unreadable.zh(reason)}。`
      return meant ? [wrong, `这里给的是密钥本身，不是文件路径；密钥本身请放在 ${meant} 中。`] : wrong
    }
  }),
  'invalid-setting': entry<{ key: string; source: string; expected: string; found: string; meant?: string }>({
    names: ['found'],
    en: ({ key, source, expected, found, meant }) => {
      const wrong = `\`${key}\` (${source}) is "${found}"; expected: ${expected}.`
      return meant ? [wrong, `Did you mean ${meant}?`] : wrong
    },
    zh: ({ key, source, expected, found, meant }) => {
      const wrong = `\`${key}\`（来自 ${source}）是“${found}”，应为${spaced(expectation.zh(expected))}。`
      return meant ? [wrong, `是不是想用 ${meant}？`] : wrong
    }
  }),
  'unknown-variable': entry<{ name: string; meant: string }>({
    en: ({ name, meant }) => [`Nothing reads the variable ${name}.`, `Did you mean ${meant}?`],
    zh: ({ name, meant }) => [`环境变量 ${name} 不会被读取。`, `是不是想用 ${meant}？`]
  })
})
