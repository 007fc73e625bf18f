import { wrong, type Wrong } from './wrong.ts'

/** Text, or a number or truth value as text; a number too long to be exact has lost digits and is refused. */
export const readText = (written: unknown): string | Wrong => {
  if (typeof written === 'string') return written.includes('\0') ? wrong('含有不可见的控制字符') : written
  if (typeof written === 'boolean') return String(written)
  if (typeof written !== 'number') return wrong('应为文本')
  if (Number.isInteger(written) && !Number.isSafeInteger(written))
    return wrong('编码以数值保存，超过 15 位后已经失真，请改为文本')
  return Number.isFinite(written) ? String(written) : wrong('不是有限的数，没有数值请留空')
}

const TRUE = new Set(['true', '1', '是', 'yes', 'y', 't', '有', '对', '√'])
const FALSE = new Set(['false', '0', '否', 'no', 'n', 'f', '无', '错', '×'])

/** 是/否, true/false, 1/0, yes/no. */
export const readBoolean = (written: unknown): boolean | Wrong => {
  if (typeof written === 'boolean') return written
  const text = String(written).toLowerCase()
  if (TRUE.has(text)) return true
  return FALSE.has(text) ? false : wrong('应为 是/否、true/false 或 1/0')
}
