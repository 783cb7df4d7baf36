import { picturesPerPage } from '@/lib/domain/rating/rating-limits'
import { minAnswers } from './answer-time'

/** Assumes 18 seconds for a page of twelve pictures until enough answers are timed. */
export const assumedSecondsPerPicture = 1.5

/** Seconds per candidate when asked class first, and their source. */
export interface PictureTime {
  perCandidate: number
  from: 'measured' | 'assumed'
  answers: number
}

export const pictureTime = (measured: { answers: number; meanSeconds: number } | null): PictureTime =>
  measured && measured.answers >= minAnswers
    ? { perCandidate: measured.meanSeconds, from: 'measured', answers: measured.answers }
    : { perCandidate: assumedSecondsPerPicture, from: 'assumed', answers: 0 }

/** Counts of a plan that determine the cost of each way of asking. */
export interface AskedCounts {
  pairs: number
  tasks: number
  images: number
  /** Sum of each class's pages, of which the last may be partial. */
  pages: number
}

interface AskedTasks {
  ratersPerTask: number
  adaptive: { minimum: number } | null
  /** Share of raters asked class first. */
  classShare: number
}

/**
 * Returns how many tasks a launch makes: image first those of the plan, class first one for each candidate, and both in
 * a mix. If less than one rater is asked in one way, it is drawn for each image, and this is the expected number.
 */
export function launchedTasks(
  { tasks, pairs }: Pick<AskedCounts, 'tasks' | 'pairs'>,
  { ratersPerTask, adaptive, classShare }: AskedTasks,
): number {
  const raters = adaptive?.minimum ?? ratersPerTask
  return Math.round(tasks * Math.min(1, raters * (1 - classShare)) + pairs * Math.min(1, raters * classShare))
}

export function pageCount(pairClass: ArrayLike<number>): number {
  const counts = new Map<number, number>()
  for (let pair = 0; pair < pairClass.length; pair++)
    counts.set(pairClass[pair]!, (counts.get(pairClass[pair]!) ?? 0) + 1)
  let pages = 0
  for (const count of counts.values()) pages += Math.ceil(count / picturesPerPage)
  return pages
}

/**
 * Returns the number of raters with which a mixed plan can always finish. Raters who answered any candidate of an image
 * class first cannot be asked image first about it. In the worst case each of a task's `candidates` had other
 * class-first raters, and the image-first raters are needed in addition.
 */
export function ratersForMix({
  ratersPerTask,
  classShare,
  candidates,
}: {
  ratersPerTask: number
  classShare: number
  candidates: number
}): number {
  const wanted = classShare * ratersPerTask
  // The number is drawn for each image between these two.
  const needs = [Math.floor(wanted), Math.ceil(wanted)].map((classFirst) =>
    classFirst === 0 || classFirst === ratersPerTask
      ? ratersPerTask
      : candidates * classFirst + (ratersPerTask - classFirst),
  )
  return Math.max(...needs)
}

export interface AskingCost {
  /** Key presses or taps of all raters. */
  acts: number
  raterHours: number
  cost: number
}

interface Terms {
  ratersPerTask: number
  payPerHour: number
  classShare: number
  image: { perTask: number; perCandidate: number }
  picture: { perCandidate: number }
}

/** Returns seconds per task and per candidate, averaged over both ways by their share. */
export const blendedTime = ({ classShare, image, picture }: Pick<Terms, 'classShare' | 'image' | 'picture'>) => ({
  perTask: (1 - classShare) * image.perTask,
  perCandidate: (1 - classShare) * image.perCandidate + classShare * picture.perCandidate,
})

/**
 * Returns what the same pairs cost either way and in the chosen mix. Image first, every answer and every submission is
 * an act. Class first, only exceptions are tapped, assumed to be one per image (its label), and every page is
 * submitted.
 */
export function askingCosts({ pairs, tasks, images, pages }: AskedCounts, terms: Terms) {
  const { ratersPerTask: raters, payPerHour, classShare } = terms
  const figures = (acts: number, seconds: number): AskingCost => ({
    acts: Math.round(raters * acts),
    raterHours: (raters * seconds) / 3600,
    cost: ((raters * seconds) / 3600) * payPerHour,
  })
  const acts = { image: pairs + tasks, class: Math.min(images, pairs) + pages }
  const mix = blendedTime(terms)
  return {
    image: figures(acts.image, tasks * terms.image.perTask + pairs * terms.image.perCandidate),
    class: figures(acts.class, pairs * terms.picture.perCandidate),
    chosen: figures(
      (1 - classShare) * acts.image + classShare * acts.class,
      tasks * mix.perTask + pairs * mix.perCandidate,
    ),
    pages: Math.round(raters * classShare * pages),
  }
}
