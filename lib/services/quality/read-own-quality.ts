import { raterAgreement } from '@/lib/contracts/agreement'
import type { OwnQuality } from '@/lib/contracts/quality'
import { findRaterAgreement } from '@/lib/db/agreement/agreement-query'
import { findKnownAnswers, findOwnWork, getLastStep } from '@/lib/db/rating/own-answers-query'
import { confusedClasses } from '@/lib/domain/classes/confused-classes'
import type { Actor } from '@/lib/domain/permissions'
import { answerOf } from '@/lib/domain/rating/answer'
import { countsByTruth, goldenMarks } from '@/lib/evaluation/golden-marks'
import { ownRater } from '@/lib/services/access/own-rater'
import { accessAsRater } from '@/lib/services/access/rating-session'

/** Raters see their accuracy once they have this many answers of each kind. */
const minOfEachKind = 10
/** With fewer cases, a rater might remember the image. */
const minCases = 3

/** Names classes, never an image, and reveals nothing about single tasks. */
export async function readOwnQuality(actor: Actor, slug: string): Promise<OwnQuality> {
  // Figures about earlier answers are shown to nobody who may not see the answers.
  await ownRater(actor, slug)
  const { projectId, raterId, name } = await accessAsRater(actor, slug)
  const [work, step, agreement] = await Promise.all([
    findOwnWork(projectId, raterId),
    getLastStep(projectId, raterId),
    findRaterAgreement(projectId, raterId),
  ])
  const known = step === 0 ? [] : await findKnownAnswers(projectId, raterId, step)
  const measured = raterAgreement.safeParse(agreement?.rater)
  return {
    project: { slug, name },
    ...work,
    golden: known.length > 0 ? goldenMarks(countsByTruth(known), minOfEachKind) : null,
    confused: confusedClasses(
      known.map(({ answer, ...row }) => ({ ...row, isYes: answerOf(answer) === 'yes' })),
      minCases,
    ),
    agreement: measured.success ? measured.data.rawAgreement.value : null,
  }
}
