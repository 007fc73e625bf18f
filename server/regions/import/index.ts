export { importOutlines, type Datum, type Imported, type ImportQuestion } from './import.ts'
