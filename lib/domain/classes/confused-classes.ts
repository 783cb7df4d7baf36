import { groupBy } from '../group-by'
import { commonPrefixLength } from './nearest-path'

export interface KnownAnswer {
  imageId: number
  name: string
  /** Names from the root of the hierarchy to the class. */
  path: readonly string[]
  isYes: boolean
  holds: boolean
}

export interface ConfusedClasses {
  said: string
  holds: string
  cases: number
}

const byName = (one: { name: string }, other: { name: string }) =>
  Number(one.name > other.name) - Number(one.name < other.name)

/** Returns the answer whose class is nearest in the hierarchy. Ties go by name. */
const nearestTo = ({ path }: KnownAnswer, answers: readonly KnownAnswer[]) =>
  answers.toSorted((a, b) => commonPrefixLength(b.path, path) - commonPrefixLength(a.path, path) || byName(a, b)).at(0)

/**
 * Returns pairs of classes that a rater confuses. A wrong yes is paired with a class that holds in the same image:
 * preferably one that the rater missed, and the nearest in the hierarchy among several. Includes pairs with at least
 * `least` cases, most frequent first, then by name. Images in which no class holds are ignored.
 */
export function confusedClasses(answers: readonly KnownAnswer[], least: number): ConfusedClasses[] {
  const pairs = new Map<string, ConfusedClasses>()
  for (const image of groupBy(answers, ({ imageId }) => imageId).values()) {
    const held = image.filter(({ holds }) => holds)
    for (const wrong of image.filter(({ isYes, holds }) => isYes && !holds)) {
      const missed = held.filter(({ isYes }) => !isYes)
      const nearest = nearestTo(wrong, missed.length > 0 ? missed : held)
      if (!nearest) continue
      const key = JSON.stringify([wrong.name, nearest.name])
      const pair = pairs.get(key) ?? { said: wrong.name, holds: nearest.name, cases: 0 }
      pair.cases++
      pairs.set(key, pair)
    }
  }
  return [...pairs.values()]
    .filter(({ cases }) => cases >= least)
    .sort((a, b) => b.cases - a.cases || (a.said < b.said ? -1 : 1))
}
