import { flatFields } from '../../trade/order/order-fields.js'
import { SIGN_ORDER_FIELDS } from '../../trade/order/sign-order-fields.js'
import { command } from '../shared/command.js'
import { ORDER_OPTIONS } from './order/order-options.js'

export const tradeSignOrder = command({
  description: {
    en: 'Builds data of tt.createSignOrder, an agreement on periodic deduction, checks it, and signs it with the private key of the app. With --env local it also plays the client: the agreement then stands in the local gateway. Otherwise nothing is sent: the client passes data, exactly as it was signed, and byteAuthorization to tt.createSignOrder, and then calls tt.sign. With an --out-pay-order-no it is paid at once. -d takes dotted paths: -d authPayOrder.merchantUid=…',
    zh: '生成 tt.createSignOrder 的 data（周期代扣签约），检查内容并用应用私钥签名。加 --env local 时还会代替客户端创建签约单，签约单随即存在于本地网关；其他环境不发送任何请求：由客户端把签名时的那段 data 文本和 byteAuthorization 交给 tt.createSignOrder，再调用 tt.sign。给出 --out-pay-order-no 时为签约并支付。-d 可以用带点的路径：-d authPayOrder.merchantUid=…'
  },
  fields: flatFields(SIGN_ORDER_FIELDS),
  options: ORDER_OPTIONS,
  examples: [
    'ecpay trade sign-order --service-id 64 --open-id user_1 --env local',
    'ecpay trade sign-order --service-id 64 --open-id user_1 --out-pay-order-no pay_1 --initial-amount 990 --dry-run'
  ],
  output: {
    en: 'on a terminal the call of tt.createSignOrder as JavaScript, in a pipe {"data","byteAuthorization"}. --dry-run: data alone. --json: {"data","order","byteAuthorization","signature","app_id","nonce_str","timestamp","key_version","string_to_sign","snippet","made":{path:value},"warnings":[…]}, with --env local also "client":{"authOrderId","payOrderId","logId"}; with --dry-run data, order, made and warnings',
    zh: '终端上为调用 tt.createSignOrder 的 JavaScript 代码，管道中为 {"data","byteAuthorization"}。--dry-run：只有 data。--json：{"data","order","byteAuthorization","signature","app_id","nonce_str","timestamp","key_version","string_to_sign","snippet","made":{path:value},"warnings":[…]}，加 --env local 时另有 "client":{"authOrderId","payOrderId","logId"}；加 --dry-run 时只有 data、order、made 和 warnings'
  },
  exits: [0, 1, 2, 3, 130],
  async run(context, values, fields) {
    const [{ signOrder }, { AGREEMENT_DATA }] = await Promise.all([
      import('./order/sign-order.js'),
      import('./order/data-kinds.js')
    ])
    return signOrder(context, values, fields, AGREEMENT_DATA)
  }
})
