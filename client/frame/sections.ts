import type { RouteLocationRaw } from 'vue-router'
import type { Action, RegionCode } from '../../server/contract/index.ts'

interface Section {
  name: string
  title: string
  to: RouteLocationRaw
}

/** What decides which parts of the cockpit somebody is shown the way to. */
interface Visitor {
  has: (action: Action) => boolean
  /** Whether the server has use of the screens to tell them. */
  seesUsage: boolean
  /** Whether the server has deliveries of datasets to tell them. */
  seesDeliveries: boolean
  /** Whether a page of that name exists. */
  known: (name: string) => boolean
  root: RegionCode | null
  /** The first screen there is for that place. */
  screen: string | null
}

/** The parts of the cockpit, in the order of their use; each only for those who can do something there. */
export const sectionsOf = ({ has, seesUsage, seesDeliveries, known, root, screen }: Visitor): Section[] => {
  const sees = has('aggregate')
  const all: (Section | null)[] = [
    sees ? { name: 'work', title: '办理', to: { name: 'work' } } : null,
    sees ? { name: 'supervision', title: '督办', to: { name: 'supervision' } } : null,
    root !== null && screen !== null
      ? { name: 'desk', title: '指标', to: { name: 'desk', params: { screen, region: root } } }
      : null,
    sees ? { name: 'analysis', title: '分析', to: { name: 'analysis' } } : null,
    has('export') ? { name: 'reports', title: '报告', to: { name: 'reports' } } : null,
    // Whoever configures finds them among what they keep in order.
    seesDeliveries && !has('configure') ? { name: 'delivered', title: '报送', to: { name: 'delivered' } } : null,
    seesUsage ? { name: 'usage', title: '效能', to: { name: 'usage' } } : null,
    has('configure') ? { name: 'admin', title: '管理', to: { name: 'admin' } } : null,
    has('audit') ? { name: 'audit', title: '审计', to: { name: 'audit' } } : null,
  ]
  return all.filter((section) => section !== null && known(section.name)) as Section[]
}
