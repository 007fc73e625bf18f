import { expect, test } from 'vitest'
import { lined } from './face.ts'

test('lowered figures stand on the line, all else stays', () => {
  expect(lined('O₃ 与 PM₂.₅ 的小时值，μg/m³')).toBe('O3 与 PM2.5 的小时值，μg/m³')
})
