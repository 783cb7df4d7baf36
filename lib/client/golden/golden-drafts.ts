import { z } from 'zod'
import { type Answer, answers } from '@/lib/domain/rating/answer'

const draft = z.strictObject({
  revision: z.number().int(),
  answers: z.array(z.tuple([z.number().int(), z.enum(answers)])),
})

export interface DraftKey {
  slug: string
  raterId: number
  imageId: number
}

const nameOf = ({ slug, raterId, imageId }: DraftKey) => `reassess-golden:${slug}:${raterId}:${imageId}`

/** What this browser holds of an image's answers that were not submitted yet; nothing when they belong to an older turn. */
export function readGoldenDraft(place: DraftKey, revision: number): Map<number, Answer> {
  try {
    const parsed = draft.safeParse(JSON.parse(localStorage.getItem(nameOf(place)) ?? 'null'))
    return new Map(parsed.success && parsed.data.revision === revision ? parsed.data.answers : [])
  } catch {
    return new Map()
  }
}

export function keepGoldenDraft(place: DraftKey, revision: number, given: ReadonlyMap<number, Answer>) {
  try {
    localStorage.setItem(nameOf(place), JSON.stringify({ revision, answers: Array.from(given) }))
  } catch {
    // A browser that may store nothing holds the answers until the page is left.
  }
}

export function forgetGoldenDraft(place: DraftKey) {
  try {
    localStorage.removeItem(nameOf(place))
  } catch {
    // Nothing was kept then.
  }
}
