/** The values from which the message of a callback is made. */
export interface Facts {
  app_id: string
  /** The developer's number of the payment, refund, settlement or withdrawal. */
  number: string
  /** The order that a refund or settlement belongs to. */
  out_order_no: string
  order_id: string
  /** The platform's number of the refund, settlement or withdrawal. */
  platform_no: string
  /** The payment channel's number. */
  channel_no: string
  payment_no: string
  /** Fen. */
  amount: number
  way: string
  status: string
  /** Why it failed; otherwise empty. */
  message: string
  seller_uid: string
  cp_extra: string
  settle_detail: string
  /** The platform's fee, in fen. */
  rake: number
  is_all_settled: boolean
  /** Unix time in seconds. */
  at: number
}
