import type { CommandSpec } from './shared/command.js'
import { ENCODING } from './shared/input.js'

export const sign: CommandSpec = {
  name: 'sign',
  arguments: '[file]',
  options: [
    { syntax: '-d, --data <assignment>', repeatable: true },
    { syntax: '--check [hex]' },
    ENCODING,
    { syntax: '--explain' },
    { syntax: '--fill' },
    { syntax: '--ndjson' },
    { syntax: '--nested <rule>', choices: ['go', 'json'] },
    { syntax: '--salt-file <file>' },
    { syntax: '--strict' }
  ],
  examples: [
    'ecpay sign body.json',
    'cat body.json | ecpay sign --explain',
    'ecpay sign -d out_order_no=no_1 -d total_amount:=100 --env local',
    'ecpay sign body.json --check 54f102e7115f8a6a3e6af4633dc33959',
    'ecpay sign body.json --fill -o signed.json',
    'ecpay sign --ndjson orders.ndjson > signatures.txt'
  ],
  exits: [0, 1, 2, 130],
  async run(context, [argument], flags) {
    // Apart from its work, so that help need not load that.
    return (await import('./sign/sign-body.js')).signBody(context, argument, flags)
  }
}
