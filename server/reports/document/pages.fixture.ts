import { inflateSync } from 'node:zlib'

/** How many pieces of text stand on each page of a PDF, what is on every page among them. */
export const piecesOfText = (pdf: Buffer): number[] => {
  const file = pdf.toString('latin1')
  return [...file.matchAll(/\/Type \/Page\b[\s\S]*?\/Contents (\d+) 0 R/g)].map(([, id]) => {
    const start = file.indexOf('stream\n', file.indexOf(`\n${id} 0 obj`)) + 'stream\n'.length
    const content = inflateSync(pdf.subarray(start, file.indexOf('\nendstream', start))).toString('latin1')
    return content.match(/\bTJ\b/g)?.length ?? 0
  })
}
