const CANDIDATES = [',', '\t', ';', '|']

const countOutsideQuotes = (line: string, delimiter: string): number =>
  line.replace(/"(?:[^"]|"")*"/g, '').split(delimiter).length - 1

/** The delimiter a header line uses: the candidate that occurs most outside quotes; comma when none does. */
export const sniffDelimiter = (headerLine: string): string => {
  const counts = CANDIDATES.map((delimiter) => countOutsideQuotes(headerLine, delimiter))
  return CANDIDATES[counts.indexOf(Math.max(...counts))]!
}

/** Excel's own first line `sep=;`, or `null`. */
export const declaredDelimiter = (line: string): string | null => /^sep=(.)\r?$/i.exec(line)?.[1] ?? null
