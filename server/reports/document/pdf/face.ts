import pdfmake from 'pdfmake'
import { FONT_BOLD, FONT_REGULAR } from '../../draw/index.ts'

const FACE = { normal: FONT_REGULAR, bold: FONT_BOLD, italics: FONT_REGULAR, bolditalics: FONT_BOLD }
let ready = false
/** The library is one object for the whole process: it may read the two faces and nothing else, from nowhere. */
export const prepared = (): typeof pdfmake => {
  if (!ready) {
    pdfmake.setFonts({ Noto: FACE })
    pdfmake.setUrlAccessPolicy(() => false)
    pdfmake.setLocalAccessPolicy((path) => path === FONT_REGULAR || path === FONT_BOLD)
    ready = true
  }
  return pdfmake
}
