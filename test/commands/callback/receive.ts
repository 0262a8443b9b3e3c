import { createServer } from 'node:net'
import { type Place, place } from '../../config/place.js'
import { run } from '../run.js'

/** Of the merchant whose callbacks are received. */
export const TOKEN = 'tokenOfTheShop01'

/** Listens, posts every body when it is there, and ends after so many callbacks. */
export async function received(argv: string, bodies: string[], here: Place = place()) {
  const port = await freePort()
  const env = { ECPAY_TOKEN: TOKEN }
  const listening = run(`listen --port ${port} --exit-after ${bodies.length} ${argv}`, { here, env })
  const url = `http://127.0.0.1:${port}/`
  await reachable(url)
  for (const body of bodies) await fetch(url, { method: 'POST', body })
  return listening
}

export async function freePort(): Promise<number> {
  const server = createServer()
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as { port: number }
  await new Promise((resolve) => server.close(resolve))
  return port
}

export async function reachable(url: string): Promise<void> {
  const deadline = Date.now() + 20_000
  for (;;) {
    const there = await fetch(url).then(
      () => true,
      () => false
    )
    if (there) return
    if (Date.now() > deadline) throw new Error(`nothing listens on ${url}`)
    await new Promise((resolve) => setTimeout(resolve, 20))
  }
}
