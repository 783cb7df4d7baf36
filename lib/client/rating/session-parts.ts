import type { Outbox } from '@/lib/client/outbox/outbox'
import type { RatingSession, RatingTask, SkipInput, SubmitInput, TrainingFeedback } from '@/lib/contracts/rating/rating'
import type { LabelingEvent, LabelingSession, measuredTimes } from '@/lib/domain/rating/labeling-session'
import type { VoteKinds } from './rating-outbox'

/** What has to be said to the rater, by its name among the texts; `reason` is the server's sentence. */
export type SessionNoteName =
  | 'lost'
  | 'earlierLost'
  | 'conflict'
  | 'earlierConflict'
  | 'refused'
  | 'earlierRefused'
  | 'takenOver'
  | 'notHeld'
  | 'notFetched'
  | 'notReopened'
  | 'nothingToReopen'
  | 'undoWaits'

export interface SessionNote {
  name: SessionNoteName
  reason: string
}

export interface SessionView {
  /** The session as the server last described it; its task is the current one. */
  ratingSession: RatingSession
  note: SessionNote | null
  /** What was true of the current training task, once it is answered; it stays until `goOn`. */
  feedback: readonly TrainingFeedback[] | null
  isReopening: boolean
  /** Whether the decoded picture was here when its task came to hand, so that the next frame has it. */
  isImageReady: boolean
}

export interface SessionEngineParts {
  outbox: Pick<Outbox<VoteKinds>, 'add' | 'takeBack' | 'isPending'>
  /** `isAnew`: with the content of all tasks held, whatever this machine has. */
  readSession: (isAnew: boolean) => Promise<RatingSession>
  skip: (assignmentId: number, input: SkipInput) => Promise<RatingSession>
  undo: (assignmentId: number) => Promise<RatingSession>
  pictures: {
    isReady: (image: RatingTask['image']) => boolean
    ready: (image: RatingTask['image']) => Promise<void>
    prefetch: (images: RatingTask['image'][]) => void
  }
  session: () => LabelingSession
  dispatch: (event: LabelingEvent) => void
  /** Puts a task into the rater's hands. */
  load: (task: RatingTask | null) => void
  forgetDraft: (task: { assignmentId: number; revision: number }) => void
  show: (view: SessionView) => void
  /** A stamp that rises with every call. */
  stamp: () => number
  /** The submission's measures, pictures of a page that failed, and how names were answered. */
  measure: (session: LabelingSession) => ReturnType<typeof measuredTimes> & Pick<SubmitInput, 'failed' | 'answerMode'>
}
