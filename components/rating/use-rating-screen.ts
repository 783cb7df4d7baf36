import { useTranslations } from 'next-intl'
import { type RefObject, useCallback, useEffect, useRef, useState } from 'react'
import { type PictureHandle, useKeys } from '@/components/workspace/use-keys'
import { taskPictures } from '@/lib/client/rating/image-ready'
import type { RatingSession } from '@/lib/contracts/rating/rating'
import type { Answer } from '@/lib/domain/rating/answer'
import {
  isScreenCommand,
  type LabelingCommand,
  labelingCommand,
  labelingRelease,
  type ScreenCommand,
  type ZoomCommand,
} from '@/lib/domain/rating/labeling-keys'
import { answeredCount, isBegun, isComplete, type LabelingEvent } from '@/lib/domain/rating/labeling-session'
import type { SweepCommand } from '@/lib/domain/rating/sweep'
import { loadClassRemarks } from './candidates/candidate-facts'
import { preloadTrays } from './candidates/candidate-tray'
import { useClassExamples } from './examples/use-class-examples'
import { useImageFlag } from './flags/use-image-flag'
import { useFailedPicture } from './picture/use-failed-picture'
import { useFullScreen } from './picture/use-full-screen'
import { useAnswerMode } from './use-answer-mode'
import { useDialogs } from './use-dialogs'
import { useRaterSettings } from './use-rater-settings'
import { useRatingSession } from './use-rating-session'

export const loadDialogs = () => import('./rating-dialogs')
export const loadFullScreenBar = () => import('./picture/full-screen-bar')
export const loadNoTaskScreen = () => import('./no-task-screen')
export const loadPages = () => import('./page-turner')
export const loadFeedback = () => import('./training-feedback')

/** Delay before loading further code, so that the first picture and answers come first. */
const settledMs = 2_500
/** Longest time that a slow picture may delay loading further code. */
const maxWaitMs = 15_000

export function useRatingScreen(initialSession: RatingSession) {
  const rating = useRatingSession(initialSession)
  const { ratingSession, session } = rating
  const { task, project } = ratingSession
  const assignmentId = task?.assignmentId ?? null
  const settings = useRaterSettings(project.slug, initialSession.settings)
  const overlays = useDialogs(assignmentId)
  const [hasActed, setHasActed] = useState(false)
  const viewer = useRef<PictureHandle>(null)
  const fullScreen = useFullScreen(assignmentId)
  const isHere = rating.tab.tabState !== 'elsewhere'
  const examples = useClassExamples(project.slug, isHere ? task : null)
  const flag = useImageFlag(project.slug, isHere && !task?.pictures ? task : null, overlays.dialog)
  const isLocked = session.status === 'submitting'
  const canAnswer = !isLocked && session.imageShownAt !== null
  // The answers of a reopened task were acknowledged, so the server would refuse to release it.
  const canSkip = task !== null && task.revision === 0 && !isLocked
  const { hasFailed, fail, retry } = useFailedPicture(assignmentId, rating.saveState)
  const hasSettled = useSettled(task === null || hasFailed || session.imageShownAt !== null)
  useLaterCode(hasActed || hasSettled, ratingSession.step.kind === 'training')

  const noteActivity = useCallback(() => setHasActed(true), [])
  const answering = useAnswering(rating, noteActivity)
  const { chooseAt } = answering
  const answerMode = useAnswerMode(rating, settings.settings.answerMode)
  const { sweep } = answerMode
  const parts = {
    ...{ ...overlays, ...answering, ...answerMode },
    ...{ rating, settings, viewer, fullScreen, examples, flag, noteActivity, canSkip },
  }
  const act = useCommands(parts)
  useKeys<LabelingCommand | SweepCommand>(overlays.dialog === null && isHere && !task?.pictures, {
    press: (press) => sweep?.sweepCommand(press) ?? labelingCommand(press, settings.keys),
    release: (key) => labelingRelease(key, settings.keys),
    run: act,
  })

  useEarlyActions(canAnswer, isBegun(session), noteActivity, act)

  return {
    ...parts,
    act,
    isHere,
    isLocked,
    /** Whether the picture is painted and no submission is pending. */
    canAnswer,
    ...{ hasActed, hasSettled, hasFailed },
    fail,
    retryPicture() {
      if (task) taskPictures.giveUp(task.image)
      retry()
    },
    showImage: useCallback(
      (isShown: boolean) => assignmentId !== null && rating.showImage(assignmentId, isShown),
      [assignmentId, rating.showImage],
    ),
    closeUnloaded: () => closeUnloaded(rating, overlays),
    openFlags: () => overlays.openDialog('flags'),
    openSkip: () => act({ type: 'skip' }),
    /** Undefined outside of sweeps. */
    tapAt: useTap(act, sweep !== null),
    openGuidelines: useCallback(() => overlays.openDialog('guidelines'), [overlays.openDialog]),
    openKeys: useCallback(() => overlays.openDialog('keys'), [overlays.openDialog]),
    openAbout: useCallback(
      (position: number) => {
        chooseAt(position)
        overlays.openTray('examples')
      },
      [chooseAt, overlays.openTray],
    ),
  }
}

