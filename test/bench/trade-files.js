import { createPrivateKey, sign } from 'node:crypto'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

const { keys } = JSON.parse(readFileSync(new URL('../../fixtures/trade/vectors.json', import.meta.url), 'utf8'))

/** The data of an order, as a shop signs it. */
const DATA = JSON.stringify({
  skuList: [
    {
      skuId: 'sku_1',
      price: 9900,
      quantity: 2,
      title: '双人套餐 <限周末> & "赠饮"',
      imageList: ['https://img.example.com/a/1.png?w=200&h=100'],
      type: 401,
      tagGroupId: 'tag_group_7272625659888041996'
    }
  ],
  outOrderNo: 'order_20261127_001',
  totalAmount: 19_800,
  payExpireSeconds: 300,
  orderEntrySchema: { path: 'pages/order/detail', params: '{"id":"order_20261127_001"}' },
  payNotifyUrl: 'https://shop.example.com/api/notify?from=douyin'
})

/** Writes what the commands of the trade system are given: keys, data, and an authorization that no mistake explains. */
export function writeTradeFiles(folder) {
  writeFileSync(join(folder, 'private.pem'), keys.app.private_pkcs8, { mode: 0o600 })
  writeFileSync(join(folder, 'platform.pem'), keys.platform.public)
  writeFileSync(join(folder, 'data.json'), DATA)
  const signature = sign('sha256', Buffer.from('another text'), keys.app.private_pkcs8).toString('base64')
  const items = `appid=tt07e3715e98c9aac0,nonce_str=n0_Zx9,timestamp=1764230000,key_version=1,signature=${signature}`
  writeFileSync(join(folder, 'authorization.txt'), `SHA256-RSA2048 ${items}`)
}

/** Writes so many callbacks, one a line, each with a number of its own, and returns the path. */
export function writeCallbacks(path, count) {
  const key = createPrivateKey(keys.platform.private_pkcs8)
  const lines = Array.from({ length: count }, (_, i) => {
    const msg = JSON.stringify({
      app_id: 'tt07e3715e98c9aac0',
      out_order_no: `no_${i}`,
      order_id: '7398108028895054107',
      status: 'SUCCESS',
      total_amount: 100 + i,
      discount_amount: 0,
      pay_channel: 1,
      channel_pay_id: '2026112222001490861446271234',
      merchant_uid: '7102183452',
      message: '',
      event_time: 1_764_230_000_000,
      user_bill_pay_id: '1'
    })
    const body = JSON.stringify({ msg, type: 'payment', version: '3.0' })
    const [timestamp, nonce] = ['1764230000', `nonce${String(i).padStart(27, '0')}`]
    const text = `${timestamp}\n${nonce}\n${body}\n`
    const headers = {
      'Content-Type': 'application/json',
      'Byte-Timestamp': timestamp,
      'Byte-Nonce-Str': nonce,
      'Byte-Signature': sign('sha256', Buffer.from(text), key).toString('base64')
    }
    return JSON.stringify({ headers, body })
  })
  writeFileSync(path, `${lines.join('\n')}\n`)
  return path
}
