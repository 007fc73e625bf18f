import { boundsOf, contains, samplesOf, shapeArea, type Shape } from '../geometry/shape.ts'
import type { RegionNode } from '../types.ts'

/** Official outlines are worth little in the wrong place: says when known centres lie outside their own. */
export const misplaced = (shapes: ReadonlyMap<RegionNode, Shape>): string[] => {
  const known = [...shapes].filter(([{ lon, lat }]) => lon !== null && lat !== null)
  const outside = known.filter(([{ lon, lat }, shape]) => !contains(shape, [lon!, lat!])).map(([{ name }]) => name)
  if (outside.length === 0) return []
  return [
    `${outside.length} 个区域的已知中心点不在新边界内（${outside.slice(0, 5).join('、')}${outside.length > 5 ? '等' : ''}）。如果多数如此，请核对坐标系：国内地图服务的数据要加 --from gcj02 或 --from bd09`,
  ]
}

type Box = ReturnType<typeof boundsOf>
/** Most of many villages are nowhere near one another. */
const near = (a: Box, b: Box): boolean => a[0] < b[2] && b[0] < a[2] && a[1] < b[3] && b[1] < a[3]

const ASKED = 400
const WORTH_TELLING = 0.02

/** Land that two regions claim: each pair once, with the share of the smaller one. */
export const claimedTwice = (shapes: ReadonlyMap<RegionNode, Shape>): string[] => {
  const bySize = [...shapes]
    .map(([node, shape]) => ({ node, shape, area: shapeArea(shape), box: boundsOf(shape.flat(2)) }))
    .sort((a, b) => a.area - b.area)
  return bySize.flatMap(({ node, shape, box }, i) => {
    const asked = samplesOf(shape, ASKED)
    return bySize.slice(i + 1).flatMap(({ node: other, shape: over, box: around }) => {
      if (!near(box, around)) return []
      const share = asked.filter((at) => contains(over, at)).length / asked.length
      const percent = Math.round(share * 100)
      return share < WORTH_TELLING
        ? []
        : [`${node.name}与${other.name}的边界重叠（约占${node.name}的 ${percent}%），请核对`]
    })
  })
}
