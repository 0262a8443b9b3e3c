import { EXIT } from '../findings/findings.js'
import { table } from '../output/columns.js'
import { DEMO_KEYS } from '../simulator/demo-keys.js'
import { patiently } from '../simulator/store/lock.js'
import type { CommandSpec } from './shared/command.js'
import { confirmDeletion } from './shared/confirm.js'
import { withStore } from './shared/local-gateway.js'

export const simulateKeys: CommandSpec = {
  name: 'simulate keys',
  options: [],
  examples: ['ecpay simulate keys', 'ecpay simulate keys --json'],
  exits: [0, 2],
  async run({ out, words }) {
    if (out.json) await out.document(DEMO_KEYS)
    else await out.result(`${table(Object.entries(DEMO_KEYS)).join('\n')}\n`)
    out.note(words.simulate.keysNote)
    return EXIT.done
  }
}

export const simulateReset: CommandSpec = {
  name: 'simulate reset',
  options: [{ syntax: '--yes' }],
  examples: ['ecpay simulate reset --yes'],
  exits: [0, 2, 130],
  async run(context, _args, flags) {
    const { out, words } = context
    await confirmDeletion(context, flags, words.simulate.confirmReset)
    return withStore(context, async (store) => {
      const deleted = await patiently(() => store.clear())
      if (out.json) await out.document({ deleted })
      else out.note(words.simulate.reset(deleted))
      return EXIT.done
    })
  }
}
