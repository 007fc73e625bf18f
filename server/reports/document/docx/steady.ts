import { strFromU8, strToU8, unzipSync, zipSync, type Zippable } from 'fflate'

const DAY_ONE = new Date(1980, 0, 1)

/**
 * The library stamps its own time into the package and counts drawings over the life of the process; an issue made
 * again must be the same file, so the time becomes the document's and drawings are counted within it.
 */
export const steady = (bytes: Uint8Array, at: string): Buffer => {
  const time = new Date(at).toISOString()
  let drawings = 0
  const own = (name: string, xml: string): string =>
    name === 'docProps/core.xml'
      ? xml.replace(/(<dcterms:(created|modified)[^>]*>)[^<]*/g, `$1${time}`)
      : xml.replace(/<wp:docPr id="\d+"/g, () => `<wp:docPr id="${(drawings += 1)}"`)
  const parts: Zippable = {}
  for (const [name, content] of Object.entries(unzipSync(bytes)).sort(([a], [b]) => (a < b ? -1 : 1))) {
    const written =
      name === 'docProps/core.xml' || (name.startsWith('word/') && name.endsWith('.xml'))
        ? strToU8(own(name, strFromU8(content)))
        : content
    parts[name] = [written, { mtime: DAY_ONE, level: name.endsWith('.png') ? 0 : 6 }]
  }
  return Buffer.from(zipSync(parts))
}
