import { eitherWay, flag, text, type Values } from './option.js'

/** The options of every command. They work before and after its name. */
export const GLOBAL_OPTIONS = {
  profile: text('-p, --profile <name>', {
    help: {
      en: 'profile of the configuration',
      zh: '使用哪个配置档(profile)'
    }
  }),
  env: text('-e, --env <name>', {
    help: {
      en: 'local, sandbox or production',
      zh: '环境：local（本地网关）、sandbox（沙盒）或 production（线上）'
    }
  }),
  config: text('-c, --config <file>', {
    help: {
      en: 'configuration file to use',
      zh: '指定配置文件'
    }
  }),
  json: flag('--json', {
    help: {
      en: 'machine output: one JSON document',
      zh: '供程序读取：输出一个 JSON 文档'
    }
  }),
  lang: text('--lang <language>', {
    help: {
      en: 'en or zh',
      zh: '语言：en 或 zh'
    }
  }),
  quiet: flag('-q, --quiet', {
    help: {
      en: 'nothing on stderr but errors',
      zh: 'stderr 只输出错误'
    }
  }),
  verbose: flag('-v, --verbose', {
    help: {
      en: 'more on stderr',
      zh: 'stderr 输出更多信息'
    }
  }),
  log: flag('--no-log', {
    help: {
      en: 'keep nothing of it in the log',
      zh: '不写入请求日志'
    }
  }),
  input: flag('--no-input', {
    help: {
      en: 'never ask',
      zh: '不进行任何交互询问'
    }
  }),
  color: eitherWay('--color', {
    help: {
      en: 'colour even in a pipe',
      zh: '强制彩色输出（管道中也是）'
    }
  }),
  noColor: eitherWay('--no-color', {
    help: {
      en: 'no colour',
      zh: '不使用彩色输出'
    }
  }),
  help: flag('-h, --help', {
    help: {
      en: 'show this help',
      zh: '显示帮助'
    }
  }),
  version: flag('-V, --version', {
    help: {
      en: 'show the version',
      zh: '显示版本号'
    }
  })
}

export type GlobalValues = Values<typeof GLOBAL_OPTIONS>
