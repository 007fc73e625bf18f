export { docsPage, openapi } from './describe.ts'
