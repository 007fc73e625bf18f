import type { CaseParty } from '../../contract/index.ts'
import type { RegionNode } from '../../regions/index.ts'
import { nameFor, person } from '../names.ts'

export const checker = (town: RegionNode) =>
  person(`demo-${town.code}-2`, nameFor(`${town.code}7`), `${town.name}综合信息指挥室主任`)
export const worker = (village: RegionNode) =>
  person(`demo-${village.code}`, nameFor(village.code), `${village.name}网格员`)
export const unit = ({ code, name }: RegionNode, post: string): CaseParty => ({
  kind: 'unit',
  id: code,
  name,
  post,
  region: code,
})
export const DISTRICT = person('demo-dispatch', '施建明', '区督查室督查员')
export const LEADER = person('demo-leader', '陈立言', '区领导')
