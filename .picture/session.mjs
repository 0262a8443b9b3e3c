/** What is typed in the pictures, in this order, and what they are called for those who do not see them. */
const commands = [
  'ecpay create-order --amount 100 --out-order-no order_1001',
  'ecpay simulate pay order_1001 --out callback.json',
  'ecpay verify-callback callback.json --env local',
  'ecpay create-order --amount 100 --out-order-no order_1002 --dry-run -o my.json',
  'ecpay diagnose my.json --env local --sign FAECAA1B91DD0DBEA5FE1A11B938A59C'
]

export const SESSION = {
  en: {
    commands,
    title:
      'A terminal: ecpay creates an order on the local gateway, pays it, verifies its callback, and names the mistakes in a wrong signature'
  },
  zh: { commands, title: '终端演示：ecpay 在本地网关创建订单、支付、验证回调，并找出错误签名的原因' }
}
