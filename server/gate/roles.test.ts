import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { demoPeople } from '../../fixtures/demo/index.ts'
import type { CellsAnswer, Grant, Person } from '../contract/index.ts'
import { leakIn } from './marks.fixture.ts'
import { PROBES } from './probes/index.fixture.ts'
import { send, type Seen } from './send.fixture.ts'
import { ADMIN, createWorld, settle, type World } from './world/index.fixture.ts'

let world: World
beforeAll(async () => {
  world = await createWorld()
  await settle(world)
}, 120_000)
afterAll(() => world.close())

/** The places and the theme of the model city's accounts, in this world. */
const HERE: Record<string, string> = { root: 'QD', '330109113': 'QT1', '330109113011': 'QV11', '330109113012': 'QV12' }
const [OWN, OTHER] = ['uu', 'tt'] as const
const role = (username: string): Person => {
  const { name, post, grants } = demoPeople('root').find((one) => one.username === username)!
  return {
    id: `role-${username}`,
    name,
    post,
    grants: grants.map(
      (grant) => ({ ...grant, region: HERE[grant.region]!, themes: grant.themes === 'all' ? 'all' : [OWN] }) as Grant,
    ),
  }
}

interface Cell {
  route: string
  body?: object
}
const get = (path: string): Cell => ({ route: `GET /api/v1${path}` })
const post = (path: string, body: object): Cell => ({ route: `POST /api/v1${path}`, body })
const ask = (who: Person, { route, body }: Cell): Promise<Seen> =>
  send(world, who, route, { path: route.split(' ')[1]!, ...(body ? { body } : {}) })

const rows = (at: string, theme: string = OTHER): Cell[] =>
  ['case', 'call'].map((set) => get(`/datasets/${theme}.${set}/rows?region=${at}&from=2026-11-20&to=2026-11-21`))
const refusedRows = (): Cell[] => world.batches.map((batch) => get(`/batches/${batch}/rejects.csv`))
const file = (at: string, theme: string = OTHER): Cell =>
  post('/row-exports', {
    dataset: `${theme}.case`,
    region: at,
    from: '2026-11-20',
    to: '2026-11-21',
    columns: [],
    reason: '核对台账',
  })
const personal = (at: string): Cell[] =>
  world.stock.rows
    .filter(({ region }) => region === at)
    .map(({ id, dataset, column }) =>
      post(`/datasets/${dataset}/unmask`, { row: id, columns: [column], reason: '核实群众来电' }),
    )
const caseAt = (at: string, theme: string = OTHER): string =>
  world.stock.cases.find((one) => one.region === at && one.theme === theme)!.id
const photoAt = (at: string, theme: string = OTHER): string =>
  world.stock.photos.find((one) => one.region === at && one.theme === theme)!.id
const numbers = (at: string, theme: string = OTHER): Cell[] => [
  get(`/indicators/${theme}.count/cells?region=${at}&grain=day`),
  get(`/indicators/${theme}.count/explain?region=${at}&grain=day`),
  get(`/indicators/${theme}.count/cells.csv?region=${at}&grain=day`),
]
const screen = (at: string): Cell => get(`/screens/main/view?region=${at}`)
const kept = (at: string, theme: string = OTHER): Cell[] => [
  get(`/cases/${caseAt(at, theme)}`),
  get(`/evidence/${photoAt(at, theme)}`),
]
const events = (at: string, theme: string = OTHER): Cell[] => [
  ...kept(at, theme),
  get(`/alerts/${world.stock.alerts.find((one) => one.region === at && one.theme === theme)!.id}`),
]
const report = (at: string): Cell => post('/cases', { type: `${OTHER}.event`, title: '路面破损', region: at })
const deliver = (at: string): Cell =>
  post(`/datasets/${OTHER}.case/rows?dryRun=1`, [{ id: 'try', at: '2026-11-21 09:00:00', region: at, done: true }])
const key = (grants?: object[]): Cell =>
  post('/admin/tokens', {
    name: '每日报送',
    ...(grants ? { kind: 'api', grants } : { kind: 'feed', dataset: `${OTHER}.case` }),
  })
const helper = (more: object): Cell =>
  post('/admin/people', {
    username: `helper-${(made += 1)}`,
    name: '新人',
    grants: [{ role: 'town', region: 'QD', themes: 'all', actions: ['configure'], ...more }],
  })
