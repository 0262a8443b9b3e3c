import type { Endpoint } from '../../protocol/system/endpoint.js'
import { CALLER, SIGN } from './common-fields.js'

export const imageUpload: Endpoint = {
  name: 'image_upload',
  command: 'merchant upload-image',
  theme: 'merchants',
  method: 'POST',
  path: '/api/apps/ecpay/saas/image_upload',
  encoding: 'multipart',
  summary: { en: 'Upload an image for onboarding by interface (图片上传)', zh: '接口进件的图片上传' },
  description: {
    en: 'Sends multipart/form-data: the text fields, and the bytes of the file as they are. The PHP SDK does so too; C# and Java code sends JSON instead. An access token authenticates the call, from ECPAY_ACCESS_TOKEN or --access-token-file.',
    zh: '以 multipart/form-data 发送：文本字段，以及文件的原始字节。PHP SDK 也这样发送，C# 和 Java 的代码则发送 JSON。用 access token 认证：来自 ECPAY_ACCESS_TOKEN 或 --access-token-file。'
  },
  examples: [
    'ecpay merchant upload-image license.jpg',
    'ecpay merchant upload-image license.jpg | jq -r .image_id',
    'ecpay merchant upload-image license.jpg --curl'
  ],
  sandbox: false,
  movesMoney: false,
  source: 'sdk',
  fields: [
    ...CALLER,
    {
      key: 'image_type',
      type: 'string',
      required: true,
      meaning: { en: 'type of the image, such as jpg', zh: '图片类型，例如 jpg' },
      source: 'sdk',
      flag: { syntax: '--image-type <type>' },
      default: { kind: 'file-extension' }
    },
    {
      key: 'image_content',
      type: 'file',
      required: true,
      meaning: { en: 'the image file; not signed', zh: '图片文件；不参与签名' },
      source: 'sdk',
      flag: { syntax: '<image>' }
    },
    {
      ...SIGN,
      required: false,
      meaning: {
        en: 'over the text fields; no SDK that could be read sends one',
        zh: '对文本字段的签名；能读到的 SDK 都不传'
      },
      source: 'inferred'
    }
  ],
  answer: [{ path: 'image_id', meaning: { en: 'what create_merchant names the image by', zh: '图片 id，进件时使用' } }],
  errNos: [0]
}
