import { createHmac } from 'node:crypto'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { SMTPServer } from 'smtp-server'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { parse, stringify } from 'yaml'
import { createClock, createZone } from '../../lib/index.ts'
import { createLedger } from '../../store/index.ts'
import { ALERT_TABLES } from '../keep/tables.ts'
import { channelsOf } from './load-channels.ts'
import { createOutbox } from './outbox.ts'
import { createPost } from './post.ts'
import type { Channel, Message } from './types.ts'

interface Call {
  path: string
  headers: Record<string, unknown>
  body: string
}
const calls: Call[] = []
const mails: string[] = []
let answer = { status: 200, body: '{"errcode":0}', location: '' }
let http: Server
let smtp: SMTPServer
let port: number
let mailPort: number

beforeAll(async () => {
  http = createServer((request, response) => {
    let body = ''
    request.on('data', (part: Buffer) => (body += part.toString()))
    request.on('end', () => {
      calls.push({ path: request.url!, headers: request.headers, body })
      response.writeHead(answer.status, answer.location ? { location: answer.location } : {}).end(answer.body)
    })
  })
  smtp = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    onData: (stream, _, done) => {
      let text = ''
      stream.on('data', (part: Buffer) => (text += part.toString()))
      stream.on('end', () => {
        mails.push(text)
        done()
      })
    },
  })
  await Promise.all([
    new Promise<void>((resolve) => http.listen(0, '127.0.0.1', resolve)),
    new Promise<void>((resolve) => smtp.listen(0, '127.0.0.1', resolve)),
  ])
  port = (http.address() as AddressInfo).port
  mailPort = (smtp.server.address() as AddressInfo).port
})
afterAll(async () => {
  await new Promise((resolve) => http.close(resolve))
  await new Promise<void>((resolve) => smtp.close(() => resolve()))
})
beforeEach(() => {
  calls.length = 0
  mails.length = 0
  answer = { status: 200, body: '{"errcode":0}', location: '' }
})

const NOW = Date.parse('2026-11-25T02:00:00Z')
const MESSAGE: Message = {
  id: 'm1',
  why: 'fired',
  rule: 'g.backlog',
  title: '【红色预警】瓜沥镇 事件积压',
  place: '瓜沥镇',
  text: '瓜沥镇事件积压，待办事件 84件。',
  at: '2026-11-25T10:00:00+08:00',
  alerts: [],
}
const SECRET = '0123456789abcdef'
const config = (allow = `["127.0.0.1"]`): string => `
allow: ${allow}
channels:
  - { kind: webhook, id: hub, title: 中台, url: "http://127.0.0.1:${port}/hub", secret: ${SECRET} }
  - { kind: wecom, id: wecom, title: 企业微信群, url: "http://127.0.0.1:${port}/wecom?key=k" }
  - { kind: dingtalk, id: ding, title: 浙政钉群, url: "http://127.0.0.1:${port}/ding?access_token=t", secret: ${SECRET} }
  - { kind: feishu, id: feishu, title: 飞书群, url: "http://127.0.0.1:${port}/feishu", secret: ${SECRET} }
  - { kind: email, id: mail, title: 值班邮箱, host: 127.0.0.1, port: ${mailPort}, from: a@b.cn, to: [duty@b.cn] }
`
const channel = (id: string) => channelsOf(config(), () => NOW).find((one) => one.id === id)!

describe.each(['hub', 'wecom', 'ding', 'feishu', 'mail'])('every channel: %s', (id) => {
  test('delivers what it is given, once', async () => {
    await channel(id).send(MESSAGE)
    expect(calls.length + mails.length).toBe(1)
  })

  test('throws in words when the other side does not take it', async () => {
    answer =
      id === 'hub'
        ? { status: 500, body: '', location: '' }
        : { status: 200, body: '{"errcode":310000,"code":310000,"errmsg":"no"}', location: '' }
    const broken = channelsOf(config().replaceAll(`port: ${mailPort}`, 'port: 1'), () => NOW).find(
      (one) => one.id === id,
    )!
    await expect(broken.send(MESSAGE)).rejects.toThrow()
  })
})

test.each(['wecom', 'ding', 'feishu', 'mail'])(
  '%s tells people what, where and when it was, however late',
  async (id) => {
    await channel(id).send(MESSAGE)
    const { text, content } = JSON.parse(calls[0]?.body ?? '{}') as Record<'text' | 'content', Record<string, string>>
    const mail = Buffer.from(mails[0]?.split('\r\n\r\n')[1] ?? '', 'base64').toString()
    expect(text?.content ?? content?.text ?? `${MESSAGE.title}\n${mail.trimEnd()}`).toBe(
      '【红色预警】瓜沥镇 事件积压\n瓜沥镇事件积压，待办事件 84件。\n时间：2026-11-25 10:00',
    )
  },
)

