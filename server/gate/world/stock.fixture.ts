import { png } from '../../cases/evidence/image.fixture.ts'
import type {
  Action,
  AlertsAnswer,
  CaseDetail,
  EvidenceReceipt,
  IssueInfo,
  JobInfo,
  Person,
  PersonInfo,
  PlanInfo,
  RowsAnswer,
  SavedView,
  Silence,
} from '../../contract/index.ts'
import { THEMES } from './definitions.fixture.ts'
import { ADMIN } from './oracle.fixture.ts'
import type { Served } from './server.fixture.ts'

/** Something the world holds: where it belongs, its id, and what of it may be read only by whoever may see it. */
export interface Thing {
  id: string
  region: string
  theme: string
  marks: readonly string[]
  /** Masked but for those who may unmask, and say why. */
  personal?: readonly string[]
}
/** What is managed: seen by whoever manages these rights. */
interface Managed extends Thing {
  actions: readonly Action[]
  themes: readonly string[] | 'all'
}

export interface Stock {
  /** Rows with something masked, by the handle they are unmasked with. */
  rows: (Thing & { dataset: string; column: string })[]
  cases: Thing[]
  photos: Thing[]
  alerts: Thing[]
  views: Thing[]
  notes: Thing[]
  silences: Thing[]
  issues: Thing[]
  plans: Thing[]
  accounts: Managed[]
  tokens: Managed[]
}

export type Call = <T>(method: string, path: string, body?: object | Buffer, person?: Person) => Promise<T>

/** Asks as somebody; throws where it is refused. */
export const caller =
  ({ url, as }: Served): Call =>
  async <T>(method: string, path: string, body?: object | Buffer, person: Person = ADMIN): Promise<T> => {
    const isBytes = Buffer.isBuffer(body)
    const response = await fetch(`${url}/api/v1${path}`, {
      method,
      headers: { ...as(person), ...(body ? { 'content-type': isBytes ? 'image/png' : 'application/json' } : {}) },
      ...(body ? { body: isBytes ? new Uint8Array(body) : JSON.stringify(body) } : {}),
    })
    const text = await response.text()
    if (!response.ok) throw new Error(`${method} ${path} ${response.status} ${text}`)
    return (text === '' ? null : JSON.parse(text)) as T
  }

/** Where things are put: villages and a town, both themes. */
const SPOTS = ['QV11', 'QV21', 'QT2'].flatMap((region) => THEMES.map((theme) => ({ region, theme })))

const putCase = async (
  call: Call,
  stock: Stock,
  { region, theme }: { region: string; theme: string },
): Promise<void> => {
  const photo = await call<EvidenceReceipt>('POST', '/evidence', png([], stock.photos.length))
  const number = stock.cases.length
  const [name, phone] = [`诸葛${theme}${number}`, `138${String(20_000_000 + number)}`]
  const one = await call<CaseDetail>('POST', '/cases', {
    type: `${theme}.event`,
    title: `件${theme}${region}`,
    words: `情况${theme}${region}`,
    region,
    place: `门牌${theme}${region}`,
    reporter: { name, phone },
    evidence: [photo.id],
  })
  stock.cases.push({
    id: one.id,
    region,
    theme,
    marks: [one.id, `件${theme}${region}`, `情况${theme}${region}`, `门牌${theme}${region}`, photo.id],
    personal: [name, phone],
  })
  stock.photos.push({ id: photo.id, region, theme, marks: [] })
}

const putKept = async (
  call: Call,
  stock: Stock,
  { region, theme }: { region: string; theme: string },
): Promise<void> => {
  // Words on a town are read by all below it too: they name nothing.
  const isVillage = region.startsWith('QV')
  const [title, words, reason] = [
    `视图${theme}${region}`,
    isVillage ? `标注${theme}${region}` : '专项行动',
    `静默${theme}${region}`,
  ]
  const view = await call<SavedView>('POST', '/saved-views', {
    title,
    address: 'tab=map',
    region,
    indicators: [`${theme}.count`],
    shared: true,
  })
  stock.views.push({ id: view.id, region, theme, marks: [view.id, title] })
  const note = await call<{ id: string }>('POST', '/annotations', {
    region,
    indicator: `${theme}.count`,
    on: '2026-11-20',
    words,
  })
  stock.notes.push({ id: note.id, region, theme, marks: isVillage ? [note.id, words] : [] })
  const { silences } = await call<{ silences: Silence[] }>('POST', '/alerts/silences', {
    rule: `${theme}.many_count`,
    region,
    from: '2026-12-01',
    until: '2026-12-02',
    reason,
  })
  const silence = silences.find((one) => one.reason === reason)!
  stock.silences.push({ id: silence.id, region, theme, marks: [silence.id, reason] })
}

