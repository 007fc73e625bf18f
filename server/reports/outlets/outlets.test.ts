import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { SMTPServer } from 'smtp-server'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { outletsOf } from './load-outlets.ts'
import type { Outlet, Parcel } from './outlet.ts'

const PARCEL: Parcel = {
  id: 'p-1',
  title: '萧山区城市运行日报（2026年11月20日）',
  words: '请查收。',
  files: [
    { name: '../日报/2026:11:20.docx', mime: 'application/msword', bytes: Buffer.from('正文') },
    { name: '数据.xlsx', mime: 'application/zip', bytes: Buffer.from('表') },
  ],
}
const place = mkdtempSync(join(tmpdir(), 'yiping-outlets-'))
const mails: string[] = []
let smtp: SMTPServer
let port: number

beforeAll(async () => {
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
  await new Promise<void>((resolve) => smtp.listen(0, '127.0.0.1', resolve))
  port = (smtp.server.address() as AddressInfo).port
})
afterAll(async () => {
  await new Promise<void>((resolve) => smtp.close(() => resolve()))
  rmSync(place, { recursive: true })
})
beforeEach(() => {
  mails.length = 0
})

const config = (): string => `
allow: [127.0.0.1]
channels: [{ kind: webhook, id: x, title: x, url: "http://127.0.0.1/", secret: 0123456789abcdef }]
outlets:
  - { kind: email, id: office, title: 区委办信箱, host: 127.0.0.1, port: ${port}, from: a@b.cn, to: [office@b.cn] }
  - { kind: folder, id: share, title: 共享文件夹, path: "${join(place, 'out')}" }
`
const outlet = (id: string, text = config()): Outlet => outletsOf(text).find((one) => one.id === id)!

test('a mailbox gets the report and what goes along attached, under an id that stays the same over attempts', async () => {
  await outlet('office').send(PARCEL)
  await outlet('office').send(PARCEL)
  expect(mails).toHaveLength(2)
  for (const mail of mails) {
    expect(mail).toContain('Message-ID: <p-1@yiping>')
    expect(mail).toContain('To: office@b.cn')
    for (const { bytes } of PARCEL.files) expect(mail.replace(/\r\n/g, '')).toContain(bytes.toString('base64'))
  }
})

test('a folder gets whole files whose names lead nowhere else; the same ones again replace them', async () => {
  await outlet('share').send(PARCEL)
  await outlet('share').send(PARCEL)
  const [name, ...more] = readdirSync(join(place, 'out')).sort()
  expect(more).toEqual(['数据.xlsx'])
  expect(name).toMatch(/^__日报_2026_11_20\.docx$|^_._日报_2026_11_20\.docx$/)
  expect(readFileSync(join(place, 'out', name!), 'utf8')).toBe('正文')
})

describe('what cannot be delivered is said in words', () => {
  test('nobody answers at the mail server', () =>
    expect(outlet('office', config().replace(`port: ${port}`, 'port: 1')).send(PARCEL)).rejects.toThrow(
      '邮件没有送出：对方没有开启服务或拒绝连接',
    ))
  test('the folder is none', async () => {
    writeFileSync(join(place, 'file'), '')
    await expect(
      outlet('share', config().replace(join(place, 'out'), join(place, 'file', 'x'))).send(PARCEL),
    ).rejects.toThrow(/没有写入文件夹 .*：路径不存在或不是文件夹$/)
  })
})

test.each([
  [
    'a mail server that is not on the list',
    () => config().replace('allow: [127.0.0.1]', 'allow: []'),
    '不在允许外发的名单',
  ],
  ['an id twice', () => config().replace('id: share', 'id: office'), '重复'],
  ['a path from nowhere', () => config().replace(join(place, 'out'), 'out'), '绝对路径'],
])('%s is refused at the start', (_, text, words) => expect(() => outletsOf(text())).toThrow(words))
