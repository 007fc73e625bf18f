import type { Path } from '../reading/place.ts'
import type { SimulationDefinition } from '../schema/index.ts'
import { suggestion } from '../nearest.ts'
import type { Simulation } from '../model/index.ts'
import { themeOf, useIndicator, type Desk } from './context.ts'

/** What a simulation is fed with must be known by the day. */
const daily = async (id: string, desk: Desk, path: Path): Promise<boolean> => {
  const indicator = await useIndicator(id, desk, path)
  if (indicator && !indicator.grains.includes('day')) desk.report.add(path, `指标 ${id} 没有 day 粒度，不能按日推演`)
  return indicator !== null && indicator.grains.includes('day')
}

const checkLevel = (level: string, { levels, report }: Desk, path: Path): void => {
  if (levels.length > 0 && !levels.includes(level))
    report.add(path, `没有区域层级 ${level}${suggestion(level, levels)}`)
}

/** A simulation checked against the indicators and levels it names; `null` with what is wrong in the report. */
export const resolveSimulation = async (written: SimulationDefinition, desk: Desk): Promise<Simulation | null> => {
  const { id, title, level, arrivals, backlog, hours, joint = null, staff = null } = written
  const theme = themeOf(id, desk)
  // A city without places of the staff's level has no count of its staff, and is simulated all the same.
  checkLevel(level, desk, ['level'])
  const named: [string, Path][] = [
    [arrivals, ['arrivals']],
    [backlog, ['backlog']],
    [hours, ['hours']],
    ...(joint
      ? ([
          [joint.share, ['joint', 'share']],
          [joint.hours, ['joint', 'hours']],
          [joint.alone, ['joint', 'alone']],
        ] as [string, Path][])
      : []),
  ]
  let whole = true
  for (const [indicator, path] of named) whole = (await daily(indicator, desk, path)) && whole
  return whole ? { id, title, theme, level, arrivals, backlog, hours, joint, staff } : null
}
