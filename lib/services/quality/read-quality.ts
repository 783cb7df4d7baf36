import type { QualityAlert, QualityOverview, QualityRater } from '@/lib/contracts/quality'
import { prisma } from '@/lib/db/client'
import type { QualificationAttempt } from '@/lib/db/generated/client'
import { findGoldenShortage } from '@/lib/db/quality/control-tasks'
import { findAlerts, type StoredAlert } from '@/lib/db/quality/quality-alerts'
import { findAskedDocuments, findQualityRaters } from '@/lib/db/quality/quality-rater-query'
import type { Actor } from '@/lib/domain/permissions'
import { goldenImagesNeeded } from '@/lib/domain/quality/golden-images-needed'
import { qualificationStep } from '@/lib/domain/rating/qualification-step'
import { answerAccuracy } from '@/lib/evaluation/golden-marks'
import { guardProject } from '@/lib/services/access/guard-project'
import { goldenAccuracies } from '@/lib/services/golden/golden-truth'
import { taskMedians } from '@/lib/services/measured-paces'
import { askableLabels, findGoldenUses, goldenUseCounts } from './golden-use-counts'
import { qualitySettingsOf, usesControlTasks } from './quality-settings'

/** Besides all open alerts, this many of the newest settled ones are shown. */
const maxSettled = 200

const iso = (date: Date | null) => date?.toISOString() ?? null

const toAlert = ({ createdAt, settledAt, ...alert }: StoredAlert): QualityAlert => ({
  ...alert,
  createdAt: createdAt.toISOString(),
  settledAt: iso(settledAt),
})

export async function readQuality(actor: Actor, slug: string): Promise<QualityOverview> {
  const { project, projectId } = await guardProject(actor, slug, 'admin')
  const settings = qualitySettingsOf(project.quality)
  const uses = await findGoldenUses(projectId)
  const [rows, documents, golden, attempts, waiting, settled, counts, askable, short, medians] = await Promise.all([
    findQualityRaters(projectId),
    findAskedDocuments(projectId),
    goldenAccuracies(projectId),
    prisma.qualificationAttempt.findMany({ where: { projectId }, orderBy: { attempt: 'asc' } }),
    findAlerts({ projectId, isSettled: false }, prisma),
    findAlerts({ projectId, isSettled: true, limit: maxSettled }, prisma),
    goldenUseCounts(projectId, uses),
    askableLabels(projectId, uses, usesControlTasks(settings)),
    findGoldenShortage(projectId),
    taskMedians(projectId),
  ])
  const isAsked = (kind: 'consent' | 'guidelines') => documents.some((one) => one.kind === kind && one.isAsked)
  const wanted = settings.qualification?.trainingTasks ?? null
  const attemptsOf = new Map<number, QualificationAttempt[]>(rows.map(({ id }) => [id, []]))
  for (const attempt of attempts) attemptsOf.get(attempt.raterId)?.push(attempt)
  const raters = rows.map((row): QualityRater => {
    // Simulated and imported raters never read texts, gave consent or trained.
    const isPerson = row.kind === 'human' || row.kind === 'panel'
    // Without spreading objects, which would take most of the time with 10,000 raters.
    const { id, kind, createdAt, trainingDone, testDone, submitted, isExcluded, ratingTasks, replacedTasks } = row
    const { step, since } = qualificationStep({
      createdAt,
      consent: { isAsked: isPerson && isAsked('consent'), readAt: row.consentAt },
      guidelines: { isAsked: isPerson && isAsked('guidelines'), readAt: row.guidelinesAt },
      // A step without tasks is skipped.
      trainingTasks: wanted === null || !isPerson ? null : Math.min(wanted, counts.tasks.training),
      trainingDone,
      hasTest: settings.qualification !== null,
      lastTrainingAt: row.lastTrainingAt,
      attempts: attemptsOf.get(id) ?? [],
      resetAt: row.resetAt,
      qualifiedAt: row.qualifiedAt,
      disqualifiedAt: row.disqualifiedAt,
    })
    const judged = golden.get(id)
    const medianMs = medians.ms.get(id)
    return {
      id,
      kind,
      step,
      stepSince: since.toISOString(),
      trainingDone,
      testDone,
      submitted,
      medianSeconds: medianMs === undefined ? null : medianMs / 1000,
      attempts: (attemptsOf.get(id) ?? []).map(toAttempt),
      golden: judged?.marks ?? null,
      goldenLately: judged?.lately ?? null,
      goldenVotes: judged?.counts.votes ?? 0,
      pausedAt: iso(row.pausedAt),
      isExcluded,
      ratingTasks,
      replacedTasks,
      lastActivityAt: iso(row.lastActivityAt),
    }
  })
  return {
    ...{ settings, raters, counts, askable },
    shortage: shortageOf(settings.goldenShare, counts, short),
    alerts: [...waiting, ...settled].map(toAlert),
    secondsMeasuredAt: iso(medians.measuredAt),
    areSecondsMeasured: medians.isMeasured,
  }
}

function shortageOf(
  goldenShare: number,
  { images, tasks }: QualityOverview['counts'],
  short: Awaited<ReturnType<typeof findGoldenShortage>>,
): QualityOverview['shortage'] {
  const { raters, afterTasks } = short
  if (goldenShare === 0 || afterTasks === null) return null
  const tasksPerImage = images.hidden === 0 ? 1 : tasks.hidden / images.hidden
  return { raters, afterTasks, imagesNeeded: goldenImagesNeeded({ ...short, goldenShare, tasksPerImage }) }
}

const toAttempt = ({ attempt, startedAt, finishedAt, hasPassed, ...row }: QualificationAttempt) => {
  const { answerCount, rightCount, holdsCount, holdsRight } = row
  return {
    ...{ attempt, startedAt: startedAt.toISOString(), finishedAt: iso(finishedAt), hasPassed },
    marks:
      holdsCount === null || holdsRight === null
        ? null
        : {
            holds: answerAccuracy(holdsCount, holdsRight),
            holdsNot: answerAccuracy(answerCount - holdsCount, rightCount - holdsRight),
          },
    rightShare: answerCount > 0 ? rightCount / answerCount : null,
  }
}
