import express, { Router, type Request } from 'express'
import {
  alertsQuerySchema,
  ofAllCases,
  OPEN_ALERT_STATES,
  replayQuerySchema,
  silenceSchema,
  switchSchema,
  type AlertsAnswer,
  type DeadLettersAnswer,
  type Person,
  type Scope,
} from '../../contract/index.ts'
import { mayReadTheme, problem, Refused, regionOf } from '../../indicators/index.ts'
import type { HttpDeps } from '../deps.ts'
import { parseQuery } from '../reply.ts'
import { whoSent } from '../who.ts'
import { withOwnCases } from './own-cases.ts'

const missing = (id: string): Refused => new Refused(problem(404, 'unknown-alert', `没有预警 ${id}`, { field: 'id' }))

/** Alerts, what people do to them, rules and planned silences. */
export const alertRoutes = ({ alerts, access, audit, cases, regions, catalog }: HttpDeps): Router => {
  const who = (request: Request): { person: Person; scope: Scope } => {
    const person = access.personOf(request.headers)
    if (!person) throw new Refused(problem(401, 'sign-in', '请先登录'))
    return { person, scope: access.scopeOf(request.headers) }
  }
  const found = async (id: string, reader: { person: Person; scope: Scope }) => {
    const alert = await alerts.find(id, reader.scope)
    if (!alert) throw missing(id)
    return (await withOwnCases(cases, [alert], reader))[0]
  }
  /** Messages name places and people of every theme. */
  const mayLetters = (person: Person): void => {
    if (!access.can(person, { action: 'configure', region: regions.root.code }))
      throw new Refused(problem(403, 'not-allowed', '只有系统管理员可以处理未送达的通知'))
  }
  const lettersFor = async ({ scope }: { scope: Scope }): Promise<DeadLettersAnswer> => {
    const isTold = scope.reaches.some(({ themes, roots }) => themes === 'all' && roots.includes(regions.root.code))
    const letters = await alerts.letters()
    return { letters: isTold ? letters : letters.map((letter) => ({ ...letter, title: null })) }
  }
  return Router()
    .use('/alerts', express.json({ limit: '20kb' }))
    .get('/alerts', async (request, response) => {
      const { person, scope } = who(request)
      const { state = [...OPEN_ALERT_STATES], region, rule, limit, skip } = parseQuery(alertsQuerySchema, request.query)
      const list = await alerts.list(
        {
          states: state,
          region: region === undefined ? regions.root.code : regionOf(regions, scope, region),
          rule,
          limit,
          skip,
        },
        scope,
      )
      await alerts.delivered(
        list.map(({ id }) => id),
        person,
      )
      response.json({
        version: alerts.judged().version,
        alerts: await withOwnCases(cases, list, { person, scope }),
        off: alerts.off(scope),
      } satisfies AlertsAnswer)
    })
    .get('/alerts/rules', async (request, response) => {
      const { person, scope } = who(request)
      response.json({ rules: await alerts.rules(scope, person) })
    })
    .post('/alerts/rules/:id/switch', async (request, response) => {
      const { person, scope } = who(request)
      const { id } = request.params
      const wish = parseQuery(switchSchema, request.body)
      await alerts.switchRule(id, wish, person, scope)
      audit.note({
        ...whoSent(access, request),
        deed: 'rule',
        what: `switch ${wish.on ? 'on' : 'off'} ${id}`,
        why: wish.reason,
        outcome: 'done',
      })
      response.json({ rules: await alerts.rules(scope, person) })
    })
    .get('/alerts/rules/:id/replay', async (request, response) => {
      // What followed is judged by cases, whoever they were given to.
      const scope = ofAllCases(who(request).scope)
      const { days } = parseQuery(replayQuerySchema, request.query)
      const found = await alerts.replay(request.params.id, days, scope, (ask) => cases.begun(ask, scope))
      if (!found) throw new Refused(problem(404, 'unknown-rule', `没有规则 ${request.params.id}`, { field: 'rule' }))
      response.json(found)
    })
    .get('/alerts/silences', (request, response) => {
      response.json({ silences: alerts.silences(who(request).scope) })
    })
    .post('/alerts/silences', async (request, response) => {
      const { person, scope } = who(request)
      const wish = parseQuery(silenceSchema, request.body)
      const named = wish.rule === null ? undefined : catalog().alerts.get(wish.rule)
      const rule = named && mayReadTheme(scope, named.theme) ? named : undefined
      if (wish.rule !== null && !rule)
        throw new Refused(problem(404, 'unknown-rule', `没有规则 ${wish.rule}`, { field: 'rule' }))
      const id = await alerts.silence(
        { ...wish, region: regionOf(regions, scope, wish.region), theme: rule?.theme },
        person,
      )
      const silences = alerts.silences(scope)
      // In the city's time, whatever offset it was asked in.
      const until = silences.find((one) => one.id === id)?.until ?? wish.until
      audit.note({
        ...whoSent(access, request),
        deed: 'rule',
        what: `silence ${wish.rule ?? 'all'} ${wish.region} until ${until}`,
        why: wish.reason,
        outcome: 'done',
      })
      response.status(201).json({ silences })
    })
    .post('/alerts/silences/:id/end', async (request, response) => {
      const { person, scope } = who(request)
      await alerts.endSilence(request.params.id, person)
      audit.note({
        ...whoSent(access, request),
        deed: 'rule',
        what: `end silence ${request.params.id}`,
        outcome: 'done',
      })
      response.json({ silences: alerts.silences(scope) })
    })
    .get('/alerts/letters', async (request, response) => {
      const reader = who(request)
      mayLetters(reader.person)
      response.json(await lettersFor(reader))
    })
    .post('/alerts/letters/:id/send', async (request, response) => {
      const reader = who(request)
      mayLetters(reader.person)
      const { id } = request.params
      if (!(await alerts.resend(id)))
        throw new Refused(
          problem(404, 'unknown-letter', `没有未送达的通知 ${id}`, {
            field: 'id',
            hint: '可能已经重新发送',
          }),
        )
      audit.note({ ...whoSent(access, request), deed: 'rule', what: `resend ${id}`, outcome: 'done' })
      response.json(await lettersFor(reader))
    })
    .get('/alerts/:id', async (request, response) => {
      response.json(await found(request.params.id, who(request)))
    })
    .post('/alerts/:id/acknowledge', async (request, response) => {
      const { person, scope } = who(request)
      await alerts.acknowledge(request.params.id, person, scope)
      response.json(await found(request.params.id, { person, scope }))
    })
    .post('/alerts/:id/read', async (request, response) => {
      const { person, scope } = who(request)
      await alerts.read(request.params.id, person, scope)
      response.json(await found(request.params.id, { person, scope }))
    })
}
