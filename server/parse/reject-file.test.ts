import { expect, test } from 'vitest'
import { formatRejects } from './index.ts'

test.each([
  ['=1+1', "'=1+1"],
  ['+cmd', "'+cmd"],
  ['-2', '-2'],
  ['-2+3', "'-2+3"],
  ['@x', "'@x"],
  ['\tx', "'\tx"],
  ['a,"b"', '"a,""b"""'],
  ['a\nb', '"a\nb"'],
  ['甲', '甲'],
])('the refused value %j is written so that no spreadsheet runs it', (value, expected) => {
  expect(formatRejects([{ row: 7, column: 'x', value, reason: '原因' }])).toBe(`7,x,${expected},原因\r\n`)
})
