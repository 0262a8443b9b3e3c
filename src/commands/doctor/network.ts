import { lookup } from 'node:dns/promises'
import { connect } from 'node:net'
import { finding } from '../../findings/findings.js'
import { networkFinding } from '../../gateway/client.js'
import { proxyOf, type UsedProxy } from '../../gateway/proxy.js'
import type { World } from '../../world.js'
import { type Check, fail, type Outcome, ok, type Subject, skipped, warn } from './check.js'

const BUILT_IN = skipped('the local gateway is part of this process', '本地网关就在本进程内')

/** Runs a check of the connection to the platform; there is none to the gateway in this process. */
function ofHost(run: (url: URL, subject: Subject, proxy: UsedProxy | undefined) => Promise<Outcome>): Check['run'] {
  return async (subject) => {
    const { base } = await subject.address()
    if (base === undefined) return BUILT_IN
    const url = new URL(base)
    return run(url, subject, proxyOf(url, subject.context.world.env))
  }
}

export const PROXY: Check = {
  id: 'proxy',
  title: { en: 'Proxy', zh: '代理' },
  needs: ['configuration'],
  run: ofHost(async (url, _subject, proxy) => {
    if (!proxy) return ok({ en: `none for ${url.host}`, zh: `访问 ${url.host} 不使用代理` })
    const address = proxyAddress(proxy)
    if (!address) return fail([finding('unreadable-proxy', { variable: proxy.variable })])
    // It may hold a password.
    return ok(`${proxy.variable}: ${address.protocol}//${address.host}`)
  })
}

export const NAME: Check = {
  id: 'dns',
  title: { en: 'Name resolution', zh: '域名解析' },
  needs: ['proxy'],
  online: true,
  run: ofHost(async (url, _subject, proxy) => {
    const { hostname } = (proxy && proxyAddress(proxy)) ?? url
    try {
      const found = await lookup(hostname.replace(/^\[|\]$/g, ''), { all: true })
      return ok(`${hostname}: ${found.map(({ address }) => address).join(', ')}`)
    } catch (error) {
      return fail([networkFinding(error, hostname)])
    }
  })
}

export const CONNECTION: Check = {
  id: 'tcp',
  title: { en: 'Connection', zh: '连接' },
  needs: ['dns'],
  online: true,
  run: ofHost(async (url, { config, context: { world } }, proxy) => {
    const target = (proxy && proxyAddress(proxy)) ?? url
    const { settings } = await config()
    const started = performance.now()
    try {
      await connected(target, settings.timeout_ms?.value ?? 0, world)
      return ok(`${target.host}, ${Math.round(performance.now() - started)} ms`)
    } catch (error) {
      const found = proxy
        ? finding('proxy-unreachable', { variable: proxy.variable, host: target.host })
        : networkFinding(error, target.host)
      return fail([found])
    }
  })
}

async function connected({ hostname, port, protocol }: URL, limit: number, world: World): Promise<void> {
  const socket = connect({
    host: hostname.replace(/^\[|\]$/g, ''),
    port: Number(port || (protocol === 'https:' ? 443 : 80)),
    signal: world.signal
  })
  try {
    await new Promise<void>((resolve, reject) => {
      socket.setTimeout(limit, () => reject(Object.assign(new Error('timeout'), { code: 'ETIMEDOUT' })))
      socket.once('connect', resolve).once('error', reject)
    })
  } finally {
    socket.destroy()
  }
}

export const TLS: Check = {
  id: 'tls',
  title: { en: 'TLS and answer', zh: 'TLS 与响应' },
  needs: ['tcp'],
  online: true,
  run: ofHost(async (url, { answer }) => {
    const { status } = (await answer()).answer
    return url.protocol === 'https:'
      ? ok({ en: `certificate verified, HTTP ${status}`, zh: `证书有效，HTTP ${status}` })
      : ok({ en: `plain HTTP on this machine, HTTP ${status}`, zh: `本机明文 HTTP，HTTP ${status}` })
  })
}

/** In seconds: from here on, the clock is wrong, or so wrong that signatures are refused. */
const [DOUBTFUL, WRONG] = [60, 300]

export const CLOCK: Check = {
  id: 'clock',
  title: { en: 'Clock', zh: '时钟' },
  needs: ['tls'],
  online: true,
  run: ofHost(async ({ host }, { answer, context: { world } }) => {
    const {
      answer: { headers },
      from,
      to
    } = await answer()
    const theirs = Date.parse(headers.date ?? '')
    if (Number.isNaN(theirs)) return skipped(`${host} does not say its time`, `${host} 没有给出时间`)
    // Their time has whole seconds.
    const seconds = Math.round(((from + to) / 2 - theirs - 500) / 1000)
    const size = Math.abs(seconds)
    if (size <= DOUBTFUL) return ok({ en: `${size} s from ${host}`, zh: `与 ${host} 相差 ${size} 秒` })
    const problem = finding('clock-differs', {
      seconds,
      host,
      command: SET_CLOCK[world.platform] ?? 'sudo timedatectl set-ntp true'
    })
    return size > WRONG ? fail([problem]) : warn([problem])
  })
}

const SET_CLOCK: Readonly<Record<string, string>> = {
  win32: 'w32tm /resync',
  darwin: 'sudo sntp -sS time.apple.com'
}

function proxyAddress({ value }: UsedProxy): URL | undefined {
  const text = /^[a-z]+:\/\//i.test(value) ? value : `http://${value}`
  return URL.canParse(text) ? new URL(text) : undefined
}