test('where the address of the cockpit is declared, what arrives leads to what it is about', async () => {
  const linked = channelsOf(`address: https://cockpit.example.gov.cn/\n${config()}`, () => NOW)
  const alerts = [{ id: 'a1' }] as Message['alerts']
  for (const id of ['hub', 'wecom', 'mail']) await linked.find((one) => one.id === id)!.send({ ...MESSAGE, alerts })
  const link = 'https://cockpit.example.gov.cn/desk?alerts=open&alert_id=a1'
  expect(JSON.parse(calls[0]!.body)).toMatchObject({ data: { link } })
  expect(calls[1]!.body).toContain(`办理：${link}`)
  expect(Buffer.from(mails[0]!.split('\r\n\r\n')[1]!, 'base64').toString()).toContain(`办理：${link}`)
  await linked[1]!.send({ ...MESSAGE, alerts, why: 'resolved' })
  expect(calls[2]!.body).toContain('/desk?alerts=resolved&alert_rule=g.backlog')
})

test('of a case a channel is told that asks for it, with a way to the case', async () => {
  const declared = channelsOf(
    `address: https://cockpit.example.gov.cn\n${config().replace('title: 中台', 'title: 中台, cases: true')}`,
    () => NOW,
  )
  expect(declared.filter(({ cases }) => cases).map(({ id }) => id)).toEqual(['hub'])
  await declared[0]!.send({ ...MESSAGE, rule: '', why: 'supervised', case: '330109-1' })
  expect(JSON.parse(calls[0]!.body)).toMatchObject({
    source: '/yiping/cases',
    type: 'cn.yiping.case.supervised',
    subject: '330109-1',
    data: { link: 'https://cockpit.example.gov.cn/desk?queue=all&case=330109-1' },
  })
})

test('a webhook is a CloudEvent whose signature holds over its body', async () => {
  await channel('hub').send(MESSAGE)
  const { headers, body } = calls[0]!
  expect(JSON.parse(body)).toMatchObject({
    specversion: '1.0',
    id: 'm1',
    type: 'cn.yiping.alert.fired',
    subject: 'g.backlog',
    data: { place: '瓜沥镇' },
  })
  expect(headers['x-yiping-signature']).toBe(`sha256=${createHmac('sha256', SECRET).update(body).digest('hex')}`)
})

test('robots are signed as their makers ask', async () => {
  await channel('ding').send(MESSAGE)
  await channel('feishu').send(MESSAGE)
  const ding = new URL(`http://x${calls[0]!.path}`).searchParams
  expect([ding.get('timestamp'), ding.get('sign')]).toEqual([
    String(NOW),
    createHmac('sha256', SECRET).update(`${NOW}\n${SECRET}`).digest('base64'),
  ])
  expect(JSON.parse(calls[1]!.body)).toMatchObject({
    timestamp: String(NOW / 1000),
    sign: createHmac('sha256', `${NOW / 1000}\n${SECRET}`)
      .update('')
      .digest('base64'),
    msg_type: 'text',
  })
})

test('nothing is called that is not on the list, not even by a redirect', async () => {
  expect(() => channelsOf(config('[]'), () => NOW)).toThrow('不在允许外发的名单')
  await expect(createPost(['10.0.0.1'])(`http://127.0.0.1:${port}/x`, '{}')).rejects.toThrow('不在允许外发的名单')
  await expect(createPost(['127.0.0.1'])('file:///etc/passwd', '{}')).rejects.toThrow()
  answer = { status: 302, body: '', location: 'http://169.254.169.254/' }
  await expect(channel('hub').send(MESSAGE)).rejects.toThrow()
  expect(calls).toHaveLength(1)
})

test.each(['hub', 'wecom', 'ding', 'feishu', 'mail'])('%s alone, not on the list, stops the start', (id) => {
  const declared = parse(config('[10.0.0.1]')) as { channels: { id: string }[] }
  const only = stringify({ ...declared, channels: declared.channels.filter((one) => one.id === id) })
  expect(() => channelsOf(only, () => NOW)).toThrow(
    new RegExp(`^通知渠道 ${id} 的(地址|邮件服务器) 127\\.0\\.0\\.1.* 不在允许外发的名单`),
  )
})

test('a title with line ends adds no header and no reader to a mail', async () => {
  await channel('mail').send({ ...MESSAGE, title: '预警\r\nBcc: thief@elsewhere.cn\r\n\r\nnew body' })
  const [head = ''] = mails[0]!.split('\r\n\r\n')
  expect(head).toContain('To: duty@b.cn')
  expect(head).not.toMatch(/^bcc:/im)
  expect(mails).toHaveLength(1)
})

