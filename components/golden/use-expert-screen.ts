import { useMutation } from '@tanstack/react-query'
import { useRouter } from 'next/navigation'
import { useCallback, useEffect, useState } from 'react'
import { useShownImage } from '@/components/rating/picture/use-shown-image'
import { useExpertOutbox } from '@/components/workspace/use-expert-outbox'
import { useKeyTable } from '@/components/workspace/use-key-table'
import { addGoldenClass } from '@/lib/client/golden/golden'
import { goldenEngine } from '@/lib/client/golden/golden-engine'
import type { ExpertTask, GoldenClass } from '@/lib/contracts/golden/golden'
import { type GoldenCommand, type GoldenEvent, hasUnsaved } from '@/lib/domain/golden/golden-session'
import type { Answer } from '@/lib/domain/rating/answer'
import { expertKeys } from '@/lib/wording/golden'

/** Runs the golden engine on a page, with the outbox of this browser. */
function useGolden(firstTask: ExpertTask) {
  const { slug } = firstTask.project
  const { raterId } = firstTask
  const router = useRouter()
  const box = useExpertOutbox(
    'golden',
    { slug, raterId },
    {
      onLeft: (entries) => engine.applyPending(entries.map(({ input }) => input)),
      onOutcome: (outcome) => void engine.settle(outcome),
    },
  )
  const [engine] = useState(() => goldenEngine(firstTask, { add: box.add, show: (next) => setView(next) }))
  const [view, setView] = useState(engine.view)
  useEffect(() => engine.start(), [engine])

  const isLeaving = view.served.isDone && box.saveState.pending === 0
  useEffect(() => {
    if (isLeaving) router.push(`/expert/${slug}`)
  }, [isLeaving, router, slug])
  return { ...view, engine, saveState: box.saveState, retry: box.retry }
}

export function useExpertScreen(firstTask: ExpertTask) {
  const golden = useGolden(firstTask)
  const { task, session, engine } = golden
  const [dialog, setDialog] = useState<'keys' | 'guidelines' | 'classes' | null>(null)
  const [hasActed, setActed] = useState(false)
  const { isShown, showImage } = useShownImage(task.imageId)
  /** Whether the answers equal those saved. */
  const isSaved = task.state === 'done' && !hasUnsaved(session)

  const adding = useMutation({
    mutationFn: (found: GoldenClass) => addGoldenClass(task.project.slug, task.imageId, { classId: found.classId }),
    onSuccess: (fresh, found) => {
      setDialog(null)
      setActed(true)
      engine.take(fresh, found.classId)
      engine.put({ announcement: `${found.name} added. Answer about it.` })
    },
  })
  const answerAt = useCallback(
    (position: number, answer: Answer) => {
      if (!isShown) return
      setActed(true)
      const after = engine.dispatch({ type: 'answer', answer, position })
      engine.put({ announcement: `${answer}. ${after.answers.size} of ${after.classIds.length} answered.` })
    },
    [engine, isShown],
  )
  const chooseAt = useCallback(
    (position: number) => {
      setActed(true)
      engine.dispatch({ type: 'choose', position })
    },
    [engine],
  )

  const onScreen: Partial<Record<GoldenCommand['type'], () => unknown>> = {
    help: () => setDialog('keys'),
    addClass() {
      adding.reset()
      setDialog('classes')
    },
    later: engine.goOn,
    back: () => task.previousImageId !== null && engine.goToImage(task.previousImageId),
  }
  function act(command: GoldenCommand) {
    setActed(true)
    if (!isShown && ['answer', 'restNo', 'addClass'].includes(command.type)) return
    const does = onScreen[command.type]
    if (does) void does()
    else if (command.type === 'answer') answerAt(command.position ?? engine.view().session.active, command.answer)
    else if (command.type === 'submit' && isSaved) void engine.goOn()
    // Commands without a handler above are events of the session.
    else if (isShown || command.type !== 'submit') engine.dispatch(command as GoldenEvent)
  }
  const viewer = useKeyTable<GoldenCommand>(expertKeys, dialog === null, act)

  return {
    golden,
    dialog,
    setDialog,
    closeDialog: useCallback(() => setDialog(null), []),
    hasActed,
    isSaved,
    isShown,
    showImage,
    adding,
    answerAt,
    chooseAt,
    act,
    viewer,
    /** The current candidate. Null at the submit button. */
    active: task.candidates[session.active] ?? null,
  }
}

export type ExpertScreenParts = ReturnType<typeof useExpertScreen>
