import type { LevelValues } from '../../config/settings.js'
import type { Finding } from '../../findings/findings.js'
import { sentence } from '../../output/report.js'
import { SYSTEMS } from '../../systems.js'
import type { Context } from '../shared/command.js'
import type { Question } from '../shared/prompts.js'
import { type Chosen, type Given, typedPath } from './given.js'
import { keyVersionProblems, notifyUrlProblems, ODDITIES, readKeyFile } from './shape-checks.js'

/** Never shows a secret on the screen, not even when a key is pressed. */
const HIDDEN = { mask: '*', toggleMask: false }

/** Asks which payment system the keys are of. */
export async function askSystems(context: Context): Promise<Chosen> {
  const { language, words } = context
  const { prompt } = await import('../shared/prompts.js')
  const choices = [
    ...SYSTEMS.map(({ name, title }) => ({ name: title[language], value: name })),
    { name: words.prompts.bothSystems, value: 'both' }
  ]
  const question: Question = { type: 'select', name: 'system', message: words.prompts.system, choices }
  const { system } = await prompt<{ system: string }>(context, [question])
  return { ecpay: system !== 'trade', trade: system !== 'ecpay' }
}

/** Asks for the settings that the options do not give. Nothing that every later command would refuse is accepted. */
export async function askSettings(context: Context, given: Given, chosen: Chosen): Promise<LevelValues> {
  const { world, words, flags } = context
  const { prompts } = words
  const findings = await context.out.catalogue.findings()
  // The hint is left out: the question itself says where the value is found.
  const said = ([problem]: readonly Finding[]) => problem && sentence(problem, findings).message
  const required = (value: string) => value.trim() !== '' || prompts.required
  const key = (name: 'private_key' | 'platform_public_key', flag: string) => async (file: string) =>
    said((await readKeyFile(name, typedPath(file, world), flag, world)).problems) ?? true
  const odd = (name: keyof typeof ODDITIES) => onceMore((value) => said(ODDITIES[name](value)), prompts.keepIt)
  const ofSystem = (name: keyof Chosen, value: string | undefined, question: Question) =>
    chosen[name] ? unless(value, question) : []
  const environments = chosen.ecpay ? ['sandbox', 'production'] : ['production', 'sandbox']
  const questions: Question[] = [
    ...unless(flags.env, { type: 'select', name: 'env', message: prompts.env, choices: environments }),
    ...unless(given.appId, {
      type: 'input',
      name: 'app_id',
      message: prompts.appId,
      validate: both(required, odd('app_id'))
    }),
    ...ofSystem('ecpay', given.saltFile, {
      type: 'password',
      name: 'salt',
      message: prompts.salt,
      ...HIDDEN,
      validate: both(required, odd('salt'))
    }),
    ...ofSystem('ecpay', given.tokenFile, {
      type: 'password',
      name: 'token',
      message: prompts.token,
      ...HIDDEN,
      validate: odd('token')
    }),
    ...ofSystem('trade', given.privateKeyFile, {
      type: 'input',
      name: 'private_key_file',
      message: prompts.privateKeyFile,
      validate: both(required, key('private_key', '--private-key-file'))
    }),
    ...ofSystem('trade', given.keyVersion, {
      type: 'input',
      name: 'key_version',
      message: prompts.keyVersion,
      filter: (value: string) => value.trim(),
      validate: (value: string) => said(keyVersionProblems(value.trim(), 'key_version')) ?? true
    }),
    ...ofSystem('trade', given.platformPublicKeyFile, {
      type: 'input',
      name: 'platform_public_key_file',
      message: prompts.platformPublicKeyFile,
      validate: unlessEmpty(key('platform_public_key', '--platform-public-key-file'))
    }),
    ...ofSystem('trade', given.appSecretFile, {
      type: 'password',
      name: 'app_secret',
      message: prompts.appSecret,
      ...HIDDEN,
      validate: odd('app_secret')
    }),
    ...unless(given.notifyUrl, {
      type: 'input',
      name: 'notify_url',
      message: prompts.notifyUrl,
      validate: async (value: string) => said(await notifyUrlProblems(value, flags.env)) ?? true
    })
  ]
  const { prompt } = await import('../shared/prompts.js')
  const answers = await prompt<LevelValues>(context, questions)
  context.out.hide([
    { name: 'SALT', value: `${answers.salt ?? ''}` },
    { name: 'TOKEN', value: `${answers.token ?? ''}` },
    { name: 'APP_SECRET', value: `${answers.app_secret ?? ''}` }
  ])
  return Object.fromEntries(Object.entries(answers).filter(([, value]) => value !== ''))
}

function unless(given: string | undefined, question: Question): Question[] {
  return given === undefined ? [question] : []
}

/** Whether an answer is accepted, or why not. */
type Validate = (value: string) => true | string | Promise<true | string>

function both(first: Validate, second: Validate): Validate {
  return async (value) => {
    const accepted = await first(value)
    return accepted === true ? second(value) : accepted
  }
}

function unlessEmpty(validate: Validate): Validate {
  return (value) => value === '' || validate(value)
}

/** Says what is odd about an answer, and accepts it if it is given once more. */
function onceMore(oddity: (value: string) => string | undefined, keepIt: (odd: string) => string): Validate {
  let last: string | undefined
  return (value) => {
    const odd = oddity(value)
    if (odd === undefined || value === last) return true
    last = value
    return keepIt(odd)
  }
}
