import type { Block } from '../document/model.ts'

/** Tables and drawings with their numbers, as an office refers to them: 表1, 图1. */
export const numbered = (blocks: readonly Block[]): Block[] => {
  const counts = { table: 0, chart: 0 }
  return blocks.map((block) => {
    if (block.kind !== 'table' && block.kind !== 'chart') return block
    const number = (counts[block.kind] += 1)
    return { ...block, caption: `${block.kind === 'table' ? '表' : '图'}${number}\u3000${block.caption}` }
  })
}
