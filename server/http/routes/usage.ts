import { json, Router, type Request } from 'express'
import { mayOpen } from '../../access/index.ts'
import { ofAllCases, ratingSchema, usageQuerySchema, type Person, type UsageAnswer } from '../../contract/index.ts'
import { mayReadTheme, problem, Refused } from '../../indicators/index.ts'
import { EXPORTERS, usageName, writeUsage } from '../../reports/index.ts'
import { unknownScreen } from '../../screens/index.ts'
import type { HttpDeps } from '../deps.ts'
import { attach, knownPerson, writeOut } from '../file-reply.ts'
import { visitorOf } from '../gate/index.ts'
import { parseBody, parseQuery } from '../reply.ts'
import { whoSent } from '../who.ts'

const nobody = problem(403, 'rating-needs-account', '评价须以本人账号登录', { hint: '大屏和程序的令牌不能评价' })

/** How much the screens are used, what they lead to, and what people say of them. */
export const usageRoutes = ({ usage, access, audit, catalog, clock, version }: HttpDeps): Router => {
  /** Who rates what: somebody by their own account, of a screen they may open. */
  const rater = (request: Request<{ screen: string }>) => {
    const { person, kind } = visitorOf(access, request)
    if (kind !== 'account') throw new Refused(nobody)
    const { screen: id } = request.params
    const [screen, scope] = [catalog().screens.get(id), access.scopeFor(person)]
    const mayKnow =
      screen !== undefined && (screen.theme === null ? scope.reaches.length > 0 : mayReadTheme(scope, screen.theme))
    if (!mayKnow || !mayOpen(person, id)) throw new Refused(unknownScreen(id))
    return { person, id }
  }
  const read = (person: Person, query: unknown): Promise<UsageAnswer> =>
    usage.read(parseQuery(usageQuerySchema, query), {
      sees: ofAllCases(access.scopeFor(person)),
      keeps: access.scopeFor(person, 'configure'),
    })
  return Router()
    .get(
      '/usage',
      async (request, response) => void response.json(await read(knownPerson(access, request), request.query)),
    )
    .get('/usage.csv', async (request, response) => {
      const person = knownPerson(access, request)
      const answer = await read(person, request.query)
      await audit.append({
        ...whoSent(access, request),
        deed: 'export',
        what: `usage ${answer.from}–${answer.to} unit:${answer.unit ?? 'all'}`,
        outcome: 'done',
      })
      attach(response, `${usageName(answer)}.${EXPORTERS.csv.extension}`, EXPORTERS.csv.mime)
      await writeOut(response, (sink) =>
        writeUsage(answer, { person, at: clock.zone.format(clock.local()), version: version() }, sink),
      )
    })
    .get('/screens/:screen/rating', async (request, response) => {
      const { person, id } = rater(request)
      response.json(await usage.ratingOf(person, id))
    })
    .put('/screens/:screen/rating', json({ limit: '10kb' }), async (request, response) => {
      const { person, id } = rater(request)
      response.json(await usage.rate(person, id, parseBody(ratingSchema, request.body)))
    })
    .delete('/screens/:screen/rating', async (request, response) => {
      const { person, id } = rater(request)
      response.json(await usage.rate(person, id, null))
    })
}
