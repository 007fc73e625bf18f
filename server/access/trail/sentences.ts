import {
  deedWords,
  deviceWords,
  outcomeTitles,
  UNKNOWN_DEVICE,
  waitWords,
  type AuditDeed,
  type AuditOutcome,
  type Grant,
  type PlanAction,
  type ReleaseAction,
} from '../../contract/index.ts'
import { requestWords } from './address-words.ts'
import type { Names } from './names.ts'

/** How an entry's object is said; `groups` are what its pattern caught. Throws where it is not what it seemed. */
type Say = (names: Names, groups: string[]) => string

const KINDS: Record<string, string> = { feed: '报送令牌', wall: '大屏令牌', api: '接口令牌' }
const RATES: Record<string, string> = { read: '查询', write: '操作', export: '导出', deliver: '报送' }
const REFUSALS: Record<string, string> = {
  'no-grant': '所在的组没有权限',
  'username-taken': '同名账号已存在',
  'account-disabled': '账号已停用',
  'no-username': '没有可用的用户名',
}
const PLAN_DEEDS: Record<PlanAction, string> = { pause: '暂停', resume: '恢复', retry: '重新编制', remove: '删除' }
const ROW_EXPORT_DEEDS: Record<'ask' | ReleaseAction, string> = {
  ask: '申请',
  approve: '批准',
  reject: '不批准',
  withdraw: '撤回',
}
const OUTLETS: Record<string, string> = { email: '邮件', folder: '文件夹' }
const FACTOR_DEEDS: Record<string, string> = {
  set: '启用两步验证',
  removed: '停用两步验证',
  reset: '重置两步验证',
  recovery: '重新生成恢复码',
}
const NOTE_DEEDS: Record<string, string> = { changed: '修改', removed: '删除', restored: '恢复' }

const change = (names: Names, username: string, text: string): string => {
  const { name, post, unit, endsOn, disabled } = JSON.parse(text) as {
    name?: string
    post?: string
    unit?: string | null
    endsOn?: string | null
    disabled?: boolean
  }
  const parts = [
    disabled === undefined ? '' : disabled ? '停用' : '启用',
    name === undefined ? '' : `姓名改为“${name}”`,
    post === undefined ? '' : `职务改为“${post}”`,
    unit === undefined ? '' : unit === null ? '不再属于任何单位' : `单位改为“${names.region(unit)}”`,
    endsOn === undefined ? '' : endsOn === null ? '长期有效' : `有效期至 ${endsOn}`,
  ]
  return `账号 ${names.person(username)}：${parts.filter(Boolean).join('，')}`
}

const question = (text: string): string => {
  const { who, deed, outcome, text: words, from, to, before } = JSON.parse(text) as Record<string, string | undefined>
  const said = [
    who && `人员“${who}”`,
    deed && `行为“${deedWords[deed as AuditDeed]}”`,
    outcome && `结果“${outcomeTitles[outcome as AuditOutcome]}”`,
    words && `含“${words}”`,
    (from ?? to) && `${from ?? '最早'} 至 ${to ?? '现在'}`,
    before && `第 ${before} 条之前`,
  ].filter(Boolean)
  return said.length === 0 ? '查阅审计记录' : `查阅审计记录：${said.join('，')}`
}

/** A program that names neither system nor browser is no device with a name. */
const onDevice = (agent: string): string => {
  const words = deviceWords(agent)
  return words === UNKNOWN_DEVICE ? '设备未能识别' : `在 ${words} 上`
}

