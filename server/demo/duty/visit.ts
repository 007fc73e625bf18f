import { STORIES } from '../../../fixtures/demo/index.ts'
import type { AlertInfo, AlertsAnswer, CaseActionId, CaseDetail, CaseRow, CasesAnswer } from '../../contract/index.ts'
import type { Regions } from '../../regions/index.ts'
import type { Draw } from '../draw.ts'
import { doOffer, reportOne } from './deed.ts'
import { Declined, type Door } from './door.ts'
import { alertTimes, nextStep, type Habits } from './habits.ts'
import type { OnDuty } from './people.ts'

const ENDING: readonly CaseActionId[] = ['feedback', 'verify']
/** Most alerts signed for, and most steps of cases taken, in one visit: people do one thing after another. */
const AT_ONCE = { alerts: 4, steps: 1 }

export interface VisitDeps {
  habits: Habits
  regions: Regions
  /** Instant, Unix milliseconds. */
  now: () => number
  draw: Draw
  /** Chance that somebody in the villages reports something on one visit. */
  finds: number
}

/** What others were faster in, or what has ended meanwhile, is no fault. */
const unlessGone = async (work: Promise<unknown>): Promise<void> => {
  await work.catch((error: unknown) => {
    if (!(error instanceof Declined) || ![403, 404, 409, 422].includes(error.status)) throw error
  })
}

/** Alerts this person was told of: read, and signed for where nobody has yet. */
const alertsOf = async (who: OnDuty, door: Door, { habits, now }: VisitDeps): Promise<AlertInfo[]> => {
  const { alerts } = await door.get<AlertsAnswer>('/alerts?limit=500')
  let deeds = 0
  for (const alert of alerts) {
    const mine = alert.told.find(({ person, acted }) => person?.id === who.username && acted === null)
    if (!mine || deeds >= AT_ONCE.alerts || alert.muted !== null) continue
    const { read, sign } = alertTimes(alert, who, habits)
    const deed =
      now() >= sign && alert.owner === null ? 'acknowledge' : now() >= read && mine.read === null ? 'read' : null
    if (deed === null) continue
    deeds += 1
    await unlessGone(door.post(`/alerts/${alert.id}/${deed}`, {}))
  }
  return alerts
}

/** What a rule asked for goes on as long as the rule has cause; what is told as a story goes on for good. */
const isUnderWay = ({ origin, supervised }: CaseRow, alerts: readonly AlertInfo[]): boolean =>
  supervised !== null
  || (origin.kind === 'rule' && (origin.alert === null || alerts.some(({ id }) => id === origin.alert)))

const casesOf = async (
  who: OnDuty,
  door: Door,
  { deps, alerts }: { deps: VisitDeps; alerts: readonly AlertInfo[] },
): Promise<void> => {
  // `done` are those to be rated and archived.
  const lists = [
    await door.get<CasesAnswer>('/cases?queue=open&group=event&limit=200'),
    await door.get<CasesAnswer>('/cases?queue=done&group=event&sort=changed&limit=50'),
  ]
  const ready = lists
    .flatMap(({ cases }) => cases)
    .flatMap((row) => {
      const step = nextStep(row, who, deps.habits)
      const waits = step === null || deps.now() < step.at || (ENDING.includes(step.action) && isUnderWay(row, alerts))
      return waits ? [] : [{ row, ...step }]
    })
    .sort((a, b) => a.at - b.at)
  for (const { row, action } of ready.slice(0, AT_ONCE.steps)) {
    const one = await door.get<CaseDetail>(`/cases/${row.id}`)
    const offer = one.offers.find((offered) => offered.action === action)
    if (offer) await unlessGone(doOffer(door, one, offer, deps.draw))
  }
}

/**
 * One look of one person at what lies with them. The cases of the town with the backlog are left to those who sign in
 * there.
 */
export const visit = async (who: OnDuty, door: Door, deps: VisitDeps): Promise<void> => {
  const alerts = await alertsOf(who, door, deps)
  if (who.region === STORIES.backlog.town) return
  await casesOf(who, door, { deps, alerts })
  if (who.kind === 'field' && deps.draw() < deps.finds)
    await reportOne(door, deps.regions.children(who.region), deps.draw)
}
