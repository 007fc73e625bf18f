import { breakOff } from '../break-off.ts'
import type { Package } from './package.ts'
import { readXml } from './xml.ts'

const PART_LIMIT = 128 * 1_048_576
const MOST_STRINGS = 5_000_000

/** The strings cells refer to by number: runs joined, phonetic guides left out. */
export const readStrings = async (pack: Package): Promise<string[]> => {
  const strings: string[] = []
  if (!pack.has('xl/sharedStrings.xml')) return strings
  let text = ''
  let inText = false
  let inGuide = false
  await readXml(pack.read('xl/sharedStrings.xml', PART_LIMIT), {
    open: (name) => {
      if (name === 'si') text = ''
      else if (name === 'rPh') inGuide = true
      else if (name === 't') inText = !inGuide
    },
    text: (piece) => {
      if (inText) text += piece
    },
    close: (name) => {
      if (name === 't') inText = false
      else if (name === 'rPh') inGuide = false
      else if (name === 'si' && strings.push(text) > MOST_STRINGS)
        breakOff('too-large', '工作簿中的文字过多，请改送 CSV')
    },
  })
  return strings
}
