import type { DeliveredDataset } from './model/index.ts'
import type { Column } from './schema/index.ts'

/** How a personal value is shown to who has not asked for it; `all` leaves nothing of it. */
export type Mask = NonNullable<Column['mask']> | 'all'

export const NOTHING_SHOWN = '＊＊＊'

const GRID = 100

const keep = (text: string, head: number, tail: number): string => {
  const signs = [...text]
  if (signs.length <= head + tail) return signs.length === 0 ? '' : NOTHING_SHOWN
  return `${signs.slice(0, head).join('')}${'*'.repeat(signs.length - head - tail)}${tail > 0 ? signs.slice(-tail).join('') : ''}`
}

/** Family name and, of three signs or more, the last: 张*三, 张*. */
const maskName = (text: string): string => keep(text, 1, [...text].length > 2 ? 1 : 0)

/** Up to the street or village; the house is what tells who lives there. */
const maskAddress = (text: string): string => {
  const street = /^.*?(?:街道|大道|路|街|巷|弄|里|村|社区|镇|乡)(?=.)/u.exec(text)?.[0]
  return street === undefined ? NOTHING_SHOWN : `${street}＊＊＊`
}

/** The centre of a square of a hundredth of a degree, about a kilometre. */
const maskPoint = (value: { lon?: unknown; lat?: unknown }): { lon: number; lat: number } | null => {
  const centre = (degrees: unknown): number => Number(((Math.floor(Number(degrees) * GRID) + 0.5) / GRID).toFixed(3))
  return typeof value.lon === 'number' && typeof value.lat === 'number'
    ? { lon: centre(value.lon), lat: centre(value.lat) }
    : null
}

const PHONE = /(?<!\d)1[3-9]\d[ -]?\d{4}[ -]?\d{4}(?!\d)/g
const CITIZEN_ID = /(?<!\d)\d{17}[\dXx](?!\d)/g

/**
 * What somebody wrote in their own words, with the numbers of phones and citizens in it masked: nobody declared them,
 * and they are there.
 */
export const maskText = (text: string): string =>
  text.replace(CITIZEN_ID, (id) => keep(id, 4, 4)).replace(PHONE, (phone) => keep(phone.replace(/[ -]/g, ''), 3, 4))

/** A value with what tells who it is taken out. What has not the form its mask expects is hidden altogether. */
export const maskValue = (mask: Mask, value: unknown): unknown => {
  if (value === null || value === undefined) return null
  if (mask === 'point') return typeof value === 'object' ? maskPoint(value) : NOTHING_SHOWN
  if (typeof value !== 'string') return NOTHING_SHOWN
  switch (mask) {
    case 'name':
      return maskName(value)
    case 'phone':
      return /^\+?[\d -]{7,}$/.test(value) ? keep(value, 3, 4) : NOTHING_SHOWN
    case 'id':
      return value.length >= 12 ? keep(value, 4, 4) : keep(value, 1, 1)
    case 'address':
      return maskAddress(value)
    case 'all':
      return NOTHING_SHOWN
  }
}

/**
 * How a column is masked; `null` = shown as it is. In a dataset about persons free text counts as personal too,
 * unless its definition says otherwise: what nobody looked at may hold a name.
 */
export const maskOf = (
  { class: sensitivity, columns }: Pick<DeliveredDataset, 'class' | 'columns'>,
  id: string,
): Mask | null => {
  const column = columns[id]
  if (!column) return 'all'
  if (column.mask) return column.mask
  if (column.class !== undefined) return column.class === 'personal' ? 'all' : null
  return sensitivity === 'personal' && column.type === 'text' && column.values === undefined ? 'all' : null
}
