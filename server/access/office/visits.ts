import type { SessionInfo } from '../../contract/index.ts'
import type { Session } from '../sessions/index.ts'
import { createRules, missing, type Clerk, type OfficeDeps } from './clerk.ts'

/** Who is signed in: oneself, and whom the clerk's grants reach. */
export interface VisitsOffice {
  /** `current` names the session that asks. */
  list: (clerk: Clerk, current: string | null) => SessionInfo[]
  /** One's own sessions only. */
  mine: (clerk: Clerk, current: string | null) => SessionInfo[]
  /** Throws `Refused` as for a session that does not exist. */
  end: (clerk: Clerk, id: string) => Promise<void>
}

/** Who was active last stands first. */
const byActivity = (a: Session, b: Session): number => b.seenAt - a.seenAt

export const createVisitsOffice = (deps: OfficeDeps): VisitsOffice => {
  const { accounts, sessions, clock } = deps
  const { governs, nameOf, tell, write } = createRules(deps)
  const moment = (at: number): string => clock.zone.format(clock.zone.toLocal(at))
  const own = ({ person }: Clerk, { username }: Session): boolean => username === person.id
  const reaches = (clerk: Clerk, session: Session): boolean => {
    const account = accounts.get(session.username)
    return own(clerk, session) || (account !== null && governs(clerk, account))
  }
  const info =
    (current: string | null) =>
    ({ id, username, address, agent, createdAt, seenAt, endsAt, device }: Session): SessionInfo => ({
      id,
      username,
      name: nameOf(username),
      address,
      agent,
      createdAt: moment(createdAt),
      seenAt: moment(seenAt),
      endsAt: moment(endsAt),
      current: id === current,
      bound: device !== null,
    })

  return {
    list: (clerk, current) =>
      sessions
        .all()
        .filter((session) => reaches(clerk, session))
        .sort(byActivity)
        .map(info(current)),
    mine: (clerk, current) =>
      sessions
        .all()
        .filter((session) => own(clerk, session))
        .sort(byActivity)
        .map(info(current)),
    end: async (clerk, id) => {
      const session = sessions.all().find((one) => one.id === id && reaches(clerk, one))
      if (!session || (await sessions.end((one) => one.id === id)) === 0) throw missing(`会话 ${id}`)
      write(clerk, 'session', `end ${id}`)
      if (!own(clerk, session)) tell(clerk, session.username, { kind: 'session-ended', what: { agent: session.agent } })
    },
  }
}
