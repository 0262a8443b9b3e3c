import { existsSync } from 'node:fs'
import { basename, dirname, join, relative, resolve } from 'node:path'
import { ENVIRONMENT_NAMES, environmentName } from '../config/environments.js'
import { readText } from '../config/read-text.js'
import { type ConfigValues, renderConfig } from '../config/render.js'
import { EXPECTED } from '../config/settings.js'
import { addToGitignore, planGitignore, writeConfig } from '../config/write.js'
import { saltOddities } from '../ecpay/sign/request-signature.js'
import { EXIT, Failure, type Finding, finding, type SaltOddity } from '../findings/findings.js'
import { sentence } from '../output/report.js'
import { SHORTEST_MASKED } from '../output/secrets.js'
import { visibleLine } from '../output/terminal-text.js'
import { readObject } from '../protocol/json/json.js'
import { nearest } from '../protocol/nearest.js'
import type { CommandSpec, Context, Flags } from './shared/command.js'
import { ask, canAsk } from './shared/confirm.js'
import { attributeOf } from './shared/parse-arguments.js'
import type { Question } from './shared/prompts.js'

export const init: CommandSpec = {
  name: 'init',
  options: [
    { syntax: '--app-id <id>' },
    { syntax: '--salt-file <file>' },
    { syntax: '--token-file <file>' },
    { syntax: '--notify-url <url>' },
    { syntax: '--gitignore' },
    { syntax: '--force' }
  ],
  examples: [
    'ecpay init',
    'ecpay init --app-id tt0123456789abcdef --salt-file salt.txt --token-file token.txt --env sandbox'
  ],
  exits: [0, 2, 130],
  async run(context, _args, flags) {
    const { world, out, words } = context
    const path = resolve(world.cwd, flags.config ?? '.ecpayrc')
    refuseShared(path)
    const force = flags.force === true || (await mayReplace(context, path))
    await refuseWrong(flags, world.cwd)
    const values = complete(flags, world.env)
      ? fromFlagsAlone(context, flags, path)
      : await fromQuestions(context, flags, path)
    // What cannot be done is found out before anything is.
    if (flags.gitignore) planGitignore(dirname(path), basename(path))
    writeConfig(path, renderConfig(values), { force })
    out.note(words.prompts.written(visibleLine(path)))
    const gitignore = await ignore(context, flags, path)
    if (out.json) await out.document({ path, gitignore })
    else await out.result(`${out.isTerminal ? visibleLine(path) : path}\n`)
    out.note(words.prompts.nextStep)
    return EXIT.done
  }
}

/** Much else stands in package.json, and it belongs to everybody who has the repository. */
function refuseShared(path: string): void {
  if (basename(path) !== 'package.json') return
  const expected = '.ecpayrc, ecpay.config.json, …'
  throw new Failure(EXIT.input, [finding('invalid-option-value', { option: '--config', found: path, expected })])
}

