import { wrong, type Wrong } from './wrong.ts'

const PLAIN = /^[+-]?(?:\d+\.?\d*|\.\d+)$/
const THOUSANDS = /^[+-]?\d{1,3}(?:,\d{3})+(?:\.\d*)?$/
const SCIENTIFIC = /^[+-]?(?:\d+\.?\d*|\.\d+)[eE][+-]?\d+$/
const FULL_WIDTH = /[\uff0b-\uff19\uff25\uff45\u2212]/g
const NOT_FINITE = /^[+-]?(?:nan|inf(?:inity)?|∞)$/i

/** `１２，３４５．６` → `12,345.6`: full-width digits and signs come out of Chinese input methods. */
const toHalfWidth = (text: string): string =>
  text.replace(FULL_WIDTH, (character) =>
    character === '\u2212' ? '-' : String.fromCharCode(character.charCodeAt(0) - 0xfee0),
  )

const fromText = (written: string): number | Wrong => {
  if (PLAIN.test(written)) return Number(written) + 0
  const text = toHalfWidth(written)
  if (PLAIN.test(text) || SCIENTIFIC.test(text)) return Number(text) + 0
  if (THOUSANDS.test(text)) return Number(text.replaceAll(',', '')) + 0
  if (NOT_FINITE.test(text)) return wrong('不是有限的数，没有数值请留空')
  if (/^[+-]?[\d,.]+\s*[^\d\s,.]+$/.test(text)) return wrong('应为数值，不带单位和其他文字')
  return wrong('应为数值')
}

/** A finite number; thousands separators and full-width digits are understood. */
export const readNumber = (written: unknown): number | Wrong => {
  const value =
    typeof written === 'number' ? written : typeof written === 'string' ? fromText(written) : wrong('应为数值')
  if (typeof value === 'number' && !Number.isFinite(value)) return wrong('不是有限的数，没有数值请留空')
  return value
}

/** A whole number that is held without loss; `12.0` is 12. */
export const readInteger = (written: unknown): number | Wrong => {
  const value = readNumber(written)
  if (typeof value !== 'number') return value.wrong === '应为数值' ? wrong('应为整数') : value
  if (!Number.isInteger(value)) return wrong('应为整数')
  return Number.isSafeInteger(value) ? value : wrong('整数过大，超出可以准确保存的范围')
}
