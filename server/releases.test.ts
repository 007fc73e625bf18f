import exceljs from 'exceljs'
import { io } from 'socket.io-client'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import {
  bucketTitle,
  type Action,
  type AuditPage,
  type NoticesAnswer,
  type PersonInfo,
  type Problem,
  type ReleaseBody,
  type ReleaseInfo,
  type ReleasesAnswer,
} from './contract/index.ts'
import { createWorld, grant, type Headers, type Reply } from './testing/index.fixture.ts'

/** Rows that tell of persons leave the house on the word of somebody else, through the running server. */

const COLUMNS =
  'id: { type: text, required: true }, at: { type: time, required: true, title: 时间 }, region: { type: region, required: true }'
const METRICS = `
city: { title: 试验区 }
themes: [{ id: t, title: 试验 }]
datasets:
  - { id: t.call, title: 呼叫, owner: 民政局, kind: record, key: [id], time: at, region: region, class: personal, columns: { ${COLUMNS}, who: { type: text, title: 姓名, class: personal, mask: name }, phone: { type: text, title: 电话, class: personal, mask: phone } } }
  - { id: t.lamp, title: 路灯, owner: 城管局, kind: record, key: [id], time: at, region: region, columns: { ${COLUMNS}, watts: { type: number, title: 功率 } } }
indicators:
  - { id: t.calls, title: 呼叫量, meaning: 次数, unit: 次, from: t.call, value: { count: true }, grains: [day] }
`
const TREE =
  'code,parent,level,name,kind\nd,,district,测试区,place\nt1,d,town,甲镇,place\nt2,d,town,乙镇,place\nv11,t1,village,子村,place\nv21,t2,village,丑村,place\n'
const DAY = new Date(Date.now() + 8 * 3_600_000).toISOString().slice(0, 10)
const world = createWorld({ tree: TREE, definitions: { 'metrics.yaml': METRICS }, shared: false })
const { ask, local } = world

const hire = (username: string, actions: Action[], region = 't1'): Promise<Headers> =>
  world.hire(username, [grant(region, actions)])
const wish = (more: Partial<ReleaseBody> = {}): ReleaseBody => ({
  dataset: 't.call',
  region: 't1',
  from: DAY,
  to: DAY,
  columns: ['who'],
  reason: '入户核查名单',
  ...more,
})
const act = <T = ReleaseInfo>(who: Headers, id: string, action: string, words = ''): Promise<Reply<T>> =>
  ask<T>('POST', `/row-exports/${id}/actions`, who, { action, words })
const fileOf = async (who: Headers, job: string): Promise<Response> => {
  await world.done(job, who)
  return fetch(`${world.url()}/api/v1/jobs/${job}/file`, { headers: who })
}

let clerk: Headers
let chief: Headers
let others: Record<'rowless' | 'maskless' | 'elsewhere' | 'aggregate', Headers>
beforeAll(async () => {
  await world.open()
  const at = `${DAY} 00:00:01`
  await ask('POST', '/datasets/t.call/rows', local(), [
    { id: 'a', at, region: 'v11', who: '张晓明', phone: '13812345678' },
    { id: 'b', at, region: 'v11', who: '=李强', phone: '13900001111' },
    { id: 'c', at, region: 'v21', who: '外人甲', phone: '13700002222' },
  ])
  await ask('POST', '/datasets/t.lamp/rows', local(), [{ id: 'l', at, region: 'v11', watts: 60.5 }])
  clerk = await hire('clerk', ['aggregate', 'rows', 'export'])
  chief = await hire('chief', ['aggregate', 'rows', 'unmask', 'export'])
  others = {
    rowless: await hire('rowless', ['aggregate', 'export']),
    maskless: await hire('maskless', ['aggregate', 'rows', 'export']),
    elsewhere: await hire('elsewhere', ['aggregate', 'rows', 'unmask', 'export'], 't2'),
    aggregate: await hire('looker', ['aggregate', 'rows']),
  }
}, 180_000)
afterAll(world.close)

