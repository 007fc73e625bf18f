import type { AlertMoment, Alerts } from '../../alerts/index.ts'
import type { Cases } from '../../cases/index.ts'
import type { Catalog, Indicator } from '../../catalog/index.ts'
import type { AlertInfo, CaseDetail, Person, RegionCode, Scope } from '../../contract/index.ts'
import { mayRead, problem, Refused } from '../../indicators/index.ts'
import { parseLocal, type Clock } from '../../lib/index.ts'
import type { Regions } from '../../regions/index.ts'

/** What a special report is about: an alert, a case, or an alert with the case it opened. */
export interface Subject {
  region: RegionCode
  /** What it is called: 事件积压. */
  title: string
  /** Whoever reads the report may read these there. */
  themes: readonly string[]
  /** When it began, local ms. */
  at: number
  alert: {
    info: AlertInfo
    moments: readonly AlertMoment[]
    indicator: Indicator | null
    threshold: { operator: string; number: number } | null
  } | null
  case: CaseDetail | null
}

export interface SubjectDeps {
  catalog: () => Catalog
  regions: Regions
  clock: Clock
  alerts: Pick<Alerts, 'find' | 'history'>
  cases: Pick<Cases, 'read' | 'photo' | 'tasks'>
}

/** What somebody asks a special report of. */
interface SubjectRequest {
  alert?: string | undefined
  case?: string | undefined
}

const missing = (id: string, field: 'alert' | 'case'): Refused =>
  new Refused(
    problem(404, `unknown-${field}`, field === 'alert' ? `没有预警 ${id}` : `没有编号为 ${id} 的事件`, { field }),
  )

/** Personal fields stay masked, whatever the reader might unmask elsewhere: a report goes from hand to hand. */
const masked = ({ reaches }: Scope): Scope => ({
  reaches: reaches.map((reach) => (reach.class === 'personal' ? { ...reach, class: 'internal' } : reach)),
})

/** A case within the reach of the right to export; holding it is not enough to carry it out of the house. */
const caseOf = async (
  { cases, regions }: SubjectDeps,
  id: string,
  person: Person,
  scope: Scope,
): Promise<CaseDetail | null> => {
  const found = await cases.read(id, { person, scope: masked(scope) }).catch((error: unknown) => {
    if (error instanceof Refused) return null
    throw error
  })
  return found && mayRead(regions, scope, found.region.id, found.type.theme) ? found : null
}

const alertOf = async (
  { alerts, catalog, regions }: SubjectDeps,
  id: string,
  scope: Scope,
): Promise<Subject['alert']> => {
  const info = await alerts.find(id, scope)
  if (!info || info.state === 'pending') return null
  const step = catalog()
    .alerts.get(info.rule)
    ?.steps.get(regions.get(info.region)?.level ?? '')
    ?.find(({ band }) => band === info.band)
  return {
    info,
    moments: await alerts.history(id, scope),
    indicator: info.indicator === null ? null : (catalog().indicators.get(info.indicator) ?? null),
    threshold: step?.enter ?? null,
  }
}

/**
 * Finds what a special report is asked of, as far as this person may take it out. Throws `Refused`, in the same words
 * whether it is absent or out of reach.
 */
export const findSubject = async (
  deps: SubjectDeps,
  request: SubjectRequest,
  person: Person,
  scope: Scope,
): Promise<Subject> => {
  const asked = request.case === undefined ? null : await caseOf(deps, request.case, person, scope)
  if (request.case !== undefined && !asked) throw missing(request.case, 'case')
  const id = request.alert ?? asked?.origin.alert ?? null
  const alert = id === null ? null : await alertOf(deps, id, scope)
  if (request.alert !== undefined && !alert) throw missing(request.alert, 'alert')
  const number = alert?.info.case ?? null
  const found = asked ?? (number === null ? null : await caseOf(deps, number, person, scope))
  if (!alert && !found)
    throw new Refused(
      problem(400, 'no-subject', '专报需要指明一条预警或一个事件', {
        field: 'alert',
        hint: '请在预警或事件上选择“专报”',
      }),
    )
  const region = alert?.info.region ?? found!.region.id
  return {
    region,
    title: alert?.info.title ?? found!.title,
    alert,
    // A case elsewhere would be read by whoever may read this place.
    case: found && deps.regions.contains(region, found.region.id) ? found : null,
    themes: [...new Set([...(alert ? [alert.info.theme] : []), ...(found ? [found.type.theme] : [])])],
    // What is told in words has lost its fraction of a second, in which the rows that set it off may have come.
    at:
      alert?.moments.find(({ kind }) => kind === 'fired')?.at
      ?? parseLocal(deps.clock.zone, alert?.info.since ?? found!.reportedAt)!,
  }
}
