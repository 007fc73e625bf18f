const MINUTE = 60_000
const CHECK_MS = 10_000
/** A timer may go off a moment early. */
const EARLY_MS = 20

/** Calls `check` every ten seconds, and `minute` at the turn of each minute of the clock; returns what ends both. */
export const keepTurns = (
  now: () => number,
  { check, minute }: { check: () => void; minute: () => void },
): (() => void) => {
  const checking = setInterval(check, CHECK_MS)
  const untilTurn = (): number => MINUTE - (now() % MINUTE) + EARLY_MS
  const turn = (): void => {
    minute()
    passing = setTimeout(turn, untilTurn())
  }
  let passing = setTimeout(turn, untilTurn())
  return () => {
    clearInterval(checking)
    clearTimeout(passing)
  }
}
