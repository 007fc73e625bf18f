import type { NoticeKind, Person } from '../../contract/index.ts'
import { mayDecide, type AdmitDeps } from './admit.ts'
import type { ReleaseRecord } from './record.ts'

/** What people are told of a wish: the rows in words, why they are wanted, what was said to it. */
export interface ReleaseNotice {
  kind: Extract<NoticeKind, `release-${string}`>
  by: string
  what: { rows: string; reason: string; remark: string }
}

export interface TellDeps extends AdmitDeps {
  people: () => readonly Person[]
  releaseChanged?: (people: readonly string[], notice: ReleaseNotice | null) => void
}

/**
 * Tells of a wish as it is now: who may decide that it waits, its asker what was decided. Whoever has it in a list
 * hears that it is another; nobody hears of it who may not see it.
 */
export const tellRelease = (
  deps: TellDeps,
  { person: asker, decision, state, reason, ...release }: ReleaseRecord,
  title: string,
): void => {
  if (!deps.releaseChanged) return
  const deciders = deps
    .people()
    .filter((person) => mayDecide(deps, person, asker, release))
    .map(({ id }) => id)
  const notice = (kind: ReleaseNotice['kind'], by: string): ReleaseNotice => ({
    kind,
    by,
    what: {
      rows: `${title}，${deps.regions.get(release.region)?.name ?? release.region}，${release.span}，共 ${release.rows} 行`,
      reason,
      remark: decision?.words ?? '',
    },
  })
  if (state === 'asked') return deps.releaseChanged(deciders, notice('release-asked', asker.id))
  deps.releaseChanged(deciders, null)
  deps.releaseChanged(
    [asker.id],
    decision && notice(state === 'approved' ? 'release-approved' : 'release-rejected', decision.by.id),
  )
}
