import { Readable } from 'node:stream'
import { prisma } from '@/lib/db/client'
import {
  findOwnAnswers,
  findOwnExpertAnswers,
  findOwnFacts,
  findOwnReplacedAnswers,
  findOwnTurns,
} from '@/lib/db/raters/own-data-query'
import { writeAuditEvent } from '@/lib/db/session/transaction'
import type { Actor } from '@/lib/domain/permissions'
import { answerOf } from '@/lib/domain/rating/answer'
import { AppError } from '@/lib/errors'
import { guardProject } from '@/lib/services/access/guard-project'
import { ownRater } from '@/lib/services/access/own-rater'
import type { ExportFile } from '@/lib/services/export-file'
import { getRater } from '@/lib/services/quality/rater-actions'

export async function exportRaterData(
  actor: Actor,
  { slug, raterId }: { slug: string; raterId: number },
): Promise<ExportFile> {
  const { project, projectId, userId } = await guardProject(actor, slug, 'admin')
  await getRater(projectId, raterId, prisma)
  await writeAuditEvent(prisma, { projectId, userId, action: 'rater.export', details: { raterId } })
  return ownDataFile({ projectId, slug, projectName: project.name, raterId })
}

export async function exportOwnData(actor: Actor, slug: string): Promise<ExportFile> {
  const { projectId, name, raterId } = await ownRater(actor, slug)
  if (raterId === null)
    throw new AppError('not-found', 'You have not rated in this project, so nothing is stored about you here.')
  return ownDataFile({ projectId, slug, projectName: name, raterId })
}

const turnsAtATime = 500

const about = [
  'Everything that is stored about you as a rater in this project.',
  'Answers are listed as you gave them. Some tasks check raters; which ones, and their correct answers, are not included, because that would make the check useless.',
  'Your IP address is not stored.',
]

async function factsOf({ projectId, projectName, raterId }: OwnDataOf) {
  const { rater, flags, suggestions, skips, decisions, reviews } = await findOwnFacts(projectId, raterId)
  const { identity } = rater
  return {
    about,
    project: projectName,
    rater: { number: raterId, kind: rater.kind, isExpert: rater.isExpert, since: rater.createdAt },
    // Null if it was erased, or for imported raters without a name.
    identity: identity && {
      account: identity.user,
      panelId: identity.platform,
      idAtPanel: identity.platformKey,
      email: identity.email,
    },
    settings: rater.settings,
    status: { pausedAt: rater.pausedAt, qualifiedAt: rater.qualifiedAt, disqualifiedAt: rater.disqualifiedAt },
    textsReadOrAgreedTo: rater.readings.map(({ kind, version, readAt, document }) => ({
      ...{ kind, version, language: document.language ?? rater.project.language, readAt },
    })),
    visits: rater.panelVisits.map(({ panel, studyKey, visitKey, outcome, startedAt, finishedAt }) => ({
      panel: panel.name,
      study: studyKey,
      visit: visitKey,
      outcome,
      startedAt,
      finishedAt,
    })),
    qualification: rater.attempts,
    messages: rater.messages.map(({ text, createdAt, readAt }) => ({ text, sentAt: createdAt, readAt })),
    skipped: skips.map(({ task, skipReason, skipNote }) => ({
      image: task.image.fileName,
      reason: skipReason,
      note: skipNote,
    })),
    flags: flags.map(({ image, kinds, comment, createdAt }) => ({ image: image.fileName, kinds, comment, createdAt })),
    suggestions: suggestions.map(({ suggestion: { image, class: named, text }, createdAt }) => ({
      image: image.fileName,
      className: named?.name ?? null,
      text,
      createdAt,
    })),
    expertAnswers: await findOwnExpertAnswers(projectId, raterId),
    replacedAnswers: await findOwnReplacedAnswers(projectId, raterId),
    adjudications: decisions.map(({ candidate, firstAnswer, answer, reason, note, isUndone, createdAt }) => ({
      image: candidate.image.fileName,
      className: candidate.class.name,
      firstAnswer: answerOf(firstAnswer),
      answer: answerOf(answer),
      ...{ reason, note, isUndone, createdAt },
    })),
    mistakeReviews: reviews.map(({ item, verdict, category, severity, note, answeredAt }) => ({
      image: item.image.fileName,
      prediction: item.class.name,
      ...{ verdict, category, severity, note, answeredAt },
    })),
  }
}

interface OwnDataOf {
  projectId: number
  projectName: string
  raterId: number
}

async function* ownData(of: OwnDataOf): AsyncGenerator<string> {
  // Answers are streamed before the closing brace, a few hundred tasks at a time, since there may be a million of them.
  yield `${JSON.stringify(await factsOf(of), null, 1).replace(/\n\}$/, '')},\n "answers": [`
  const turns = await findOwnTurns(of.projectId, of.raterId)
  let comma = ''
  for (let from = 0; from < turns.length; from += turnsAtATime) {
    const part = turns.slice(from, from + turnsAtATime)
    const turnOf = new Map(part.map(({ id, ...turn }) => [id, turn]))
    const rows = await findOwnAnswers(of.projectId, of.raterId, [...turnOf.keys()])
    const lines = rows.map((row) =>
      JSON.stringify({
        image: row.image,
        class: row.className,
        answer: row.answer,
        byRestAreNo: row.isRest,
        classShownMs: row.shownMs,
        // The same for all answers of a task.
        ...turnOf.get(row.assignmentId),
      }),
    )
    if (lines.length === 0) continue
    yield `${comma}\n  ${lines.join(',\n  ')}`
    comma = ','
  }
  yield '\n ]\n}\n'
}

/** Streams JSON. The caller must check access. */
const ownDataFile = (of: OwnDataOf & { slug: string }): ExportFile => ({
  fileName: `${of.slug}-rater-${of.raterId}.json`,
  content: Readable.from(ownData(of)),
})