test('rows about persons wait for somebody else, who might see all of it; then the file holds what was asked, masked but for what was let out, and says on whose word', async () => {
  const { status, body: asked } = await ask<ReleaseInfo>('POST', '/row-exports', clerk, wish())
  expect([status, asked.state, asked.rows, asked.clear, asked.job, asked.actions]).toEqual([
    201,
    'asked',
    2,
    ['姓名'],
    null,
    ['withdraw'],
  ])
  expect((await act<Problem>(clerk, asked.id, 'approve')).status).toBe(403)
  for (const who of [others.maskless, others.elsewhere, others.rowless]) {
    expect((await act<Problem>(who, asked.id, 'approve')).status).toBe(404)
    expect((await ask<ReleasesAnswer>('GET', '/row-exports', who)).body.releases).toEqual([])
  }
  const { body: seen } = await ask<ReleasesAnswer>('GET', '/row-exports', chief)
  expect(seen.releases).toMatchObject([
    { id: asked.id, by: 'clerk', reason: '入户核查名单', rows: 2, actions: ['approve', 'reject'], mine: false },
  ])
  expect((await act(chief, asked.id, 'approve', '同意，用后销毁')).body).toMatchObject({
    state: 'approved',
    decision: { by: 'chief', words: '同意，用后销毁' },
    job: null,
  })
  expect((await act<Problem>(chief, asked.id, 'reject')).status).toBe(409)
  const {
    body: {
      releases: [mine],
    },
  } = await ask<ReleasesAnswer>('GET', '/row-exports', clerk)
  const file = await fileOf(clerk, mine!.job!)
  const book = new exceljs.Workbook()
  await book.xlsx.load(await file.arrayBuffer())
  const [data, about] = book.worksheets
  expect(data!.getRow(1).values).toEqual([
    undefined,
    'id（已脱敏）',
    '时间',
    'region',
    '姓名（原文）',
    '电话（已脱敏）',
  ])
  const rows = [2, 3].map((row) => [4, 5].map((column) => data!.getRow(row).getCell(column).value))
  expect(rows.sort()).toEqual([
    ['=李强', '139****1111'],
    ['张晓明', '138****5678'],
  ])
  expect(data!.rowCount).toBe(3)
  const words = JSON.stringify(about!.getSheetValues())
  for (const part of ['民政局', '甲镇', 'clerk', 'chief', '入户核查名单', '同意，用后销毁'])
    expect(words).toContain(part)
  expect((await fetch(`${world.url()}/api/v1/jobs/${mine!.job!}/file`, { headers: chief })).status).toBe(404)
  const {
    body: { entries },
  } = await ask<AuditPage>('GET', '/audit?deed=export', local())
  const deeds = entries
    .filter(({ what }) => what.includes(asked.id) || what.includes(mine!.job!))
    .map(
      ({ name, what, why }) =>
        `${name} ${what.split(' ').slice(0, 2).join(' ').replace(asked.id, 'R').replace(mine!.job!, 'J')} ${why ?? ''}`,
    )
  expect(deeds.reverse()).toEqual([
    'clerk row-export:R ask 入户核查名单',
    'chief row-export:R approve 同意，用后销毁',
    'clerk file of ',
  ])
})

test('nobody decides on what they asked for themselves, whatever they may decide for others', async () => {
  const { body: own } = await ask<ReleaseInfo>('POST', '/row-exports', chief, wish())
  expect([own.state, own.actions]).toEqual(['asked', ['withdraw']])
  expect((await act<Problem>(chief, own.id, 'approve')).status).toBe(403)
  expect((await act(chief, own.id, 'withdraw')).body.state).toBe('withdrawn')
})

test('a wish is refused for good, or taken back, and makes no file; what was refused can be asked anew', async () => {
  const { body: first } = await ask<ReleaseInfo>('POST', '/row-exports', clerk, wish({ columns: [] }))
  expect((await act(chief, first.id, 'reject', '范围过大')).body).toMatchObject({
    state: 'rejected',
    decision: { words: '范围过大' },
  })
  const { body: second } = await ask<ReleaseInfo>('POST', '/row-exports', clerk, wish())
  expect((await act<Problem>(chief, second.id, 'withdraw')).status).toBe(403)
  expect((await act(clerk, second.id, 'withdraw')).body.state).toBe('withdrawn')
  expect((await act<Problem>(chief, second.id, 'approve')).status).toBe(409)
  const {
    body: { releases },
  } = await ask<ReleasesAnswer>('GET', '/row-exports', clerk)
  expect(releases.filter(({ id }) => [first.id, second.id].includes(id)).map(({ job }) => job)).toEqual([null, null])
})

