/** Text as XML holds it; signs XML knows no way to write are left out. */
export const escapeXml = (text: string): string =>
  text.replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, '').replace(/[&<>"]/g, (sign) => ESCAPES[sign]!)

const ESCAPES: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' }

/** `0` → `A`, `26` → `AA`. */
export const columnName = (index: number): string =>
  (index < 26 ? '' : columnName(Math.floor(index / 26) - 1)) + String.fromCharCode(65 + (index % 26))

/** Texts that come again are stored once; past `most` different ones they are written where they stand. */
export interface Strings {
  /** The text's place in the table; `null` = write it out. */
  place: (text: string) => number | null
  all: () => Iterable<string>
  size: () => number
}

export const createStrings = (most = 50_000): Strings => {
  const places = new Map<string, number>()
  return {
    place: (text) => {
      const known = places.get(text)
      if (known !== undefined) return known
      if (places.size >= most) return null
      places.set(text, places.size)
      return places.size - 1
    },
    all: () => places.keys(),
    size: () => places.size,
  }
}
