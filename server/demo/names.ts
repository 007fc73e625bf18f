import type { RegionNode } from '../regions/index.ts'

const SURNAMES = '陈沈俞金韩周傅施来汪徐朱高王李张吴钱孙郑'
const GIVEN = ['建国', '晓燕', '志强', '海英', '国良', '丽萍', '永明', '雅琴', '伟民', '小芳', '立新', '秀珍']

export const person = (id: string, name: string, post: string) => ({ id, name, post })

/** The same name for the same digits, always. */
export const nameFor = (code: string): string =>
  `${SURNAMES[Number(code.slice(-5)) % SURNAMES.length]!}${GIVEN[Number(code.slice(-4)) % GIVEN.length]!}`

/** Who takes cases in at a town's desk, in its past as now. */
export const officer = (town: RegionNode) =>
  person(`demo-${town.code}`, nameFor(town.code), `${town.name}综合信息指挥室值班员`)
