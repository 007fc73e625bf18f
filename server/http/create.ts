import compression from 'compression'
import express, { type Express } from 'express'
import { noteDenials, noteSlowed } from './denials.ts'
import type { HttpDeps } from './deps.ts'
import { createGate, createRates, stopForgery } from './gate/index.ts'
import { headers } from './headers.ts'
import { docsPage, openapi } from './openapi/index.ts'
import { pages } from './pages.ts'
import { answerErrors, notFound } from './reply.ts'
import { adminRoutes } from './routes/admin.ts'
import { alertRoutes } from './routes/alerts.ts'
import { analysisRoutes } from './routes/analysis.ts'
import { auditRoutes } from './routes/audit.ts'
import { batchRoutes } from './routes/batches.ts'
import { caseRoutes } from './routes/cases.ts'
import { catalogRoutes } from './routes/catalog.ts'
import { datasetRoutes } from './routes/datasets.ts'
import { exportRoutes } from './routes/exports.ts'
import { factorRoutes } from './routes/factor.ts'
import { healthRoutes } from './routes/health.ts'
import { indicatorRoutes } from './routes/indicators.ts'
import { providerRoutes } from './routes/provider.ts'
import { keptRoutes } from './routes/kept.ts'
import { noticeRoutes } from './routes/notices.ts'
import { pictureRoutes } from './routes/pictures.ts'
import { qualityRoutes } from './routes/quality.ts'
import { regionRoutes } from './routes/regions.ts'
import { releaseRoutes } from './routes/releases.ts'
import { reportRoutes } from './routes/reports.ts'
import { screenRoutes } from './routes/screens.ts'
import { sessionRoutes } from './routes/session.ts'
import { usageRoutes } from './routes/usage.ts'

/** The HTTP side: routes, headers, problems. Opens no port. */
export const createHttp = (deps: HttpDeps): Express => {
  const app = express()
  app.disable('x-powered-by')
  app.set('query parser', 'simple')
  app.set('trust proxy', deps.proxies ?? false)
  app.use(headers)
  app.use(compression())
  app.use(healthRoutes(deps))
  app.use(stopForgery)
  // What somebody was told is not the browser's to keep; the few routes that mean otherwise say so themselves.
  app.use('/api', (_, response, next) => void next(void response.set('cache-control', 'no-store')))
  app.use('/api', createRates({ access: deps.access, now: deps.clock.now, slowed: noteSlowed(deps) }))
  app.use('/api/v1', sessionRoutes(deps), factorRoutes(deps), providerRoutes(deps))
  app.use('/api', createGate(deps.access))
  app.get('/api/openapi.json', (_, response) => void response.json(openapi()))
  app.get('/api/docs', (_, response) => void response.type('html').send(docsPage()))
  for (const routes of [
    caseRoutes,
    catalogRoutes,
    regionRoutes,
    indicatorRoutes,
    datasetRoutes,
    batchRoutes,
    qualityRoutes,
    screenRoutes,
    auditRoutes,
    adminRoutes,
    noticeRoutes,
    analysisRoutes,
    keptRoutes,
    exportRoutes,
    pictureRoutes,
    reportRoutes,
    releaseRoutes,
    alertRoutes,
    usageRoutes,
  ])
    app.use('/api/v1', routes(deps))
  app.use('/api', notFound)
  if (deps.client !== null) app.use(pages(deps.client, deps.access))
  app.use(createGate(deps.access), notFound)
  app.use(noteDenials(deps))
  app.use(answerErrors(deps.logger))
  return app
}
