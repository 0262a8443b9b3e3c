import { faultServer } from '../../gateway/fault-server.js'

export const APP_ID = 'tt00000000000token'
/** Made for these tests. */
export const APP_SECRET = 'zebraSecretOfTheTests0123456789'

/** The token that is given as the nth one. */
export const tokenNumber = (count: number) => `clt.giraffeToken${count}OfTheTests0123456789`

interface Given {
  expires_in?: number | string
  /** How long an answer takes, in milliseconds. */
  delay?: number
}

/** A platform that gives tokens. `bodies` has what it was asked with. */
export async function tokenServer({ expires_in = 7200, delay = 0 }: Given = {}) {
  return faultServer((_, response, count) => {
    const data = { access_token: tokenNumber(count), captcha: '', description: '', error_code: 0, expires_in }
    const answer = () =>
      response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify({ data, message: 'success' }))
    setTimeout(answer, delay)
  })
}
