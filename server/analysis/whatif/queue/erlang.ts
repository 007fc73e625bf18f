/**
 * Chance that an arrival of M/M/c has to wait, by Erlang's C formula; `load` = arrivals × handling time, below `hands`.
 */
export const waitChance = (hands: number, load: number): number => {
  // Erlang's B by its recursion, which neither overflows nor underflows.
  let blocked = 1
  for (let k = 1; k <= hands; k += 1) blocked = (load * blocked) / (k + load * blocked)
  const idle = 1 - load / hands
  return blocked / (idle + (load / hands) * blocked)
}

/** Mean number in M/M/c; infinite where the load is not below the hands. */
export const meanInQueue = (hands: number, load: number): number =>
  load >= hands ? Infinity : load + (waitChance(hands, load) * load) / (hands - load)

/** Fewest hands with which no more than `most` are there on average; more than `limit` are not looked for. */
export const handsFor = (load: number, most: number, limit: number): number => {
  let hands = Math.max(1, Math.floor(load) + 1)
  while (hands < limit && meanInQueue(hands, load) > most) hands += 1
  return hands
}
