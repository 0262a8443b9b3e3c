import { existsSync } from 'node:fs'
import { basename, dirname, join, relative, resolve } from 'node:path'
import { readText } from '../config/read-text.js'
import { type ConfigValues, renderConfig } from '../config/render.js'
import { EXPECTED } from '../config/settings.js'
import { addToGitignore, planGitignore, writeConfig } from '../config/write.js'
import { saltOddities } from '../ecpay/sign/request-signature.js'
import { type Finding, finding, refuse, refuseAll, type SaltOddity } from '../findings/findings.js'
import { sentence } from '../output/report.js'
import { SHORTEST_MASKED } from '../output/secrets.js'
import { visibleLine } from '../output/terminal-text.js'
import { readObject } from '../protocol/json/json.js'
import { nearest } from '../protocol/nearest.js'
import { ENVIRONMENT_NAMES, environmentName } from '../protocol/system/environments.js'
import type { World } from '../world.js'
import { type Context, command } from './shared/command.js'
import { ask, canAsk } from './shared/confirm.js'
import { flag, text } from './shared/option.js'
import { SALT_FILE, TOKEN_FILE } from './shared/options.js'
import { pathLine } from './shared/path-line.js'
import type { Question } from './shared/prompts.js'

export const init = command({
  options: {
    appId: text('--app-id <id>', {
      help: {
        en: 'app_id of the mini program',
        zh: '小程序 app_id'
      }
    }),
    saltFile: SALT_FILE,
    tokenFile: TOKEN_FILE,
    notifyUrl: text('--notify-url <url>', {
      help: {
        en: 'where callbacks go (https, port 443)',
        zh: '回调地址（https，443 端口）'
      }
    }),
    gitignore: flag('--gitignore', {
      help: {
        en: 'add the file to .gitignore without asking',
        zh: '不询问，直接把文件加入 .gitignore'
      }
    }),
    force: flag('--force', {
      help: {
        en: 'replace an existing file',
        zh: '覆盖已有文件'
      }
    })
  },
  examples: [
    'ecpay init',
    'ecpay init --app-id tt0123456789abcdef --salt-file salt.txt --token-file token.txt --env sandbox'
  ],
  output: {
    en: 'the path of the file written. --json: {"path","gitignore"}',
    zh: '写入的文件路径。--json：{"path","gitignore"}'
  },
  withoutResult: true,
  exits: [0, 2, 130],
  async run(context, { force, gitignore, ...given }) {
    const { world, out, words, flags } = context
    const path = resolve(world.cwd, flags.config ?? '.ecpayrc')
    refuseShared(path)
    const replaces = force || (await mayReplace(context, path))
    await refuseWrong(context, given)
    const values = complete(given, world.env)
      ? fromGivenAlone(context, given, path)
      : await fromQuestions(context, given, path)
    // Check that it can be done before anything is done.
    if (gitignore) planGitignore(dirname(path), basename(path))
    writeConfig(path, renderConfig(values), { force: replaces })
    out.note(words.prompts.written(visibleLine(path)))
    const ignored = await ignore(context, gitignore, path)
    return {
      document: () => ({ path, gitignore: ignored !== undefined }),
      text: (voice) => [
        ...(ignored === undefined ? [] : [{ note: words.prompts.ignored(visibleLine(ignored)) }]),
        pathLine(voice, path),
        { note: words.prompts.nextStep }
      ]
    }
  }
})

/** The options for the configuration. */
interface Given {
  appId: string | undefined
  saltFile: string | undefined
  tokenFile: string | undefined
  notifyUrl: string | undefined
}

/** Refuses package.json: it has other content, and belongs to everyone with the repository. */
function refuseShared(path: string): void {
  if (basename(path) !== 'package.json') return
  const expected = '.ecpayrc, ecpay.config.json, …'
  throw refuse('invalid-option-value', { option: '--config', found: path, expected })
}

