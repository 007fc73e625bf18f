import type {
  DataReturn,
  DeadLettersAnswer,
  DeliveriesAnswer,
  Departed,
  Departure,
  MadeToken,
  GivenGrant,
  NewPerson,
  NewToken,
  PersonChange,
  PersonInfo,
  QualityAnswer,
  RuleReplay,
  RulesAnswer,
  SessionInfo,
  SilencesAnswer,
  SilenceWish,
  SwitchWish,
  TokenInfo,
} from '../../server/contract/index.ts'
import { queryOf, type Answer, type Ask } from './request.ts'

/** What administrators do; the server keeps everybody inside their own grants. */
export interface AdminApi {
  people: () => Promise<Answer<PersonInfo[]>>
  /** The password is told in this answer and never again. */
  addPerson: (person: NewPerson) => Promise<Answer<{ person: PersonInfo; password: string }>>
  amendPerson: (username: string, change: PersonChange) => Promise<Answer<PersonInfo>>
  resetPassword: (username: string) => Promise<Answer<{ password: string }>>
  /** Takes away the second factor of somebody who lost it. */
  resetFactor: (username: string) => Promise<Answer<PersonInfo>>
  /** Anonymises an account that is out of use, for good. */
  depart: (username: string, departure: Departure) => Promise<Answer<Departed>>
  give: (username: string, grant: GivenGrant) => Promise<Answer<PersonInfo>>
  /** Changes the last day of a grant; `null` = without an end. */
  term: (username: string, grant: string, endsOn: string | null) => Promise<Answer<PersonInfo>>
  take: (username: string, grant: string) => Promise<Answer<PersonInfo>>
  sessions: () => Promise<Answer<SessionInfo[]>>
  endSession: (id: string) => Promise<Answer<unknown>>
  tokens: () => Promise<Answer<TokenInfo[]>>
  /** The secret is told in this answer and never again. */
  makeToken: (token: NewToken) => Promise<Answer<MadeToken>>
  revokeToken: (id: string) => Promise<Answer<unknown>>
  rules: () => Promise<Answer<RulesAnswer>>
  /** What a rule would have said over past days. */
  replay: (rule: string, days: number) => Promise<Answer<RuleReplay>>
  /** Switches a rule on or off, for a reason. */
  switchRule: (rule: string, wish: SwitchWish) => Promise<Answer<RulesAnswer>>
  silences: () => Promise<Answer<SilencesAnswer>>
  silence: (wish: SilenceWish) => Promise<Answer<SilencesAnswer>>
  endSilence: (id: string) => Promise<Answer<SilencesAnswer>>
  letters: () => Promise<Answer<DeadLettersAnswer>>
  /** Sends one of them, or `all`, once more; what is still undelivered comes back. */
  resend: (id: string | 'all') => Promise<Answer<DeadLettersAnswer>>
  /** How the datasets one looks after have been delivered of late. */
  quality: () => Promise<Answer<QualityAnswer>>
  deliveries: (dataset: string) => Promise<Answer<DeliveriesAnswer>>
  returnBatch: (batch: string, words: string) => Promise<Answer<DataReturn>>
  closeReturn: (id: string, words: string) => Promise<Answer<DataReturn>>
}

const person = (username: string): string => `/api/v1/admin/people/${encodeURIComponent(username)}`

/** Administration over the given way of asking. */
export const createAdminApi = (ask: Ask): AdminApi => ({
  people: () => ask.get('/api/v1/admin/people'),
  addPerson: (wanted) => ask.post('/api/v1/admin/people', wanted),
  amendPerson: (username, change) => ask.patch(person(username), change),
  resetPassword: (username) => ask.post(`${person(username)}/password`, {}),
  resetFactor: (username) => ask.remove(`${person(username)}/factor`),
  depart: (username, departure) => ask.post(`${person(username)}/departure`, departure),
  give: (username, grant) => ask.post(`${person(username)}/grants`, grant),
  term: (username, grant, endsOn) => ask.patch(`${person(username)}/grants/${encodeURIComponent(grant)}`, { endsOn }),
  take: (username, grant) => ask.remove(`${person(username)}/grants/${encodeURIComponent(grant)}`),
  sessions: () => ask.get('/api/v1/admin/sessions'),
  endSession: (id) => ask.remove(`/api/v1/sessions/${encodeURIComponent(id)}`),
  tokens: () => ask.get('/api/v1/admin/tokens'),
  makeToken: (wanted) => ask.post('/api/v1/admin/tokens', wanted),
  revokeToken: (id) => ask.remove(`/api/v1/admin/tokens/${encodeURIComponent(id)}`),
  rules: () => ask.get('/api/v1/alerts/rules'),
  replay: (rule, days) =>
    ask.get(`/api/v1/alerts/rules/${encodeURIComponent(rule)}/replay${queryOf({ days: String(days) })}`),
  switchRule: (rule, wish) => ask.post(`/api/v1/alerts/rules/${encodeURIComponent(rule)}/switch`, wish),
  silences: () => ask.get('/api/v1/alerts/silences'),
  silence: (wish) => ask.post('/api/v1/alerts/silences', wish),
  endSilence: (id) => ask.post(`/api/v1/alerts/silences/${encodeURIComponent(id)}/end`, {}),
  letters: () => ask.get('/api/v1/alerts/letters'),
  resend: (id) => ask.post(`/api/v1/alerts/letters/${encodeURIComponent(id)}/send`, {}),
  quality: () => ask.get('/api/v1/data-quality'),
  deliveries: (dataset) => ask.get(`/api/v1/datasets/${encodeURIComponent(dataset)}/batches`),
  returnBatch: (batch, words) => ask.post(`/api/v1/batches/${encodeURIComponent(batch)}/return`, { words }),
  closeReturn: (id, words) => ask.post(`/api/v1/data-returns/${encodeURIComponent(id)}/close`, { words }),
})
