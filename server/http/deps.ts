import type { Access, Notice } from '../access/index.ts'
import type { Alerts } from '../alerts/index.ts'
import type { Analysis, Causes } from '../analysis/index.ts'
import type { Audit } from '../audit/index.ts'
import type { Cases } from '../cases/index.ts'
import type { AccountNotice, AuditEntry, ToldEntry } from '../contract/index.ts'
import type { Catalog } from '../catalog/index.ts'
import type { Indicators } from '../indicators/index.ts'
import type { Ingest } from '../ingest/index.ts'
import type { Clock, Logger } from '../lib/index.ts'
import type { Quality } from '../quality/index.ts'
import type { Regions } from '../regions/index.ts'
import type { Reports } from '../reports/index.ts'
import type { Screens } from '../screens/index.ts'
import type { Usage } from '../usage/index.ts'

/** What the routes stand on. */
export interface HttpDeps {
  catalog: () => Catalog
  regions: Regions
  ingest: Ingest
  indicators: Indicators
  alerts: Alerts
  screens: Screens
  usage: Usage
  quality: Quality
  reports: Reports
  access: Access
  cases: Cases
  audit: Audit
  /** An entry of the audit in words. */
  tell: (entry: AuditEntry) => ToldEntry
  /** What somebody is told about their account, in words. */
  noticeWords: (notice: Notice) => AccountNotice
  analysis: Analysis
  causes: Causes
  clock: Clock
  logger: Logger
  /** True while demonstration data is shown. */
  demo: boolean
  /** Folder of the built client; `null` = none, the API alone. */
  client: string | null
  /** Addresses of the proxies in front; `null` = none. */
  proxies: string | null
  version: () => number
  /** Open connections and views of the stream. */
  streamCounts: () => { sockets: number; views: number }
}
