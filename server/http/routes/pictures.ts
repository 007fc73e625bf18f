import { Router, type Request, type Response } from 'express'
import { mayOpen } from '../../access/index.ts'
import {
  indicatorPictureSchema,
  screenPictureSchema,
  type AheadPoint,
  type ForecastAnswer,
  type PanelData,
  type Person,
  type TrendPanel,
} from '../../contract/index.ts'
import { problem, Refused, regionOf } from '../../indicators/index.ts'
import { outlinesFor } from '../../regions/index.ts'
import { drawOne, drawScreen, named, panelOf, type Poster } from '../../reports/index.ts'
import { unknownScreen } from '../../screens/index.ts'
import type { HttpDeps } from '../deps.ts'
import { attach, knownPerson } from '../file-reply.ts'
import { parseQuery } from '../reply.ts'
import { whoSent } from '../who.ts'

/** What is expected of those trends whose screen shows it, as the screen itself asks for it; nothing where it is refused. */
const aheadOf = async (
  panels: readonly PanelData[],
  forecast: (trend: TrendPanel, horizon: number) => Promise<ForecastAnswer>,
): Promise<NonNullable<Poster['ahead']>> => {
  const expected = new Map<TrendPanel, readonly AheadPoint[]>()
  for (const panel of panels)
    if (panel.kind === 'trend' && panel.ahead !== undefined)
      expected.set(
        panel,
        await forecast(panel, panel.ahead).then(
          ({ ahead }) => ahead,
          (error: unknown) => {
            if (error instanceof Refused) return []
            throw error
          },
        ),
      )
  return (trend) => expected.get(trend) ?? []
}

/** A screen, one of its panels, or an indicator as PNG of a chosen size. */
export const pictureRoutes = ({
  screens,
  analysis,
  indicators,
  catalog,
  regions,
  access,
  audit,
  clock,
  demo,
}: HttpDeps): Router => {
  const posterOf = (
    person: Person,
    title: string,
    region: string,
    { version, asOf }: { version: number; asOf: string },
  ): Poster => ({
    title,
    version,
    asOf,
    exporter: named(person),
    at: clock.zone.format(clock.local()),
    catalog: catalog(),
    outlines: outlinesFor(regions, region),
    demo,
  })
  const send = async (
    request: Request,
    response: Response,
    { poster, what, draw }: { poster: Poster; what: string; draw: () => Promise<Buffer> },
  ): Promise<void> => {
    const bytes = await draw()
    await audit.append({
      ...whoSent(access, request),
      deed: 'export',
      what: `png ${what} version:${poster.version}`,
      outcome: 'done',
    })
    attach(response, `${poster.title}_${poster.at.slice(0, 10)}.png`, 'image/png')
    response.set('x-data-version', String(poster.version)).send(bytes)
  }
  return Router()
    .get('/screens/:screen/picture.png', async (request: Request<{ screen: string }>, response) => {
      const { screen: id } = request.params
      const person = knownPerson(access, request)
      if (!mayOpen(person, id)) throw new Refused(unknownScreen(id))
      const scope = access.scopeFor(person, 'export')
      const { region: named, panel, width, height } = parseQuery(screenPictureSchema, request.query)
      const region = regionOf(regions, scope, named)
      const composed = await screens.compose(id, region, scope)
      const screen = catalog().screens.get(id)!
      const { view } = composed
      if (panel !== undefined && !view.panels[panel])
        throw new Refused(
          problem(404, 'unknown-panel', `这个驾驶舱没有面板 ${panel}`, {
            field: 'panel',
            hint: `可用：${Object.keys(view.panels).join('、')}`,
          }),
        )
      const poster = posterOf(person, `${view.region.name} · ${screen.title}`, region, composed)
      const declared = [...(screen.top ? [screen.top] : []), ...screen.left, screen.centre, ...screen.right].find(
        (one) => one.id === panel,
      )
      const shown = panel === undefined ? Object.values(view.panels) : [view.panels[panel]!]
      poster.ahead = await aheadOf(shown, (trend, horizon) =>
        analysis.forecast({ indicator: trend.indicator, region, grain: trend.grain, horizon, among: undefined }, scope),
      )
      const draw = (): Promise<Buffer> =>
        panel === undefined
          ? drawScreen(poster, screen, view, { width, height })
          : drawOne(poster, view.panels[panel]!, declared?.title, { width, height })
      await send(request, response, {
        poster,
        what: `screen:${id}${panel ? ` panel:${panel}` : ''} region:${region}`,
        draw,
      })
    })
    .get('/indicators/:id/picture.png', async (request: Request<{ id: string }>, response) => {
      const { id } = request.params
      const person = knownPerson(access, request)
      const scope = access.scopeFor(person, 'export')
      const { width, height, ...parameters } = parseQuery(indicatorPictureSchema, request.query)
      const { panel, answer, region } = await panelOf({ indicators, catalog, regions, clock, scope }, id, parameters)
      const poster = posterOf(
        person,
        `${regions.get(region)!.name} · ${catalog().indicators.get(id)!.title}`,
        region,
        answer,
      )
      await send(request, response, {
        poster,
        what: `${id} region:${region}`,
        draw: () => drawOne(poster, panel, undefined, { width, height }),
      })
    })
}
