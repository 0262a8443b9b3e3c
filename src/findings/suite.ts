import { many } from './en-phrases.js'
import { excerpt } from './excerpt.js'
import { list } from './phrases.js'
import { form, notYaml, yamlRemedy } from './suite-phrases.js'
import { entry, topic } from './topic.js'
import { unreadable } from './unreadable.js'

/** The names of a result, which may be many. */
const MOST = 12
const fields = {
  en: (names: readonly string[]) =>
    names.length === 0 ? 'nothing' : `${list.en(names.slice(0, MOST))}${names.length > MOST ? ', …' : ''}`,
  zh: (names: readonly string[]) =>
    names.length === 0 ? '（无）' : `${list.zh(names.slice(0, MOST))}${names.length > MOST ? '……' : ''}`
}

export const suite = topic('Suites of cases', '用例集', {
  'suite-unreadable': entry<{ place: string; detail: string; key?: string }>({
    en: ({ place, detail, key }) => [
      `${place}: this is no YAML: ${notYaml.en(detail)}${key === undefined ? '' : `: \`${excerpt(key)}\``}.`,
      yamlRemedy.en(detail)
    ],
    zh: ({ place, detail, key }) => [
      `${place}：不是合法的 YAML：${notYaml.zh(detail)}${key === undefined ? '' : `：\`${excerpt(key)}\``}。`,
      yamlRemedy.zh(detail)
    ]
  }),
  'suite-not-text': entry<{ place: string; limit?: number }>({
    en: ({ place, limit }) =>
      limit === undefined
        ? [`${place}: this is neither UTF-8 nor UTF-16.`, 'Save the suite as UTF-8.']
        : [`${place}: the suite is larger than ${limit} MiB.`, 'Split it, or name files for its bodies.'],
    zh: ({ place, limit }) =>
      limit === undefined
        ? [`${place}：既不是 UTF-8 也不是 UTF-16。`, '请把用例集另存为 UTF-8。']
        : [`${place}：用例集超过 ${limit} MiB。`, '请拆分，或把正文放到单独的文件里。']
  }),
  'suite-without-cases': entry<{ place: string }>({
    en: ({ place }) => [`${place}: there is no case here.`, '`ecpay check --init` writes a suite to begin with.'],
    zh: ({ place }) => [`${place}：这里没有用例。`, '`ecpay check --init` 会写出一个可用的用例集。']
  }),
  'suite-unknown-code': entry<{ place: string; key: string; found: string; meant?: string }>({
    en: ({ place, key, found, meant }) => [
      `${place}: \`${key}\` names \`${excerpt(found)}\`, which is no code.`,
      meant ? `Did you mean ${meant}?` : '`ecpay explain` lists all codes.'
    ],
    zh: ({ place, key, found, meant }) => [
      `${place}：\`${key}\` 中的 \`${excerpt(found)}\` 不是已知的代码。`,
      meant ? `是不是想写 ${meant}？` : '`ecpay explain` 列出全部代码。'
    ]
  }),
  /** `isBeside`: it belongs beside the command, and stands in it. */
  'suite-unknown-key': entry<{ place: string; key: string; known: string[]; meant?: string; isBeside?: boolean }>({
    general: { isBeside: false },
    en: ({ place, key, known, meant, isBeside }) => [
      `${place}: there is no \`${key}\` here.`,
      isBeside
        ? 'It stands beside the command, not in it.'
        : meant
          ? `Did you mean ${meant}?`
          : `Possible: ${list.en(known)}.`
    ],
    zh: ({ place, key, known, meant, isBeside }) => [
      `${place}：这里没有 \`${key}\` 这一项。`,
      isBeside ? '它应与命令并列，不写在命令里面。' : meant ? `是不是想写 ${meant}？` : `可用：${list.zh(known)}。`
    ]
  }),
  /** What stands there, but is not looked at: `with` is `refuse`, or the argument that is read in place of it. */
  'suite-unused-key': entry<{ place: string; key: string; with: string }>({
    en: ({ place, key, with: other }) => [
      `${place}: \`${key}\` does nothing beside \`${other}\`: ${other === 'refuse' ? 'a command that refuses has no result' : 'that is read in its place'}.`,
      'Leave out one of them, or make two cases.'
    ],
    zh: ({ place, key, with: other }) => [
      `${place}：有 \`${other}\` 时，\`${key}\` 不起作用：${other === 'refuse' ? '被拒绝的命令没有结果' : '读取的是前者'}。`,
      '请去掉其中一个，或写成两个用例。'
    ]
  }),
  /** `first` is where another step has that name; without it, no reference could be to it. */
  'suite-step-name': entry<{ place: string; name: string; first?: string }>({
    names: ['name'],
    en: ({ place, name, first }) => [
      first === undefined
        ? `${place}: \`${excerpt(name)}\` is no name for a result.`
        : `${place}: the result of the step at ${first} is called \`${excerpt(name)}\` already.`,
      first === undefined
        ? 'A name has at least one character, and neither a dot nor braces.'
        : 'Give each result of a case a name of its own.'
    ],
    zh: ({ place, name, first }) => [
      first === undefined
        ? `${place}：\`${excerpt(name)}\` 不能用作结果的名字。`
        : `${place}：${first} 处的步骤已用 \`${excerpt(name)}\` 作为结果的名字。`,
      first === undefined ? '名字不能为空，不能含点号和花括号。' : '同一用例中，每个结果的名字不能重复。'
    ]
  }),
  'suite-wrong-type': entry<{ place: string; key: string; found: string; expected: string[] }>({
    en: ({ place, key, found, expected }) => [
      `${place}: \`${key}\` is ${form.en(found)}.`,
      `Expected: ${list.en(expected.map(form.en))}.`
    ],
    zh: ({ place, key, found, expected }) => [
      `${place}：\`${key}\` 不对：${form.zh(found)}。`,
      `应为：${list.zh(expected.map(form.zh))}。`
    ]
  }),
  'suite-missing-key': entry<{ place: string; key: string }>({
    en: ({ place, key }) => [`${place}: \`${key}\` is missing.`, '`ecpay check --init` writes a suite to begin with.'],
    zh: ({ place, key }) => [`${place}：缺少 \`${key}\`。`, '`ecpay check --init` 会写出一个可用的用例集。']
  }),
  'suite-literal-secret': entry<{ place: string; key: string }>({
    en: ({ place, key }) => [
      `${place}: \`${key}\` is written in the suite.`,
      'Take it from the configuration (`profile:`) or a variable (`salt: $\u007bNAME}`); if it is no real one, say `demo: true` in this case.'
    ],
    zh: ({ place, key }) => [
      `${place}：用例集里直接写了 \`${key}\`。`,
      '请改用配置档（`profile:`）或环境变量（`salt: $\u007bNAME}`）；若不是真实密钥，在该用例中写上 `demo: true`。'
    ]
  }),
  'suite-unknown-command': entry<{ place: string; found: string; meant?: string }>({
    en: ({ place, found, meant }) => [
      `${place}: \`${found}\` is no command that a suite can run.`,
      meant ? `Did you mean ${meant}?` : 'A suite runs sign, verify-callback, API calls and simulate commands.'
    ],
    zh: ({ place, found, meant }) => [
      `${place}：用例集不能运行 \`${found}\`。`,
      meant ? `是不是想写 ${meant}？` : '用例集可以运行 sign、verify-callback、各接口和 simulate 命令。'
    ]
  }),
  'suite-unknown-profile': entry<{ place: string; found: string; known: string[]; meant?: string }>({
    names: ['found'],
    en: ({ place, found, known, meant }) => [
      `${place}: there is no profile "${excerpt(found)}".`,
      meant
        ? `Did you mean ${meant}?`
        : known.length > 0
          ? `Known profiles: ${list.en(known)}.`
          : 'The configuration that counts for this suite has no profiles.'
    ],
    zh: ({ place, found, known, meant }) => [
      `${place}：没有名为“${excerpt(found)}”的配置档。`,
      meant
        ? `是不是想写 ${meant}？`
        : known.length > 0
          ? `已有配置档：${list.zh(known)}。`
          : '该用例集所用的配置中没有任何配置档。'
    ]
  }),
  'suite-file-missing': entry<{ place: string; path: string; reason: string }>({
    names: ['path'],
    en: ({ place, path, reason }) => [
      `${place}: ${path} could not be read: ${unreadable.en(reason)}.`,
      'The path is relative to the suite.'
    ],
    zh: ({ place, path, reason }) => [
      `${place}：无法读取 ${path}：${unreadable.zh(reason)}。`,
      '路径以用例集所在目录为准。'
    ]
  }),
  'suite-file-outside': entry<{ place: string; path: string }>({
    names: ['path'],
    en: ({ place, path }) => [
      `${place}: ${path} is neither in the folder of the suite nor in the working directory.`,
      'Copy it beside the suite, or run the command in a folder that has both.'
    ],
    zh: ({ place, path }) => [
      `${place}：${path} 既不在用例集所在目录，也不在当前目录中。`,
      '请把文件复制到用例集旁边，或在同时包含二者的目录中运行。'
    ]
  }),
  'suite-sends-elsewhere': entry<{ host: string }>({
    en: ({ host }) => [
      `A suite sends callbacks to this machine alone, and not to ${host}.`,
      'Name a loopback address as notify_url, such as http://127.0.0.1:3000/notify; or run `ecpay simulate pay` outside of the suite.'
    ],
    zh: ({ host }) => [
      `用例集只向本机发送回调，不会发往 ${host}。`,
      '请把 notify_url 设为本机地址，如 http://127.0.0.1:3000/notify；或在用例集之外执行 `ecpay simulate pay`。'
    ]
  }),
  /**
   * `isOwn`: it is of the step in which it stands. `variable`: it is that of a variable, which is not set, or which a
   * suite may not name outside of a key. `within` is how far it leads, and `there` is what there is then.
   */
  'suite-unknown-reference': entry<{
    place: string
    found: string
    known: string[]
    isLater?: boolean
    isOwn?: boolean
    variable?: 'unset' | 'closed'
    within?: string
    there?: string[]
  }>({
    general: { isLater: false, isOwn: false },
    en: ({ place, found, known, isLater, isOwn, variable, within, there }) => [
      `${place}: ${isOwn ? `${found} is of this step itself, which has no result yet` : isLater ? `${found} is of a later step` : `there is nothing behind ${found}`}.`,
      variable === 'unset'
        ? 'Set this environment variable.'
        : variable === 'closed'
          ? 'Outside of a key only variables ECPAY_… can stand, and none that holds a key.'
          : there
            ? `${within} has: ${fields.en(there)}.`
            : `Names so far: ${known.length > 0 ? list.en(known) : 'none; name a step with as:'}.`
    ],
    zh: ({ place, found, known, isLater, isOwn, variable, within, there }) => [
      `${place}：${found} ${isOwn ? '属于当前步骤本身，此时还没有结果' : isLater ? '属于后面的步骤' : '没有对应的值'}。`,
      variable === 'unset'
        ? '请设置这个环境变量。'
        : variable === 'closed'
          ? '除密钥之外，只能引用 ECPAY_… 变量，且不能是存放密钥的变量。'
          : there
            ? `${within} 中有：${fields.zh(there)}。`
            : `目前可用的名字：${known.length > 0 ? list.zh(known) : '无；请用 as: 给步骤命名'}。`
    ]
  }),
  'no-suites': entry<{ found: string }>({
    en: ({ found }) => [
      `There is no suite: ${found}.`,
      "Name a .yaml, .yml or .json file, a folder with such files, or a pattern such as 'suites/**/*.yaml'; `ecpay check --init` writes one."
    ],
    zh: ({ found }) => [
      `没有找到用例集：${found}。`,
      "请给出 .yaml、.yml 或 .json 文件、包含它们的目录，或 'suites/**/*.yaml' 这样的通配符；`ecpay check --init` 会写出一个。"
    ]
  }),
  'no-cases': entry<{ filter: string; known: string[] }>({
    en: ({ filter, known }) => [`No case has \`${filter}\` in its name.`, `The names: ${list.en(known)}.`],
    zh: ({ filter, known }) => [`没有名称含 \`${filter}\` 的用例。`, `现有名称：${list.zh(known)}。`]
  }),
  'suite-exists': entry<{ path: string }>({
    en: ({ path }) => [`${path} already exists.`, 'Run it: `ecpay check ecpay-suite.yaml`.'],
    zh: ({ path }) => [`${path} 已存在。`, '可以直接运行：`ecpay check ecpay-suite.yaml`。']
  }),
  /** Where nothing has that path, `within` is how far it leads, empty for the result itself, and `there` what there is. */
  'expectation-differs': entry<{ key: string; found: string; expected: string; within?: string; there?: string[] }>({
    exit: 'no',
    en: ({ key, found, expected, within, there }) => {
      const wanted = excerpt(expected) || 'nothing'
      if (!there) return `${key} is ${excerpt(found) || 'empty'}, expected ${wanted}.`
      return [
        `${key} is not there, expected ${wanted}.`,
        within ? `${within} has: ${fields.en(there)}.` : `There is: ${fields.en(there)}.`
      ]
    },
    zh: ({ key, found, expected, within, there }) => {
      const wanted = expected ? ` ${excerpt(expected)}` : '空'
      if (!there) return `${key} 为${found ? ` ${excerpt(found)}` : '空'}，期望${wanted}。`
      return [
        `没有 ${key}，期望${wanted}。`,
        within ? `${within} 中有：${fields.zh(there)}。` : `其中有：${fields.zh(there)}。`
      ]
    }
  }),
  'expectation-code-missing': entry<{ key: string; codes: string[]; found: string[] }>({
    exit: 'no',
    en: ({ key, codes, found }) =>
      `${key}: ${list.en(codes)} did not come, but ${found.length > 0 ? list.en(found) : 'nothing'}.`,
    zh: ({ key, codes, found }) =>
      `${key}：没有出现 ${list.zh(codes)}，出现的是 ${found.length > 0 ? list.zh(found) : '（无）'}。`
  }),
  'step-refused': entry<{ command: string; codes: string[] }>({
    exit: 'no',
    en: ({ command, codes }) => `${command} ended with ${list.en(codes)}.`,
    zh: ({ command, codes }) => `${command} 以 ${list.zh(codes)} 结束。`
  }),
  'suite-failed': entry<{ failed: number; of: number }>({
    exit: 'no',
    en: ({ failed, of }) => `${failed} of ${many(of, 'case')} failed.`,
    zh: ({ failed, of }) => `${of} 个用例中有 ${failed} 个未通过。`
  })
})
