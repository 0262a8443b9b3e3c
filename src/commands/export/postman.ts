import { postmanCollection, postmanEnvironment } from '../../output/export/postman.js'
import { command } from '../shared/command.js'
import { CHOSEN } from './export-options.js'
import { exported } from './exported.js'
import { documentResult, PART } from './parts.js'

export const exportPostman = command({
  description: {
    en: 'Prints a collection of Postman, version 2.1: a folder a theme, a request a call, and a pre-request script that signs as this tool does. Secrets are variables without a value; fill them in in Postman. With --part environment the variables of the environment in use: for local they have the demo keys. Postman takes both by its button Import.',
    zh: '输出 Postman 集合（v2.1）：按类别分文件夹，每个接口一个请求，预请求脚本的签名与本工具一致。密钥是没有值的变量，请在 Postman 中填写。--part environment 输出当前环境的变量，local 环境带有演示密钥。在 Postman 中点 Import 导入两个文件。'
  },
  options: { part: PART, ...CHOSEN },
  examples: [
    'ecpay export postman -o ecpay.postman_collection.json',
    'ecpay export postman --part environment --env local -o local.postman_environment.json',
    'ecpay export postman --system ecpay --theme orders --lang zh'
  ],
  output: { en: 'the document, which is JSON also without --json', zh: '文档内容，不加 --json 也是 JSON' },
  exits: [0, 2],
  async run(context, { part, ...chosen }) {
    const all = await exported(context, chosen)
    return documentResult(part === 'environment' ? postmanEnvironment(all) : postmanCollection(all))
  }
})
