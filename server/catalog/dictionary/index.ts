export { dictionary } from './dictionary.ts'
