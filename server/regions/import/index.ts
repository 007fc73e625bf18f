export { importOutlines, type Datum, type Imported } from './import.ts'
