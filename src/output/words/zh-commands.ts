import type { CommandWords } from './words.js'

/** Help of every command in Chinese. */
export const commands: CommandWords = {
  sign: {
    summary: '计算请求体的签名：32 位十六进制的 `sign`',
    description:
      '从文件、-（stdin）或管道读取一个 JSON 对象，或用 -d 拼出一个。数字按原文签名；其他语言可能签得不一样的值会给出警告。',
    arguments: { file: 'JSON 文件；- 或不填表示 stdin' },
    options: {
      check: '与给定的签名比对；不带值时与请求体自带的 sign 比对',
      explain: '在 stderr 列出每个字段、排序结果和待签名字符串（SALT 已打码）',
      fill: '输出填好 sign 的请求体，其余字节保持不变',
      ndjson: '每行输入一个对象，每行输出一个签名',
      nested: '按候选规则对对象、数组类型的值签名：go 或 json',
      strict: '有警告即拒绝签名'
    },
    output:
      '签名加一个换行。--json：{"sign","string_to_sign","signed":[{"key","text"}],"skipped":[{"key","reason"}],"warnings":[{"code","key","message"}]}；加 --check 还有 "valid" 和 "theirs"'
  },
  diagnose: {
    summary: '找出签名错在哪里（err_no 2008）',
    description:
      '像 sign 一样读取请求体，从请求体或 --sign 取得你的代码算出的签名，找出哪些错误（单个或组合）恰好把正确的算法变成了你的。给出 --prehash（你的代码实际用来取 MD5 的字符串）时，会指出每一处不同。',
    arguments: { file: 'JSON 文件；- 或不填表示 stdin' },
    options: {
      sign: '你的代码算出的签名，代替请求体里的',
      prehash: '你的代码实际用来取 MD5 的字符串，或 @文件；其中的 SALT 会打码',
      fromCurl:
        '从文件里的命令取得请求，并检查地址和请求头：curl（sh、cmd、PowerShell）、Invoke-WebRequest、fetch、wget、HTTPie，或完整的 HTTP 请求',
      har: '从 HAR 文件取最后一个发往平台的请求，并检查地址和请求头',
      last: '取本地网关最近一次因签名、字段、路径或请求头而拒绝的请求',
      callback: '诊断平台的回调：看 msg_signature，而不是 sign',
      depth: '最多组合几个错误',
      timeLimit: '查找最多用多少秒',
      for: '用代码显示改法：php、java、go、python、node 或 csharp'
    },
    output:
      '结论、最可能的解释及改法，以及还要检查什么。--json：{"verdict","sign","theirs","explanations":[{"mistakes":[{"code","key","message","fix"}],"string_to_sign"}],"tried","also_check":[{"code","message"}],"warnings":[{"code","message","hint"}],"next":[{"option","command"}]}'
  },
  'verify-callback': {
    summary: '对平台回调的原始字节验签',
    description:
      '从文件、-（stdin）或管道读取 POST 的原始请求体，逐项检查并报告结果；签名不符时逐一尝试常见原因，指出是哪一个。',
    arguments: { file: '原始请求体文件；- 或不填表示 stdin' },
    options: {
      maxAge: '同时检查 timestamp，过早过晚都算（0 表示不允许任何偏差）',
      maxSize: '最多读取多少字节'
    },
    output:
      'msg：终端上格式化显示，管道中原样输出。--json：{"valid","checks":[{"name","ok","code"}],"problems":[{"code","message"}],"causes":[…],"warnings":[…],"type","msg"}'
  },
  trigger: {
    summary: '向后端发送一个签好名的回调，msg 可自定',
    description:
      '按文档生成回调的 msg，用令牌(Token)签名，发送到 --to 或 notify_url；两者都没有时输出请求体。离线可用，支持所有类型，次数不限。',
    arguments: { type: 'payment（支付）、refund（退款）、settle（结算）或 withdraw（提现）' },
    options: {
      to: '发送到哪里；默认取配置中的 notify_url',
      order: '使用本地网关中的这笔订单',
      number: '开发者侧单号：out_order_no、out_refund_no 等；默认自动生成',
      amount: '金额（分）；默认取订单金额，没有订单时为 100',
      cpExtra: 'cp_extra（透传字段）',
      msg: '直接给出 msg：文本、@file 或 -（stdin），逐字节采用',
      set: '修改 msg：a.b=text 设为字符串，a.b:=json 设为原始 JSON；可多次使用',
      unset: '删除 msg 中的一个字段；可多次使用',
      timestamp: '外层的 timestamp；默认为当前时间',
      nonce: '外层的 nonce；默认随机',
      retry: '按平台的重试计划反复发送，直到被接受',
      timeScale: '按比例缩短重试间隔，例如 0.001',
      badSignature: '使用错误的签名：后端必须拒绝',
      stale: '把 timestamp 设为这么多秒之前',
      duplicate: '同一个回调发送这么多次',
      outOfOrder: '先发较新的回调，再发同一事件较早的回调',
      mixedContentType: '用代理可能给 JSON 加上的每种 Content-Type 各发一次',
      insecure: '向其他机器发送时也允许 http 和任意证书'
    },
    output:
      '后端的响应原文；没有发送目标时为请求体。--json：{"to","wanted","passed","delivered","sent":[{"callback","content_type","deliveries":[{"attempt","of","delivered","status","answer","problem","waitSeconds"}]}]}。退出码 0：按平台的标准全部送达，使用 --bad-signature 时为后端已拒绝；1：后端的响应不符合要求；3：没有响应'
  },
  'check-handler': {
    summary: '检验你的回调处理：该接受的、该拒绝的、异常请求，逐一检验',
    description:
      '向后端发送真实、伪造和残缺的回调，逐一核对响应。会查询订单的后端需要它认识的单号：用 --number 和 --amount 指定。',
    arguments: { url: '后端的回调地址；默认取配置中的 notify_url' },
    options: {
      type: 'payment（支付）、refund（退款）、settle（结算）或 withdraw（提现）',
      order: '使用本地网关中的这笔订单',
      number: '开发者侧单号：out_order_no、out_refund_no 等；默认自动生成',
      amount: '金额（分）；默认取订单金额，没有订单时为 100',
      cpExtra: 'cp_extra（透传字段）',
      only: '只运行这个用例；可多次使用',
      orderUrl: '再次发送同一回调后用 GET 请求这个网址（{number} 代表单号），响应内容不得再变化',
      query: '同上，改为执行这条 shell 命令并比较其输出；单号在环境变量 ECPAY_NUMBER 中',
      expect: '业务只处理一次时应显示的内容，例如计数为 1',
      workTime: '返回之后还需要多久处理完业务',
      list: '列出用例，不发送',
      junit: '写出 JUnit 报告，供 CI 读取',
      save: '把未通过的回调写到这个目录，文件名为 <用例>.json',
      force: '覆盖已有的文件',
      insecure: '向其他机器发送时也允许 http 和任意证书'
    },
    output:
      '每个用例一行：✓ 通过，✗ 未通过（附原因和处理），! 建议（不影响结果）。--json：{"url","passed","effect":{"problem"},"cases":[{"code","wants","title","why","fix","verdict","like","proves_nothing","milliseconds","saved","answers":[{"status","answer","milliseconds","problem"}]}]}；"like" 是同因的第一个用例，使用 --save 时才有 "saved"，使用 --order-url 或 --query 时才有 "effect"；加 --list 时为 {"cases":[…]}。有用例未通过时退出码为 1，后端没有响应或无法查询业务结果时为 3'
  },
  listen: {
    summary: '接收回调：逐个验签、转发给后端、保存',
    description:
      '放在自己的隧道或本地网关之后。连同原请求头逐字节转发，并返回后端的响应；没有 --forward-to 时按平台的要求返回。也会响应控制台校验地址的 GET 请求。来自网页的请求，以及 Host 既不是本机也未经允许的请求，都会拒绝。',
    options: {
      port: '监听端口；0 表示自动选择空闲端口',
      host: '监听地址',
      allowHost: '也响应发给这个 Host 的请求，例如隧道的域名：a.example.com、.example.com、*；可多次使用',
      forwardTo: '把回调转发到这个后端',
      store: '不保存回调',
      exitAfter: '收到这么多个回调后结束，退出码为 0',
      insecure: '向其他机器转发时也允许 http 和任意证书'
    },
    output:
      '每个回调一行，直到按 Ctrl-C：时间、id、类型、单号、金额、✓ 或 ✗ 加原因、后端的响应、毫秒数。--json：先输出 {"listening"}，之后每行一个对象：{"id","received_at","path","valid","code","type","number","amount","forwarded":{"url","status","code"},"milliseconds","answered","stored"}；被拒绝的请求为 {"received_at","method","path","status","refused","host","allow"}'
  },
  deliveries: { summary: '查看 listen 收到的回调：list、show、export、clear', output: '见各子命令' },
  'deliveries list': {
    summary: '列出收到的回调',
    output:
      '表格，先到的在前。--json：{"deliveries":[{"id","received_at","path","valid","code","type","number","amount","forwarded","milliseconds","answered"}]}'
  },
  'deliveries show': {
    summary: '显示一个回调，或原样输出',
    arguments: { id: '列表中的 id' },
    options: { last: '最近收到的一个' },
    output:
      '请求体，逐字节原样；终端上还有请求头、msg 和响应。--json：与列表相同，另有 "headers":[[name,value]]、"body" 和 "answer":{"status","body"}'
  },
  'deliveries export': {
    summary: '把回调写成文件，供 verify-callback、replay 和 CI 使用',
    arguments: { folder: '写到哪里：每个回调一个文件 <id>.json，响应在 deliveries.ndjson' },
    options: { only: '只写这一个；可多次使用' },
    output: '无输出。--json：{"folder","files":[…]}'
  },
  'deliveries clear': {
    summary: '删除收到的回调',
    description: '占用磁盘超过 256 MiB 时，最早的会自动删除。',
    options: { keep: '保留最新的 n 个', yes: '不再询问' },
    output: '删除的数量。--json：{"deleted"}'
  },
  replay: {
    summary: '把收到过的回调再发送一次',
    description: '原样发送，或用 --resign 重新签名。导出的目录会按顺序发送，并把每个响应与第一次比较。',
    arguments: { source: '列表中的 id、存放请求体的文件，或目录' },
    options: {
      last: '最近收到的一个',
      to: '发送到哪里；默认为 listen 当时转发到的地址，没有时取配置中的 notify_url',
      resign: '换成新的 timestamp 和 nonce，用你的令牌(Token)签名',
      set: '与 --resign 一起修改 msg：a.b=text 设为字符串，a.b:=json 设为原始 JSON；可多次使用',
      unset: '与 --resign 一起删除 msg 中的一个字段；可多次使用',
      insecure: '向其他机器发送时也允许 http 和任意证书'
    },
    output:
      '每个回调一行：响应与第一次相同，或真实的回调得到成功响应时为 ✓。--json：{"to","passed","replayed":[{"name","to","delivered","status","answer","recorded":{"status","body"},"changed","problem"}]}'
  },
  call: {
    summary: '按路径调用任意接口：签名、发送、显示响应',
    description:
      '用于本工具还没有对应命令的接口。请求体来自 --from 和 -d，自动填入 app_id；配置了 thirdparty_id 时也会填入，已知需要 access token 的接口还会填入它。除此之外不做检查。',
    arguments: { path: '域名后面的部分，例如 /api/apps/ecpay/v1/query_order' },
    options: {
      get: '用 GET 发送：已签名的字段作为查询参数',
      file: 'key=path：以表单上传这个文件，其他字段一同提交；可多次使用'
    },
    output: '原始响应；--json 与 create-order 相同。管道中的 --dry-run 输出签名后的请求体，GET 则输出完整地址'
  },
  explain: {
    summary: '解释错误码、报错文字、粘贴的响应，或本工具的代码',
    description:
      '离线查询看到的内容：错误码、状态、回调类型、报错文字、整段响应或日志、字段、接口，或本工具的代码。说明含义、原因、处理办法、能否用相同单号重试、哪些接口会返回，以及资料的可信程度。多个词不必加引号；不写参数时读取管道输入。同一个代码出现在多处时全部列出；用 namespace:code 可指定其中一个。',
    arguments: {
      text: '例如 2008、err_no:2008、pay:4、TIMEOUT、payment、zeros-dropped、签名校验异常、{"err_no":2008,…}'
    },
    options: { list: '列出全部代码，或只列一类，例如 err_no、callback、push、diagnose、ecpay' },
    output:
      '文本：写明代码的给出完整解释，按文字查到多条时列出；查不到时没有输出，退出码为 1，相近的代码写在 stderr。--json（--list 也一样）：{"entries":[{"namespace","code","meaning","cause","note","remedy","remedies":[{"calls":[],"remedy"}],"retry","final","calls":[],"fields":[{"key","unit","meaning"}],"says":[],"snippets":{"php",…},"source","page"}]}；未知的项为 null，retry 是 "at once"、"later" 或 "no"，最可能的在最前'
  },
  merchant: {
    summary: '商户进件：进件页面、接口进件、图片、状态',
    output: '见各子命令'
  },
  init: {
    summary: '询问密钥并写入 .ecpayrc（权限 0600）',
    options: {
      appId: '小程序 app_id',
      force: '覆盖已有文件',
      gitignore: '不询问，直接把文件加入 .gitignore',
      notifyUrl: '回调地址（https，443 端口）'
    },
    output: '写入的文件路径。--json：{"path","gitignore"}'
  },
  config: { summary: '查看配置', output: '见各子命令' },
  'config show': {
    summary: '列出每一项生效的配置及其来源，密钥已打码',
    output:
      '表格。--json：{"path","profile","settings":{key:{"value","source":{"kind","name"}}}}；密钥的 value 为 null。自动找到的文件需要额外许可时，用 "trusted" 表示是否已获许可'
  },
  'config path': {
    summary: '显示正在使用的配置文件',
    output: '文件路径；没有配置文件时退出码为 1。--json：{"path"}，"trusted" 同 config show'
  },
  'config trust': {
    summary: '信任自动找到的配置文件',
    description:
      '下载来的目录里的配置文件可以写 app_id、配置档、环境和各种限制。要把密钥发往其他主机、发送名称不以 ECPAY_ 开头的环境变量，或读取所在目录以外的文件，须先经你确认。确认只对这个路径和当前内容有效：请先查看文件内容。',
    options: {
      revoke: '取消信任；文件已经不在时用 --config 指定',
      list: '列出所有受信任的文件，以及内容是否变化'
    },
    output:
      '文件路径，并在 stderr 上说明它现在可以做什么；没有配置文件时退出码为 1。--json：{"path","trusted","sha256","allows":[{"kind","key","value"}]}；加 --revoke 时为 {"path","trusted","was_trusted"}；加 --list 时为 {"trusted":[{"path","sha256","state"}]}'
  },
  completion: {
    summary: '输出补全脚本，让 shell 能补全命令、选项和取值',
    description: '脚本每次都向本程序查询候选词，升级后不必重新生成。应填文件或任意文本的地方，由 shell 补全文件名。',
    arguments: { shell: 'bash、zsh、fish 或 powershell', words: '供脚本查询：completion words -- <words>' },
    output:
      '脚本内容：直接执行，或放到 shell 查找补全脚本的目录。--json：{"script"}。供脚本查询时：每行一个候选词，制表符之后是说明；--json：{"words":[{"value","about"}]}'
  },
  simulate: { summary: '本地网关：支付、出结果、列表、启动服务、注入错误', output: '见各子命令' },
  'simulate keys': {
    summary: '输出演示用的 app_id、SALT、令牌(Token)、access token 和 app secret',
    description:
      '输出后端连接本地网关所需的全部密钥。app_secret 用于自行获取 access token 的客户端：/api/apps/v2/token 或 /oauth/client_token/。',
    output: '五行文本。--json：{"app_id","salt","token","access_token","app_secret"}'
  },
  'simulate serve': {
    summary: '在 127.0.0.1 上启动网关，供任何语言的后端联调',
    description:
      '在 127.0.0.1 或 --host 给出的地址上启动网关，供任何语言的后端联调；结果出来后，按平台的重试间隔把回调发送到请求中的 notify_url。停止时尚未送达的，由下一次启动的网关接着发送。支付回调由 simulate pay 发送。来自网页的请求，以及 Host 既不是本机也未经允许的请求，都会拒绝。',
    options: {
      port: '监听端口；0 表示自动选择空闲端口',
      host: '监听地址；在容器中用 0.0.0.0',
      allowHost: '也响应发给这个 Host 的请求，例如容器名：gateway、.example.com、*；可多次使用',
      strict: '拒绝字节跳动各官方示例不一致的签名；不加时接受，并在 x-ecpay-warning 中说明',
      latency: '每个响应延迟多久，或在两个值之间随机，例如 50-400；请求本身立即执行',
      timeScale: '按比例缩短出结果的时间和重试间隔，例如 0.001'
    },
    output: '每个请求、每次发送回调各输出一行，直到按 Ctrl-C。--json：每行一个 JSON 对象'
  },
  'simulate pay': {
    summary: '支付一笔订单，并发送签好名的回调',
    description: '以付款人的身份支付一笔订单，并发送回调。订单已支付时，再发送一次回调。',
    arguments: { out_order_no: '要支付的订单号' },
    options: {
      way: '支付方式：wx、ali 或 dyzf',
      fail: '让支付失败；平台此时不发送回调',
      timeScale: '按比例缩短重试间隔，例如 0.001'
    },
    output:
      '订单没有 notify_url 时输出回调内容，否则无输出。--json：{"out_order_no","status","callback","deliveries":[…]}'
  },
  'simulate refund': {
    summary: '让一笔退款立即出结果，并发送签好名的回调',
    arguments: { out_refund_no: '退款单号；不操作时 3 秒后自动出结果' },
    options: {
      fail: '让退款失败，仅限处理中的退款',
      timeScale: '按比例缩短重试间隔，例如 0.001'
    },
    output:
      '退款没有 notify_url 时输出回调内容，否则无输出。--json：{"out_refund_no","status","callback","deliveries":[…]}'
  },
  'simulate fail': {
    summary: '让本地网关接下来的调用以指定 err_no 失败',
    description:
      '让本地网关接下来的调用以文档中的某个 err_no 失败，对运行中的 simulate serve 和 --env local 都有效。这样的调用不会执行：订单、退款和单号都不受影响，x-ecpay-reason 会注明 injected。不给 err_no 时列出尚未用完的错误。',
    arguments: { err_no: '要返回的错误码，取自 `ecpay explain --list`' },
    options: {
      times: '影响几次调用；0 表示一直有效，直到 --clear',
      on: '只影响这个接口，写接口名或命令名',
      clear: '恢复正常响应'
    },
    output: '尚未用完的错误列表。--json：{"failures":[{"err_no","on","times"}]}'
  },
  'simulate settle': {
    summary: '让一笔结算立即出结果，并发送签好名的回调',
    arguments: { out_settle_no: '结算单号；不操作时 3 秒后自动出结果' },
    options: {
      fail: '让它失败，仅限处理中的结算',
      timeScale: '按比例缩短重试间隔，例如 0.001'
    },
    output:
      '结算没有 notify_url 时输出回调内容，否则无输出。--json：{"out_settle_no","status","callback","deliveries":[…]}'
  },
  'simulate return': {
    summary: '让一笔退分账立即出结果',
    arguments: { out_return_no: '退分账单号；不操作时 3 秒后自动出结果' },
    options: {
      fail: '让它失败，仅限处理中的退分账',
      timeScale: '按比例缩短重试间隔，例如 0.001'
    },
    output: '无输出。--json：{"out_return_no","status","callback","deliveries":[…]}'
  },
  'simulate withdraw': {
    summary: '让一笔提现立即出结果，并发送签好名的回调',
    arguments: { out_order_id: '提现单号；不操作时 3 秒后自动出结果' },
    options: {
      fail: '让它失败，仅限处理中的提现',
      reexchange: '让银行退票，成功之后也可以',
      timeScale: '按比例缩短重试间隔，例如 0.001'
    },
    output:
      '提现没有 callback 时输出回调内容，否则无输出。--json：{"out_order_id","status","callback","deliveries":[…]}'
  },
  'simulate list': {
    summary: '列出本地网关的订单、退款、结算、退分账和提现',
    output: '每种一张表格。--json：{"orders":[…],"refunds":[…],"settlements":[…],"returns":[…],"withdrawals":[…]}'
  },
  'simulate reset': {
    summary: '删除本地网关的全部订单',
    options: { yes: '不询问，直接删除' },
    output: '无输出。--json：{"deleted"}'
  },
  demo: {
    summary: '在本地网关上走完整个流程：下单、支付、回调、查询',
    options: { full: '接着演示部分退款、分账结算、退分账、提现和账单，并核对资金' },
    output:
      '逐步输出过程。--json：{"steps":[{"command","result"}]}；加 --full 时另有 "callbacks"、"ledger"（单位为分）和 "checks"'
  }
}
