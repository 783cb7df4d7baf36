import { type Answer, answerCode } from '@/lib/domain/rating/answer'

export interface SubmittedAnswer {
  classId: number
  answer: Answer
}

export interface StoredCandidate {
  candidateId: number
  classId: number
  /** The expert's stored answer at the submission's revision, or the latest one. Null if there is none. */
  answer: number | null
}

export type SubmissionVerdict =
  | { kind: 'accepted'; candidateIds: number[]; answers: number[] }
  | { kind: 'repeated' }
  /** Other answers have been saved meanwhile, such as in another tab. */
  | { kind: 'conflict' }
  /** Candidates without an answer, because a class was added meanwhile or one was omitted. */
  | { kind: 'missing'; count: number }
  /** A class that is not a candidate of the image, or is answered twice. */
  | { kind: 'unknown'; position: number }

/** Returns how to handle an expert's answers. `visit`: the last saved revision or null. Repeating them is safe. */
export function goldenSubmission(
  { revision, answers }: { revision: number; answers: readonly SubmittedAnswer[] },
  visit: number | null,
  candidates: readonly StoredCandidate[],
): SubmissionVerdict {
  const byClass = new Map(candidates.map((candidate) => [candidate.classId, candidate]))
  const said = new Map<StoredCandidate, number>()
  for (const [position, { classId, answer }] of answers.entries()) {
    const candidate = byClass.get(classId)
    if (!candidate || said.has(candidate)) return { kind: 'unknown', position }
    said.set(candidate, answerCode(answer))
  }
  const isSame = () => Array.from(said).every(([candidate, answer]) => candidate.answer === answer)
  if (visit !== null && revision <= visit && isSame()) return { kind: 'repeated' }
  if (revision !== (visit === null ? 0 : visit + 1)) return { kind: 'conflict' }
  if (said.size < candidates.length) return { kind: 'missing', count: candidates.length - said.size }
  return {
    kind: 'accepted',
    candidateIds: Array.from(said.keys(), ({ candidateId }) => candidateId),
    answers: Array.from(said.values()),
  }
}
