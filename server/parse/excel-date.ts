const DAY = 86_400_000
/** Day 0 of Excel's calendar; its 29 February 1900 that never was is why this is not the 31st. */
const EPOCH = Date.UTC(1899, 11, 30)
const LAST_SERIAL = 2_958_466

/** Wall clock (as UTC milliseconds) of an Excel day number, to the millisecond; `null` outside 1900–9999. */
export const excelToMs = (serial: number): number | null =>
  serial >= 1 && serial < LAST_SERIAL ? EPOCH + Math.round(serial * DAY) : null

/** A date cell as text: `2019-03-01T05:00:00`, or `05:00:00` for a time of day; `null` when it is neither. */
export const excelToText = (serial: number): string | null => {
  const ms = serial >= 0 && serial < 1 ? Math.round(serial * DAY) : excelToMs(serial)
  if (ms === null) return null
  const text = new Date(ms).toISOString().replace('.000Z', '').replace('Z', '')
  return serial < 1 ? text.slice(11) : text
}
