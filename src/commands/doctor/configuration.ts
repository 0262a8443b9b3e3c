import { hash } from 'node:crypto'
import { SECRETS, type SecretName } from '../../config/settings.js'
import { saltOddities } from '../../ecpay/sign/request-signature.js'
import { finding } from '../../findings/findings.js'
import { visibleLine } from '../../output/terminal-text.js'
import { shortSecrets } from '../shared/config-for.js'
import { type Check, skipped, unless } from './check.js'

const EXPOSED = 'config-exposed'

export const CONFIGURATION: Check = {
  id: 'configuration',
  title: { en: 'Configuration', zh: '配置' },
  async run({ config }) {
    const { path, profile, settings, warnings } = await config()
    const env = settings.env?.value ?? 'local'
    const from = path === undefined ? undefined : visibleLine(path)
    const chosen = profile === undefined ? '' : `, profile ${visibleLine(String(profile.value))}`
    const detail = {
      en: `${from ?? 'no file, only variables and options'}${chosen}; env: ${env}`,
      zh: `${from ?? '没有配置文件，只用环境变量和选项'}${chosen}；env: ${env}`
    }
    const odd = warnings.filter(({ code }) => code !== EXPOSED)
    return { ...unless(odd, detail), detail }
  }
}

export const MODES: Check = {
  id: 'file-mode',
  title: { en: 'File modes', zh: '文件权限' },
  needs: ['configuration'],
  async run({ config, context: { world } }) {
    if (world.platform === 'win32') return skipped('Windows has no such modes', 'Windows 没有这种权限')
    const { warnings } = await config()
    return unless(
      warnings.filter(({ code }) => code === EXPOSED),
      { en: 'nobody else can read a file with secrets', zh: '其他用户无法读取存有密钥的文件' }
    )
  }
}

/** A fingerprint of fewer characters would let somebody try out the rest. */
const SHORTEST_PRINTED = 16

export const SHAPES: Check = {
  id: 'secrets',
  title: { en: 'Secrets', zh: '密钥' },
  needs: ['configuration'],
  async run({ config }) {
    const { settings } = await config()
    const names = (Object.keys(SECRETS) as SecretName[]).filter((name) => settings[name] !== undefined)
    if (names.length === 0) return skipped('none is configured: ecpay init', '没有配置密钥：ecpay init')
    const shapes = names.map((name) => {
      const value = settings[name]?.value ?? ''
      const length = [...value].length
      const print = length < SHORTEST_PRINTED ? '' : `, ${hash('sha256', value).slice(0, 8)}`
      return { en: `${name} (${length}${print})`, zh: `${name}（${length}${print}）` }
    })
    const odd = names
      .filter((name) => name !== 'private_key' && saltOddities(settings[name]?.value ?? '').length > 0)
      .map((name) => finding('secret-edges', { name: SECRETS[name] }))
    const isAppSecret = /^[0-9a-f]{40}$/.test(settings.salt?.value ?? '')
    const detail = {
      en: `length and start of the SHA-256: ${shapes.map(({ en }) => en).join(', ')}`,
      zh: `长度和 SHA-256 开头：${shapes.map(({ zh }) => zh).join('、')}`
    }
    const problems = [...odd, ...shortSecrets(settings), ...(isAppSecret ? [finding('salt-like-app-secret')] : [])]
    return { ...unless(problems, detail), detail }
  }
}

export const APP: Check = {
  id: 'app-id',
  title: { en: 'app_id', zh: 'app_id' },
  needs: ['configuration'],
  async run({ config }) {
    const { settings } = await config()
    const found = settings.app_id?.value
    if (found === undefined) return skipped('none is configured: ecpay init', '没有配置：ecpay init')
    return unless(/^tt[0-9a-z]+$/.test(found) ? [] : [finding('suspicious-app-id', { found })], visibleLine(found))
  }
}
