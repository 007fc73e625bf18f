import { expect, test } from 'vitest'
import type { CaseDetail } from '../../../server/contract/index.ts'
import { factsOf, splitOffers } from './facts.ts'

const detail = {
  type: { id: 't', title: '垃圾堆放', theme: 'g' },
  region: { id: 'v', title: '航民村', level: 'village', path: '瓜沥镇 · 航民村' },
  place: '',
  owner: null,
  handler: null,
  cohandlers: [],
  origin: { kind: 'hand', title: '网格上报', alert: null },
  reportedAt: '2026-11-25T10:00:00+08:00',
  reporter: { name: '王*', phone: '138****0001', masked: true },
  supervised: null,
  climbed: null,
} as unknown as CaseDetail

test('what nobody knows has no line, and what is masked says so', () => {
  const facts = factsOf(detail, () => '11月25日 10:00')
  expect(facts.map(({ name }) => name)).toEqual(['类型', '地点', '来源', '报告人'])
  expect(facts.at(-1)).toEqual({ name: '报告人', words: '王* · 138****0001', masked: true })
})

test('who handles it is told beside who has it now, and still when nobody has it any more', () => {
  const party = (id: string) => ({ id, name: `${id}单位`, post: '' })
  const told = (owner: string | null, handler: string) =>
    factsOf(
      { ...detail, owner: owner === null ? null : party(owner), handler: party(handler) } as CaseDetail,
      () => '',
    ).flatMap(({ name, words }) => (name === '承办' || name === '现由' ? [`${name}${words}`] : []))
  expect(told('b', 'b')).toEqual(['现由b单位'])
  expect(told('a', 'b')).toEqual(['承办b单位', '现由a单位'])
  expect(told(null, 'b')).toEqual(['承办b单位'])
})

test('who was asked to help and has it now, or had it, is not told twice', () => {
  const party = (id: string) => ({ id, name: `${id}单位`, post: '' })
  const helpers = (more: object) =>
    factsOf({ ...detail, cohandlers: [party('a'), party('b')], ...more } as CaseDetail, () => '').find(
      ({ name }) => name === '协办',
    )?.words
  expect([helpers({}), helpers({ owner: party('a') }), helpers({ owner: null, handler: party('b') })]).toEqual([
    'a单位、b单位',
    'b单位',
    'a单位',
  ])
})

const offers = (...ids: [string, boolean, boolean][]) =>
  ids.map(([action, primary, grave]) => ({ action, primary, grave })) as unknown as CaseDetail['offers']

test('the expected step comes first, what cannot be taken back last', () => {
  const { shown, rest } = splitOffers(
    offers(
      ['void', false, true],
      ['remark', false, false],
      ['dispatch', true, false],
      ['return', false, false],
      ['merge', false, false],
    ),
    3,
  )
  expect(shown.map(({ action }) => action)).toEqual(['dispatch', 'remark', 'return'])
  expect(rest.map(({ action }) => action)).toEqual(['merge', 'void'])
})

test('one more than there is room for is shown, not hidden behind a button as large as itself', () => {
  expect(splitOffers(offers(['a', false, false], ['b', true, false]), 1).rest).toEqual([])
})
