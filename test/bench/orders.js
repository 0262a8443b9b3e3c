import { once } from 'node:events'
import { createWriteStream } from 'node:fs'

/** Writes so many create_order bodies of 12 members, one a line, and returns the file's name. */
export async function writeOrders(file, lines) {
  const out = createWriteStream(file)
  for (let i = 0; i < lines; i++) {
    if (!out.write(`${JSON.stringify(order(i))}\n`)) await once(out, 'drain')
  }
  out.end()
  await once(out, 'close')
  return file
}

function order(i) {
  return {
    app_id: `tt000000000000000${i % 10}`,
    out_order_no: `2026112217${i}`,
    total_amount: 1 + ((i * 7) % 1_000_000),
    subject: `抖音商品${i}`,
    body: `抖音商品详情 ${i}`,
    valid_time: 172_800,
    cp_extra: `{"u": ${i}, "t": "a b"}`,
    notify_url: `https://a1.example.com/cb?x=1&y=${i}`,
    thirdparty_id: '',
    disable_msg: 0,
    msg_page: `pages/order/detail?id=${i}`,
    store_uid: '1'
  }
}