test('rows that tell of nobody need no leave, and real numbers are real numbers; CSV says on every row who took it out', async () => {
  const { body } = await ask<ReleaseInfo>(
    'POST',
    '/row-exports',
    clerk,
    wish({ dataset: 't.lamp', columns: [], format: 'csv', reason: '核对路灯台账' }),
  )
  expect([body.state, body.decision]).toEqual(['approved', null])
  const text = await (await fileOf(clerk, body.job!)).text()
  expect(text).toMatch(/功率,导出,审批,事由\r?\nl,.*,60\.5,clerk .*,不含个人信息，无须审批,核对路灯台账/)
})

test('who may not see rows or take them out asks in vain, and so does who asks for what is not masked or not there', async () => {
  const refusals = async (who: Headers, more: Partial<ReleaseBody> = {}): Promise<[number, string]> => {
    const { status, body } = await ask<Problem>('POST', '/row-exports', who, wish(more))
    return [status, body.type.split('/').pop()!]
  }
  expect(await refusals(others.rowless)).toEqual([403, 'not-allowed'])
  expect(await refusals(others.aggregate)).toEqual([403, 'not-allowed'])
  expect((await refusals(others.elsewhere))[0]).toBe(404)
  expect(await refusals(clerk, { columns: ['at'] })).toEqual([400, 'not-masked'])
  expect(await refusals(clerk, { dataset: 't.none' })).toEqual([404, 'unknown-dataset'])
  expect((await refusals(clerk, { reason: '看看' }))[0]).toBe(400)
})

test('more than ten thousand rows leave in no one file', async () => {
  const day = '2026-03-05'
  const lamps = Array.from({ length: 10_001 }, (_, number) => ({
    id: `many-${number}`,
    at: `${day} 00:00:01`,
    region: 'v11',
    watts: 1,
  }))
  for (let from = 0; from < lamps.length; from += 600)
    await ask('POST', '/datasets/t.lamp/rows', local(), lamps.slice(from, from + 600))
  expect(
    await ask<Problem>(
      'POST',
      '/row-exports',
      clerk,
      wish({ dataset: 't.lamp', columns: [], from: day, to: day, reason: '核对路灯台账' }),
    ),
  ).toMatchObject({
    status: 400,
    body: { type: '/problems/too-many-rows', title: '明细一次最多导出 10000 行，本次有 10001 行' },
  })
})

test('whoever loses the right between asking and leave gets nothing, and nothing of a file that lies ready', async () => {
  const late = await hire('late', ['aggregate', 'rows', 'export'])
  const { body: ready } = await ask<ReleaseInfo>('POST', '/row-exports', late, wish())
  await act(chief, ready.id, 'approve')
  const {
    body: { releases },
  } = await ask<ReleasesAnswer>('GET', '/row-exports', late)
  const { job } = releases.find(({ id }) => id === ready.id)!
  expect((await fileOf(late, job!)).status).toBe(200)
  const { body: open } = await ask<ReleaseInfo>('POST', '/row-exports', late, wish())
  const {
    body: { grants },
  } = await ask<PersonInfo>('POST', '/admin/people/late/grants', local(), {
    role: 'town',
    region: 't1',
    themes: 'all',
    actions: ['aggregate', 'rows'],
  })
  const taken = grants.find(({ actions }) => actions.includes('export'))!.id
  expect((await ask('DELETE', `/admin/people/late/grants/${taken}`, local())).status).toBe(200)
  expect((await fetch(`${world.url()}/api/v1/jobs/${job!}/file`, { headers: late })).status).toBeGreaterThanOrEqual(403)
  expect((await act<Problem>(chief, open.id, 'approve')).status).toBe(403)
})

