import type { RegionNode } from './types.ts'

/** A place of a made-up tree, valid for ever and lying nowhere unless said otherwise. */
export const nodeOf = (
  code: string,
  parent: string | null,
  level = parent === null ? 'district' : 'town',
  rest: Partial<RegionNode> = {},
): RegionNode => ({
  code,
  parent,
  level,
  name: code,
  kind: 'place',
  lon: null,
  lat: null,
  areaKm2: null,
  from: null,
  to: null,
  ...rest,
})