/** Every way to what a department submitted: the rows themselves, its key, and somebody who may hand out either. */
const submitted = (): Cell[] => [
  deliver('QV11'),
  key(),
  ...(['admin', 'operator'] as const).flatMap((role) => [
    helper({ role }),
    key([{ role, region: 'QD', themes: 'all', actions: ['configure'] }]),
  ]),
]
let made = 0
const rules = (): Cell[] => [
  post('/alerts/silences', {
    rule: `${OTHER}.many_count`,
    region: 'QV11',
    from: '2026-12-01',
    until: '2026-12-02',
    reason: '设备检修中',
  }),
  get('/admin/people'),
  get('/admin/tokens'),
  post('/admin/people', {
    username: `made-${(made += 1)}`,
    name: '新人',
    grants: [{ role: 'town', region: 'QV11', themes: 'all', actions: ['aggregate'] }],
  }),
]
const log = (): Cell[] => [get('/audit'), get('/audit/verify'), get('/audit/export')]

/** Files take long to make; random people ask for them in `scope.test.ts`. */
const MADE = /\.\w+$|\/(preview|issues\/)/

/**
 * What each may not see or do, by `inventory.md` §4; places of the demonstration: a town QT1 with the villages QV11 and
 * QV12.
 */
const MUST_NOT: Record<string, [what: string, cells: () => Cell[]][]> = {
  leader: [
    [
      'rows of people, by page or file, or as they were refused',
      () => [...rows('QV11'), ...rows('QD'), file('QV11'), ...refusedRows()],
    ],
    ['a field about a person, whatever the reason', () => personal('QV11')],
    ['rules, accounts, keys', rules],
    ['deliver', () => [deliver('QV11')]],
    ['the audit', log],
  ],
  'environment-dept': [
    ['rows of another department’s theme', () => [...rows('QV11'), file('QV11')]],
    ['numbers and events of it', () => [...numbers('QV11'), ...events('QV11')]],
    ['a field about a person', () => personal('QV11')],
    ['the audit', log],
    ['rules, accounts, keys', rules],
    ['deliver', () => [deliver('QV11')]],
  ],
  'economy-dept': [
    ['rows of another department’s theme', () => [...rows('QV11'), file('QV11')]],
    ['numbers and events of it', () => [...numbers('QV11'), ...events('QV11')]],
    ['a field about a person', () => personal('QV11')],
    ['the audit', log],
    ['rules, accounts, keys', rules],
    ['deliver', () => [deliver('QV11')]],
  ],
  'guali-officer': [
    ['rows of another town', () => [...rows('QT2'), ...rows('QV21'), file('QV21')]],
    ['its events and photos', () => events('QV21')],
    ['its numbers', () => numbers('QV21')],
    ['what is the district’s alone', () => [...numbers('QD'), screen('QD')]],
    ['a person of another town', () => personal('QV21')],
    ['the audit', log],
    ['rules, accounts, keys', rules],
    ['deliver', () => [deliver('QV11')]],
  ],
  'hangwu-worker': [
    ['a case of their own grid that was not given to them, or its photo', () => kept('QV11')],
    ['rows of their own grid', () => [...rows('QV11'), file('QV11')]],
    ['anything of the grid beside their own', () => [...rows('QV12'), ...numbers('QV12'), screen('QV12')]],
    ['of their own town', () => [...rows('QT1'), ...numbers('QT1'), screen('QT1')]],
    ['of another', () => [...events('QV21'), ...rows('QV21')]],
    ['a whole phone number, of their own grid too', () => [...personal('QV11'), ...personal('QV21')]],
    ['edit what is counted', () => [deliver('QV11'), ...rules()]],
    ['the audit', log],
  ],
  'tangtou-worker': [
    ['anything of the village beside their own', () => [...rows('QV11'), ...numbers('QV11'), screen('QV11')]],
    ['of their own town', () => [...rows('QT1'), ...numbers('QT1'), screen('QT1')]],
    ['of another', () => [...events('QV21'), ...rows('QV21')]],
    ['a whole phone number', () => personal('QV21')],
    ['take rows out', () => [file('QV11')]],
    ['edit what is counted', () => [deliver('QV11'), ...rules()]],
    ['the audit', log],
  ],
  analyst: [
    ['rows', () => [...rows('QV11'), ...rows('QD'), file('QD'), ...refusedRows()]],
    ['a field about a person', () => personal('QV11')],
    ['publish a rule, give rights', rules],
    ['report or handle', () => [report('QV11')]],
    ['deliver', () => [deliver('QV11')]],
    ['the audit', log],
  ],
  steward: [
    ['send somebody somewhere', () => [report('QV11'), helper({ actions: ['aggregate', 'handle'] })]],
    ['change what was submitted, by themselves, a key or a helper', submitted],
    ['a field about a person', () => personal('QV11')],
    ['the audit', log],
  ],
  supervisor: [
    ['rows of the business', () => [...rows('QV11'), ...rows('QD'), file('QV11'), ...refusedRows()]],
    ['a field about a person', () => personal('QV11')],
    ['alter what was counted, or the rules', () => [deliver('QV11'), ...rules()]],
    ['the log', log],
  ],
  operator: [
    ['numbers', () => [...numbers('QV11'), ...numbers('QD'), screen('QD')]],
    ['events and photos', () => events('QV11')],
    ['rows', () => [...rows('QV11'), file('QV11')]],
    ['a field about a person', () => personal('QV11')],
    ['report or handle', () => [report('QV11')]],
    ['deliver, or make an administrator', () => [deliver('QV11'), helper({ role: 'admin' })]],
    ['the audit', log],
  ],
  auditor: [
    ['numbers', () => [...numbers('QV11'), ...numbers('QD'), screen('QD')]],
    ['events and photos', () => events('QV11')],
    ['rows', () => [...rows('QV11'), file('QV11')]],
    ['a field about a person', () => personal('QV11')],
    ['alter anything', () => [report('QV11'), deliver('QV11'), ...rules()]],
  ],
}