export type RatingScreenParts = ReturnType<typeof useRatingScreen>

/** Closes a dialog or tray whose code could not be loaded, and says so. */
function closeUnloaded(rating: Rating, { closeDialog, closeTray }: ReturnType<typeof useDialogs>) {
  closeDialog()
  closeTray()
  rating.say('notOpened')
}

/** Returns a stable callback while sweeps are on, so that rows do not render on every key. */
function useTap(act: (command: SweepCommand) => void, isSweep: boolean) {
  const latest = useRef(act)
  useEffect(() => {
    latest.current = act
  })
  const tap = useCallback((position: number) => latest.current({ type: 'tap', position }), [])
  return isSweep ? tap : undefined
}

/** Applies answers and clicks that the early script recorded before hydration. */
function useEarlyActions(
  canAnswer: boolean,
  hasBegun: boolean,
  noteActivity: () => void,
  act: (command: LabelingCommand) => void,
) {
  useEffect(() => {
    if (!canAnswer || !window.earlyAnswers) return
    if (hasBegun) noteActivity()
    for (const waiting of window.earlyAnswers.end()) {
      if (waiting instanceof HTMLElement) waiting.click()
      else act(waiting)
    }
  })
}

/** Returns true some time after the first picture, or after `maxWaitMs` if that is slow to load. */
function useSettled(isThere: boolean): boolean {
  const [hasBegun, setHasBegun] = useState(false)
  const [hasSettled, setHasSettled] = useState(false)
  if (isThere && !hasBegun) setHasBegun(true)
  useEffect(() => {
    const timer = setTimeout(() => setHasSettled(true), hasBegun ? settledMs : maxWaitMs)
    return () => clearTimeout(timer)
  }, [hasBegun])
  return hasSettled
}

/** Loads all code that the screen may need without a connection. */
export const loadDeferredCode = () =>
  Promise.allSettled([
    preloadTrays(),
    loadDialogs().then(({ preloadDialogs }) => preloadDialogs()),
    loadFullScreenBar(),
    loadNoTaskScreen().then(({ loadReasons }) => loadReasons()),
    loadPages(),
    loadClassRemarks(),
  ])

/**
 * Loads the code of dialogs and trays once the rater is active or the first picture has been there for a while, so that
 * it does not compete with that picture, and is there if the connection is lost.
 */
function useLaterCode(isDue: boolean, isTraining: boolean) {
  useEffect(() => {
    if (!isDue) return
    const timer = setTimeout(loadDeferredCode, settledMs)
    return () => clearTimeout(timer)
  }, [isDue])
  useEffect(() => {
    if (isTraining) void loadFeedback().catch(() => undefined)
  }, [isTraining])
}

