import fc from 'fast-check'
import { expect, test } from 'vitest'
import { maskOf, maskText, maskValue, NOTHING_SHOWN, type Mask } from './mask.ts'

test.each<[Mask, unknown, unknown]>([
  ['name', '张三', '张*'],
  ['name', '张小三', '张*三'],
  ['name', '欧阳小三', '欧**三'],
  ['name', '张', NOTHING_SHOWN],
  ['phone', '13812341234', '138****1234'],
  ['phone', '0571-82612345', '057******2345'],
  ['phone', '不详', NOTHING_SHOWN],
  ['id', '330109198001011234', '3301**********1234'],
  ['id', 'P-0042', 'P****2'],
  ['address', '萧山区瓜沥镇航坞路12号3幢', '萧山区瓜沥镇＊＊＊'],
  ['address', '明华村5组12号', '明华村＊＊＊'],
  ['address', '12号', NOTHING_SHOWN],
  ['point', { lon: 120.26431, lat: 30.18477 }, { lon: 120.265, lat: 30.185 }],
  ['all', '任何', NOTHING_SHOWN],
  ['phone', null, null],
  ['name', 5, NOTHING_SHOWN],
])('%s of %j is shown as %j', (mask, value, shown) => {
  expect(maskValue(mask, value)).toEqual(shown)
})

test('no mask shows more of a text than its two ends', () => {
  fc.assert(
    fc.property(
      fc.constantFrom<Mask>('name', 'phone', 'id', 'all'),
      fc.string({ unit: 'binary', minLength: 1 }),
      (mask, text) => {
        const shown = maskValue(mask, text) as string
        const signs = [...shown].filter((sign) => sign !== '*' && sign !== '＊').length
        expect(signs).toBeLessThanOrEqual(Math.min(8, Math.max(0, [...text].length - 1)))
      },
    ),
  )
})

test('in a dataset about persons what nobody classed is hidden when it is free text, and shown when it is one of a list', () => {
  const column = { type: 'text' as const, required: false }
  const columns = {
    a: column,
    b: { ...column, values: ['x'] },
    c: { ...column, class: 'internal' as const },
    d: { ...column, type: 'time' as const },
    e: { ...column, class: 'personal' as const, mask: 'name' as const },
  }
  const of = (sensitivity: 'internal' | 'personal') =>
    Object.keys(columns).map((id) => maskOf({ class: sensitivity, columns }, id))
  expect(of('personal')).toEqual(['all', null, null, null, 'name'])
  expect(of('internal')).toEqual([null, null, null, null, 'name'])
  expect(maskOf({ class: 'internal', columns }, 'undeclared')).toBe('all')
})

test.each([
  ['联系人王小明 13812345678，尽快', '联系人王小明 138****5678，尽快'],
  ['电话138-1234-5678', '电话138****5678'],
  ['身份证 330109199001011234 已核', '身份证 3301**********1234 已核'],
  ['编号 330109-20261125-0042，共 13800 元', '编号 330109-20261125-0042，共 13800 元'],
  ['流水 20261125138123456789', '流水 20261125138123456789'],
])('%s in free words reads %s', (text, shown) => expect(maskText(text)).toBe(shown))
