import type { Block } from '../document/model.ts'
import { chainOf, loopOf, tellingsOf } from './chain.ts'
import { courseAround } from './course.ts'
import { evidenceOf } from './evidence.ts'
import type { SpecialAsk, SpecialTest, SpecialWord } from './grammar.ts'
import type { Subject } from './subject.ts'
import { numbersThen, placesThen, type ThenDeps } from './then.ts'
import { specialHolds, specialWord } from './words.ts'

/** One alert and its case, as a text can speak of them. */
export interface Special {
  word: (word: SpecialWord) => string
  holds: (test: SpecialTest) => boolean
  show: (ask: SpecialAsk) => Promise<Block[]>
}

export const createSpecial = (deps: ThenDeps, subject: Subject): Special => ({
  word: (word) => specialWord(subject, word, deps.pin.asOf),
  holds: (test) => specialHolds(subject, test),
  show: async (ask) => {
    switch (ask.figure) {
      case '经过':
        return [chainOf(subject, { zone: deps.clock.zone, regions: deps.regions }, ask.caption)]
      case '通知':
        return [tellingsOf(subject, deps.regions, ask.caption)]
      case '闭环':
        return [loopOf(subject, ask.caption)]
      case '证据':
        return evidenceOf(subject, ask.caption)
      case '走势':
        return courseAround(deps, subject, ask)
      case '当时':
        return numbersThen(deps, subject, ask)
      case '分布':
        return placesThen(deps, subject, ask)
    }
  },
})