type Rating = ReturnType<typeof useRatingSession>

/** Answers and choices by position, announced to screen readers. The callbacks are stable during a task. */
function useAnswering({ ratingSession: { task }, dispatch, announce }: Rating, noteActivity: () => void) {
  const t = useTranslations('rating')
  const answerAt = useCallback(
    (position: number, answer: Answer) => {
      noteActivity()
      const after = dispatch({ type: 'answer', answer, position })
      const name = task?.candidates[position]?.name
      const counts = { done: answeredCount(after), total: after.answers.length }
      const word = after.answers[position] === null ? 'announceCleared' : 'announceAnswer'
      if (name) announce(t(word, { name, answer: t(answer), ...counts }))
    },
    [announce, dispatch, noteActivity, t, task],
  )
  const chooseAt = useCallback(
    (position: number) => {
      noteActivity()
      dispatch({ type: 'choose', position })
    },
    [dispatch, noteActivity],
  )
  return { answerAt, chooseAt }
}

interface CommandParts
  extends ReturnType<typeof useDialogs>,
    ReturnType<typeof useAnswering>,
    ReturnType<typeof useAnswerMode> {
  rating: Rating
  viewer: RefObject<PictureHandle | null>
  fullScreen: ReturnType<typeof useFullScreen>
  examples: ReturnType<typeof useClassExamples>
  noteActivity: () => void
  canSkip: boolean
}

/** Returns a function that runs a command. Commands without a handler here go to the session. */
function useCommands(parts: CommandParts) {
  const {
    rating,
    viewer,
    fullScreen,
    examples,
    openDialog,
    toggleTray,
    answerAt,
    noteActivity,
    canSkip,
    sweep,
    takeBack,
  } = parts
  const { ratingSession, dispatch, announce, skip, feedback } = rating
  const t = useTranslations('rating')
  const { task } = ratingSession
  const onScreen: Record<ScreenCommand['type'], () => unknown> = {
    skip() {
      if (!canSkip) return rating.refuseSkip()
      skip.reset()
      openDialog('skip')
    },
    help: () => openDialog('keys'),
    examples: () => examples.isWanted && rating.isImageThere && toggleTray('examples'),
    compare: () => task && task.candidates.length > 1 && rating.isImageThere && toggleTray('compare'),
    flags: () => task && openDialog('flags'),
    suggest: () => task && openDialog('suggest'),
    fullscreen: () => task && fullScreen.toggle(),
    brightness: () => viewer.current?.brighten(),
  }
  function actOnFeedback({ type }: { type: string }) {
    if (type === 'submit') rating.goOn()
    else if (type === 'help') openDialog('keys')
  }
  function actOnSession(event: LabelingEvent) {
    if (event.type === 'answer') return answerAt(event.position ?? rating.latest.current.active, event.answer)
    const before = rating.latest.current
    const after = dispatch(event)
    // Before the picture is painted, nothing is marked, so nothing is announced.
    if (event.type === 'restNo' && after !== before)
      announce(t(isComplete(after) ? 'announceRest' : 'announceRestOfPage'))
  }
  function actOnTask(command: Exclude<LabelingCommand, ZoomCommand> | SweepCommand) {
    if (command.type === 'undo' && takeBack.current) return takeBack.current()
    if (isScreenCommand(command)) return void onScreen[command.type]()
    const events = sweep?.eventsOf(rating.latest.current, command)
    // Without a sweep there are no sweep commands, so the cast is safe.
    for (const event of events ?? [command as LabelingEvent]) actOnSession(event)
  }
  return (command: LabelingCommand | SweepCommand) => {
    if (command.type === 'zoom') return viewer.current?.zoom(command.phase)
    noteActivity()
    if (feedback) actOnFeedback(command)
    else actOnTask(command)
  }
}
