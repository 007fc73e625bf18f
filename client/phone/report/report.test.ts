import { expect, test } from 'vitest'
import type { Photo } from '../../cases/parts/photo.ts'
import { isEmpty, missingIn, pendingFrom, type Report } from './report.ts'

const empty: Report = {
  form: { type: 'manhole', title: '', words: '', region: '330109113', place: '' },
  photos: [],
  at: [120.26, 30.18],
}
const photo = { key: 'p1' } as Photo
const filled: Report = {
  form: { ...empty.form, title: ' 窨井盖破损 ', words: ' 有人绊倒\n', place: ' 路口 ' },
  photos: [photo],
  at: [120.26, 30.18],
}

test.each([
  ['nothing but what was proposed or found', empty, true],
  ['a line', filled, false],
  ['a photo', { ...empty, photos: [photo] }, false],
  ['a house number', { ...empty, form: { ...empty.form, place: '12号' } }, false],
])('with %s, nothing would be lost: %s', (_, report, answer) => expect(isEmpty(report)).toBe(answer))

test('what is missing is told, and nothing once it is there', () => {
  const blank = { ...empty, form: { ...empty.form, type: '', title: '盖 ' } }
  expect(missingIn(blank, 2)).toEqual(['请选择类型', '请用一句话写明是什么事', '还需要 2 张照片'])
  expect(missingIn(filled, 1)).toEqual([])
})

test('it is sent trimmed, with its photos and the place on the map', () => {
  const sent = pendingFrom(filled, { key: 'k', person: 'p', at: '2026-11-28T08:00:00Z' })
  expect(sent).toMatchObject({ title: '窨井盖破损', photos: [photo], key: 'k', person: 'p' })
  expect(sent.report).toEqual({
    type: 'manhole',
    title: '窨井盖破损',
    words: '有人绊倒',
    region: '330109113',
    place: '路口',
    point: [120.26, 30.18],
  })
})
