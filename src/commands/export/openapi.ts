import { openapiDocument } from '../../output/export/openapi.js'
import { command } from '../shared/command.js'
import { choice } from '../shared/option.js'
import { CHOSEN } from './export-options.js'
import { exported } from './exported.js'
import { documentResult } from './parts.js'

export const exportOpenapi = command({
  description: {
    en: 'Prints an OpenAPI 3.1 document: each call with its fields, limits, example, answer and codes, in the language of --lang. The first server is the environment in use. For clients to be generated, for documentation, and for editors and mocks.',
    zh: '输出 OpenAPI 3.1 文档：每个接口的字段、限制、示例、响应和错误码，语言由 --lang 决定。第一个服务器地址是当前环境。可用于生成客户端代码、接口文档、编辑器和 Mock。'
  },
  options: {
    format: choice('--format <form>', ['json', 'yaml'], {
      default: 'json',
      help: { en: 'json or yaml', zh: 'json 或 yaml' }
    }),
    ...CHOSEN
  },
  examples: [
    'ecpay export openapi -o openapi.json',
    'ecpay export openapi --system ecpay --format yaml -o ecpay.yaml --lang zh',
    'ecpay export openapi --call create_order --call query_order --env production'
  ],
  output: { en: 'the document; --json: as JSON', zh: '文档内容；--json 时为 JSON' },
  exits: [0, 2],
  async run(context, { format, ...chosen }) {
    const document = openapiDocument(await exported(context, chosen))
    if (format === 'json') return documentResult(document)
    const { stringify } = await import('yaml')
    return { document: () => document, text: () => [{ result: stringify(document, { aliasDuplicateObjects: false }) }] }
  }
})