/** What the next command would refuse is refused before it is written. */
async function refuseWrong(flags: Flags, cwd: string): Promise<void> {
  const { env } = flags
  const problems = [
    ...(env === undefined || environmentName(env) ? [] : [wrongEnvironment(env)]),
    ...['--salt-file', '--token-file'].flatMap((flag) => unreadableSecret(flag, text(flags[attributeOf(flag)]), cwd)),
    ...(await notifyUrlProblems(text(flags.notifyUrl) ?? '', env))
  ]
  if (problems.length > 0) throw new Failure(EXIT.input, problems)
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

async function notifyUrlProblems(notify_url: string, env: unknown): Promise<Finding[]> {
  if (notify_url === '') return []
  const [{ createOrder }, { validate }] = await Promise.all([
    import('../ecpay/endpoints/create-order.js'),
    import('../ecpay/validate.js')
  ])
  const found = validate(createOrder, readObject(JSON.stringify({ notify_url })), { local: env === 'local' })
  return found.filter((one) => 'key' in one && one.key === 'notify_url')
}

/** Everything that must be known can be said by flags and variables, for a CI job. */
function complete(flags: Flags, env: Readonly<Record<string, string | undefined>>): boolean {
  return flags.appId !== undefined && (flags.saltFile !== undefined || Boolean(env.ECPAY_SALT))
}

/** Secrets stay where they are: the file refers to them. */
function fromFlags(flags: Flags, path: string, { cwd, env }: Context['world']): ConfigValues {
  const file = (name: string) =>
    flags[name] === undefined ? undefined : relative(dirname(path), resolve(cwd, String(flags[name])))
  const variable = (name: string) => (env[name] ? `\${${name}}` : undefined)
  return defined({
    env: flags.env ?? 'sandbox',
    app_id: text(flags.appId),
    salt_file: file('saltFile'),
    salt: flags.saltFile === undefined ? variable('ECPAY_SALT') : undefined,
    token_file: file('tokenFile'),
    token: flags.tokenFile === undefined ? variable('ECPAY_TOKEN') : undefined,
    notify_url: text(flags.notifyUrl)
  })
}

function fromFlagsAlone({ out, world }: Context, flags: Flags, path: string): ConfigValues {
  const secret = (file: unknown, variable: string | undefined) => {
    const content = file === undefined ? variable : readText(resolve(world.cwd, String(file)))
    return typeof content === 'string' ? content.replace(/\r?\n$/, '') : ''
  }
  const salt = secret(flags.saltFile, world.env.ECPAY_SALT)
  const token = secret(flags.tokenFile, world.env.ECPAY_TOKEN)
  out.warn(oddities({ app_id: String(flags.appId), salt, token }))
  return fromFlags(flags, path, world)
}

/** A secret is never on the screen, not even for a moment by a key. */
const HIDDEN = { mask: '*', toggleMask: false }

interface Answers {
  env: string
  app_id: string
  salt: string
  token: string
  notify_url: string
}

/** What is asked for where no flag says it, and cannot be left out. */
const NEEDED = ['--app-id', '--salt-file']

/** Asks for what the flags do not say. */
async function fromQuestions(context: Context, flags: Flags, path: string): Promise<ConfigValues> {
  if (!canAsk(context))
    throw new Failure(EXIT.input, [
      finding('prompt-refused', { flags: NEEDED.filter((flag) => flags[attributeOf(flag)] === undefined) })
    ])
  const { prompts } = context.words
  const required = (value: string) => value.trim() !== '' || prompts.required
  const findings = await context.out.catalogue.findings()
  const usable = async (value: string) => {
    const [problem] = await notifyUrlProblems(value, flags.env)
    return problem ? sentence(problem, findings).message : true
  }
  const { prompt } = await import('./shared/prompts.js')
  const questions: Question[] = [
    ...unless(flags.env, { type: 'select', name: 'env', message: prompts.env, choices: ['sandbox', 'production'] }),
    ...unless(flags.appId, { type: 'input', name: 'app_id', message: prompts.appId, validate: required }),
    ...unless(flags.saltFile, { type: 'password', name: 'salt', message: prompts.salt, ...HIDDEN, validate: required }),
    ...unless(flags.tokenFile, { type: 'password', name: 'token', message: prompts.token, ...HIDDEN }),
    ...unless(flags.notifyUrl, { type: 'input', name: 'notify_url', message: prompts.notifyUrl, validate: usable })
  ]
  const answers = await prompt<Partial<Answers>>(context, questions)
  context.out.hide([
    { name: 'SALT', value: answers.salt ?? '' },
    { name: 'TOKEN', value: answers.token ?? '' }
  ])
  context.out.warn(oddities(answers))
  return defined({ ...fromFlags(flags, path, { ...context.world, env: {} }), ...defined(answers) })
}

/** What looks as if it were copied wrongly, said while it can still be copied again. */
function oddities({ app_id, salt = '', token = '' }: Partial<Answers>): Finding[] {
  const short = ({ length }: string) => length > 0 && length < SHORTEST_MASKED
  return [
    ...(app_id === undefined ? [] : oddAppId(app_id)),
    ...[...saltOddities(salt), ...unlikely(salt)].map((reason) => finding('suspicious-salt', { reason })),
    ...(short(salt) ? [finding('short-secret', { name: 'SALT' })] : []),
    ...(short(token) ? [finding('short-secret', { name: 'TOKEN' })] : [])
  ]
}

/** What a SALT of the platform has not, though a signature can be made with it. */
function unlikely(salt: string): SaltOddity[] {
  return [
    ...(/\S\s+\S/.test(salt) ? (['white space inside'] as const) : []),
    ...(/^[0-9a-f]{40}$/i.test(salt) ? (['app secret'] as const) : [])
  ]
}

function oddAppId(found: string): Finding[] {
  return /^tt[0-9a-z]+$/.test(found) ? [] : [finding('suspicious-app-id', { found })]
}

function unless(given: unknown, question: Question): Question[] {
  return given === undefined ? [question] : []
}

async function mayReplace(context: Context, path: string): Promise<boolean> {
  if (!existsSync(path)) return false
  if (canAsk(context) && (await ask(context, context.words.prompts.overwrite(visibleLine(path))))) return true
  throw new Failure(EXIT.input, [finding('config-exists', { path })])
}

/** Keeps the file out of the repository it stands in: by flag, or by asking. */
async function ignore(context: Context, flags: Flags, path: string): Promise<boolean> {
  const { out, words } = context
  const folder = dirname(path)
  if (!flags.gitignore && !(inRepository(folder) && canAsk(context))) return false
  if (!flags.gitignore && !(await ask(context, words.prompts.gitignore))) return false
  const added = addToGitignore(folder, basename(path))
  if (added) out.note(words.prompts.ignored(visibleLine(join(folder, '.gitignore'))))
  return added
}

function inRepository(folder: string): boolean {
  if (existsSync(join(folder, '.git'))) return true
  return dirname(folder) !== folder && inRepository(dirname(folder))
}

function text(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined
}

/** Without what is not given or empty, so that the file holds only what was said. */
function defined(values: object): ConfigValues {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined && value !== ''))
}
