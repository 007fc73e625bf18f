import type { Screen } from '../catalog/index.ts'
import type { Problem, RegionCode, Scope } from '../contract/index.ts'
import { mayRead, problem, Refused } from '../indicators/index.ts'
import type { ScreensDeps } from './face.ts'

/** Absent, or not for this reader: told apart by nobody. */
export const unknownScreen = (id: string): Problem =>
  problem(404, 'unknown-screen', `没有驾驶舱“${id}”`, { field: 'screen', hint: '可用的驾驶舱见 GET /api/v1/catalog' })

/** The screen, when a reader may see it of a region; throws `Refused` otherwise. */
export const admit = (
  { catalog, regions }: Pick<ScreensDeps, 'catalog' | 'regions'>,
  { id, region, scope }: { id: string; region: RegionCode; scope: Scope },
): Screen => {
  const screen = catalog().screens.get(id)
  if (regions.get(region) === null || !mayRead(regions, scope, region)) {
    throw new Refused(
      problem(404, 'unknown-region', `没有区域 ${region}`, {
        field: 'region',
        hint: '可用的区域见 GET /api/v1/regions',
      }),
    )
  }
  if (!screen || (screen.theme !== null && !mayRead(regions, scope, region, screen.theme))) {
    throw new Refused(unknownScreen(id))
  }
  return screen
}
