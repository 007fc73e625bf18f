import { expect, test } from 'vitest'
import { readDocument } from './document.ts'
import { readOnce } from './read-once.ts'

const source = { file: 'a.yaml', text: 'datasets:\n  - id: a.one\n    title: 甲\n' }

test('a file as it was is not read again; one that changed or moved is', () => {
  const first = readOnce(source)
  expect(first.definitions.map(({ id, raw, place }) => [id, raw, place.file, place.line])).toEqual(
    readDocument(source).definitions.map(({ id, raw, place }) => [id, raw, place.file, place.line]),
  )
  expect(readOnce({ ...source })).toBe(first)
  expect(readOnce({ ...source, text: source.text.replace('甲', '乙') }).definitions[0]!.raw).toMatchObject({
    title: '乙',
  })
  expect(readOnce({ ...source, file: 'b.yaml' }).definitions[0]!.place.file).toBe('b.yaml')
  expect(readOnce({ ...source, text: null }).damaged).toBe(true)
})
