import { expect, test } from 'vitest'
import { createApi } from './api.ts'

const answering = (status: number, body: string) => {
  const asked: string[] = []
  const api = createApi((async (url: string) => {
    asked.push(url)
    return new Response(body, { status })
  }) as typeof fetch)
  return { api, asked }
}
const question = { indicator: 'x.rate', region: 'd', grain: 'day', bucket: '2026-11-21T00:00:00+08:00' } as const

test('a question about a number names place, grain and bucket; without a bucket the newest is meant', async () => {
  const { api, asked } = answering(200, '{}')
  await api.explain(question)
  await api.explain({ ...question, bucket: null })
  expect(asked).toEqual([
    '/api/v1/indicators/x.rate/explain?region=d&grain=day&bucket=2026-11-21T00%3A00%3A00%2B08%3A00',
    '/api/v1/indicators/x.rate/explain?region=d&grain=day',
  ])
})

test("the server's own problem is passed on, anything else becomes one in words", async () => {
  const problem = { type: '/problems/unknown-region', title: '没有区域 x', status: 404 }
  expect(await answering(404, JSON.stringify(problem)).api.outlines('x')).toEqual({ problem })
  expect(await answering(502, '<html>').api.catalog()).toMatchObject({
    problem: { status: 502, title: '服务器没有给出结果（502）' },
  })
})

test('where in the API a program would look is not said to people: they are told what to do on the page, or nothing', async () => {
  const refused = async (type: string, hint?: string) => {
    const reply = await answering(
      404,
      JSON.stringify({ type: `/problems/${type}`, title: '没有', status: 404, ...(hint ? { hint } : {}) }),
    ).api.catalog()
    return 'problem' in reply ? reply.problem.hint : 'answered'
  }
  expect(await refused('unknown-indicator', '可用的指标见 GET /api/v1/catalog')).toMatch(/请重新选择指标。$/)
  expect(await refused('unknown-dataset', '可用的数据资源见 GET /api/v1/catalog')).toBeUndefined()
  expect(await refused('empty-span', '请缩短时间范围')).toBe('请缩短时间范围')
  expect(await refused('unknown-indicator')).toBeUndefined()
  expect(
    await refused('not-signed-in', '网页请在 /sign-in 登录；程序请在请求头 Authorization: Bearer 中带上令牌'),
  ).toBe('请重新登录后继续。')
  expect(await refused('no-outlines', '可用 yiping regions import 导入边界')).toBeUndefined()
})

test('what a schema says of a field, in the words of programs, is not said to people', async () => {
  const problem = {
    type: '/problems/bad-body',
    title: 'reason 填写不正确',
    status: 400,
    field: 'reason',
    detail: 'reason 至少 4 个字',
  }
  expect(await answering(400, JSON.stringify(problem)).api.catalog()).toEqual({
    problem: {
      type: problem.type,
      status: 400,
      field: 'reason',
      title: '填写的内容不符合要求',
      hint: '请检查填写的内容后再试。',
    },
  })
  const ours = { ...problem, detail: 'row 至少 4 个字\n请求内容 没有这些项：x\n请写明查看原文的原因（至少 4 个字）' }
  expect(await answering(400, JSON.stringify(ours)).api.catalog()).toMatchObject({
    problem: { title: '填写的内容不符合要求', hint: '请写明查看原文的原因（至少 4 个字）' },
  })
  const named = {
    ...problem,
    title: '第 2 项授权的区域（grants.1.region）填写不正确',
    detail: '区域（region）没有填写',
  }
  expect(await answering(400, JSON.stringify(named)).api.catalog()).toMatchObject({
    problem: { title: '第 2 项授权的区域填写不正确', hint: '区域没有填写' },
  })
  expect(await answering(400, JSON.stringify({ ...problem, detail: '请求内容 应为对象' })).api.catalog()).toMatchObject(
    { problem: { hint: '请检查填写的内容后再试。' } },
  )
})

test('a server that is not reached is a problem, a question taken back is not', async () => {
  const api = createApi((async (_url: string, { signal }: RequestInit) => {
    signal?.throwIfAborted()
    throw new TypeError('failed')
  }) as typeof fetch)
  expect(await api.catalog()).toMatchObject({ problem: { status: 0, title: '暂时连不上服务器' } })
  await expect(api.catalog(AbortSignal.abort())).rejects.toThrow()
})

test('a question called off while its answer is read is called off, not answered with nothing', async () => {
  const control = new AbortController()
  const slow: typeof fetch = (_, init) => {
    const body = new ReadableStream({
      start: (stream) => init!.signal!.addEventListener('abort', () => stream.error(new Error('called off'))),
    })
    queueMicrotask(() => queueMicrotask(() => control.abort()))
    return Promise.resolve(new Response(body))
  }
  await expect(createApi(slow).catalog(control.signal)).rejects.toThrow('called off')
})
