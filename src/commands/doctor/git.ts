import { execFile } from 'node:child_process'
import { existsSync } from 'node:fs'
import { basename, dirname, relative } from 'node:path'
import type { Config } from '../../config/resolve.js'
import { SECRETS, type SecretName } from '../../config/settings.js'
import { type Finding, finding } from '../../findings/findings.js'
import type { World } from '../../world.js'
import { type Check, fail, skipped, unless } from './check.js'

export const GIT: Check = {
  id: 'git',
  title: { en: 'Secrets in git', zh: 'git 中的密钥' },
  needs: ['configuration'],
  async run({ config, context: { world } }) {
    const files = filesWithSecrets(await config())
    if (files.length === 0) return skipped('no file here holds a secret', '没有存有密钥的文件')
    const states = await Promise.all(files.map(async (path) => ({ path, ...(await gitState(world, path)) })))
    const tracked = states.filter(({ isRepository }) => isRepository)
    if (tracked.length === 0) return skipped('in no git repository, or without git', '不在 git 仓库中，或没有安装 git')
    const committed = tracked.flatMap(({ path, commit }) =>
      commit === undefined ? [] : [finding('secrets-committed', { path, commit })]
    )
    if (committed.length > 0) return fail([...committed, ...open(tracked)])
    return unless(open(tracked), { en: 'ignored, and never committed', zh: '已忽略，且从未提交' })
  }
}

function open(states: readonly { path: string; isIgnored: boolean }[]): Finding[] {
  return states.flatMap(({ path, isIgnored }) =>
    isIgnored ? [] : [finding('secrets-not-ignored', { path, name: basename(path) })]
  )
}

/** The configuration, if any profile of it holds a secret, and the files that the settings in use name. */
function filesWithSecrets({ settings, path, holdsSecrets }: Config): string[] {
  const names = Object.keys(SECRETS) as SecretName[]
  const ofKeys = names.flatMap((name) => {
    const source = settings[name]?.source
    return source?.kind === 'secret-file' ? [source.name] : []
  })
  const paths = holdsSecrets && path !== undefined ? [path, ...ofKeys] : ofKeys
  return [...new Set(paths)].filter((one) => existsSync(one))
}

interface GitState {
  isRepository: boolean
  isIgnored: boolean
  /** The newest commit that changed the file. */
  commit?: string
}

async function gitState(world: World, path: string): Promise<GitState> {
  const folder = dirname(path)
  const name = relative(folder, path)
  const inside = await git(world, folder, ['rev-parse', '--is-inside-work-tree'])
  if (inside?.stdout.trim() !== 'true') return { isRepository: false, isIgnored: false }
  const [ignored, log] = await Promise.all([
    git(world, folder, ['check-ignore', '--quiet', '--', name]),
    git(world, folder, ['log', '--all', '--max-count=1', '--format=%h', '--', name])
  ])
  const commit = log?.stdout.trim()
  return { isRepository: true, isIgnored: ignored?.exit === 0, ...(commit && { commit }) }
}

/** What a repository could otherwise name as a program to run: it may be somebody else's. */
const SAFE = ['core.fsmonitor=false', 'core.hooksPath=/dev/null', 'log.showSignature=false', 'protocol.allow=never']

/** Runs git without a secret in its environment. Nothing if there is no git. */
async function git(world: World, cwd: string, argv: readonly string[]) {
  const { PATH, Path, HOME, USERPROFILE, SYSTEMROOT } = world.env
  const env = { PATH: PATH ?? Path, HOME, USERPROFILE, SYSTEMROOT, GIT_NO_LAZY_FETCH: '1', GIT_TERMINAL_PROMPT: '0' }
  const settings = SAFE.flatMap((one) => ['-c', one])
  return new Promise<{ exit: number; stdout: string } | undefined>((resolve) => {
    // Windows looks for a program in the working directory first, and this folder may be somebody else's.
    const options = { cwd: dirname(process.execPath), env, timeout: 10_000, signal: world.signal, windowsHide: true }
    execFile('git', ['-C', cwd, '--no-pager', ...settings, ...argv], options, (error, stdout) => {
      if (error && typeof error.code !== 'number') resolve(undefined)
      else resolve({ exit: error ? Number(error.code) : 0, stdout })
    })
  })
}
