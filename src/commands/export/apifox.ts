import { postmanCollection, postmanEnvironment } from '../../output/export/postman.js'
import { command } from '../shared/command.js'
import { CHOSEN } from './export-options.js'
import { exported } from './exported.js'
import { documentResult, PART } from './parts.js'

export const exportApifox = command({
  description: {
    en: 'Prints a collection that Apifox imports as one of Postman: its script signs as this tool does, and keeps what it remembers where Apifox has it, in global variables. Secrets are variables without a value. Apifox imports it in the settings of the project, as data of Postman.',
    zh: '输出可由 Apifox 以 Postman 格式导入的集合：脚本的签名与本工具一致，需要记住的值存入 Apifox 的全局变量。密钥是没有值的变量。在 Apifox 的“项目设置 > 导入数据 > Postman”中导入。'
  },
  options: { part: PART, ...CHOSEN },
  examples: [
    'ecpay export apifox --lang zh -o ecpay.apifox.json',
    'ecpay export apifox --part environment --env local -o local.apifox.json',
    'ecpay export apifox --system trade'
  ],
  output: { en: 'the document, which is JSON also without --json', zh: '文档内容，不加 --json 也是 JSON' },
  exits: [0, 2],
  async run(context, { part, ...chosen }) {
    const all = await exported(context, chosen)
    return documentResult(part === 'environment' ? postmanEnvironment(all) : postmanCollection(all, 'apifox'))
  }
})
