import type { Socket } from 'node:net'
import { faultServer } from '../../../gateway/fault-server.js'

export interface OrderServer {
  url: string
  /** The numbers that were asked for, in order. */
  asked: string[]
}

/** What the answer to a number is; nothing if the connection is reset. `times` counts from 1. */
type Answering = (number: string, times: number) => object | undefined

/** Paid: the order of this number. */
export const paid = (number: string) => ({
  err_no: 0,
  err_tips: '',
  out_order_no: number,
  payment_info: { order_status: 'SUCCESS', total_fee: 100 }
})

/** A server that answers query_order of any system by the number. */
export async function orderServer(answering: Answering = paid): Promise<OrderServer> {
  const asked: string[] = []
  const server = await faultServer((request, response, count) => {
    const { out_order_no, order_id } = JSON.parse(server.bodies[count - 1] ?? '{}')
    const number = out_order_no ?? order_id
    asked.push(number)
    const answer = answering(number, asked.filter((one) => one === number).length)
    if (!answer) return void (request.socket as Socket).resetAndDestroy()
    response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(answer))
  })
  return { url: server.url, asked }
}
