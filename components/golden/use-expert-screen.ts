import { useMutation } from '@tanstack/react-query'
import { useCallback, useState } from 'react'
import { useKeyTable } from '@/components/workspace/use-key-table'
import { addGoldenClass } from '@/lib/client/golden/golden'
import type { ExpertTask, GoldenClass } from '@/lib/contracts/golden/golden'
import { type GoldenCommand, hasUnsaved } from '@/lib/domain/golden/golden-session'
import type { Answer } from '@/lib/domain/rating/answer'
import { expertKeys } from '@/lib/wording/golden'
import { useGolden } from './use-golden'

export function useExpertScreen(firstTask: ExpertTask) {
  const golden = useGolden(firstTask)
  const { task, session, dispatch } = golden
  const [dialog, setDialog] = useState<'keys' | 'guidelines' | 'classes' | null>(null)
  const [hasActed, setActed] = useState(false)
  const [announcement, setAnnouncement] = useState('')
  /** Whether the answers equal those saved. */
  const hasPicture = task.image.url !== null
  const isSaved = task.state === 'done' && !hasUnsaved(session)

  const adding = useMutation({
    mutationFn: (found: GoldenClass) => addGoldenClass(task.project.slug, task.imageId, { classId: found.classId }),
    onSuccess: (fresh, found) => {
      setDialog(null)
      setActed(true)
      golden.take(fresh, found.classId)
      setAnnouncement(`${found.name} added. Answer about it.`)
    },
  })
  const answerAt = useCallback(
    (position: number, answer: Answer) => {
      setActed(true)
      const after = dispatch({ type: 'answer', answer, position })
      setAnnouncement(`${answer}. ${after.answers.size} of ${after.classIds.length} answered.`)
    },
    [dispatch],
  )
  const chooseAt = useCallback(
    (position: number) => {
      setActed(true)
      dispatch({ type: 'choose', position })
    },
    [dispatch],
  )

  const onScreen: Partial<Record<GoldenCommand['type'], () => unknown>> = {
    help: () => setDialog('keys'),
    addClass() {
      adding.reset()
      setDialog('classes')
    },
    later: golden.goOn,
    back: () => task.previousImageId !== null && golden.goToImage(task.previousImageId),
  }
  function act(command: GoldenCommand) {
    setActed(true)
    if (!hasPicture && ['answer', 'restNo', 'addClass'].includes(command.type)) return
    const does = onScreen[command.type]
    if (does) void does()
    else if (command.type === 'answer')
      answerAt(command.position ?? golden.latest.current.session.active, command.answer)
    else if (command.type === 'submit' && isSaved) void golden.goOn()
    else if (isSessionCommand(command) && (hasPicture || command.type !== 'submit')) dispatch(command)
  }
  const viewer = useKeyTable<GoldenCommand>(expertKeys, dialog === null, act)

  return {
    golden,
    dialog,
    setDialog,
    closeDialog: useCallback(() => setDialog(null), []),
    hasActed,
    announcement,
    isSaved,
    hasPicture,
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

type SessionCommand = Exclude<GoldenCommand, { type: 'addClass' | 'back' | 'later' | 'help' }>
const isSessionCommand = (command: GoldenCommand): command is SessionCommand =>
  !['addClass', 'back', 'later', 'help'].includes(command.type)
