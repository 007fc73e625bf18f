import type {
  DataReturn,
  JobInfo,
  MadeToken,
  Person,
  PersonInfo,
  PlanInfo,
  Receipt,
  ReleaseInfo,
  SavedView,
  SessionInfo,
} from '../../contract/index.ts'
import type { Call } from './stock.fixture.ts'
import type { Served } from './server.fixture.ts'

/**
 * Things that are used up by being asked for: each is made anew, by the asker where they may, else by the
 * administrator.
 */
export interface Make {
  view: (person: Person) => Promise<string>
  removedView: (person: Person) => Promise<string>
  note: (person: Person) => Promise<string>
  removedNote: (person: Person) => Promise<string>
  job: (person: Person) => Promise<string>
  doneJob: (person: Person) => Promise<string>
  plan: (person: Person) => Promise<string>
  release: (person: Person) => Promise<string>
  dataReturn: (person: Person) => Promise<string>
  silence: (person: Person) => Promise<string>
  account: (person: Person) => Promise<string>
  /** A grant of an account, as `username/grants/id`. */
  grant: (person: Person) => Promise<string>
  session: (person: Person) => Promise<string>
  token: (person: Person) => Promise<string>
  wallCode: (person: Person) => Promise<string>
  /** Not a thing of the world: another name each time. */
  name: (person: Person) => Promise<string>
}

const GRANT = { role: 'town', region: 'QV11', themes: ['tt'], actions: ['aggregate'] }
const VIEW = { title: '月度', address: 'tab=map', region: 'QV11', indicators: ['tt.count'], shared: false }

export const createMake = (call: Call, { url }: Served): Make => {
  let made = 0
  const byEither = async <T>(person: Person, work: (who?: Person) => Promise<T>): Promise<T> =>
    work(person).catch(() => work())
  const view = async (person: Person): Promise<string> =>
    (await byEither(person, (who) => call<SavedView>('POST', '/saved-views', VIEW, who))).id
  const note = async (person: Person): Promise<string> =>
    (
      await byEither(person, (who) =>
        call<{ id: string }>(
          'POST',
          '/annotations',
          { region: 'QV11', indicator: 'tt.count', on: '2026-11-20', words: '专项行动' },
          who,
        ),
      )
    ).id
  const account = async (): Promise<{ person: PersonInfo; password: string }> =>
    call('POST', '/admin/people', { username: `made-${(made += 1)}`, name: '新人', grants: [GRANT] })
  const removed = async (id: string, path: string, person: Person): Promise<string> => {
    await byEither(person, (who) => call('DELETE', `/${path}/${id}`, undefined, who)).catch(() => undefined)
    return id
  }
  const job = async (person: Person): Promise<string> =>
    (
      await byEither(person, (who) =>
        call<JobInfo>(
          'POST',
          '/exports',
          {
            indicators: ['tt.count'],
            format: 'csv',
            query: { region: 'QV11', grain: 'day', from: '2026-11-20', to: '2026-11-21' },
          },
          who,
        ),
      )
    ).id
  return {
    view,
    note,
    job,
    removedView: async (person) => removed(await view(person), 'saved-views', person),
    removedNote: async (person) => removed(await note(person), 'annotations', person),
    doneJob: async (person) => {
      const id = await job(person)
      for (;;) {
        const state = await byEither(person, (who) => call<JobInfo>('GET', `/jobs/${id}`, undefined, who))
        if (state.state !== 'queued' && state.state !== 'running') return id
      }
    },
    plan: async (person) =>
      (
        await byEither(person, (who) =>
          call<PlanInfo>('POST', '/reports/plans', { template: 'report-tt', region: 'QV11', when: '每日 08:00' }, who),
        )
      ).id,
    release: async (person) =>
      (
        await byEither(person, (who) =>
          call<ReleaseInfo>(
            'POST',
            '/row-exports',
            { dataset: 'tt.call', region: 'QV11', from: '2026-11-20', to: '2026-11-21', reason: '核对台账' },
            who,
          ),
        )
      ).id,
    dataReturn: async () => {
      // Of a batch of which nothing was taken, so that no number moves.
      const refused = [{ id: `bad${(made += 1)}`, at: '2026-11-21 09:00:00', region: 'QNONE', done: true }]
      const { batch } = await call<Receipt>('POST', '/datasets/tt.case/rows', refused)
      return (await call<DataReturn>('POST', `/batches/${batch}/return`, { words: '区域编码写错' })).id
    },
    silence: async () => {
      const reason = `本月检修${(made += 1)}`
      const { silences } = await call<{ silences: { id: string; reason: string }[] }>('POST', '/alerts/silences', {
        rule: 'tt.many_count',
        region: 'QV11',
        from: '2026-12-01',
        until: '2026-12-02',
        reason,
      })
      return silences.find((one) => one.reason === reason)!.id
    },
    account: async () => (await account()).person.username,
    grant: async () => {
      const { person } = await account()
      const more = await call<PersonInfo>('POST', `/admin/people/${person.username}/grants`, {
        ...GRANT,
        region: 'QV21',
      })
      return `${person.username}/grants/${more.grants.find(({ region }) => region === 'QV21')!.id}`
    },
    session: async () => {
      const {
        person: { username },
        password,
      } = await account()
      await fetch(`${url}/api/v1/session`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ username, password }),
      })
      return (await call<SessionInfo[]>('GET', '/admin/sessions')).find((session) => session.username === username)!.id
    },
    token: async () =>
      (await call<MadeToken>('POST', '/admin/tokens', { kind: 'api', name: '新令牌', grants: [GRANT] })).token.id,
    wallCode: async () =>
      (
        await call<MadeToken>('POST', '/admin/tokens', {
          kind: 'wall',
          name: '新大屏',
          region: 'QT2',
          screens: ['main'],
        })
      ).secret,
    name: () => Promise.resolve(`name-${(made += 1)}`),
  }
}
