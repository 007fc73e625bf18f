export { compileFormula, unusedLetters, type Formula } from './compile.ts'