/** Refuses values that the next command would refuse, before they are written. */
async function refuseWrong({ world, flags: { env } }: Context, given: Given): Promise<void> {
  const problems = [
    ...(env === undefined || environmentName(env) ? [] : [wrongEnvironment(env)]),
    ...unreadableSecret('--salt-file', given.saltFile, world.cwd),
    ...unreadableSecret('--token-file', given.tokenFile, world.cwd),
    ...(await notifyUrlProblems(given.notifyUrl ?? '', env))
  ]
  if (problems.length > 0) throw refuseAll(problems)
}

function wrongEnvironment(found: string): Finding {
  const meant = nearest(found, ENVIRONMENT_NAMES)
  const expected = EXPECTED.environment
  return finding('invalid-setting', { key: 'env', source: '--env', expected, found, ...(meant && { meant }) })
}

function unreadableSecret(flag: string, file: string | undefined, cwd: string): Finding[] {
  if (file === undefined) return []
  const path = resolve(cwd, file)
  const content = readText(path)
  return typeof content === 'string'
    ? []
    : [finding('secret-file-unreadable', { key: flag, path, reason: content.unreadable })]
}

async function notifyUrlProblems(notify_url: string, env: string | undefined): Promise<Finding[]> {
  if (notify_url === '') return []
  const [{ createOrder }, { validate }] = await Promise.all([
    import('../ecpay/endpoints/create-order.js'),
    import('../protocol/system/validate.js')
  ])
  const found = validate(createOrder, readObject(JSON.stringify({ notify_url })), { local: env === 'local' })
  return found.filter((one) => 'key' in one && one.key === 'notify_url')
}

/** Whether flags and variables give everything that is required, as in a CI job. */
function complete({ appId, saltFile }: Given, env: Readonly<Record<string, string | undefined>>): boolean {
  return appId !== undefined && (saltFile !== undefined || Boolean(env.ECPAY_SALT))
}

/** The configuration from flags and variables. Secrets stay where they are, and the file refers to them. */
function fromGiven(
  { appId, saltFile, tokenFile, notifyUrl }: Given,
  path: string,
  environment: string | undefined,
  { cwd, env }: Pick<World, 'cwd' | 'env'>
): ConfigValues {
  const beside = (file: string | undefined) => file && relative(dirname(path), resolve(cwd, file))
  const variable = (name: string) => (env[name] ? `\${${name}}` : undefined)
  return defined({
    env: environment ?? 'sandbox',
    app_id: appId,
    salt_file: beside(saltFile),
    salt: saltFile === undefined ? variable('ECPAY_SALT') : undefined,
    token_file: beside(tokenFile),
    token: tokenFile === undefined ? variable('ECPAY_TOKEN') : undefined,
    notify_url: notifyUrl
  })
}

function fromGivenAlone({ out, world, flags }: Context, given: Given, path: string): ConfigValues {
  const secret = (file: string | undefined, variable: string | undefined) => {
    const content = file === undefined ? variable : readText(resolve(world.cwd, file))
    return typeof content === 'string' ? content.replace(/\r?\n$/, '') : ''
  }
  const salt = secret(given.saltFile, world.env.ECPAY_SALT)
  const token = secret(given.tokenFile, world.env.ECPAY_TOKEN)
  out.warn(oddities({ app_id: given.appId ?? '', salt, token }))
  return fromGiven(given, path, flags.env, world)
}

/** Never shows a secret on the screen, not even when a key is pressed. */
const HIDDEN = { mask: '*', toggleMask: false }

interface Answers {
  env: string
  app_id: string
  salt: string
  token: string
  notify_url: string
}

