import { suggestion } from '../nearest.ts'
import { isNode } from './syntax.ts'
import type { Node } from './types.ts'
import type { Walk } from './walk.ts'

const columnOf = (node: Node): string | null => {
  const names = node.class === 'COLUMN_REF' ? (node['column_names'] as string[]) : []
  return names.length === 1 ? names[0]!.toLowerCase() : null
}

const textOf = (node: Node): string | null => {
  const value = node.class === 'CONSTANT' ? (node['value'] as { value?: unknown }).value : null
  return typeof value === 'string' ? value : null
}

/** A column compared with a text it can never hold is a slip of the pen, not a condition. */
export const checkValues = (parent: Node, operands: unknown[], walk: Walk): void => {
  const nodes = operands.filter(isNode)
  const equality = /EQUAL$|DISTINCT_FROM$|_IN$/.test(parent.type)
  const column = nodes.map(columnOf).find((name) => name !== null && walk.known[name]?.values !== undefined)
  const values = column === undefined || column === null ? undefined : walk.known[column]?.values
  if (!equality || values === undefined) return
  for (const node of nodes) {
    const text = textOf(node)
    if (text !== null && !values.includes(text))
      walk.refuse(node, `${column} 不会取值“${text}”${suggestion(text, values)}`)
  }
}
