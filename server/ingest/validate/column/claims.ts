import type { Column } from '../../../catalog/index.ts'

const headersOf = (name: string, column: Column): string[] => {
  if (column.compose !== undefined) return [...column.compose.matchAll(/\{([^{}]+)\}/g)].map((match) => match[1]!)
  if (column.from === undefined) return [name]
  return Array.isArray(column.from) ? column.from : [column.from.lon, column.from.lat]
}

/** A title, and the title without the unit or remark in brackets behind it. */
export const titlesOf = ({ title }: Column): string[] =>
  title === undefined
    ? []
    : [...new Set([title, title.replace(/\s*[（(][^（()）]*[)）]$/, '')])].filter((text) => text !== '')

/** Tells whether a header is meant by some other column than `name`: declared by it, or a title two columns share. */
export const createClaims = (
  columns: Readonly<Record<string, Column>>,
): ((name: string) => (header: string) => boolean) => {
  const declared = new Map(Object.entries(columns).map(([name, column]) => [name, new Set(headersOf(name, column))]))
  return (name) => (header) => {
    for (const [other, headers] of declared) {
      if (other !== name && (headers.has(header) || titlesOf(columns[other]!).includes(header))) return true
    }
    return false
  }
}
