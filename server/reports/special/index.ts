export { createSpecial, type Special } from './create.ts'
export * from './grammar.ts'
export { findSubject, type Subject, type SubjectDeps } from './subject.ts'
