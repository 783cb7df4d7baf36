import { z } from 'zod'
import { browserDrafts } from '@/lib/client/outbox/drafts'
import type { ExpertTask, GoldenAnswersInput } from '@/lib/contracts/golden/golden'
import { type Answer, answers } from '@/lib/domain/rating/answer'

type Given = GoldenAnswersInput['answers']
type Submitted = Pick<GoldenAnswersInput, 'revision' | 'answers'>

/** Returns the task as it will be once the server has these answers. */
function withAnswers(task: ExpertTask, { revision, answers: given }: Submitted): ExpertTask {
  const byClass = new Map(given.map(({ classId, answer }) => [classId, answer]))
  const candidates = task.candidates.map((one) => ({ ...one, answer: byClass.get(one.classId) ?? one.answer }))
  const isDone = candidates.every(({ answer }) => answer !== null)
  return { ...task, revision: revision + 1, state: isDone ? 'done' : 'added', candidates }
}

/** Returns the server's task with pending answers applied. */
export const withPending = (task: ExpertTask, pending: Submitted | undefined): ExpertTask =>
  pending && pending.revision >= task.revision ? withAnswers(task, pending) : task

const draftSchema = z.strictObject({
  revision: z.number().int(),
  answers: z.array(z.strictObject({ classId: z.number().int(), answer: z.enum(answers) })),
})
type DraftTask = Pick<ExpertTask, 'project' | 'raterId' | 'imageId' | 'revision'>
const nameOf = ({ project, raterId, imageId }: DraftTask) => `golden:${project.slug}:${raterId}:${imageId}`

export const answersOf = (given: ReadonlyMap<number, Answer>): Given =>
  Array.from(given, ([classId, answer]) => ({ classId, answer }))

/** Drafts of answers in this browser. A draft of an older revision is ignored. */
export const goldenDraft = {
  read(task: DraftTask): Map<number, Answer> {
    const draft = browserDrafts().read(nameOf(task), draftSchema)
    if (draft?.revision !== task.revision) return new Map()
    return new Map(draft.answers.map(({ classId, answer }) => [classId, answer]))
  },
  keep: (task: DraftTask, given: Given) =>
    browserDrafts().keep(nameOf(task), { revision: task.revision, answers: given }),
  /** Deletes the draft unless it belongs to a newer revision. */
  forget(task: DraftTask) {
    const draft = browserDrafts().read(nameOf(task), draftSchema)
    if (draft && draft.revision <= task.revision) browserDrafts().forget(nameOf(task))
  },
}
