export { enough, FEWEST } from './enough.ts'
export { createRatings, type Rated, type Ratings } from './ratings.ts'
export { summaryOf, wordsOf } from './summary.ts'
