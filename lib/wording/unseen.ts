import { percent } from './share'

/** So many without a single event show, with 95% confidence, that at most one in twenty has one: 0.95^59 < 0.05. */
export const enoughToSee = 59

/** What may still happen although none of so many showed it: the bound of a share without a single event. */
export const unseenShare = (count: number): string => percent(1 - 0.05 ** (1 / count))
