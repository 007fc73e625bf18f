import { demoPeople } from '../../fixtures/demo/index.ts'
import { ACTIONS, ROLES, type Action, type Role } from '../contract/index.ts'
import { PROBES, type Probe } from './probes/index.fixture.ts'

const ROLE_WORDS: Record<Role, string> = {
  admin: '系统管理员',
  leader: '领导',
  department: '部门',
  town: '镇街',
  village: '村社',
  field: '现场',
  analyst: '分析员',
  steward: '数据管理员',
  supervisor: '督查员',
  operator: '运维员',
  auditor: '审计员',
  wall: '大屏',
  feed: '报送',
}

const ACTION_WORDS: Record<Action, string> = {
  aggregate: 'see numbers, views, alerts and cases of one’s places',
  rows: 'see the rows behind a number, personal fields masked',
  unmask: 'see a personal field, for a reason that is written down',
  handle: 'report and handle cases, sign for alerts',
  export: 'take files out, write reports',
  configure: 'people, grants, tokens, silences, switching rules',
  audit: 'read and verify the audit',
}

/**
 * What a role of the demonstration is granted; the administrator has everything, a wall's key looks, a feed has no
 * grant at all.
 */
const proposed = (role: Role): readonly Action[] => {
  if (role === 'admin') return ACTIONS
  if (role === 'wall') return ['aggregate']
  if (role === 'feed') return []
  const actions = new Set(
    demoPeople('root')
      .flatMap(({ grants }) => grants)
      .filter((grant) => grant.role === role)
      .flatMap((grant) => grant.actions),
  )
  return ACTIONS.filter((action) => actions.has(action))
}

const DELIVERY = 'POST /api/v1/datasets/:id/rows'

/** Who one is, for whoever is known; before the gate. */
const SESSION = /^(GET|DELETE) \/api\/v1\/session$/

/** What stands on a wall, and all its key is for. */
const ON_A_WALL = [
  'GET /api/v1/session',
  'GET /api/v1/notices',
  'GET /api/v1/catalog',
  'GET /api/v1/regions',
  'GET /api/v1/outlines',
  'GET /api/v1/screens/:screen/view',
  'GET /api/v1/indicators/:id/explain',
  'GET /api/v1/indicators/:id/forecast',
]

/**
 * A key is held to its purpose by the gate, whatever it is granted: a wall only shows its screens, a feed only
 * delivers.
 */
const reaches = (role: Role, route: string, needs: Probe['needs']): boolean => {
  if (needs === 'open' || SESSION.test(route)) return true
  if (role === 'feed') return route === DELIVERY
  if (role === 'wall' && !ON_A_WALL.includes(route)) return false
  if (route === DELIVERY) return role === 'admin'
  return needs === 'signed-in' || proposed(role).includes(needs)
}

const row = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`
const table = (head: readonly string[], rows: readonly (readonly string[])[]): string =>
  [row(head), row(head.map(() => '---')), ...rows.map(row)].join('\n')

/** The page docs/access.md: what each role is proposed, and which routes that reaches. */
export const accessTable = (): string => `# Who may do what

Written by \`server/gate/access-table.test.ts\` from the probes that try every route (\`server/gate/probes\`); after changing them: \`npx vitest run server/gate/access-table.test.ts -u\`.

A right is a **grant**: actions, in a region and all below it, in some themes or all. A person may have several; each stands alone, so rights in one place lend nothing to another (\`server/regions/rights.ts\`). A mark here says that the role's usual grant has the action a route needs; *where* and *in which theme* is the grant's to say, and what lies outside of it is answered in the same words as what does not exist. Who may configure gives no more than they have themselves (\`server/access/office/covers.ts\`). That no answer oversteps a grant is tried with random people on every route by \`server/gate/scope.test.ts\`; what each role of the demonstration must not see or do, by \`server/gate/roles.test.ts\`.

## Roles and actions

A role is a proposal; the grant decides. Shown is what the demonstration's accounts have (\`fixtures/demo/people.ts\`); a real account is given any subset.

${table(
  ['role', ...ACTIONS],
  ROLES.map((role) => [
    `${ROLE_WORDS[role]} \`${role}\``,
    ...ACTIONS.map((action) => (proposed(role).includes(action) ? '●' : '')),
  ]),
)}

${table(
  ['action', 'lets one'],
  ACTIONS.map((action) => [`\`${action}\``, ACTION_WORDS[action]]),
)}

## Routes

\`open\` needs no sign-in; \`signed-in\` is anybody who is known, about themselves or what is theirs. ${Object.keys(PROBES).length} routes. The answers to lists hold only what the reader may see, so without the right they are empty rather than refused.

${table(
  ['route', 'needs', ...ROLES],
  Object.entries(PROBES).map(([route, { needs }]) => [
    `\`${route}\``,
    needs,
    ...ROLES.map((role) => (reaches(role, route, needs) ? '●' : '')),
  ]),
)}

