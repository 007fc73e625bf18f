export { createProvider, type Provider } from './provider.ts'
export { readProvider, type ProviderSettings } from './settings.ts'
export { createSubjects } from './subjects.ts'
