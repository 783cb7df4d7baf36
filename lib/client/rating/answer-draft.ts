import { isRecord, partReader } from '@/lib/client/api'
import { browserDrafts } from '@/lib/client/outbox/drafts'
import type { OutboxOwner } from '@/lib/client/outbox/outbox-store'
import { answers } from '@/lib/domain/rating/answer'
import type { UnfinishedAnswers } from '@/lib/domain/rating/labeling-session'
import type { TaskName } from './task-pool'

const isAnswer = (value: unknown) => value === null || (answers as readonly unknown[]).includes(value)

export const unfinishedAnswersReader = partReader<UnfinishedAnswers>(
  (json) =>
    isRecord(json) &&
    Array.isArray(json.answers) &&
    json.answers.every(isAnswer) &&
    Array.isArray(json.rest) &&
    json.rest.every((one) => typeof one === 'boolean'),
)

const draftName = ({ slug, raterId }: OutboxOwner, { assignmentId, revision }: TaskName) =>
  `${slug}:${raterId}:${assignmentId}:${revision}`

export const answerDraft = {
  read: (owner: OutboxOwner, task: TaskName) => browserDrafts().read(draftName(owner, task), unfinishedAnswersReader),
  keep: (owner: OutboxOwner, task: TaskName, begun: UnfinishedAnswers) =>
    browserDrafts().keep(draftName(owner, task), begun),
  forget: (owner: OutboxOwner, task: TaskName) => browserDrafts().forget(draftName(owner, task)),
}