/** Asks for the values that the options do not give. */
async function fromQuestions(context: Context, given: Given, path: string): Promise<ConfigValues> {
  const { appId, saltFile, tokenFile, notifyUrl } = given
  // The values that are required.
  const needed = [...(appId === undefined ? ['--app-id'] : []), ...(saltFile === undefined ? ['--salt-file'] : [])]
  if (!canAsk(context)) throw refuse('prompt-refused', { flags: needed })
  const { env } = context.flags
  const { prompts } = context.words
  const required = (value: string) => value.trim() !== '' || prompts.required
  const findings = await context.out.catalogue.findings()
  const usable = async (value: string) => {
    const [problem] = await notifyUrlProblems(value, env)
    return problem ? sentence(problem, findings).message : true
  }
  const { prompt } = await import('./shared/prompts.js')
  const questions: Question[] = [
    ...unless(env, { type: 'select', name: 'env', message: prompts.env, choices: ['sandbox', 'production'] }),
    ...unless(appId, { type: 'input', name: 'app_id', message: prompts.appId, validate: required }),
    ...unless(saltFile, { type: 'password', name: 'salt', message: prompts.salt, ...HIDDEN, validate: required }),
    ...unless(tokenFile, { type: 'password', name: 'token', message: prompts.token, ...HIDDEN }),
    ...unless(notifyUrl, { type: 'input', name: 'notify_url', message: prompts.notifyUrl, validate: usable })
  ]
  const answers = await prompt<Partial<Answers>>(context, questions)
  context.out.hide([
    { name: 'SALT', value: answers.salt ?? '' },
    { name: 'TOKEN', value: answers.token ?? '' }
  ])
  context.out.warn(oddities(answers))
  return defined({ ...fromGiven(given, path, env, { cwd: context.world.cwd, env: {} }), ...defined(answers) })
}

/** The warnings about values that look wrongly copied, while they can still be copied again. */
function oddities({ app_id, salt = '', token = '' }: Partial<Answers>): Finding[] {
  const short = ({ length }: string) => length > 0 && length < SHORTEST_MASKED
  return [
    ...(app_id === undefined ? [] : oddAppId(app_id)),
    ...[...saltOddities(salt), ...unlikely(salt)].map((reason) => finding('suspicious-salt', { reason })),
    ...(short(salt) ? [finding('short-secret', { name: 'SALT' })] : []),
    ...(short(token) ? [finding('short-secret', { name: 'TOKEN' })] : [])
  ]
}

/** What is unusual for a SALT of the platform, although it would work. */
function unlikely(salt: string): SaltOddity[] {
  return [
    ...(/\S\s+\S/.test(salt) ? (['white space inside'] as const) : []),
    ...(/^[0-9a-f]{40}$/i.test(salt) ? (['app secret'] as const) : [])
  ]
}

function oddAppId(found: string): Finding[] {
  return /^tt[0-9a-z]+$/.test(found) ? [] : [finding('suspicious-app-id', { found })]
}

function unless(given: string | undefined, question: Question): Question[] {
  return given === undefined ? [question] : []
}

async function mayReplace(context: Context, path: string): Promise<boolean> {
  if (!existsSync(path)) return false
  if (canAsk(context) && (await ask(context, context.words.prompts.overwrite(visibleLine(path))))) return true
  throw refuse('config-exists', { path })
}

/**
 * Adds the file to .gitignore, if the flag or the answer to a question says so.
 *
 * @returns the path of the changed .gitignore
 */
async function ignore(context: Context, unasked: boolean, path: string): Promise<string | undefined> {
  const folder = dirname(path)
  if (!unasked && !(inRepository(folder) && canAsk(context))) return undefined
  if (!unasked && !(await ask(context, context.words.prompts.gitignore))) return undefined
  return addToGitignore(folder, basename(path)) ? join(folder, '.gitignore') : undefined
}

function inRepository(folder: string): boolean {
  if (existsSync(join(folder, '.git'))) return true
  return dirname(folder) !== folder && inRepository(dirname(folder))
}

/** Removes values that are absent or empty, so that the file has only given values. */
function defined(values: object): ConfigValues {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined && value !== ''))
}
