import { roundedUp } from './number'
import { percent } from './share'

/** Smallest sample that bounds an unobserved event by 5%, with 95% confidence: 0.95^59 < 0.05. */
export const boundingSampleSize = 59

/** Returns the 95% upper confidence bound of a probability after `count` observations without an event, rounded up. */
export const unseenShare = (count: number): string => percent(roundedUp(1 - 0.05 ** (1 / count), 2))
