import { parseSyntax, type ExpressionProblem, type Probe } from '../expression/index.ts'
import { closureOf } from './evaluate.ts'

/** Computes the formula from its letters; `null` when what it needs is not known, or a number is divided by zero. */
export type Formula = (letters: Record<string, number | null>) => number | null

/**
 * Compiles arithmetic over letters into a pure function, with DuckDB's grammar and its rules for what is not known.
 * Every declared letter must be used and every used one declared.
 */
export const compileFormula = async (
  text: string,
  letters: readonly string[],
  probe: Probe,
): Promise<{ evaluate: Formula } | { problems: ExpressionProblem[] }> => {
  const syntax = await parseSyntax(text, probe)
  if ('problems' in syntax) return syntax
  const walk = { text, letters, used: new Set<string>(), problems: [] as ExpressionProblem[] }
  const closure = closureOf(syntax.node, null, walk)
  if (walk.problems.length > 0) return { problems: walk.problems }
  return {
    evaluate: (values) => {
      const result = closure(values)
      return typeof result === 'boolean' ? Number(result) : result
    },
  }
}

/** Letters that the formula's text never uses: most often a slip of the pen. */
export const unusedLetters = (text: string, letters: readonly string[]): string[] =>
  letters.filter((letter) => !new RegExp(`(^|[^a-z0-9_])${letter}([^a-z0-9_]|$)`, 'i').test(text))
