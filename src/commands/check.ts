import { refuse } from '../findings/findings.js'
import { command } from './shared/command.js'
import { argument, flag, number, text } from './shared/option.js'
import { REPORTER } from './shared/reporters.js'

export const checkSuites = command({
  description: {
    en: 'Runs suites of cases, in YAML or JSON: signatures, refusals, warnings, callbacks, calls of both systems, and whole exchanges on the local gateway. Each failure names what came, what was expected and why. --init writes a suite to begin with; docs/suite.schema.json in the package is its form, which editors complete.',
    zh: '运行用例集（YAML 或 JSON）：签名、拒绝、警告、回调、两个系统的接口，以及本地网关上的完整流程。未通过的用例会说明得到了什么、期望什么、为什么。--init 会写出一个可用的用例集；格式见包内的 docs/suite.schema.json，编辑器可据此补全。'
  },
  arguments: {
    paths: argument('[path...]', {
      help: {
        en: "suites, folders with .yaml, .yml and .json files, or patterns such as 'suites/**/*.yaml'",
        zh: "用例集文件、包含 .yaml、.yml、.json 文件的目录，或 'suites/**/*.yaml' 这样的通配符"
      }
    })
  },
  options: {
    filter: text('--filter <text>', {
      help: {
        en: 'only cases with this text in their name',
        zh: '只运行名称含有这段文字的用例'
      }
    }),
    bail: flag('--bail', {
      help: {
        en: 'stop at the first case that fails',
        zh: '遇到第一个未通过的用例就停止'
      }
    }),
    jobs: number('--jobs <n>', {
      min: 1,
      max: 64,
      integer: true,
      default: 8,
      help: {
        en: 'cases at the same time, of those that share no order',
        zh: '同时运行的用例数，仅限没有共用订单的用例'
      }
    }),
    update: flag('--update', {
      byHand: true,
      help: {
        en: 'write the signatures that came into the suites, and show what changes',
        zh: '把得到的签名写回用例集，并显示改动'
      }
    }),
    init: flag('--init', {
      conflicts: ['--update', '--filter', '--bail'],
      help: {
        en: 'write ecpay-suite.yaml, a suite to begin with',
        zh: '写出一个可用的用例集 ecpay-suite.yaml'
      }
    }),
    watch: flag('--watch', {
      conflicts: ['--update', '--init', '--out'],
      help: {
        en: 'run again when a suite, a file it names or the configuration changes',
        zh: '用例集、其中引用的文件或配置有改动时重新运行'
      }
    }),
    reporter: REPORTER
  },
  examples: [
    'ecpay check ecpay-suite.yaml',
    'ecpay check tests/ecpay --filter callback',
    'ecpay check ecpay-suite.yaml --reporter pretty --reporter junit=report.xml',
    'ecpay check ecpay-suite.yaml --watch',
    'ecpay check --init'
  ],
  output: {
    en: 'a line a case, with what differs below one that failed. --json: {"passed","failed","cases":[{"suite","name","verdict","place":{"file","line","column"},"milliseconds","problems":[{"code","message"}],"diagnosis"}]}. Exit 1 when a case failed, 2 when a suite cannot be read',
    zh: '每个用例一行，未通过的在下面列出不同之处。--json：{"passed","failed","cases":[{"suite","name","verdict","place":{"file","line","column"},"milliseconds","problems":[{"code","message"}],"diagnosis"}]}。有用例未通过时退出码为 1，用例集无法读取时为 2'
  },
  exits: [0, 1, 2, 130],
  async run(context, values) {
    if (values.init) return (await import('./check/init-suite.js')).initSuite(context)
    if (values.paths.length === 0) throw refuse('missing-argument', { name: 'path' })
    if (values.watch) return (await import('./check/watch.js')).watchSuites(context, values)
    // In another file, so that help need not load it.
    return (await import('./check/run-suites.js')).runSuites(context, values)
  }
})
