import type { Words } from './words.js'

/** The Chinese texts of the program. */
export const zh: Words = {
  levels: { error: '错误：', warning: '警告：', notice: '提示：' },
  hidden: (length) => `<${length} 个字符，不予显示>`,
  atLine: (line) => `第 ${line} 行：`,
  more: (count) => `……同类问题还有 ${count} 处`,
  written: (path, bytes) => `已写入 ${path}（${bytes} 字节，UTF-8）。`,
  exchange: {
    request: '请求',
    raw: '原始响应',
    pretty: '响应',
    nothingSent: '未发送任何请求。',
    generatedNumber: (key, number) => `单号(${key})：${number}`,
    meaning: '含义：',
    remedy: '处理：',
    retry: {
      'at once': '可以立即用相同单号重试。',
      later: '可以稍后用相同单号重试。',
      no: '原样重试没有用。'
    },
    pay: '在小程序中拉起支付：',
    logid: 'x-tt-logid（联系平台时请提供）：',
    warning: 'x-ecpay-warning（已接受；各官方资料对此说法不一致）：',
    reason: 'x-ecpay-reason（本地网关说明违反了哪条规则）：',
    accepted: (call) => `已受理，正在用 ${call} 查询结果。`,
    onlyAccepted: (line) => `仅表示受理：用 \`${line}\` 查询结果，或加 --wait 等待。`,
    waiting: (status) => `状态为 ${status}，继续查询`,
    took: (milliseconds) => `${milliseconds} 毫秒`,
    unknownErrNo: (member) => `公开的错误码表中没有这个 ${member}。`,
    confirm: (call, host) => `确认向 ${host} 发送 ${call}？这会产生真实资金交易。`,
    fileKinds: { gzip: 'gzip 压缩', zip: 'zip 压缩', text: '文本', other: '既不是 UTF-8 文本，也不是已知的压缩格式' },
    fileSaved: (path, size, kind) => `已保存：${path}（${size} 字节，${kind}）`,
    fileNotShown: (size, kind) => `响应是一个文件：${size} 字节，${kind}。请用 --save <file> 保存，或输出到管道。`
  },
  bulk: {
    progress: (done, total) => `已查询 ${done} / ${total}`,
    speed: (perSecond, left) => `每秒 ${perSecond} 个，剩余 ${left}`,
    summary: (total, time, counts) => `共 ${total} 个单号，用时 ${time}：${counts}`,
    before: (count) => `之前已有结果 ${count}`,
    refused: (count) => `被拒绝 ${count}`,
    unanswered: (count) => `无结果 ${count}`,
    notAsked: (count) => `未查询 ${count}`,
    comma: '，',
    units: { hours: '小时', minutes: '分', seconds: '秒' }
  },
  trace: {
    members: '字段',
    sorted: '按 UTF-8 字节排序',
    stringToSign: '待签名字符串',
    digest: 'MD5',
    signed: '参与签名',
    skipped: {
      excluded: '不签名：排除的字段',
      empty: '不签名：值为空',
      'null-text': '不签名：值是字符串 null'
    },
    same: '签名正确。'
  },
  callback: {
    checks: {
      headers: '请求头',
      encoding: '编码（UTF-8，原始字节）',
      envelope: '外层结构',
      signature: '签名',
      age: '时效',
      type: '回调类型'
    },
    valid: '验签通过，回调可信。',
    allValid: (count) => `${count} 个回调全部验签通过，均可信。`,
    invalid: '验签未通过。',
    causes: '原因：'
  },
  trigger: {
    noTarget: '没有指定 --to，也没有 notify_url：直接输出要发送的请求体。',
    delivered: '按平台的标准，本次回调视为送达。',
    refused: '后端已拒绝，符合预期：签名是错误的。'
  },
  checkHandler: {
    wanted: {
      accepted: '期望：HTTP 200 和 {"err_no":0,"err_tips":"success"}。',
      refused: '期望：除成功以外的任何响应。',
      unharmed: '期望：除 HTTP 5xx 以外的任何响应。',
      complete: '应为：HTTP 5xx 之外的任何响应；返回成功时须带上这种回调要求的内容。',
      echoed: '期望：HTTP 200 和 echostr。'
    },
    why: '原因：',
    fix: '处理：',
    failed: (failed, of) => `${of} 个用例中有 ${failed} 个未通过。`,
    passed: (count) => `后端通过了 ${count} 个用例。`,
    answer: '响应：',
    alike: {
      failed: (count, first, codes) => `另有 ${count} 个与 ${first} 同因，未通过：${codes}`,
      advice: (count, first, codes) => `另有 ${count} 个与 ${first} 相同：${codes}`
    },
    like: (first) => `与 ${first} 同因。`,
    provesNothing: (count) => `另有 ${count} 个用例结果正确，但没有意义：`,
    refusesAll: '真实的回调也没有被接受，后端可能拒绝一切请求。',
    saved: (path) => `已保存：${path}`
  },
  listen: {
    listening: (url) => `正在 ${url} 接收回调，路径不限。`,
    tunnel: '平台只回调 443 端口的 https 地址：请在它前面接上你的隧道，并用 --allow-host 给出隧道的域名。',
    notKept: '继续接收并转发回调；能保存之前，收到的不会保存。',
    allowHost: (line) => `要允许这个 Host：${line}`,
    forwarding: (url) => `每个回调都逐字节转发到 ${url}。`,
    stopHint: '按 Ctrl-C 停止。'
  },
  deliveries: {
    none: '还没有收到回调；用 `ecpay listen` 接收。',
    noneOfThese: '没有符合条件的回调。',
    columns: {
      id: '编号',
      time: '收到时间',
      type: '类型',
      number: '单号',
      amount: '金额',
      verdict: '验签',
      answered: '响应'
    },
    exported: (count, path) => `已将 ${count} 个回调写入 ${path}`,
    confirmClear: (keep) => (keep > 0 ? `除最新的 ${keep} 个以外，删除全部回调记录？` : '删除全部回调记录？'),
    cleared: (count) => `已删除 ${count} 个回调`
  },
  log: {
    none: '请求日志中没有符合条件的记录。',
    columns: { id: '编号', time: '时间', what: '内容', where: '发往', number: '单号', result: '结果' },
    newest: (count) => `只列出最新的 ${count} 条；更多请用 --limit，也可以按条件筛选。`,
    confirmClear: '删除请求日志中的全部记录？',
    cleared: (count) => `已删除 ${count} 条`,
    sent: '由本工具发出',
    received: '收到的请求',
    noAnswer: (code) => `没有响应：${code}`,
    cutShort: (kept, size) => `（共 ${size} 字节，只保存了 ${kept} 字节）`,
    again: '再次发送同样的请求',
    related: '相同单号的其他记录',
    next: '接下来'
  },
  replay: {
    same: '与第一次相同',
    refused: '已拒绝',
    refusedAsBefore: '已拒绝，与第一次相同',
    before: (answer) => `第一次为 ${answer}`,
    to: (url) => `发送到 ${url}`
  },
  prompts: {
    appId: '小程序 app_id（见“开发管理 > 开发设置”）',
    salt: 'SALT（见“支付设置”；输入不回显）',
    token: '令牌(Token)（见“支付设置”；输入不回显）',
    env: '这组密钥属于哪个环境？',
    notifyUrl: '回调地址 notify_url（留空则用控制台的设置）',
    system: '这组密钥属于哪个支付系统？',
    bothSystems: '两者都有',
    privateKeyFile: '应用私钥文件的路径（还没有可用 `ecpay trade keys generate` 生成）',
    keyVersion: 'key_version：应用公钥的版本号（开发管理 > 开发设置 > 密钥设置）',
    platformPublicKeyFile: '平台公钥文件的路径（在控制台同一处复制；可留空）',
    appSecret: 'AppSecret（开发管理 > 开发设置；输入不回显；可留空）',
    keepIt: (odd) => `${odd}（再按一次回车则保留）`,
    overwrite: (path) => `${path} 已存在，要覆盖吗？（只增加一个配置档请用 \`ecpay init --profile <名称>\`）`,
    overwriteProfile: (name) => `配置档 ${name} 已存在，要覆盖吗？`,
    gitignore: '加入 .gitignore，以免把密钥提交到仓库？',
    required: '此项必填。',
    keys: '↑↓ 移动，⏎ 选择',
    answers: { yes: '是', no: '否' },
    yesOrNo: '请输入 y 或 n。',
    written: (path) => `已写入：${path}（权限 0600）`,
    key: (name, half, form, bits, fingerprint) => `${name}：${half}，${form}，${bits} 位，SHA-256 指纹 ${fingerprint}`,
    writtenProfile: (name, path) => `已把配置档 ${name} 加入 ${path}（权限 0600）`,
    ignored: (path) => `已加入 ${path}`,
    nextStep: (line) => `下一步：${line}`
  },
  config: {
    none: '没有配置文件；可用 `ecpay init` 生成。',
    trust: {
      given: '已信任当前内容；内容变化后需要重新确认。',
      revoked: '已取消信任。',
      wasNot: '原本就没有信任它。',
      own: '这是你自己的配置，不需要确认。',
      none: '没有受信任的文件。',
      limited: '这个文件是自动找到的，尚未信任（`ecpay config trust`），不能做以下操作：',
      trusted: '这个文件是自动找到的，你已允许它：',
      states: { valid: '内容未变', changed: '内容已变，不再信任', unreadable: '无法读取' },
      allows: {
        host: (key, host) =>
          key.endsWith('notify_url')
            ? `${key}：作为 trigger、check-handler、replay 的目标（${host}）`
            : `${key}：把请求发往 ${host}`,
        variable: (key, name) => `${key}：发送环境变量 ${name}`,
        file: (key, path) => `${key || '链接'}：读取 ${path}`,
        owner: (_, uid) => `属于其他用户（uid ${uid}）`,
        writable: (_, mode) => `其他用户可以修改（权限 ${mode}）`
      }
    },
    notSet: '未设置',
    masked: (characters) => `已设置，${characters} 个字符`,
    sources: {
      flag: (name) => `选项 ${name}`,
      variable: (name) => `环境变量 ${name}`,
      profile: (name) => `配置档 ${name}`,
      file: (name) => `文件 ${name}`,
      'secret-file': (name) => `密钥文件 ${name}`,
      default: () => '默认值',
      demo: () => '本地网关的演示密钥'
    }
  },
  simulate: {
    listening: (url) => `本地网关正在监听 ${url}`,
    knownApps: (names) => `通用交易系统中还可使用配置里的应用：${names}`,
    stopHint: '把它设为后端的 base_url 即可；按 Ctrl-C 停止。',
    lastRefused: (time, request, reason) => `${time} 拒绝的请求：${request}（${reason}）`,
    wrongSign: '查明签名错在哪里：ecpay diagnose --last',
    nobodyToCall: '请求中没有 notify_url，不发送回调',
    noFaults: '当前没有注入的错误；`ecpay simulate fail 1000` 可让下一次调用失败。',
    faultColumns: { on: '接口', times: '剩余次数' },
    everyCall: '全部',
    untilCleared: '直到 --clear',
    keysNote: '这组密钥是公开的，只能用于本地网关。',
    paid: (out_order_no) => `${out_order_no} 已支付。`,
    failed: (out_order_no) => `${out_order_no} 支付失败；平台不会为此发送回调。`,
    applied: (out_order_no, refund_id) => `已对 ${out_order_no} 申请退款：${refund_id}。`,
    answered: '已采用该响应，退款单号已生效。',
    closed: (out_order_no, reason) => `${out_order_no} 已关闭：CANCEL，${reason}。`,
    ended: (number, status) => `${number}：${status}。`,
    noCallback: '平台不会为此发送回调。',
    noNotifyUrl: '没有 notify_url：直接输出回调内容，可用 `ecpay verify-callback --env local` 验签。',
    delivering: (url) => `正在向 ${url} 发送回调`,
    delivered: (attempt, of) => `第 ${attempt}/${of} 次：已接受`,
    notDelivered: (attempt, of, reason, seconds) =>
      `第 ${attempt}/${of} 次：${reason}${seconds === undefined ? '' : `${seconds} 秒后重试。`}`,
    realClock: '这是真实时间；`ecpay simulate clock +15m` 可以设置本地平台的时钟。',
    setClock: (ahead) => `本地平台的时钟比真实时间快 ${ahead}；\`ecpay simulate clock real\` 恢复真实时间。`,
    noOrders: '本地网关还没有订单；可以试试 `ecpay create-order --amount 100 --env local`。',
    reset: (count) => `已删除 ${count} 笔订单。`,
    confirmReset: '删除本地网关的全部订单？',
    columns: { amount: '金额', status: '状态', created: '创建时间' }
  },
  demo: {
    intro: '在本地网关上走完整个流程：不需要账号，也不需要网络。',
    order: '1. 预下单',
    pay: '2. 用户支付，网关向 notify_url 发送回调',
    verify: '3. 对收到的回调验签',
    query: '4. 查询订单状态',
    done: (program) => `流程到此结束。下一步：${program} init，然后 ${program} create-order --amount 100 --env sandbox`,
    trade: {
      intro: '在本地网关上走完一笔通用交易系统订单的全过程：不需要账号，也不需要网络。',
      order: '1. 签名下单；客户端用它调用 tt.requestOrder',
      pay: '2. 用户付款；网关发送回调',
      verify: '3. 对收到的回调验签',
      query: '4. 查询订单状态',
      refund: '5. 退款',
      refunded: '6. 退款成功；网关发送回调',
      queryRefund: '7. 查询退款',
      done: (program) => `流程到此结束。下一步：${program} trade keys generate，然后 ${program} trade order --help`
    },
    full: {
      intro: '在本地网关上以百倍速度走完一笔订单的完整生命周期：不需要账号，也不需要网络。',
      chapters: {
        order: '1. 预下单',
        pay: '2. 用户支付',
        refund: '3. 部分退款，并等待结果',
        settle: '4. 结算：两个分账方各得一份，其余扣除手续费后归卖家',
        giveBack: '5. 第一个分账方退回一部分',
        withdraw: '6. 卖家提现',
        ask: '7. 查询资金去向',
        bills: '8. 下载当天的账单'
      },
      rows: (count) => `${count} 行`,
      callbacks: '收到的回调，签名均已验证',
      ledger: '资金去向',
      paid: '支付',
      places: {
        refunded: '已退款',
        fee: '平台手续费',
        first: '第一个分账方',
        second: '第二个分账方',
        withdrawn: '卖家已提现',
        seller: '卖家余额',
        transit: '在途'
      },
      checks: {
        sum: '支付金额等于各处之和：',
        settlement: '支付减退款等于结算金额加手续费：',
        bill: '支付减退款等于账单合计：'
      }
    }
  },
  order: {
    notSigned: '没有签名。',
    stands: (out_order_no) =>
      `订单已在本地网关中创建，相当于客户端已调用 tt.requestOrder。支付：ecpay simulate pay ${out_order_no}`,
    agreementStands: (number) =>
      `签约单已存在于本地网关，相当于客户端调用了 tt.createSignOrder。签约：ecpay simulate sign ${number}`,
    handOver: '签名在服务端完成；请把 data 和 byteAuthorization 原样交给客户端，不要在客户端解析或重新序列化 data。'
  },
  clientToken: {
    labels: { at: '有效范围', fetched: '获取时间', ends: '有效期至' },
    left: (minutes) => `剩余 ${minutes} 分钟`,
    fetched: (path) => `已获取，保存在 ${path}。`,
    kept: (path) => `已保存在 ${path}，没有发送请求。`,
    cleared: '已删除。它在平台上仍有效，直到过期。',
    nothingToClear: '没有保存这个 app_id 在这个环境的 token。',
    confirm: (app_id) => `确认在生产环境为 ${app_id} 获取新 token？线上服务器正在使用的 token 将在 5 分钟后失效。`
  },
  migrate: {
    groups: {
      same: '沿用',
      renamed: '改名',
      changed: '单位或格式改变',
      filled: '新增，已填入',
      needed: '新增，必须给出',
      optional: '新增，可选',
      empty: '为空，已去掉',
      unknown: '不是旧接口的字段，已去掉',
      gone: '取消'
    },
    answer: '响应',
    envelope: '所有回调',
    newCalls: '新增的接口',
    settings: '配置',
    callback: (type) => `回调 ${type}`,
    nothing: '无'
  },
  explain: {
    namespaces: {
      err_no: '接口返回的错误码',
      callback: '回调的 type',
      order: '订单状态(order_status、pay_status)',
      refund: '退款状态(refund_status)',
      settle: '结算状态(settle_status)',
      return: '退分账状态(return_status)',
      withdraw: '提现状态(status)',
      service: '服务单状态(order_service_status)',
      item: '商品单状态(item_order_status)，数字',
      audit: '退款审核状态(audit_status)',
      refund_source: '退款来源(refund_source)，数字',
      refund_reason: '退款原因(refund_reason.code)，数字',
      sign: '周期代扣的签约状态(status)',
      sign_pay: '周期代扣的扣款状态(status)',
      way: '支付方式',
      pay: '小程序中 tt.pay 的 res.code',
      client: 'tt.pay 和 tt.requestOrder 失败时的 errNo 与 errorCode',
      push: '订单推送的 err_code',
      reason: '本地网关拒绝请求的原因（x-ecpay-reason）',
      push_status: '订单推送的 order_status（数字）',
      push_type: '订单推送的 order_type（数字）',
      token: '获取 access token 的接口返回的错误码',
      header: 'HTTP 头',
      other: '其他产品的代码，常被误认',
      'verify-callback': '`ecpay verify-callback` 和 `ecpay trade verify-callback` 的检查项',
      ecpay: '本工具的错误、警告和提示；‹key› 代表实际的内容',
      diagnose: '`ecpay diagnose` 和 `ecpay trade diagnose` 能指出的错误，以及提示检查的事项',
      'check-handler': '`ecpay check-handler` 的用例',
      call: '平台的接口',
      field: '请求、响应和回调的字段'
    },
    labels: {
      system: '系统',
      calls: '接口',
      cause: '原因',
      note: '说明',
      remedy: '处理',
      retry: '重试',
      state: '状态',
      fields: '字段',
      reply: '返回',
      source: '来源',
      snippets: '代码写法'
    },
    states: { final: '终态，不再变化。', passing: '中间状态，之后还会变化。' },
    units: { fen: '单位为分', seconds: 'Unix 秒', milliseconds: 'Unix 毫秒' },
    inUnit: (meaning, unit) => `${meaning}，${unit}`,
    of: (title, said) => (title === null ? said : `${title}：${said}`),
    forCalls: (calls, remedy) => `${calls}：${remedy}`,
    call: (path, help, codes) => `${path}。用法见 \`${help}\`。${codes === '' ? '' : `错误码：${codes}。`}`,
    several: (count, name) => `有 ${count} 条相关的内容。查看其中一条：\`ecpay explain ${name}\``,
    also: (name) => `相关的还有以下内容。查看其中一条：\`ecpay explain ${name}\``,
    sources: {
      official: '官方文档',
      'official-mirror': '官方文档的副本',
      sdk: 'SDK 的做法，未见官方文档',
      user: '用户反馈，未见官方文档',
      inferred: '本项目的推断，未见文档'
    }
  }
}
