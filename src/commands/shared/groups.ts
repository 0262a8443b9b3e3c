import type { Both } from '../../language.js'

/** The descriptions of groups: commands whose names begin with the same word. */
export const GROUPS: Readonly<Record<string, Both>> = {
  deliveries: {
    en: 'The callbacks that listen has received: list, show, export, clear',
    zh: '查看 listen 收到的回调：list、show、export、clear'
  },
  log: {
    en: 'What was sent and received: list, show, export, clear',
    zh: '请求日志：发出和收到的请求与响应，list、show、export、clear'
  },
  merchant: {
    en: 'Onboard merchants: pages to fill in, applications, images, states',
    zh: '商户进件：进件页面、接口进件、图片、状态'
  },
  trade: {
    en: 'The general trade system (通用交易系统), which follows 担保支付',
    zh: '通用交易系统，担保支付的后继'
  },
  'trade v2': {
    en: 'Calls of trade system 2.0 (交易系统 2.0), for life services and knowledge',
    zh: '交易系统 2.0 的接口，用于生活服务、知识付费等行业'
  },
  'trade merchant': {
    en: 'Onboard merchants in the general trade system: pages to fill in, applications, images, states',
    zh: '通用交易系统的商户进件：进件页面、接口进件、图片、状态'
  },
  'trade keys': {
    en: 'The RSA keys of the general trade system: make, show, check, convert',
    zh: '通用交易系统的 RSA 密钥：生成、查看、检查、转换'
  },
  'trade auth': {
    en: 'Calls of the general trade system about periodic deduction and deposit-free orders',
    zh: '通用交易系统的周期代扣和信用免押接口'
  },
  export: {
    en: 'Print the calls for other programs',
    zh: '把接口导出给其他软件使用'
  },
  config: { en: 'Show the configuration', zh: '查看配置' },
  simulate: {
    en: 'The local gateway: pay, give results, list, serve, fail on purpose',
    zh: '本地网关：支付、出结果、列表、启动服务、注入错误'
  }
}