test('every account of the demonstration has its line', () => {
  expect(Object.keys(MUST_NOT).sort()).toEqual(
    demoPeople('root')
      .map(({ username }) => username)
      .sort(),
  )
})

describe.each(Object.keys(MUST_NOT))('%s must not see or do', (username) => {
  test.each(MUST_NOT[username]!)('%s', async (_, cells) => {
    const asked = cells()
    expect(asked.length).toBeGreaterThan(0)
    for (const cell of asked) {
      const { status, text } = await ask(role(username), cell)
      expect([cell.route, [403, 404].includes(status), text.slice(0, 200)]).toEqual([
        cell.route,
        true,
        expect.any(String),
      ])
      // Whoever may is answered, so that it is the role that is refused and not the question.
      expect([cell.route, (await ask(ADMIN, cell)).status < 300]).toEqual([cell.route, true])
    }
  })

  test('a name, a phone number, or anything outside of their grant, whatever they ask', async () => {
    const who = role(username)
    const asks = Object.entries(PROBES).filter(
      ([route, { needs, provenIn, tellsOfOthers }]) =>
        route.startsWith('GET ') && !MADE.test(route) && needs !== 'open' && !provenIn && !tellsOfOthers,
    )
    let answered = 0
    for (const [route, { asks: of, namesAbove = false, namesKept = false }] of asks) {
      for (const one of fc.sample(of(world), 4)) {
        const { status, text } = await send(world, who, route, one)
        if (status < 300) answered += 1
        const told = decodeURIComponent(one.path) + JSON.stringify(one.body ?? '')
        expect([route, one.path, leakIn(text, who, world, { text: told, namesAbove, namesKept })]).toEqual([
          route,
          one.path,
          null,
        ])
      }
    }
    expect(answered).toBeGreaterThan(10)
  }, 60_000)
})

test('a leader’s and a supervisor’s case says what happened and not who told of it, with a reason too; an officer’s says it for one', async () => {
  const one = world.stock.cases.find(({ region, theme }) => region === 'QV11' && theme === OTHER)!
  for (const [username, isTold] of [
    ['leader', false],
    ['supervisor', false],
    ['guali-officer', true],
  ] as const) {
    const [plain, reasoned] = [
      await ask(role(username), get(`/cases/${one.id}`)),
      await ask(role(username), get(`/cases/${one.id}?reason=${encodeURIComponent('核实群众来电')}`)),
    ]
    expect([
      username,
      plain.status,
      one.personal!.some((mark) => plain.text.includes(mark)),
      one.personal!.some((mark) => reasoned.text.includes(mark)),
    ]).toEqual([username, 200, false, isTold])
  }
})

test.each(['analyst', 'leader', 'supervisor'])('%s is told no small number about people', async (username) => {
  const cells = async (who: Person, at: string): Promise<CellsAnswer['cells']> =>
    (
      JSON.parse(
        (await ask(who, get(`/indicators/${OTHER}.calls/cells?region=${at}&grain=month&from=2026-11&to=2026-11`))).text,
      ) as CellsAnswer
    ).cells
  const [small, open] = [(await cells(role(username), 'QV11'))[0]!, (await cells(ADMIN, 'QV11'))[0]!]
  expect([small.value, open.value]).toEqual([null, 3])
  expect((await cells(role(username), 'QD'))[0]!.value).toBe(59)
})

test('what a town is told of the towns beside it is the one number the screen declares', async () => {
  const officer = role('guali-officer')
  expect((await ask(officer, get('/screens/main/view?region=QT1'))).text).not.toContain('QT2')
  expect((await ask(officer, get('/screens/open/view?region=QT1'))).text).toContain('QT2')
})

test('no route of the running server deletes or changes an entry of the audit, for nobody', () => {
  expect(
    world.app
      .paths()
      .http.filter((route) => route.includes('/audit'))
      .map((route) => route.split(' ')[0]),
  ).toEqual(['GET', 'GET', 'GET'])
})
