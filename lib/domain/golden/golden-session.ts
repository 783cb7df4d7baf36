import type { Answer } from '@/lib/domain/rating/answer'
import type { PictureMark } from '@/lib/domain/rating/grid-page'

/** State of answering one golden image. Answers are stored by class, so that an added class does not shift them. */
export interface GoldenSession {
  /** In display order. */
  classIds: readonly number[]
  answers: ReadonlyMap<number, Answer>
  /** Answers stored on the server. Answers that differ are unsaved. */
  saved: ReadonlyMap<number, Answer>
  /** Index of the current class. The number of classes stands for the submit button. */
  active: number
}

export type GoldenEvent =
  | { type: 'answer'; answer: Answer; position?: number }
  | { type: 'choose'; position: number }
  | { type: 'move'; by: 1 | -1 }
  | { type: 'restNo' }
  | { type: 'submit' }
  /** The image as the server has it now; local answers are kept. `focus` is the class to move to. */
  | { type: 'refresh'; candidates: readonly AskedClass[]; focus?: number }

export type GoldenCommand = Exclude<GoldenEvent, { type: 'refresh' }> | { type: 'addClass' | 'back' | 'later' | 'help' }

interface AskedClass {
  classId: number
  answer: Answer | null
}

const savedAnswers = (candidates: readonly AskedClass[]) =>
  new Map(candidates.flatMap(({ classId, answer }) => (answer === null ? [] : [[classId, answer] as const])))

/** Returns the initial state: saved answers, overridden by the ones in `begun`, which were not submitted. */
export function goldenSession(
  candidates: readonly AskedClass[],
  begun: ReadonlyMap<number, Answer> = new Map(),
): GoldenSession {
  const classIds = candidates.map(({ classId }) => classId)
  const saved = savedAnswers(candidates)
  const kept = Array.from(begun).filter(([classId]) => classIds.includes(classId))
  const answers = new Map([...saved, ...kept])
  // If everything is answered, starts at the first class for review.
  const first = classIds.findIndex((classId) => !answers.has(classId))
  return { classIds, answers, saved, active: Math.max(0, first) }
}

export const isGoldenComplete = ({ classIds, answers }: GoldenSession) => answers.size === classIds.length

export const hasUnsaved = ({ answers, saved }: GoldenSession) =>
  Array.from(answers).some(([classId, answer]) => saved.get(classId) !== answer)

export function goldenStep(
  session: GoldenSession,
  event: GoldenEvent,
): { session: GoldenSession; effect: 'submit' | null } {
  const stay = (changes: Partial<GoldenSession>) => ({ session: { ...session, ...changes }, effect: null })
  if (event.type === 'refresh') {
    const fresh = goldenSession(event.candidates, session.answers)
    const wanted = event.focus === undefined ? -1 : fresh.classIds.indexOf(event.focus)
    return stay({ ...fresh, active: wanted < 0 ? fresh.active : wanted })
  }
  const { classIds, answers, active } = session
  switch (event.type) {
    case 'answer': {
      const position = event.position ?? active
      const classId = classIds[position]
      if (classId === undefined) return stay({})
      const next = new Map(answers).set(classId, event.answer)
      return stay({ answers: next, active: nextUnanswered(classIds, next, position) })
    }
    case 'choose':
      return classIds[event.position] === undefined ? stay({}) : stay({ active: event.position })
    case 'move':
      return stay({ active: Math.min(Math.max(active + event.by, 0), classIds.length) })
    case 'restNo':
      return stay({
        answers: new Map(classIds.map((classId) => [classId, answers.get(classId) ?? 'no'])),
        active: classIds.length,
      })
    case 'submit':
      return isGoldenComplete(session)
        ? { session, effect: 'submit' }
        : stay({ active: nextUnanswered(classIds, answers, -1) })
  }
}

/** Returns the index of the first unanswered class after `position`, wrapping around, or that of the submit button. */
function nextUnanswered(classIds: readonly number[], answers: ReadonlyMap<number, Answer>, position: number): number {
  for (let step = 1; step <= classIds.length; step++) {
    const index = (position + step) % classIds.length
    if (!answers.has(classIds[index]!)) return index
  }
  return classIds.length
}

export interface GoldenPageSession {
  /** By position. Pictures without a mark are answered no. */
  marks: readonly PictureMark[]
}

type GoldenPageEvent = { type: 'mark'; position: number; mark: PictureMark } | { type: 'submit' }

export const goldenPageStep = (session: GoldenPageSession, event: GoldenPageEvent) =>
  event.type === 'submit'
    ? { session, effect: 'save' as const }
    : { session: { marks: session.marks.with(event.position, event.mark) }, effect: null }
