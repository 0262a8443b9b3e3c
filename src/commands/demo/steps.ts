import { freshOrderNumber } from '../../ecpay/order-number.js'
import type { Context } from '../shared/command.js'
import { simulatePay } from '../simulate/pay.js'
import { verifyCallbackCommand } from '../verify-callback.js'
import { callNamed, type Playable } from './stage.js'

/** A step of the demo: a command line and its purpose. */
export interface Step {
  heading: string
  command: Playable
  /** The words of its command line; a function if they follow from the steps before. */
  argv: readonly string[] | (() => Promise<readonly string[]>)
}

/** What a story is told with. */
export interface Story {
  intro: string
  steps: readonly Step[]
  /** @param program how this program is started */
  done(program: string): string
}

export const LOCAL = ['--env', 'local']
export const PRETTY = ['--output', 'pretty']
/** Where the handler of the demo keeps the last callback. */
export const CALLBACK_FILE = 'callback.txt'

/** A fresh number for the order of a story. */
export function storyNumber({ world }: Context): string {
  return freshOrderNumber(world.now(), world.random(8))
}

/**
 * The order is paid, and its callback verified.
 *
 * @param verify the command that verifies it
 */
export function paidSteps(
  number: string,
  words: { pay: string; verify: string },
  verify: Playable = { name: 'verify-callback', ...verifyCallbackCommand }
): Step[] {
  return [
    {
      heading: words.pay,
      command: { name: 'simulate pay', ...simulatePay },
      argv: [number, '--way', 'dyzf', '--time-scale', '0.001']
    },
    {
      heading: words.verify,
      command: verify,
      argv: [CALLBACK_FILE, ...LOCAL, '--max-age', '300']
    }
  ]
}

/** The story of 担保支付: an order from beginning to end. */
export function ecpayStory(context: Context, notify_url: string): Story {
  const words = context.words.demo
  const number = storyNumber(context)
  const order = [...LOCAL, '--out-order-no', number, '--amount', '100', '--subject', 'Demo 演示']
  return {
    intro: words.intro,
    done: words.done,
    steps: [
      {
        heading: words.order,
        command: callNamed('create-order'),
        argv: [...order, '--notify-url', notify_url, ...PRETTY]
      },
      ...paidSteps(number, words),
      { heading: words.query, command: callNamed('query'), argv: [number, ...LOCAL, ...PRETTY] }
    ]
  }
}
