import type { ReviewedImage, ReviewResults, ReviewShare } from '@/lib/contracts/adjudication/review'
import { countPredicted, findJudgedImages } from '@/lib/db/adjudication/review-query'
import { reviewCategories, reviewSeverities, reviewVerdicts } from '@/lib/domain/adjudication/review'
import type { Actor } from '@/lib/domain/permissions'
import { correctedAccuracy } from '@/lib/evaluation/corrected-accuracy'
import { csvTable } from '@/lib/formats/csv'
import { wilsonInterval } from '@/lib/numeric/wilson-interval'
import type { ExportedProject, ExportFile } from '@/lib/services/export-file'
import { pairScope } from '@/lib/services/golden/golden-pairs'
import { getReview } from './reviews'

/** Returns how many of the images have each of the values that a field can have. */
function shares<Field extends 'verdict' | 'category' | 'severity'>(
  field: Field,
  values: readonly ReviewedImage[Field][],
  images: readonly Pick<ReviewedImage, Field>[],
  isComplete: boolean,
): ReviewShare[] {
  if (images.length === 0) return []
  return values.map((value) => {
    const count = images.filter((image) => image[field] === value).length
    const [low, high] = isComplete ? [null, null] : wilsonInterval(count, images.length)
    return { key: String(value), count, share: count / images.length, low, high }
  })
}

/**
 * Returns the findings so far, and the model's accuracy if they held for all its mistakes. Shares count all judged
 * images, but experts see only those listed that `pairScope` does not hide from them.
 */
export async function readReviewResults(
  actor: Actor,
  { slug, reviewId }: { slug: string; reviewId: number },
): Promise<ReviewResults> {
  const { projectId, hidden } = await pairScope(actor, slug)
  const review = await getReview(projectId, reviewId)
  const { modelId, runId, scope } = review
  const [imageCount, judged] = await Promise.all([
    countPredicted({ projectId, modelId, runId, scope }),
    findJudgedImages(projectId, review),
  ])
  // Then the shares are counted among all mistakes, and not estimated from a sample.
  const isComplete = judged.length >= review.poolSize
  const wrong = judged.filter(({ verdict }) => verdict === 'wrong')
  return {
    review,
    imageCount,
    verdicts: shares('verdict', reviewVerdicts, judged, isComplete),
    categories: shares('category', reviewCategories, wrong, isComplete),
    severities: shares('severity', reviewSeverities, wrong, isComplete),
    accuracy: correctedAccuracy({
      imageCount,
      wrongCount: review.poolSize,
      judged: judged.length,
      missing: review.verdicts.missing,
    }),
    images: judged.flatMap(({ raterId: _, answeredAt: __, ...image }) => (hidden.has(image.imageId) ? [] : [image])),
  }
}

/** One line per image, in the order drawn. */
export async function exportReview({ id, slug }: ExportedProject, reviewId: number): Promise<ExportFile> {
  const review = await getReview(id, reviewId)
  const rows = await findJudgedImages(id, review)
  return {
    fileName: `${slug}-review-${reviewId}.csv`,
    content: csvTable(rows, {
      image: ({ fileName }) => fileName,
      predicted: ({ predicted }) => predicted,
      labels: ({ labels }) => labels.join('; '),
      verdict: ({ verdict }) => verdict,
      category: ({ category }) => category,
      severity: ({ severity }) => severity,
      note: ({ note }) => note,
      expert: ({ raterId }) => raterId,
      judged_at: ({ answeredAt }) => answeredAt.toISOString(),
    }),
    runId: review.runId,
  }
}
