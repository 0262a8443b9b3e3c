import type { Row } from './categories.js'

const body = (text: string) =>
  `{"app_id":"ttabcdefg123456","out_order_no":"no_1","total_amount":2376,"valid_time":300,"cp_extra":"${text}"}`

/** Cases whose bodies are long, and all alike inside. */
export const LONG_CASES: readonly Row[] = [
  { id: 'v260', category: 'long', body: body('a'.repeat(2048)), sign: '628d89a94ed7472e0a5da3dffa16a19f' },
  {
    id: 'v262',
    category: 'long',
    // An emoji as escapes, as PHP and Python write it.
    body: body('\\ud83d\\ude00'.repeat(20_000)),
    sign: '4c62a73cd63d0a76cb6a1f09af60ffc1'
  },
  { id: 'v263', category: 'long', body: body('z'.repeat(70_000)), sign: '984917dc07f3bafeb332e179f1c7e74a' }
]
