import { useTranslations } from 'next-intl'
import {
  type RefObject,
  useCallback,
  useEffect,
  useEffectEvent,
  useReducer,
  useRef,
  useState,
  useSyncExternalStore,
} from 'react'
import { useSending } from '@/components/kit/use-request'
import type { ViewerNote } from '@/components/rating/picture/viewer-notice'
import { useReason } from '@/components/ui/use-reason'
import { nothingToSave, queueStamp, type SaveState } from '@/lib/client/outbox/outbox'
import { answerDraft } from '@/lib/client/rating/answer-draft'
import { picturesOf, taskPictures } from '@/lib/client/rating/image-ready'
import { endOf, readSession, skipTask, undoSubmission } from '@/lib/client/rating/rating'
import { prefetchParameters, provideTabTasks, ratingOutbox, runSerially } from '@/lib/client/rating/rating-outbox'
import { SessionEngine } from '@/lib/client/rating/session-engine'
import type { SessionNoteName, SessionView } from '@/lib/client/rating/session-screen'
import { browserTabLock, type TabLock, type TabState } from '@/lib/client/rating/tab-lock'
import type { RatingSession, RatingTask } from '@/lib/contracts/rating/rating'
import type { AnswerMode, PageMode } from '@/lib/domain/rating/answer-mode'
import { measuredTimes } from '@/lib/domain/rating/labeling-session'
import { announced } from '@/lib/domain/workspace/announced'
import { useLabelingSession } from './use-labeling-session'
import { useLeases } from './use-leases'

/** Fields that a page of pictures adds to a submission: view times, failed pictures and the answer mode. */
export type MeasurePage = () => { shownMs: number[]; failed: number[] | null; answerMode: PageMode }

const askAgainMs = 10_000
const errorNotes: readonly SessionNoteName[] = [
  'refused',
  'earlierRefused',
  'notFetched',
  'notReopened',
  'notOpened',
  'notFlagged',
]
const statesThatChange: readonly RatingSession['state'][] = [
  'waiting',
  'paused',
  'rater-paused',
  'no-test',
  'disqualified',
]

const withAhead = <T>(ask: (ahead: ReturnType<typeof prefetchParameters>) => Promise<T>) =>
  runSerially(() => ask(prefetchParameters()))

interface Outside extends Pick<ReturnType<typeof useLabelingSession>, 'latest' | 'dispatch' | 'load'> {
  show: (view: SessionView) => void
  answerMode: RefObject<AnswerMode>
  measurePage: RefObject<MeasurePage | null>
}

function engineOf(initialSession: RatingSession, { latest, answerMode, measurePage, ...outside }: Outside) {
  const { raterId, project } = initialSession
  const { slug } = project
  return new SessionEngine(initialSession, {
    ...outside,
    outbox: {
      add: (entry) => ratingOutbox().add(entry),
      takeBack: (name) => ratingOutbox().takeBack(name),
      isPending: (name) => ratingOutbox().isPending(name),
    },
    readSession: (isAnew) => withAhead((ahead) => readSession(slug, isAnew ? { ...ahead, have: [] } : ahead)),
    skip: (id, input) => withAhead((ahead) => skipTask(slug, id, { ...input, ...ahead })),
    undo: (id) => withAhead((ahead) => undoSubmission(slug, id, ahead)),
    pictures: taskPictures,
    session: () => latest.current,
    forgetDraft: (task) => answerDraft.forget({ slug, raterId }, task),
    stamp: queueStamp,
    measure: (from) => ({
      ...measuredTimes(from, performance.now()),
      answerMode: answerMode.current,
      ...measurePage.current?.(),
    }),
  })
}

type Dispatch = ReturnType<typeof useLabelingSession>['dispatch']

/** Sends answers from this tab while it has the lock, including unsent answers of an earlier page. */
function useRatingTab(slug: string, raterId: number, engine: SessionEngine, dispatch: Dispatch) {
  return useTabLock(
    `${slug}/${raterId}`,
    async (wasElsewhere) => {
      provideTabTasks(() => engine.held().map(({ assignmentId }) => assignmentId))
      const left = await ratingOutbox().open({ slug, raterId })
      engine.applyPending(left, wasElsewhere)
      const mine = left.find(({ input }) => engine.isCurrent(input))
      if (mine) dispatch({ type: 'restore', answers: mine.input.answers, rest: mine.input.rest ?? null })
      return engine.ask()
    },
    () => {
      provideTabTasks(() => [])
      ratingOutbox().close()
    },
  )
}

/** Polls the server while only it can change the current state. */
function useAskAgain(engine: SessionEngine, state: RatingSession['state'], isHere: boolean) {
  useEffect(() => {
    const timer = setInterval(() => {
      if (!isHere || document.visibilityState !== 'visible') return
      if (statesThatChange.includes(state) || engine.isStranded()) void engine.ask()
    }, askAgainMs)
    return () => clearInterval(timer)
  }, [state, engine, isHere])
}

const useSaveState = () =>
  useSyncExternalStore(
    (watcher) => ratingOutbox().watch(watcher),
    () => ratingOutbox().saveState(),
    () => nothingToSave,
  )

