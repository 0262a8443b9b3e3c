import { visibleLine } from '../../output/terminal-text.js'
import type { KnownApps } from '../../simulator/demo-keys.js'
import type { Context } from '../shared/command.js'
import { readConfig } from '../shared/config-for.js'

type Apps = NonNullable<KnownApps['apps']>

/** The apps of the configuration, of every profile, with the public halves of their keys. What cannot be read is left out. */
export async function configuredApps(context: Context): Promise<Apps> {
  const config = await readConfig(context, {}, { needs: [], required: [] })
  const apps = await config.everyApp()
  if (apps.length === 0) return []
  // RSA is loaded only if somebody has a key.
  const [{ publicHalf }, { writeKey }] = await Promise.all([
    import('../trade/public-keys.js'),
    import('../../trade/keys/write-key.js')
  ])
  return apps.flatMap(({ private_key, ...app }) => {
    const key = publicHalf(private_key)
    return key ? [{ ...app, app_public_key: writeKey(key, 'pkcs8') }] : []
  })
}

/** The apps with the versions of their keys, for a note. */
export function appNames(apps: Apps): string {
  const names = apps.map(({ app_id, key_version }) => visibleLine(`${app_id} (key_version ${key_version})`))
  return [...new Set(names)].join(', ')
}
