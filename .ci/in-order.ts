import { BaseSequencer, type TestSpecification } from 'vitest/node'

/** Files that start before all others, in this order; the others as vitest would have them. */
export const inOrder = (first: readonly string[]): typeof BaseSequencer =>
  class extends BaseSequencer {
    override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
      const ahead = first.flatMap((path) => files.filter(({ moduleId }) => moduleId.endsWith(path)))
      return [...ahead, ...(await super.sort(files.filter((file) => !ahead.includes(file))))]
    }
  }
