import { picturesPerPage } from '@/lib/domain/rating/grid-page'
import { leastAnswers } from './answer-time'

/** Pages of twelve pictures in 18 seconds: our assumption, until enough answers are timed. */
export const assumedSecondsPerPicture = 1.5

/** Seconds that a candidate takes class first, and where they are from. */
export interface PictureTime {
  perCandidate: number
  from: 'measured' | 'assumed'
  answers: number
}

export const pictureTime = (measured: { answers: number; meanSeconds: number } | null): PictureTime =>
  measured && measured.answers >= leastAnswers
    ? { perCandidate: measured.meanSeconds, from: 'measured', answers: measured.answers }
    : { perCandidate: assumedSecondsPerPicture, from: 'assumed', answers: 0 }

/** What a plan asks, as far as the ways of asking differ in it. */
export interface AskedOnce {
  pairs: number
  tasks: number
  images: number
  /** Pages of each class, summed: of every class the last one may be short. */
  pages: number
}

/** How many pages the pairs of each class fill. */
export function pageCount(pairClass: ArrayLike<number>): number {
  const counts = new Map<number, number>()
  for (let pair = 0; pair < pairClass.length; pair++)
    counts.set(pairClass[pair]!, (counts.get(pairClass[pair]!) ?? 0) + 1)
  let pages = 0
  for (const count of counts.values()) pages += Math.ceil(count / picturesPerPage)
  return pages
}

/**
 * So many raters can always finish a mixed plan. Whoever has answered one candidate of an image class first cannot get the
 * image with all its candidates: in the worst case each of the `candidates` of a task had other raters, and those who are
 * wanted image first must come on top of them.
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
  // The share is drawn for each image between these two.
  const needs = [Math.floor(wanted), Math.ceil(wanted)].map((classFirst) =>
    classFirst === 0 || classFirst === ratersPerTask
      ? ratersPerTask
      : candidates * classFirst + (ratersPerTask - classFirst),
  )
  return Math.max(...needs)
}

export interface WayFigures {
  /** Keys or taps of all raters. */
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

/** A fixed part of each task and a part for each candidate, over both ways by their share. */
export const blendedTime = ({ classShare, image, picture }: Pick<Terms, 'classShare' | 'image' | 'picture'>) => ({
  perTask: (1 - classShare) * image.perTask,
  perCandidate: (1 - classShare) * image.perCandidate + classShare * picture.perCandidate,
})

/**
 * What the same pairs take either way, and in the chosen mix. Image first every answer is an act, and so is every submission.
 * Class first only exceptions are tapped, of which we take one an image, its label, and every page is submitted.
 */
export function wayFigures({ pairs, tasks, images, pages }: AskedOnce, terms: Terms) {
  const { ratersPerTask: raters, payPerHour, classShare } = terms
  const figures = (acts: number, seconds: number): WayFigures => ({
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
