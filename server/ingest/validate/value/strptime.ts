import { momentOf, offsetMinutes, type Moment, type WallClock } from './wall-clock.ts'

const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec']

interface Draft extends WallClock {
  pm: boolean | null
  offset: number | null
}
interface Directive {
  pattern: string
  put: (draft: Draft, text: string) => void
}

const number = (field: keyof WallClock, pattern = '\\d{1,2}'): Directive => ({
  pattern,
  put: (draft, text) => {
    draft[field] = Number(text)
  },
})
const nothing = (pattern: string): Directive => ({ pattern, put: () => undefined })
const monthName: Directive = {
  pattern: '[A-Za-z]{3,9}',
  put: (draft, text) => {
    draft.month = MONTHS.indexOf(text.slice(0, 3).toLowerCase()) + 1
  },
}

const DIRECTIVES: Record<string, Directive> = {
  Y: number('year', '\\d{4}'),
  y: {
    pattern: '\\d{2}',
    put: (draft, text) => {
      draft.year = Number(text) + (Number(text) < 69 ? 2000 : 1900)
    },
  },
  m: number('month'),
  d: number('day'),
  e: number('day'),
  H: number('hour'),
  k: number('hour'),
  I: {
    pattern: '\\d{1,2}',
    put: (draft, text) => {
      draft.hour = Number(text)
      draft.pm ??= false
    },
  },
  M: number('minute'),
  S: number('second'),
  f: {
    pattern: '\\d{1,9}',
    put: (draft, text) => {
      draft.ms = Math.floor(Number(`0.${text}`) * 1000)
    },
  },
  g: {
    pattern: '\\d{1,3}',
    put: (draft, text) => {
      draft.ms = Number(text)
    },
  },
  p: {
    pattern: '[AaPp]\\.?[Mm]\\.?|上午|下午',
    put: (draft, text) => {
      draft.pm = /^(?:[Pp]|下午)/.test(text)
    },
  },
  b: monthName,
  B: monthName,
  h: monthName,
  a: nothing('[A-Za-z]{3,9}'),
  A: nothing('[A-Za-z]{3,9}'),
  Z: nothing('[A-Za-z]{2,5}'),
  z: {
    pattern: 'Z|[+-]\\d{2}(?::?\\d{2})?',
    put: (draft, text) => {
      draft.offset = offsetMinutes(text)
    },
  },
}
const SHORTHANDS: Record<string, string> = {
  T: '%H:%M:%S',
  F: '%Y-%m-%d',
  D: '%m/%d/%y',
  R: '%H:%M',
  c: '%Y-%m-%d %H:%M:%S',
  x: '%Y-%m-%d',
  X: '%H:%M:%S',
}

const escape = (text: string): string => text.replace(/[.*+?^${}()|[\]\\/]/g, '\\$&').replace(/\s+/g, '\\s+')

const finish = (draft: Draft): Moment | null => {
  if (draft.pm !== null) {
    if (draft.hour < 1 || draft.hour > 12) return null
    draft.hour = (draft.hour % 12) + (draft.pm ? 12 : 0)
  }
  return momentOf(draft, draft.offset)
}

/** Compiles a strptime format, as DuckDB and C know it; throws for a directive that is not known. */
export const compileFormat = (format: string): ((written: string) => Moment | null) => {
  const steps: Directive['put'][] = []
  const spelled = format.replace(/%([TFDRcxX])/g, (_, letter: string) => SHORTHANDS[letter]!)
  const body = spelled
    .split(/(%-?[a-zA-Z%])/)
    .map((piece) => {
      if (!/^%-?[a-zA-Z%]$/.test(piece)) return escape(piece)
      const letter = piece.at(-1)!
      if (letter === '%') return '%'
      const directive = Object.hasOwn(DIRECTIVES, letter) ? DIRECTIVES[letter] : undefined
      if (!directive) throw new Error(`时间格式 ${format} 中的 ${piece} 不被支持`)
      steps.push(directive.put)
      return `(${directive.pattern})`
    })
    .join('')
  const pattern = new RegExp(`^${body}$`)
  return (written) => {
    const match = pattern.exec(written)
    if (!match) return null
    const draft: Draft = { year: 1900, month: 1, day: 1, hour: 0, minute: 0, second: 0, ms: 0, pm: null, offset: null }
    for (let index = 0; index < steps.length; index += 1) steps[index]!(draft, match[index + 1]!)
    return finish(draft)
  }
}