Beyond the table:

- **A feed's key** delivers the one dataset it was made for and is refused everything else; **a wall's key** opens the screens it was made for and the 口径卡 and the outlook of a number on them, is told of the definitions they need alone, where nobody is named who signed for something, ordered it or has it, nor by what somebody wrote: an event is told by its type, and of feedback only that there was some (\`hall\` of its scope), and hears of nothing but their steps: no alert, case, photo or list (\`server/http/gate/wall-reads.ts\`).
- **Delivering** is a department's, with a feed's key. Without one it needs \`configure\` for the dataset's theme at the root of the tree as \`admin\` (\`server/access/scope.ts\`); the commands of the server's own machine have that. Such a batch names who delivered it; nothing is written over, since an earlier value stays as the earlier version of its row. **A feed's key is handed out** by an administrator or an operator; a steward sees it, with what it last brought, and takes it back, but delivers nothing, and makes neither a key nor somebody who could: the roles \`admin\` and \`operator\` are given by who has them, or by an administrator (\`mayGiveRole\`).
- **A batch is returned** to whoever delivered it, in words, by who has \`rows\` and \`configure\` for its theme over the whole tree; who has \`rows\` there sees how a dataset is delivered and what was returned, nobody else (\`server/quality\`). Its rows stay as they were; it is answered when the same sender delivers its rows again, in deliveries of which none is refused – each refused row, known by its key, or where none was refused any row – or whoever may return closes it.
- **The audit** needs a grant at the root of the tree over all themes.
- **A case** is also seen by whoever holds it or is asked to help, and each of its steps asks how one stands to it (\`server/cases/machine/rules.ts\`): whoever gave the feedback does not verify it, and a leader or supervisor above it may order it supervised without \`handle\`. **It is given** to places, departments and people who may \`handle\` it there by another role than \`admin\`: the administrator may act on any case, for when nobody else can, and is given none (\`server/cases/parties/units.ts\`).
- **Whoever is sent out** – grid workers, care officers, law enforcement, 警务室, 交治站, 消防站 – has the role \`field\`: the numbers and alerts of their places, and of cases those alone that lie with them or the unit their account names, or that they have had a hand in (reported, signed for, fed back) and their grant still reaches; what was taken from them before they did anything is gone. That holds for lists and their sizes, search, a case and its photos, duplicates, what the stream sends, screens and reports (\`server/cases/commands/visible.ts\`, \`server/cases/rows/within.ts\`, \`server/stream/ears/case-rooms.ts\`). An alert of their place tells the number of the case it opened where that case is theirs, and otherwise not whether there is one: no list says 尚未立案, what waits for a decision counts it neither as unclaimed nor as in hand, a rule does not say how many of its alerts became cases, no replay judges it by what followed, and use of the screens, which tells what alerts led to, is not theirs. A grant of this role has \`aggregate\`, \`handle\` and \`unmask\` – who told of a case that is theirs – and nothing else, whatever is written in it (\`canHold\`); it stands above nobody's desk. Staff of a village who are to see all that happens there have the role \`village\`.
- **A personal field** needs \`rows\` and \`unmask\` for its row; **rejected rows** need \`rows\` over the whole tree in the dataset's theme, since a row that was refused has no place.
- **Numbers firm by firm** – a cut whose members are things of a register – are rows: \`aggregate\` alone is answered 403 for them, on tables, cells and files alike (\`server/indicators/split/things.ts\`); a cut cannot be declared so over personal data.
- **Rows as a file** (\`/api/v1/row-exports\`) need \`rows\` and \`export\` for the place. Of a dataset that tells of persons they leave only when somebody else says so who has \`rows\`, \`unmask\` and \`export\` there (\`server/reports/releases/admit.ts\`).
- **Use of the screens** (\`/api/v1/usage\`) is told to whoever has \`configure\` for a whole unit too, without what alerts led to; what people wrote of a screen to nobody else; its file (\`/api/v1/usage.csv\`) holds the same numbers for the same readers. **A rating** is given by an account, never by a key (\`server/http/routes/usage.ts\`).
- **A planned silence** over a place needs \`configure\` there; so does ending it. A rule judges every place: **switching it** off or on needs \`configure\` over the whole tree in its theme.
- **A password made up for somebody** opens nothing but the change of it.

## Who is not here

- **Enterprise users** belong to another tier (the carbon brain's 三级驾驶舱) with accounts of its own: no grant here ends at a firm, so none is given to one.
- **The public** has no access; what hangs in a hall is a wall with a key of its own, which shows the screens it was made for.
`
