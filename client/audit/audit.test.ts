import { expect, test } from 'vitest'
import type { AuditVerdict, ToldEntry } from '../../server/contract/index.ts'
import { filterOf, fits, narrows, queryOfFilter } from './question.ts'
import { auditLine, verdictWords } from './words.ts'

const entry: ToldEntry = {
  seq: 7,
  at: '2026-11-25T20:41:07+08:00',
  who: 'a1',
  name: '沈晓岚',
  from: '10.0.0.8',
  deed: 'unmask',
  what: 'dataset:x row:1.2',
  object: '“热线”第 1.2 行',
  why: '核实投诉',
  outcome: 'refused',
  algorithm: 'sha256',
  previous: '0',
  hash: 'f',
}
const verdict = (more: Partial<AuditVerdict>): AuditVerdict => ({
  whole: true,
  entries: 12_345,
  head: { seq: 12_345, hash: 'ab' },
  findings: [],
  ...more,
})

test('an entry is read in words, in the time of the city and to the second', () =>
  expect(auditLine(entry, 'Asia/Shanghai')).toMatchObject({
    time: '2026-11-25 20:41:07',
    person: '沈晓岚',
    account: 'a1',
    deed: '查看原文',
    object: '“热线”第 1.2 行',
    outcome: { title: '被拒绝', mark: '▲' },
  }))

test('who had not signed in is named so, and an id without a name stands once', () => {
  expect(auditLine({ ...entry, name: '', who: '' }, 'Asia/Shanghai')).toMatchObject({ person: '未登录', account: '' })
  expect(auditLine({ ...entry, name: '' }, 'Asia/Shanghai')).toMatchObject({ person: 'a1', account: '' })
})

test.each([
  ['oidc:', '统一身份认证', '身份认证系统'],
  ['system', '系统', '自动'],
  ['local', '本机', '服务器命令'],
  ['os:root', 'root', '服务器命令'],
])('what has no account, %s, is told in a plain word', (who, name, account) =>
  expect(auditLine({ ...entry, name, who }, 'Asia/Shanghai')).toMatchObject({ person: name, account }),
)

test('the check answers in words: whole, broken, broken beyond what is listed, and empty', () => {
  const finding = { kind: 'changed', seq: 3, says: '' } as const
  expect(verdictWords(verdict({}))).toContain('校验通过：共 12,345 条')
  expect(verdictWords(verdict({ whole: false, findings: [finding] }))).toContain('发现 1 处异常')
  expect(verdictWords(verdict({ whole: false, findings: Array.from({ length: 100 }, () => finding) }))).toContain(
    '发现至少 100 处异常',
  )
  expect(verdictWords(verdict({ entries: 0 }))).toContain('还没有审计记录')
  expect(verdictWords(verdict({ entries: 0, whole: false, findings: [finding] }))).toContain('校验未通过')
})

test('an address gives the filter it was made from, and what it cannot mean is left out', () => {
  const filter = {
    who: '沈晓岚',
    deed: 'export',
    outcome: 'done',
    text: '审批',
    from: '2026-11-01',
    to: '2026-11-25',
  } as const
  expect(filterOf(queryOfFilter(filter))).toEqual(filter)
  const strange = filterOf({ deed: 'nothing', outcome: ['done', 'failed'], from: '昨天', who: '  ' })
  expect(narrows(strange)).toBe(false)
  expect(queryOfFilter(strange)).toEqual({})
})

const ALL = { who: '', deed: '', outcome: '', text: '', from: '', to: '' } as const
test.each([
  [{}, true],
  [{ who: '沈晓岚' }, true],
  [{ who: 'a1' }, true],
  [{ who: '沈' }, false],
  [{ deed: 'unmask' }, true],
  [{ deed: 'rows' }, false],
  [{ outcome: 'refused' }, true],
  [{ outcome: 'done' }, false],
  [{ text: '热线' }, true],
  [{ text: 'row:1' }, true],
  [{ text: '投诉' }, true],
  [{ text: '瓜沥' }, false],
  [{ from: '2026-11-25', to: '2026-11-25' }, true],
  [{ from: '2026-11-26' }, false],
  [{ to: '2026-11-24' }, false],
  [{ who: '沈晓岚', deed: 'rows' }, false],
] as const)('what is written while %j is asked for belongs into the list: %s', (part, belongs) =>
  expect(fits({ ...ALL, ...part }, entry)).toBe(belongs),
)
