/** A number ready for the screen: the digits, the unit that goes with them, and the step (万, 亿) that unit now holds. */
export interface Shown {
  text: string
  unit: string
  step: '' | '万' | '亿'
}

/** What stands where nothing is known. */
export const NOTHING = '—'

const COUNTED = /^(人|人次|件|次|个|户|家|辆|吨|元|度|条|宗|起|份|台|套|亩|单|车次|项|批|平方米|千瓦时|kWh)$/
const formats = new Map<number, Intl.NumberFormat>()
const plainFormats = new Map<number, Intl.NumberFormat>()

const fixed = (value: number, decimals: number): string => {
  let format = formats.get(decimals)
  if (!format) {
    format = new Intl.NumberFormat('zh-CN', { minimumFractionDigits: decimals, maximumFractionDigits: decimals })
    formats.set(decimals, format)
  }
  return format.format(value).replace(/^-(?=[0,.]*$)/, '')
}

/** Digits beyond these a double holds only by accident; rounding them is left to the formatter. */
const MOST_DIGITS = 15

/**
 * Rounding by hand on the shortest digits that name the value, half away from zero, as the formatter does: a file
 * of a million rows has twenty million numbers. `null` where that is not safe: exponents, too many digits, no number.
 */
const quickDigits = (value: number, decimals: number): string | null => {
  const written = String(Math.abs(value))
  const point = written.indexOf('.')
  const whole = point < 0 ? written : written.slice(0, point)
  const part = point < 0 ? '' : written.slice(point + 1)
  if (whole.length + decimals > MOST_DIGITS || !Number.isFinite(value) || written.includes('e')) return null
  if (part.length <= decimals)
    return `${value < 0 ? '-' : ''}${whole}${decimals === 0 ? '' : `.${part.padEnd(decimals, '0')}`}`
  const scaled = Number(whole + part.slice(0, decimals)) + (part.charCodeAt(decimals) >= 53 ? 1 : 0)
  const digits = String(scaled).padStart(decimals + 1, '0')
  const end = digits.length - decimals
  return `${value < 0 && scaled > 0 ? '-' : ''}${digits.slice(0, end)}${decimals === 0 ? '' : `.${digits.slice(end)}`}`
}

/**
 * The digits of a value as every screen, file and report shows them, without separators: exactly `decimals`
 * places. Programs that open our files round in their own ways, so files hold these digits and not the raw value.
 */
export const digitsOf = (value: number, decimals: number): string => {
  const quick = quickDigits(value, decimals)
  if (quick !== null) return quick
  let format = plainFormats.get(decimals)
  if (!format) {
    format = new Intl.NumberFormat('zh-CN', {
      minimumFractionDigits: decimals,
      maximumFractionDigits: decimals,
      useGrouping: false,
    })
    plainFormats.set(decimals, format)
  }
  return format.format(value).replace(/^-(?=[0.]*$)/, '')
}

/** Digits with thousands separators and exactly `decimals` places; `—` for `null`. */
export const formatNumber = (value: number | null, decimals: number): string =>
  value === null || !Number.isFinite(value) ? NOTHING : fixed(value, decimals)

const STEPS = [
  { size: 1e8, word: '亿' },
  { size: 1e4, word: '万' },
] as const

/**
 * A value with its unit, in 万 or 亿 from ten thousand on where the unit counts things (件, 元, 万元 …).
 * The step is chosen after rounding, so 10,000.00万 never appears.
 */
export const formatValue = (value: number | null, { unit, decimals }: { unit: string; decimals: number }): Shown => {
  if (value === null || !Number.isFinite(value)) return { text: NOTHING, unit, step: '' }
  if (unit.startsWith('万') && rounded(value / 1e4, 2) >= 1)
    return { text: fixed(value / 1e4, 2), unit: `亿${unit.slice(1)}`, step: '亿' }
  if (!COUNTED.test(unit)) return { text: fixed(value, decimals), unit, step: '' }
  const step = STEPS.find(({ size }) => rounded(value / size, size === 1e4 ? decimals + 4 : 4) >= 1)
  return step
    ? { text: fixed(value / step.size, 2), unit: step.word + unit, step: step.word }
    : { text: fixed(value, decimals), unit, step: '' }
}

const rounded = (value: number, decimals: number): number => Number(Math.abs(value).toFixed(Math.min(decimals, 12)))

/** A fraction as percent with one place: 0.146 → `14.6%`. */
export const formatPercent = (fraction: number | null): string =>
  fraction === null ? NOTHING : `${fixed(fraction * 100, 1)}%`
