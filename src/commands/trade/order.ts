import { flatFields } from '../../trade/order/order-fields.js'
import { command } from '../shared/command.js'
import { ORDER_OPTIONS } from './order/order-options.js'

export const tradeOrder = command({
  description: {
    en: 'Builds data of tt.requestOrder, checks all of it, and signs it with the private key of the app. With --env local it also plays the client: the order then stands in the local gateway. Otherwise nothing is sent: the client passes data, exactly as it was signed, and byteAuthorization to tt.requestOrder, and then calls tt.getOrderPayment. -d takes dotted paths: -d skuList.0.title=…',
    zh: '生成 tt.requestOrder 的 data，按各来源的说明检查全部内容，并用应用私钥签名。加 --env local 时还会代替客户端下单，订单随即存在于本地网关；其他环境不发送任何请求：由客户端把签名时的那段 data 文本和 byteAuthorization 交给 tt.requestOrder，再调用 tt.getOrderPayment。-d 可以用带点的路径：-d skuList.0.title=…'
  },
  fields: flatFields(),
  options: ORDER_OPTIONS,
  examples: [
    'ecpay trade order --amount 100 --title 测试商品 --image https://example.com/1.png --type 301 --path pages/order/detail --env local',
    'ecpay trade order --from order.json --dry-run',
    'ecpay trade migrate old.json -q | ecpay trade order --from - --image https://example.com/1.png --type 301 --path pages/order/detail',
    'ecpay trade order --from order.json --amount 200 -d skuList.0.price:=200 --json'
  ],
  output: {
    en: 'on a terminal the call of tt.requestOrder as JavaScript, in a pipe {"data","byteAuthorization"}. --dry-run: data alone. --json: {"data","order","byteAuthorization","signature","app_id","nonce_str","timestamp","key_version","string_to_sign","snippet","made":{path:value},"warnings":[…]}, with --env local also "client":{"orderId","itemOrderList","logId"}; with --dry-run data, order, made and warnings',
    zh: '终端上为调用 tt.requestOrder 的 JavaScript 代码，管道中为 {"data","byteAuthorization"}。--dry-run：只有 data。--json：{"data","order","byteAuthorization","signature","app_id","nonce_str","timestamp","key_version","string_to_sign","snippet","made":{path:value},"warnings":[…]}，加 --env local 时另有 "client":{"orderId","itemOrderList","logId"}；加 --dry-run 时只有 data、order、made 和 warnings'
  },
  exits: [0, 1, 2, 3, 130],
  async run(context, values, fields) {
    // In another file, so that help need not load it.
    return (await import('./order/sign-order.js')).signOrder(context, values, fields)
  }
})
