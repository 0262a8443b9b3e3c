import { at } from './en-phrases.js'
import { list } from './phrases.js'
import { quoteWord } from './shell-word.js'
import { entry, topic } from './topic.js'

/** Configurations that were found by search, and would do what only their owner may. */
export const trust = topic('The trust in a configuration', '对配置文件的信任', {
  /** Someone other than the user and root can change it: they own it (`uid`), or its mode lets them. */
  'config-not-yours': entry<{ path: string; why: 'owner' | 'writable'; mode: string; uid: number }>({
    en: ({ path, why, mode, uid }) => [
      why === 'owner'
        ? `${path} was found by search, and it belongs to another user (uid ${uid}).`
        : `${path} was found by search, and other users can write to it (mode ${mode}).`,
      `${why === 'writable' ? `Run chmod go-w ${quoteWord(path)}. Or look` : 'Look'} into it, and run \`ecpay config trust\` if you trust it; --config uses it once.`
    ],
    zh: ({ path, why, mode, uid }) => [
      why === 'owner'
        ? `${path} 是自动找到的，但属于其他用户（uid ${uid}）。`
        : `${path} 是自动找到的，但其他用户也能修改它（权限 ${mode}）。`,
      `${why === 'writable' ? `请执行 chmod go-w ${quoteWord(path)}；也可以` : '请'}先查看内容，确认后执行 \`ecpay config trust\`；只用一次时用 --config 指定。`
    ]
  }),
  /** `key` is empty if the configuration itself is a link; `meant` is the ECPAY_… variable of the same setting. */
  'file-outside-folder': entry<{ path: string; key: string; target: string; meant: string }>({
    names: ['target'],
    en: ({ path, key, target, meant }) => [
      key === ''
        ? `${path} was found by search, and is a link to a file outside its folder: ${target}.`
        : `${at(path, key)} points outside the folder of the configuration: ${target}.`,
      key === ''
        ? 'Name the file itself with --config, or run `ecpay config trust`.'
        : `Set ${meant} to the file instead, or run \`ecpay config trust\` if you trust the configuration; --config trusts it once.`
    ],
    zh: ({ path, key, target, meant }) => [
      key === ''
        ? `${path} 是自动找到的，但它是指向目录之外的链接：${target}。`
        : `${path}：\`${key}\` 指向配置文件所在目录之外：${target}。`,
      key === ''
        ? '请用 --config 直接指定那个文件，或执行 `ecpay config trust`。'
        : `请改用 ${meant} 指定该文件；确认配置内容可信时，执行 \`ecpay config trust\`；只用一次时用 --config 指定配置文件。`
    ]
  }),
  'reference-outside-secret': entry<{ path: string; key: string; variable: string; meant: string }>({
    names: ['variable'],
    en: ({ path, key, variable, meant }) => [
      `${at(path, key)} would send the environment variable ${variable} to others: a configuration found by search may read salt and token from any variable, other settings from ECPAY_… only.`,
      `Set ${meant} instead, or rename the variable to ECPAY_…; or run \`ecpay config trust\` if you trust the file.`
    ],
    zh: ({ path, key, variable, meant }) => [
      `${path}：\`${key}\` 会把环境变量 ${variable} 发给别人：自动找到的配置文件里，只有 salt 和 token 能引用任意环境变量，其他字段只能引用 ECPAY_ 开头的。`,
      `请改为设置 ${meant}，或把变量改名为 ECPAY_ 开头；确认文件内容可信时，执行 \`ecpay config trust\`。`
    ]
  }),
  /** `keys` are the settings that do not come from the file that names the host. */
  'untrusted-host': entry<{ path: string; key: 'base_url' | 'notify_url'; host: string; keys: string[] }>({
    en: ({ path, key, host, keys }, { has }) => [
      `${at(path, key)} would send your data to ${host}: the file was found by search, and ${keys.length > 0 ? `${list.en(keys)} ${keys.length > 1 ? 'do' : 'does'} not come from it` : 'the callbacks do not belong to it'}.`,
      `Is ${host} yours? Run \`ecpay config trust\`, or name it yourself: ${key === 'base_url' ? 'ECPAY_BASE_URL' : `${has('--to') ? '--to or ' : ''}ECPAY_NOTIFY_URL`}, or --config.`
    ],
    zh: ({ path, key, host, keys }, { has }) => [
      `${path}：\`${key}\` 会把你的数据发往 ${host}：这个文件是自动找到的，而${keys.length > 0 ? ` ${list.zh(keys)} 并不在其中` : '回调并不属于它'}。`,
      `确认 ${host} 是自己的地址后，执行 \`ecpay config trust\`；也可以自己指定：${key === 'base_url' ? 'ECPAY_BASE_URL' : `${has('--to') ? '--to 或 ' : ''}ECPAY_NOTIFY_URL`}，或 --config。`
    ]
  })
})
