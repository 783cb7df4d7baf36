import { adjudicatePage, adjudicatePair, judgeMistake } from '@/lib/client/adjudication/adjudication'
import { isHidden, noAccess } from '@/lib/client/api'
import { submitGoldenAnswers, submitGoldenPage } from '@/lib/client/golden/golden'
import type { AdjudicationInput, AdjudicationWorkspace } from '@/lib/contracts/adjudication/adjudication'
import type { AdjudicationPageInput, AdjudicationPageWorkspace } from '@/lib/contracts/adjudication/adjudication-page'
import type { ReviewAnswer, ReviewWorkspace } from '@/lib/contracts/adjudication/review'
import type { GoldenAnswersInput, GoldenAnswersOutput } from '@/lib/contracts/golden/golden'
import type { GoldenPageInput, GoldenPageWorkspace } from '@/lib/contracts/golden/golden-page'
import { browserOutbox, type EntryOf, type Outbox, type OutboxOutcome } from './outbox'

/** Answers of experts on all their screens. Each of these screens sends all kinds. */
export type ExpertKinds = {
  golden: { input: Omit<GoldenAnswersInput, 'raterId'> & { imageId: number }; output: GoldenAnswersOutput }
  /** `page` is the number of the page in this browser. */
  goldenPage: { input: Omit<GoldenPageInput, 'raterId' | 'submission'> & { page: number }; output: GoldenPageWorkspace }
  adjudication: { input: Omit<AdjudicationInput, 'raterId' | 'submission'>; output: AdjudicationWorkspace }
  adjudicationPage: {
    input: Omit<AdjudicationPageInput, 'raterId' | 'submission'> & { page: number }
    output: AdjudicationPageWorkspace
  }
  review: { input: ReviewAnswer & { reviewId: number; position: number }; output: ReviewWorkspace }
}
export type ExpertKind = keyof ExpertKinds
export type ExpertEntry<Kind extends ExpertKind> = EntryOf<ExpertKinds, Kind>
export type ExpertOutcome<Kind extends ExpertKind> = Extract<OutboxOutcome<ExpertKinds>, { kind: Kind }>

/**
 * Sends an entry. A 403 or 404 means that the account has no access, so the entry waits until it has. For another expert's
 * account the server answers 401, and for a deleted resource it answers with a conflict.
 */
const untilAllowed =
  <Entry, Output>(send: (entry: Entry) => Promise<Output>) =>
  async (entry: Entry): Promise<Output> => {
    try {
      return await send(entry)
    } catch (reason) {
      throw isHidden(reason) ? noAccess() : reason
    }
  }

let made: Outbox<ExpertKinds> | null = null

/** The tab's single outbox for an expert's answers, which keeps sending while pages change. Browser only. */
export function expertOutbox(): Outbox<ExpertKinds> {
  made ??= browserOutbox<ExpertKinds>({
    golden: untilAllowed(({ slug, raterId, input: { imageId, ...input } }) =>
      submitGoldenAnswers(slug, imageId, { ...input, raterId }),
    ),
    goldenPage: untilAllowed(({ slug, raterId, id, input: { page: _, ...input } }) =>
      submitGoldenPage(slug, { ...input, raterId, submission: id }),
    ),
    adjudication: untilAllowed(({ slug, raterId, id, input }) =>
      adjudicatePair(slug, { ...input, raterId, submission: id }),
    ),
    adjudicationPage: untilAllowed(({ slug, raterId, id, input: { page: _, ...input } }) =>
      adjudicatePage(slug, { ...input, raterId, submission: id }),
    ),
    review: untilAllowed(({ slug, raterId, id, input: { reviewId, position, ...input } }) =>
      judgeMistake(slug, reviewId, position, { ...input, raterId, submission: id }),
    ),
  })
  return made
}
