import type { CatalogProblem } from '../../contract/index.ts'
import type { Definition } from './definition.ts'
import type { Path, Target } from './place.ts'

/** Gathers what is wrong with one definition; every entry names its file, line, column and path. */
export interface Report {
  readonly problems: CatalogProblem[]
  add: (path: Path, message: string, target?: Target) => void
}

export const createReport = ({ place, name }: Pick<Definition, 'place' | 'name'>): Report => {
  const problems: CatalogProblem[] = []
  return {
    problems,
    add: (path, message, target) => {
      problems.push({ file: place.file, ...place.at(path, target), where: [name, ...path].join('.'), message })
    },
  }
}