test('why something did not arrive is said in words, where the other side does not listen too', async () => {
  const ledger = await createLedger({ path: ':memory:', threads: 1, memoryLimit: '100MB' })
  await ledger.migrate('alerts', ALERT_TABLES)
  const outbox = createOutbox({
    ledger,
    clock: createClock(createZone('Asia/Shanghai'), () => NOW),
    channels: channelsOf(config().replaceAll(String(port), '9').replaceAll(String(mailPort), '9'), () => NOW),
  })
  await ledger.write((sql) => outbox.put(sql, MESSAGE, ({ takes }) => takes('red')))
  await outbox.flush()
  expect((await outbox.failed()).map(({ channel: id, failure }) => `${id} ${failure}`)).toEqual(
    ['ding', 'feishu', 'hub', 'mail', 'wecom'].map((id) => `${id} 对方没有开启服务或拒绝连接`),
  )
  await ledger.close()
})

test('a channel declared twice is refused', () =>
  expect(() => channelsOf(config().replace('id: wecom', 'id: hub'), () => NOW)).toThrow('通知渠道 hub 重复'))

test('what cannot be delivered is tried again, later and later, is shown when it never could be, and is sent once more on request', async () => {
  let now = NOW
  const taken: string[] = []
  const ledger = await createLedger({ path: ':memory:', threads: 1, memoryLimit: '100MB' })
  await ledger.migrate('alerts', ALERT_TABLES)
  const outbox = createOutbox({
    ledger,
    clock: createClock(createZone('Asia/Shanghai'), () => now),
    channels: [channel('hub')],
    taken: async ({ id }, by) => void taken.push(`${id} ${by}`),
  })
  answer = { status: 503, body: '', location: '' }
  await ledger.write((sql) => outbox.put(sql, MESSAGE, ({ takes }) => takes('red')))
  await ledger.write((sql) => outbox.put(sql, { ...MESSAGE, id: 'm2' }, ({ takes }) => takes('yellow')))
  await outbox.flush()
  await outbox.flush()
  expect(calls).toHaveLength(1)
  expect(await outbox.failed()).toMatchObject([
    { attempts: 1, failure: '对方答复 503', next: '2026-11-25T10:00:05+08:00' },
  ])
  for (let hours = 0; hours < 8; hours += 1) {
    now += 3_600_000
    await outbox.flush()
  }
  expect(calls).toHaveLength(6)
  expect(await outbox.failed()).toMatchObject([
    { channel: 'hub', to: '中台', title: MESSAGE.title, attempts: 6, failure: '对方答复 503', next: null },
  ])

  const [letter] = await outbox.failed()
  expect([await outbox.again('none'), await outbox.again(letter!.id)]).toEqual([false, true])
  await outbox.flush()
  expect([calls.length, await outbox.failed(), taken.length]).toMatchObject([7, [{ attempts: 1 }], 0])
  // Who has mended the other side need not wait for the next attempt.
  answer = { status: 200, body: '', location: '' }
  expect(await outbox.again(letter!.id)).toBe(true)
  await outbox.flush()
  await outbox.flush()
  expect([calls.length, taken]).toEqual([8, [`${letter!.id} hub`]])
  expect([await outbox.failed(), await outbox.again(letter!.id), await outbox.again('all')]).toEqual([[], false, false])

  answer = { status: 503, body: '', location: '' }
  for (const id of ['m3', 'm4'])
    await ledger.write((sql) => outbox.put(sql, { ...MESSAGE, id }, ({ takes }) => takes('red')))
  await outbox.flush()
  answer = { status: 200, body: '', location: '' }
  expect([(await outbox.failed()).length, await outbox.again('all')]).toEqual([2, true])
  await outbox.flush()
  expect(await outbox.failed()).toEqual([])
  await ledger.close()
})

test('a channel that does not answer holds up no other, however much waits for it', async () => {
  const ledger = await createLedger({ path: ':memory:', threads: 1, memoryLimit: '100MB' })
  await ledger.migrate('alerts', ALERT_TABLES)
  let answers = (): void => undefined
  const dumb: Channel = {
    id: 'dumb',
    title: '不应答的群',
    takes: () => true,
    cases: false,
    send: () =>
      new Promise((resolve) => {
        answers = resolve
      }),
  }
  const outbox = createOutbox({
    ledger,
    clock: createClock(createZone('Asia/Shanghai'), () => NOW),
    channels: [dumb, channel('hub')],
  })
  for (let number = 1; number <= 25; number += 1)
    await ledger.write((sql) =>
      outbox.put(sql, { ...MESSAGE, id: `m${number}` }, ({ takes }) => takes(number < 25 ? 'blue' : 'red')),
    )
  const first = outbox.flush()
  await expect.poll(() => calls.length).toBe(1)
  await ledger.write((sql) => outbox.put(sql, { ...MESSAGE, id: 'later' }, ({ takes }) => takes('red')))
  void outbox.flush()
  await expect.poll(() => calls.length).toBe(2)
  const answering = setInterval(() => answers(), 1)
  await first
  clearInterval(answering)
  await ledger.close()
})
