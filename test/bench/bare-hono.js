// What a mock of the platform takes that anybody would write: a hono app that reads the body as JSON and answers it.
// It checks nothing and stores nothing. It says its address in its first line.
import { serve } from '@hono/node-server'
import { Hono } from 'hono/tiny'

const app = new Hono().post('*', async (c) => {
  const { out_order_no } = await c.req.json()
  return c.json({ err_no: 0, err_tips: 'success', out_order_no, order_id: '7398108028895054107' })
})
serve({ fetch: app.fetch, hostname: '127.0.0.1', port: 0 }, ({ port }) => console.log(`http://127.0.0.1:${port}`))
