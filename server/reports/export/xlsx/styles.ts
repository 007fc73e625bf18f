/** Number formats, kept as styles and handed out by what they show; the file's `styles.xml` lists them in the end. */
export interface Styles {
  /** Style of a number with so many decimals, as percent or plain. */
  number: (decimals: number, percent: boolean) => number
  xml: () => string
}

/** `figures` is a heading over numbers, which stand at the right. */
export const STYLE = { plain: 0, heading: 1, time: 2, quoted: 3, wrapped: 4, figures: 5 } as const

const FIRST_NUMBER = 6
const MIDDLE = '<alignment vertical="center"/>'
const FIRST_FORMAT = 164

const formatOf = (decimals: number, percent: boolean): string =>
  `${percent ? '0' : '#,##0'}${decimals > 0 ? `.${'0'.repeat(decimals)}` : ''}${percent ? '%' : ''}`

export const createStyles = (): Styles => {
  const known = new Map<string, number>()
  /** By digits and kind, so that a cell finds its style without writing the format out. */
  const found: number[] = []
  return {
    number: (decimals, percent) => {
      const key = decimals * 2 + (percent ? 1 : 0)
      if (found[key] !== undefined) return found[key]
      const format = formatOf(decimals, percent)
      const style = known.get(format) ?? FIRST_NUMBER + known.size
      known.set(format, style)
      return (found[key] = style)
    },
    xml: () => {
      const formats = [...known.keys()]
      const numbers = formats.map(
        (_, at) =>
          `<xf numFmtId="${FIRST_FORMAT + 1 + at}" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1" applyAlignment="1">${MIDDLE}</xf>`,
      )
      return `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><numFmts count="${formats.length + 1}"><numFmt numFmtId="${FIRST_FORMAT}" formatCode="yyyy\\-mm\\-dd\\ hh:mm"/>${formats.map((format, at) => `<numFmt numFmtId="${FIRST_FORMAT + 1 + at}" formatCode="${format}"/>`).join('')}</numFmts>
<fonts count="2"><font><sz val="11"/><name val="宋体"/><charset val="134"/></font><font><b/><sz val="11"/><name val="宋体"/><charset val="134"/></font></fonts>
<fills count="3"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill><fill><patternFill patternType="solid"><fgColor rgb="FFE3ECF7"/></patternFill></fill></fills>
<borders count="2"><border><left/><right/><top/><bottom/><diagonal/></border><border><left/><right/><top/><bottom style="thin"><color rgb="FF6B87A8"/></bottom><diagonal/></border></borders>
<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>
<cellXfs count="${FIRST_NUMBER + formats.length}"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0" applyAlignment="1">${MIDDLE}</xf><xf numFmtId="0" fontId="1" fillId="2" borderId="1" xfId="0" applyFont="1" applyFill="1" applyBorder="1" applyAlignment="1"><alignment vertical="center" wrapText="1"/></xf><xf numFmtId="${FIRST_FORMAT}" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1" applyAlignment="1">${MIDDLE}</xf><xf numFmtId="49" fontId="0" fillId="0" borderId="0" xfId="0" quotePrefix="1" applyNumberFormat="1" applyAlignment="1">${MIDDLE}</xf><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0" applyAlignment="1"><alignment vertical="center" wrapText="1"/></xf><xf numFmtId="0" fontId="1" fillId="2" borderId="1" xfId="0" applyFont="1" applyFill="1" applyBorder="1" applyAlignment="1"><alignment horizontal="right" vertical="center" wrapText="1"/></xf>${numbers.join('')}</cellXfs>
<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>`
    },
  }
}
