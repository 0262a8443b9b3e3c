/** An order that every source takes, as a value to be changed. */
export function validOrder() {
  return {
    skuList: [validSku()],
    outOrderNo: 'order_1001',
    totalAmount: 100,
    orderEntrySchema: { path: 'pages/order/detail', params: '{"id":"order_1001"}' }
  }
}

export function validSku() {
  return {
    skuId: 'sku_1',
    price: 100,
    quantity: 1,
    title: '测试商品',
    imageList: ['https://img.example.com/1.png'],
    type: 401,
    tagGroupId: 'tag_group_7272625659888041996'
  }
}