test('who may decide is told at once that something waits, the asker what was decided; their lists move, and nobody else hears of it', async () => {
  const told = async (who: Headers): Promise<string[]> =>
    (await ask<NoticesAnswer>('GET', '/notices', who)).body.notices
      .filter(({ kind }) => kind.startsWith('release-'))
      .map(({ title, words, by }) => `${by} ${title}：${words}`)
  const before = Object.fromEntries(
    await Promise.all(Object.entries({ clerk, chief }).map(async ([name, who]) => [name, (await told(who)).length])),
  )
  const heard: string[] = []
  const sockets = Object.entries({ clerk, chief, ...others }).map(([name, extraHeaders]) => {
    const socket = io(world.url(), { extraHeaders, transports: ['websocket'] })
    socket.on('release:changed', () => heard.push(name))
    return socket
  })
  await vi.waitFor(() => expect(sockets.every(({ connected }) => connected)).toBe(true), 10_000)
  const { body: first } = await ask<ReleaseInfo>('POST', '/row-exports', clerk, wish({ reason: '走访空巢老人' }))
  await vi.waitFor(() => expect(heard).toEqual(['chief']))
  await act(chief, first.id, 'approve', '限当面使用')
  await vi.waitFor(() => expect(heard).toEqual(['chief', 'chief', 'clerk']))
  const { body: second } = await ask<ReleaseInfo>('POST', '/row-exports', clerk, wish({ reason: '再次走访老人' }))
  await act(chief, second.id, 'reject')
  const { body: third } = await ask<ReleaseInfo>('POST', '/row-exports', clerk, wish({ reason: '第三次走访' }))
  await act(clerk, third.id, 'withdraw')
  await vi.waitFor(() => expect(heard.slice(3)).toEqual(['chief', 'chief', 'clerk', 'chief', 'chief', 'clerk']))
  for (const socket of sockets) socket.close()
  const rows = `呼叫明细，甲镇，${bucketTitle(DAY, 'day')}，共 2 行。事由：`
  expect((await told(chief)).slice(0, -before['chief']! || undefined)).toEqual(
    ['第三次走访', '再次走访老人', '走访空巢老人'].map((why) => `clerk 有明细导出申请待您审批：${rows}${why}`),
  )
  expect((await told(clerk)).slice(0, -before['clerk']! || undefined)).toEqual([
    `chief 明细导出申请未获批准：${rows}再次走访老人`,
    `chief 明细导出申请已批准：${rows}走访空巢老人。审批意见：限当面使用`,
  ])
  for (const who of Object.values(others)) expect(await told(who)).toEqual([])
})

test('of two who decide at once one wins, and one file is made', async () => {
  const second = await hire('second', ['aggregate', 'rows', 'unmask', 'export'])
  const { body: open } = await ask<ReleaseInfo>('POST', '/row-exports', clerk, wish())
  const answers = await Promise.all([
    act<ReleaseInfo | Problem>(chief, open.id, 'approve'),
    act<ReleaseInfo | Problem>(second, open.id, 'reject'),
  ])
  expect(answers.map(({ status }) => status).sort()).toEqual([200, 409])
})

test('who has left is named in no list of wishes, neither as who asked nor as who decided', async () => {
  const gone = await hire('gone', ['aggregate', 'rows', 'unmask', 'export'])
  const { body: theirs } = await ask<ReleaseInfo>('POST', '/row-exports', gone, wish())
  const { body: decided } = await ask<ReleaseInfo>('POST', '/row-exports', clerk, wish())
  await act(gone, decided.id, 'reject')
  await ask('PATCH', '/admin/people/gone', local(), { disabled: true })
  expect(
    (await ask('POST', '/admin/people/gone/departure', local(), { username: 'gone', reason: '调离本区' })).status,
  ).toBe(200)
  const {
    body: { releases },
  } = await ask<ReleasesAnswer>('GET', '/row-exports', chief)
  expect(releases.find(({ id }) => id === theirs.id)!.by).toMatch(/^离职人员 [0-9a-f]{6}$/)
  const {
    body: { releases: own },
  } = await ask<ReleasesAnswer>('GET', '/row-exports', clerk)
  expect(own.find(({ id }) => id === decided.id)!.decision!.by).toMatch(/^离职人员 [0-9a-f]{6}$/)
})
