import { type Place, place } from '../../config/place.js'
import { type Ran, type RunOptions, run } from '../run.js'

/** Of the merchant whose callbacks are received. */
export const TOKEN = 'tokenOfTheShop01'

/** Listens, posts every body, and ends after so many callbacks. */
export async function received(argv: string, bodies: string[], here: Place = place(), terminal = false) {
  const env = { ECPAY_TOKEN: TOKEN }
  const { url, ended } = await serving(`listen --exit-after ${bodies.length} ${argv}`, { here, env, terminal })
  for (const body of bodies) await fetch(`${url}/`, { method: 'POST', body })
  return ended
}

/** Runs a command that serves, on a port that it takes and tells; resolves when it listens. */
export function serving(argv: string, options: RunOptions): Promise<{ url: string; ended: Promise<Ran> }> {
  return new Promise((resolve, reject) => {
    const onOutput = (text: string) => {
      const [url] = /http:\/\/127\.0\.0\.1:\d+/.exec(text) ?? []
      if (url) resolve({ url, ended })
    }
    const ended = run(`${argv} --port 0`, { ...options, onOutput })
    ended.then(({ stderr }) => reject(new Error(`it has ended: ${stderr}`)), reject)
  })
}
