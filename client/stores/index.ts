export {
  useAlertsStore,
  useCaseStore,
  useCaseWordsStore,
  useDraftsStore,
  useQueueStore,
  type Outcome,
  type QueueRow,
} from './cases/index.ts'
export { useCatalogStore } from './catalog.ts'
export { useClockStore } from './clock.ts'
export { useExplainStore } from './explain.ts'
export { useNoticesStore } from './notices.ts'
export { useOutlinesStore } from './outlines.ts'
export { usePlacesStore } from './places.ts'
export { REMOTE, useRemote, type Remote } from './remote.ts'
export { useSessionStore } from './session.ts'
export { usePhoneStore, type Recalled } from './phone.ts'
export { useViewStore } from './view.ts'