const putReports = async (
  call: Call,
  stock: Stock,
  { region, theme }: { region: string; theme: string },
): Promise<void> => {
  const plan = await call<PlanInfo>('POST', '/reports/plans', {
    template: `report-${theme}`,
    region,
    when: '每日 08:00',
  })
  stock.plans.push({ id: plan.id, region, theme, marks: [plan.id] })
  const job = await call<JobInfo>('POST', `/reports/report-${theme}/runs`, {
    region,
    period: '2026-11-20',
    format: 'html',
  })
  for (let state = job; state.state !== 'done'; state = await call<JobInfo>('GET', `/jobs/${job.id}`))
    if (state.state === 'failed') throw new Error(state.problem ?? '')
  const { issues } = await call<{ issues: IssueInfo[] }>('GET', '/reports/issues')
  const issue = issues.find(
    (one) =>
      one.region === region && one.template === `report-${theme}` && !stock.issues.some(({ id }) => id === one.id),
  )!
  stock.issues.push({ id: issue.id, region, theme, marks: [issue.id] })
}

const putManaged = async (
  call: Call,
  stock: Stock,
  { region, theme }: { region: string; theme: string },
): Promise<void> => {
  const [username, name] = [`staff-${theme}-${region.toLowerCase()}-${stock.accounts.length}`, `员工${theme}${region}`]
  await call<{ person: PersonInfo }>('POST', '/admin/people', {
    username,
    name,
    grants: [{ role: 'town', region, themes: [theme], actions: ['aggregate'] }],
  })
  stock.accounts.push({ id: username, region, theme, themes: [theme], actions: ['aggregate'], marks: [username, name] })
  const title = `程序${theme}${region}`
  const { token } = await call<{ token: { id: string } }>('POST', '/admin/tokens', {
    kind: 'api',
    name: title,
    grants: [{ role: 'town', region, themes: [theme], actions: ['aggregate', 'rows'] }],
  })
  stock.tokens.push({
    id: token.id,
    region,
    theme,
    themes: [theme],
    actions: ['aggregate', 'rows'],
    marks: [token.id, title],
  })
}

/** Keys of the other kinds: each is managed with other rights. */
const putKeys = async (call: Call, stock: Stock): Promise<void> => {
  for (const theme of THEMES) {
    const { token } = await call<{ token: { id: string } }>('POST', '/admin/tokens', {
      kind: 'feed',
      name: `报送${theme}`,
      dataset: `${theme}.case`,
    })
    stock.tokens.push({
      id: token.id,
      region: 'QD',
      theme,
      themes: [theme],
      actions: ['configure'],
      marks: [token.id, `报送${theme}`],
    })
  }
  const { token } = await call<{ token: { id: string } }>('POST', '/admin/tokens', {
    kind: 'wall',
    name: '大屏QT2',
    region: 'QT2',
    screens: ['main'],
  })
  stock.tokens.push({
    id: token.id,
    region: 'QT2',
    theme: 'tt',
    themes: 'all',
    actions: ['aggregate'],
    marks: [token.id, '大屏QT2'],
  })
}

/** Alerts are judged after their numbers: waits until all places that have rows have theirs. */
const takeAlerts = async (call: Call, stock: Stock, atLeast: number): Promise<void> => {
  for (let tries = 0; ; tries += 1) {
    const { alerts } = await call<AlertsAnswer>('GET', '/alerts?limit=1000')
    if (alerts.length >= atLeast) {
      stock.alerts.push(...alerts.map(({ id, region, theme }) => ({ id, region, theme, marks: [id] })))
      return
    }
    if (tries > 200) throw new Error(`only ${alerts.length} of ${atLeast} alerts`)
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
}

export const emptyStock = (): Stock => ({
  rows: [],
  cases: [],
  photos: [],
  alerts: [],
  views: [],
  notes: [],
  silences: [],
  issues: [],
  plans: [],
  accounts: [],
  tokens: [],
})

const takeRows = async (call: Call, stock: Stock): Promise<void> => {
  for (const [set, column] of [
    ['case', 'phone'],
    ['call', 'who'],
  ]) {
    for (const theme of THEMES) {
      for (const region of ['QV11', 'QV21']) {
        const { handles } = await call<RowsAnswer>(
          'GET',
          `/datasets/${theme}.${set}/rows?region=${region}&from=2026-11-20&to=2026-11-21`,
        )
        stock.rows.push(
          ...handles
            .slice(0, 3)
            .map((id) => ({ id, region, theme, marks: [], dataset: `${theme}.${set}`, column: column! })),
        )
      }
    }
  }
}

/** One more of each thing at a place. */
export const addTo = async (call: Call, stock: Stock, spot: { region: string; theme: string }): Promise<void> => {
  for (const put of [putCase, putKept, putReports, putManaged]) await put(call, stock, spot)
}

/** Fills the world with one of each thing at each spot; `alerts` of them must be there. */
export const fill = async (call: Call, stock: Stock, alerts: number): Promise<void> => {
  for (const spot of SPOTS) await addTo(call, stock, spot)
  await putKeys(call, stock)
  await takeRows(call, stock)
  await takeAlerts(call, stock, alerts)
}
