import type { CatalogProblem } from '../../contract/index.ts'
import type { Definition } from './definition.ts'
import type { Path, Target } from './place.ts'

/** A problem; one that only follows from another is read after it. */
export interface Finding extends CatalogProblem {
  follows: boolean
}

/** Gathers what is wrong with one definition; every entry names its file, line, column and path. */
export interface Report {
  readonly problems: Finding[]
  add: (path: Path, message: string, target?: Target & { follows?: boolean }) => void
}

export const createReport = ({ place, name }: Pick<Definition, 'place' | 'name'>): Report => {
  const problems: Finding[] = []
  return {
    problems,
    add: (path, message, target) => {
      problems.push({
        file: place.file,
        ...place.at(path, target),
        where: [name, ...path].join('.'),
        message,
        follows: target?.follows ?? false,
      })
    },
  }
}