function useNotices({ note }: SessionView): { saveState: SaveState; note: ViewerNote | null } {
  const t = useTranslations('ratingNotes')
  const reasonOf = useReason()
  const saveState = useSaveState()
  // While answers wait, another notice says that there is no connection.
  if (!note || (note.name === 'notFetched' && saveState.state === 'waiting')) return { saveState, note: null }
  const text = t(note.name, { reason: note.reason ? reasonOf(note.reason) : '' }).trim()
  return { saveState, note: { tone: errorNotes.includes(note.name) ? 'error' : 'info', text } }
}

/** Returns what to announce about the next task, or about the end. Other states have screens with headings. */
function useNextWord() {
  const t = useTranslations('ratingNotes')
  const rating = useTranslations('rating')
  return (task: RatingTask | null, session: RatingSession) => {
    if (task)
      return t(task.pictures ? 'nextPage' : 'nextPicture', {
        count: (task.pictures ?? task.candidates).length,
        again: `${!!task.previousAnswers}`,
      })
    if (session.panel?.exit) return ''
    return session.state === 'finished' ? rating(endOf(session)) : session.state === 'waiting' ? rating('waiting') : ''
  }
}

export function useRatingSession(initialSession: RatingSession) {
  const { raterId, project } = initialSession
  const { slug } = project
  const t = useTranslations('ratingNotes')
  const [view, show] = useState<SessionView>({
    ratingSession: initialSession,
    note: null,
    feedback: null,
    isReopening: false,
    isImageReady: false,
  })
  const [announcement, announce] = useReducer(announced, '')
  const shown = useRef(initialSession)
  const nextWord = useNextWord()
  const answerMode = useRef<AnswerMode>('each')
  const measurePage = useRef<MeasurePage | null>(null)
  const engineRef = useRef<SessionEngine | null>(null)

  const labeling = useLabelingSession(initialSession.task, { slug, raterId }, (effect, from) => {
    if (effect === 'submit') {
      announce(t('saving'))
      engineRef.current?.submit(from)
    } else void engineRef.current?.undo()
  })
  const { session, latest, dispatch, load, adopt, showImage } = labeling
  const [engine] = useState(() =>
    engineOf(initialSession, {
      ...{ latest, dispatch, answerMode, measurePage },
      show(next) {
        shown.current = next.ratingSession
        show(next)
      },
      load(task) {
        load(task)
        announce(nextWord(task, shown.current))
      },
    }),
  )
  engineRef.current = engine

  const tab = useRatingTab(slug, raterId, engine, dispatch)
  const isHere = tab.tabState === 'here'
  useLeases(slug, engine, isHere)
  useAskAgain(engine, view.ratingSession.state, isHere)

  useEffect(() => {
    // The clock of the first task starts when the rater can act, not when the server rendered the page.
    const task = engine.currentTask()
    load(task)
    if (task) adopt(task)
    const pictures = task ? picturesOf(task).map(taskPictures.ready) : []
    void Promise.all(pictures).then(engine.fetchAhead)
    return ratingOutbox().onOutcome(engine.settle)
  }, [engine, load, adopt])

  // Takes only the language from a page that the server renders again, because the rater is in the middle of a task.
  useEffect(() => engine.turnTo(initialSession.language), [engine, initialSession.language])

  return {
    ratingSession: view.ratingSession,
    ...useNotices(view),
    ...{ session, latest, answerMode, announcement, announce, dispatch, showImage, measurePage },
    dismissNote: engine.dismiss,
    askNext: () => engine.ask(),
    retrySaving: () => ratingOutbox().retry(),
    skip: useSending(engine.skip),
    ...{ refuseSkip: engine.refuseSkip, say: engine.say },
    isReopening: view.isReopening,
    /** Feedback on the training task just answered. Null for all other tasks. */
    feedback: view.feedback,
    /** Returns the current answers, which may not be rendered yet. */
    answersNow: useCallback(() => latest.current.answers, [latest]),
    /** Whether the picture is shown, or will be in the next frame. Until then no name of the task is shown. */
    isImageThere: session.imageShownAt !== null || view.isImageReady,
    goOn: engine.goOn,
    snapshot: engine.snapshot,
    /** State of the tab lock. `take` takes it over into this tab. */
    tab,
  }
}

/**
 * Calls `arrive` when this tab gets the lock and `stand` when it loses it. After taking over from another tab, shows
 * nothing until `arrive` resolves, because this tab's state may be outdated.
 */
function useTabLock(name: string, arrive: (wasElsewhere: boolean) => Promise<unknown>, stand: () => void) {
  const [tabState, setState] = useState<TabState>('asking')
  const session = useRef<TabLock | null>(null)
  const onArrive = useEffectEvent(arrive)
  const onStand = useEffectEvent(stand)
  useEffect(() => {
    let move = 0
    let wasElsewhere = false
    const made = browserTabLock(name, (next) => {
      move += 1
      const mine = move
      if (next !== 'here') {
        wasElsewhere = true
        setState(next)
        return onStand()
      }
      const arrived = onArrive(wasElsewhere)
      if (wasElsewhere) void arrived.then(() => mine === move && setState('here'))
      else setState('here')
    })
    session.current = made
    return () => {
      made.leave()
      onStand()
    }
  }, [name])
  return { tabState, take: () => session.current?.take() }
}