/** Objects as they are written, and how each is said; the first that fits. */
export const SENTENCES: readonly [what: RegExp, say: Say][] = [
  [/^session (\S+) ?(.*)$/s, (_, [, agent = '']) => (agent === '' ? '本次登录' : onDevice(agent))],
  [/^locked out for (\d+) s$/, (_, [seconds]) => `密码错误次数过多，暂停登录 ${waitWords(Number(seconds))}`],
  [/^code locked out for (\d+) s$/, (_, [seconds]) => `动态验证码错误次数过多，暂停登录 ${waitWords(Number(seconds))}`],
  [/^code unreadable$/, () => '密码正确，两步验证的密钥文件缺失，验证码无法核对'],
  [
    /^setup code wrong (\S+)$/,
    (names, [username = '']) => `账号 ${names.person(username)}：设置两步验证，验证码不正确`,
  ],
  [/^wrong code$/, () => '密码正确，动态验证码不正确'],
  [/^recovery code (\d+) left$/, (_, [left]) => `使用恢复码，还剩 ${left} 个`],
  [
    /^second factor (set|removed|reset|recovery) (\S+)$/,
    (names, [what = '', username = '']) => `账号 ${names.person(username)}：${FACTOR_DEEDS[what]}`,
  ],
  [/^wrong password$/, () => '用户名或密码不正确'],
  [/^wall opened (.*)$/s, (_, [agent = '']) => `打开大屏，${onDevice(agent)}`],
  [/^provider (\S+)$/, (_, [why = '']) => `统一身份认证：${REFUSALS[why] ?? why}`],
  [/^end (\S+)$/, () => '强制退出一处登录'],
  [/^bind (\S+)$/, () => '把这次登录绑定到一台设备'],
  [/^copied (\S+)$/, () => '拷贝的登录凭据，已失效'],
  [/^prove (\S+)$/, () => '在另一台设备上使用已绑定的登录'],
  [
    /^(\/api\/\S+) (\d+) rows$/,
    (names, [address = '', count]) => `${requestWords('GET', address, names)}，共 ${count} 行`,
  ],
  [/^rejects batch:(\S+)$/, (_, [batch]) => `批次 ${batch} 的拒收行`],
  [
    /^data (return|close) batch:(\S+) dataset:(\S+)$/,
    (names, [deed, batch = '', dataset = '']) =>
      `${deed === 'return' ? '退回' : '办结退回：'}${names.dataset(dataset)}的批次 ${batch.slice(0, 8)}`,
  ],
  [
    /^dataset:(\S+) row:(\S+) region:(\S*) columns:(\S*) minutes:(\d+)$/,
    (names, [dataset = '', row, region = '', columns = '', minutes]) =>
      `${names.dataset(dataset)}${names.region(region)}第 ${row} 行的${columns
        .split(',')
        .map((id) => names.column(dataset, id))
        .join('、')}，显示 ${minutes} 分钟`,
  ],
  [/^case (\S+)$/, (_, [id]) => `事件 ${id} 的上报人`],
  [/^photo (\S+)$/, (_, [id = '']) => `现场照片 ${id.slice(0, 12)}`],
  [
    /^(\w+) (\S+) rows:(\d+) version:(\d+) (.*)$/s,
    (names, [format = '', id = '', rows, version, scope]) =>
      `${format.toUpperCase()} 文件：指标${names.indicator(id)}，${scope}，${rows} 行，数据版本 ${version}`,
  ],
  [
    /^job:(\S+) (\w+) (\S+)$/,
    (names, [, format = '', ids = '']) =>
      `${format.toUpperCase()} 文件：指标${ids.split(',').map(names.indicator).join('、')}`,
  ],
  [/^file of job:(\S+)$/, () => '下载任务生成的文件'],
  [
    /^row-export:\S+ (\w+) dataset:(\S+) region:(\S+) (.+) rows:(\d+) clear:(.+)$/s,
    (names, [deed = '', dataset = '', region = '', span, rows, clear = '']) =>
      `${ROW_EXPORT_DEEDS[deed as ReleaseAction] ?? deed}明细导出：${names.dataset(dataset)}，${names.region(region)}，${span}，${rows} 行，${
        clear === '-' ? '个人信息均已脱敏' : `原文列：${clear.replaceAll(',', '、')}`
      }`,
  ],
  [
    /^report issue:(\S+) ([\w+]+) to (\w+):(\S+) plan:\S+$/,
    (_, [, format = '', kind = '', outlet]) =>
      `定期报告送往${OUTLETS[kind] ?? kind} ${outlet}（${format.toUpperCase()}）`,
  ],
  [
    /^report issue:(\S+) (\w+)(?: (.+))?$/s,
    (_, [, format = '', title]) => `下载已生成的报告${title ? `“${title}”` : ''}（${format.toUpperCase()}）`,
  ],
  [
    /^report preview:(\S+)(?: (alert|case):(.+))?$/s,
    (_, [template, kind, id]) => `预览报告“${template}”${kind ? `，${kind === 'alert' ? '预警' : '事件'} ${id}` : ''}`,
  ],
  [/^report preview:(\S+) (.+)$/s, (_, [, title]) => `预览报告“${title}”`],
  [/^report job:(\S+) (\S+)(?: (.+))?$/s, (_, [, template, title]) => `生成报告“${title ?? template}”`],
  [
    /^report plan:(\S+) (\S+) region:(\S+) (.*?)(?: title:(.+))?$/s,
    (names, [, template, region = '', , title]) => `定期报告“${title ?? template}”，${names.region(region)}`,
  ],
  [
    /^report plan:(\S+) (\w+)$/,
    (_, [id, action = '']) => `定期报告 ${id}：${PLAN_DEEDS[action as PlanAction] ?? action}`,
  ],
  [
    /^audit (\S*)–(\S*)$/,
    (_, [from, to]) =>
      `审计记录${from || to ? `，${from?.slice(0, 10) || '最早'} 至 ${to?.slice(0, 10) || '现在'}` : '全部'}`,
  ],
  [
    /^usage (\S+)–(\S+) unit:(\S+)$/,
    (names, [from, to, unit = '']) =>
      `CSV 文件：应用效能，${unit === 'all' ? '' : `${names.region(unit)}，`}${from} 至 ${to}`,
  ],
  [/^read (\{.*\})$/s, (_, [text = '']) => question(text)],
  [
    /^verify (\d+) (whole|broken)$/,
    (_, [count, state]) => `校验 ${count} 条记录，${state === 'whole' ? '完好' : '发现异常'}`,
  ],
  [/^watch$/, () => '实时查看审计记录'],
  [/^anchor lost (\d+)$/, (_, [seq]) => `锚点文件不见了：第 ${seq} 条之后有没有被截断无从核对`],
  [/^audit:watch$/, () => '实时查看审计记录'],
  [/^password (\S+)$/, (names, [username = '']) => `账号 ${names.person(username)} 的密码`],
  [/^departed (\S+)$/, (names, [username = '']) => `注销账号 ${names.person(username)}，隐去其个人信息`],
  [
    /^metrics revision:(\S+) problems:(\d+)$/,
    (_, [revision = '', problems]) =>
      `指标定义更新为 ${revision.slice(0, 8)}${problems === '0' ? '' : `，有 ${problems} 处错误`}`,
  ],
  [/^account (\S+) (\{.*\})$/s, (names, [username = '', text = '']) => change(names, username, text)],
  [
    /^account (\S+) (\[.*\])$/s,
    (names, [username = '', text = '']) =>
      `新增账号 ${names.person(username)}：${(JSON.parse(text) as Grant[]).map(names.grant).join('；')}`,
  ],
  [
    /^term (\S+) (\{.*\})$/s,
    (names, [username = '', text = '']) =>
      `调整 ${names.person(username)} 一项授权的有效期：${names.grant(JSON.parse(text) as Grant)}${text.includes('"endsAt"') ? '' : '，长期有效'}`,
  ],
  [/^ended account (\S+)$/, (names, [username = '']) => `账号 ${names.person(username)} 到期`],
  [
    /^ended (\S+) (\{.*\})$/s,
    (names, [username = '', text = '']) =>
      `${names.person(username)} 的一项授权到期：${names.grant(JSON.parse(text) as Grant)}`,
  ],
  [
    /^(give|take) (\S+) (\{.*\})$/s,
    (names, [verb, username = '', text = '']) =>
      `${verb === 'give' ? '授予' : '收回'} ${names.person(username)}：${names.grant(JSON.parse(text) as Grant)}`,
  ],
  [/^ended (feed|wall|api) (\S+) (.*)$/s, (_, [kind = '', , name]) => `${KINDS[kind] ?? '令牌'}“${name}”到期`],
  [
    /^(make|revoke) (\w+) (\S+) (.*)$/s,
    (_, [verb, kind = '', , name]) => `${verb === 'make' ? '新建' : '收回'}${KINDS[kind] ?? '令牌'}“${name}”`,
  ],
  [
    /^silence (\S+) (\S+) until (\S+)$/,
    (names, [rule, region = '', until]) =>
      `静默${rule === 'all' ? '全部规则' : `规则${names.rule(rule ?? '')}`}，${names.region(region)}，至 ${until?.slice(0, 16).replace('T', ' ')}`,
  ],
  [/^resend (\S+)(?: (.+))?$/s, (_, [, title]) => `重新发送未送达的通知${title === undefined ? '' : `“${title}”`}`],
  [/^switch (on|off) (\S+)$/, (names, [way, rule = '']) => `${way === 'on' ? '启用' : '停用'}规则${names.rule(rule)}`],
  [/^end silence (\S+)$/, () => '提前结束静默'],
  [
    /^view:(\S+) region:(\S+) (shared|unshared)$/,
    (names, [, region = '', state]) => `${state === 'shared' ? '共享' : '取消共享'}分析视图，${names.region(region)}`,
  ],
  [
    /^annotation:(\S+) region:(\S+) (?:on:(\S+)|(changed|removed|restored))$/,
    (names, [, region = '', on, how = '']) =>
      on ? `在 ${on} 写标注，${names.region(region)}` : `${NOTE_DEEDS[how]}标注，${names.region(region)}`,
  ],
  [
    /^png screen:(\S+)(?: panel:(\S+))? region:(\S+) version:(\d+)$/,
    (names, [screen = '', panel, region = '']) =>
      `PNG 图片：驾驶舱${names.screen(screen)}${panel ? '的一个面板' : ''}，${names.region(region)}`,
  ],
  [
    /^png (\S+) region:(\S+) version:(\d+)$/,
    (names, [id = '', region = '']) => `PNG 图片：指标${names.indicator(id)}，${names.region(region)}`,
  ],
  [
    /^rate (\S+) (\w+) (\S+)$/,
    (names, [kind = '', method = '', address = '']) =>
      `${RATES[kind] ?? '请求'}过于频繁：${requestWords(method, address, names)}`,
  ],
  [
    /^view:open (\{.*\})$/s,
    (names, [text = '']) => {
      const { screen, region } = JSON.parse(text) as { screen: string; region: string }
      return `打开驾驶舱${names.screen(screen)}（${names.region(region)}）`
    },
  ],
  [
    /^(GET|HEAD|POST|PUT|PATCH|DELETE) (\S+)$/,
    (names, [method = '', address = '']) => requestWords(method, address, names),
  ],
]
