import { randomUUID } from 'node:crypto'
import type { Writable } from 'node:stream'
import type { z } from 'zod'
import {
  bucketTitle,
  type Person,
  type ReleaseAction,
  type ReleaseInfo,
  type releaseBodySchema,
} from '../../contract/index.ts'
import { bucketOf, problem, Refused, regionOf } from '../../indicators/index.ts'
import { endOf } from '../../lib/index.ts'
import { createRecords, type Ledger } from '../../store/index.ts'
import type { Jobs, Made } from '../jobs/index.ts'
import { admitRows, isAboutPersons, mayDecide } from './admit.ts'
import { stateOf, type ReleaseRecord } from './record.ts'
import { actionsOf, releaseInfo, titleOf, type ShowDeps } from './show.ts'
import { tellRelease, type TellDeps } from './tell.ts'
import { writeRelease } from './write.ts'

interface ReleasesDeps extends TellDeps, ShowDeps {
  ledger: Ledger
  personNow: (id: string) => Person | null
  startJob: (
    person: Person,
    title: string,
    release: Pick<ReleaseRecord, 'id' | 'format' | 'rows'>,
  ) => ReturnType<Jobs['start']>
}

/** Rows as files. What tells of persons leaves on the word of somebody else, who might see all of it. */
export interface Releases {
  ready: () => Promise<void>
  /** Begins the files that were let out but not begun when the program ended; jobs are ready by then. */
  resume: () => Promise<void>
  ask: (person: Person, body: z.output<typeof releaseBodySchema>) => Promise<ReleaseInfo>
  /** One's own wishes, and those one may decide on or has; newest first. */
  list: (person: Person) => ReleaseInfo[]
  /** Throws `Refused` where it is not there for this person, or not theirs to do now. */
  act: (person: Person, id: string, action: ReleaseAction, words: string) => Promise<ReleaseInfo>
  /** Whether whoever asked might still ask, and the answer still stands. Throws `Refused`. */
  admit: (person: Person, id: string) => Promise<ReleaseRecord>
  /** Writes the file. */
  make: (person: Person, id: string, sink: Writable) => Promise<Made>
}

const SHOWN = 50
const missing = (): Refused => new Refused(problem(404, 'not-found', '没有这项明细导出申请'))
const notNow = (title: string): Refused => new Refused(problem(409, 'not-now', title))

export const createReleases = (deps: ReleasesDeps): Releases => {
  const { regions, clock, rightTo } = deps
  const book = createRecords<ReleaseRecord>(deps.ledger, 'reports.releases', 'row_release')
  const releases = new Map<string, ReleaseRecord>()
  /** Those being acted on: of two who decide at once one wins, and the other is told. */
  const inHand = new Set<string>()
  const keep = async (release: ReleaseRecord): Promise<ReleaseRecord> => {
    await book.put(release)
    releases.set(release.id, release)
    return release
  }
  /** Kept, and told to whom it concerns. */
  const settle = async (release: ReleaseRecord): Promise<ReleaseRecord> => {
    tellRelease(deps, await keep(release), titleOf(deps, release))
    return release
  }
  /** Begins the file of what may leave. */
  const begin = async (release: ReleaseRecord, person: Person): Promise<ReleaseRecord> => {
    const { id } = await deps.startJob(person, `${titleOf(deps, release)}_${release.span}`, release)
    return keep({ ...release, job: id })
  }
  const admit: Releases['admit'] = async (person, id) => {
    const release = releases.get(id)
    if (!release || release.person.id !== person.id || release.state !== 'approved') throw missing()
    await admitRows(deps, person, release)
    return release
  }
  const approve = async (release: ReleaseRecord, by: Person, words: string): Promise<ReleaseRecord> => {
    const asker = deps.personNow(release.person.id)
    if (!asker) throw notNow('申请人的账号已停用')
    await admitRows(deps, asker, release)
    return settle(
      await begin(await keep({ ...release, state: 'approved', decision: { by, at: clock.now(), words } }), asker),
    )
  }

  return {
    admit,
    ready: async () => {
      await book.ready()
      for (const release of await book.all()) releases.set(release.id, release)
    },
    resume: async () => {
      for (const release of releases.values()) {
        const person = release.state === 'approved' && release.job === null ? deps.personNow(release.person.id) : null
        if (person) await begin(release, person)
      }
    },
    ask: async (person, { dataset: id, grain, region, columns, format, reason, ...span }) => {
      const last = bucketOf(clock, grain, span.to, 'to')
      const first = span.from === undefined ? last : bucketOf(clock, grain, span.from, 'from')
      const wanted = {
        dataset: id,
        region: regionOf(regions, rightTo(person, 'aggregate'), region),
        from: first,
        until: endOf(grain, last),
        columns: [...new Set(columns)],
      }
      const { dataset, total } = await admitRows(deps, person, wanted)
      const [from, to] = [first, last].map((at) => bucketTitle(clock.zone.format(at), grain))
      const asks = isAboutPersons(dataset)
      const release = await keep({
        ...wanted,
        id: randomUUID(),
        person,
        format,
        reason,
        span: from === to ? from! : `${from} 至 ${to}`,
        rows: total,
        state: asks ? 'asked' : 'approved',
        createdAt: clock.now(),
        decision: null,
        job: null,
      })
      return releaseInfo(deps, await settle(asks ? release : await begin(release, person)), person)
    },
    // Newest first, also of one moment; what waits for this person is told however many came after it.
    list: (person) => {
      const known = [...releases.values()].reverse().sort((a, b) => b.createdAt - a.createdAt)
      const waiting = known.filter((release) => actionsOf(deps, release, person).length > 0)
      const over = known
        .filter(
          (release) =>
            !waiting.includes(release) && (release.person.id === person.id || release.decision?.by.id === person.id),
        )
        .slice(0, SHOWN)
      return known
        .filter((release) => waiting.includes(release) || over.includes(release))
        .map((release) => releaseInfo(deps, release, person))
    },
    act: async (person, id, action, words) => {
      const release = releases.get(id)
      if (!release || !(release.person.id === person.id || mayDecide(deps, person, release.person, release)))
        throw missing()
      if (!actionsOf(deps, release, person).includes(action)) {
        throw stateOf(release, clock.now()) === 'asked'
          ? new Refused(
              problem(
                403,
                'not-allowed',
                release.person.id === person.id ? '自己的申请须由他人审批' : '只有申请人可以撤回',
              ),
            )
          : notNow('这项申请已经办结')
      }
      if (inHand.has(id)) throw notNow('这项申请正在办理，请稍后查看结果')
      inHand.add(id)
      try {
        if (action === 'withdraw') return releaseInfo(deps, await settle({ ...release, state: 'withdrawn' }), person)
        return releaseInfo(
          deps,
          action === 'approve'
            ? await approve(release, person, words)
            : await settle({ ...release, state: 'rejected', decision: { by: person, at: clock.now(), words } }),
          person,
        )
      } finally {
        inHand.delete(id)
      }
    },
    make: async (person, id, sink) => {
      const made = await writeRelease(deps, await admit(person, id), person, sink)
      if (!made) throw missing()
      return made
    },
  }
}
