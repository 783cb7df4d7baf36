import {
  type RatingSession,
  type RatingTask,
  ratingSessionSchema,
  ratingTaskSchema,
} from '@/lib/contracts/rating/rating'

export const fakeTask = (assignmentId: number, revision = 0): RatingTask =>
  ratingTaskSchema.parse({
    assignmentId,
    revision,
    leaseExpiresAt: '2026-11-25T12:00:00.000Z',
    image: { url: `/picture-${assignmentId}`, width: 4, height: 3, license: null },
    candidates: ['desk', 'chair'].map((name) => ({
      name,
      otherNames: [],
      gloss: null,
      wikipediaUrl: 'https://example.org',
      path: [],
    })),
    previousAnswers: revision > 0 ? ['no', 'yes'] : null,
    previousRest: revision > 0 ? [true, false] : null,
  })

/** Builds a session with the first task current and the others held ahead. Those in `kept` have no content. */
export function fakeSession(ids: number[], kept: number[] = [], over: Partial<RatingSession> = {}): RatingSession {
  const [first, ...others] = ids
  return ratingSessionSchema.parse({
    project: { slug: 'desk', name: 'Desk', hasGuidelines: false },
    raterId: 7,
    state: first === undefined ? 'finished' : 'rating',
    task: first === undefined ? null : fakeTask(first),
    held: ids,
    ahead: others.filter((id) => !kept.includes(id)).map((id) => fakeTask(id)),
    progress: { submittedToday: 0, submittedEver: 0, tasksOpen: 9, tasksTotal: 9 },
    undoAssignmentId: null,
    ...over,
  })
}
