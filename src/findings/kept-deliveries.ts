import { entry, topic } from './topic.js'

/** Callbacks that were received and saved. */
export const deliveries = topic('Deliveries', '回调记录', {
  'delivery-not-found': entry<{ found: string }>({
    exit: 'no',
    en: ({ found }) => [`There is no delivery "${found}", and no such file or folder.`, 'See `ecpay deliveries list`.'],
    zh: ({ found }) => [`没有回调记录“${found}”，也没有这个文件或目录。`, '请查看 `ecpay deliveries list`。']
  }),
  /** `isFiltered` where there are some, but none that was looked for. */
  'no-deliveries': entry<{ isFiltered?: boolean }>({
    exit: 'no',
    general: { isFiltered: false },
    en: ({ isFiltered }) =>
      isFiltered
        ? ['No callback is like this.', 'See `ecpay deliveries list`.']
        : ['No callback has been received yet.', 'Receive one with `ecpay listen`.'],
    zh: ({ isFiltered }) =>
      isFiltered
        ? ['没有符合条件的回调。', '请查看 `ecpay deliveries list`。']
        : ['还没有收到过回调。', '请用 `ecpay listen` 接收。']
  }),
  /** `count` is the number of deliveries that came while none could be saved. */
  'deliveries-kept-again': entry<{ count: number }>({
    en: ({ count }) => [
      `Callbacks are saved again; ${count} that came in between ${count === 1 ? 'was' : 'were'} not saved.`,
      'Have them sent again if they matter; the platform repeats those that were not answered with success.'
    ],
    zh: ({ count }) => [
      `已恢复保存回调；其间收到的 ${count} 个没有保存。`,
      '需要时请让对方重新发送；没有返回成功的，平台会自己重发。'
    ]
  }),
  'cannot-resign': entry<{ name: string }>({
    en: ({ name }) => [
      `${name} cannot be signed again, so nothing was sent:`,
      'Replay it as it came, without --resign, or keep it out of the folder: `ecpay deliveries export --only <id>`.'
    ],
    zh: ({ name }) => [
      `${name} 无法重新签名，因此没有发送任何回调：`,
      '请去掉 --resign 按原样重放，或不把它放进目录：`ecpay deliveries export --only <id>`。'
    ]
  }),
  'replay-failed': entry<{ failed: number; of: number }>({
    en: ({ failed, of }) => `${failed} of ${of} callbacks were not answered as they should be.`,
    zh: ({ failed, of }) => `${of} 个回调中有 ${failed} 个的响应不符合要求。`
  })
})
