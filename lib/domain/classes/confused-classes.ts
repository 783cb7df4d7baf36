/** One answer to a pair whose truth is known. */
export interface KnownAnswer {
  imageId: number
  name: string
  /** The class's way from the root of the hierarchy. */
  path: readonly string[]
  isYes: boolean
  holds: boolean
}

export interface ConfusedClasses {
  /** The class said to hold. */
  said: string
  /** The class that held. */
  holds: string
  cases: number
}

const sharedSteps = (one: readonly string[], other: readonly string[]) => {
  let steps = 0
  while (steps < one.length && steps < other.length && one[steps] === other[steps]) steps++
  return steps
}

const byName = (one: { name: string }, other: { name: string }) =>
  Number(one.name > other.name) - Number(one.name < other.name)

/** The answer whose class is nearest in the hierarchy, by name where several are equally near. */
const nearestTo = ({ path }: KnownAnswer, answers: readonly KnownAnswer[]) =>
  answers.toSorted((a, b) => sharedSteps(b.path, path) - sharedSteps(a.path, path) || byName(a, b)).at(0)

/**
 * Pairs of classes that a rater takes for each other: where a yes was wrong, the class that held in the same image, one
 * that the rater missed before one that was seen, and of those the nearest in the hierarchy. Only pairs with at least
 * `least` cases, the most frequent first, then by name. An image in which nothing held tells of no confusion.
 */
export function confusedClasses(answers: readonly KnownAnswer[], least: number): ConfusedClasses[] {
  const byImage = new Map<number, KnownAnswer[]>()
  for (const answer of answers) {
    const known = byImage.get(answer.imageId)
    if (known) known.push(answer)
    else byImage.set(answer.imageId, [answer])
  }
  const pairs = new Map<string, ConfusedClasses>()
  for (const image of byImage.values()) {
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
