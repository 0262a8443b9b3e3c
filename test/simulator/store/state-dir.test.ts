import { expect, test } from 'vitest'
import { stateDirectory } from '../../../src/simulator/store/state-dir.js'

test.each([
  [{}, 'linux', '/home/me', '/home/me/.local/state/ecpay'],
  [{}, 'darwin', '/Users/me', '/Users/me/.local/state/ecpay'],
  [{ XDG_STATE_HOME: '/var/state' }, 'linux', '/home/me', '/var/state/ecpay'],
  [{ XDG_STATE_HOME: 'relative' }, 'linux', '/home/me', '/home/me/.local/state/ecpay'],
  [{ XDG_STATE_HOME: '' }, 'linux', '/home/me', '/home/me/.local/state/ecpay'],
  [{ ECPAY_STATE_DIR: '/mine', XDG_STATE_HOME: '/var/state' }, 'linux', '/home/me', '/mine'],
  [{ ECPAY_STATE_DIR: '' }, 'linux', '/home/me', '/home/me/.local/state/ecpay'],
  [{ LOCALAPPDATA: 'C:\\local' }, 'win32', 'C:\\me', 'C:\\local\\ecpay'],
  [{ XDG_STATE_HOME: '/var/state' }, 'win32', 'C:\\me', 'C:\\me\\AppData\\Local\\ecpay'],
  [{ ECPAY_STATE_DIR: 'D:\\mine' }, 'win32', 'C:\\me', 'D:\\mine']
])('%j on %s, home %s: %s', (env, platform, home, directory) => {
  expect(stateDirectory(env, platform, home)).toBe(directory)
})
