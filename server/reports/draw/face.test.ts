import { expect, test } from 'vitest'
import { lined } from './face.ts'
import { renderPng } from './render.ts'

test('lowered figures stand on the line, all else stays', () => {
  expect(lined('O₃ 与 PM₂.₅ 的小时值，μg/m³')).toBe('O3 与 PM2.5 的小时值，μg/m³')
})

test('a drawing with them is the drawing without', async () => {
  const of = (words: string): Promise<Uint8Array> =>
    renderPng(
      `<svg xmlns="http://www.w3.org/2000/svg" width="200" height="40"><text x="4" y="30" font-size="24">${words}</text></svg>`,
      1,
    )
  expect(await of('O₃ 分指数')).toEqual(await of('O3 分指数'))
  expect(await of('O₃ 分指数')).not.toEqual(await of('NO₂ 分指数'))
})
