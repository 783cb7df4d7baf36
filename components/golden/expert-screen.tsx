'use client'

import { useMutation } from '@tanstack/react-query'
import { useRouter } from 'next/navigation'
import { type CSSProperties, useCallback, useEffect, useRef, useState } from 'react'
import { KeysDialog } from '@/components/kit/keys-dialog'
import { CandidateRow } from '@/components/rating/candidates/candidate-row'
import { Stage, type StageHandle } from '@/components/rating/picture/stage'
import { StageNotice } from '@/components/rating/picture/stage-notice'
import { useLabelingKeys } from '@/components/rating/use-labeling-keys'
import { GuidelinesDialog } from '@/components/texts/guidelines-dialog'
import { addGoldenClass, openGoldenImage } from '@/lib/client/golden/golden'
import { imageReady } from '@/lib/client/rating/image-ready'
import type { GoldenClass, GoldenTask } from '@/lib/contracts/golden/golden'
import { hasUnsaved, isGoldenComplete } from '@/lib/domain/golden/golden-session'
import type { Answer } from '@/lib/domain/rating/answer'
import type { LabelingCommand } from '@/lib/domain/rating/labeling-session'
import { expertKeys } from '@/lib/wording/golden'
import { ClassFinder } from './class-finder'
import { ExpertBar } from './expert-bar'
import { ExpertDetail } from './expert-detail'
import { ExpertTopBar } from './expert-top-bar'
import { useGoldenSaving } from './use-golden-saving'
import { useGoldenSession } from './use-golden-session'
import { useKey } from './use-key'

const heights = { '--detail': '138px', '--row': 'clamp(52px, (100dvh - 304px) / 8, 66px)' } as CSSProperties
const imagePatienceMs = 1_500

// The browser may draw a page again as it was before an answer was saved; what this tab saved last tells.
const savedRevision = new Map<string, number>()

export function ExpertScreen({ firstTask }: { firstTask: GoldenTask }) {
  const router = useRouter()
  const { slug } = firstTask.project
  const saving = useGoldenSaving(slug, {
    onSaved: ({ nextOpenImageId }) => {
      forget()
      savedRevision.set(`${slug}/${task.imageId}`, task.revision)
      void goTo(nextOpenImageId)
    },
    onChanged: (fresh) => refresh(fresh),
    onFailed: () => dispatch({ type: 'failed' }),
  })
  const { task, session, dispatch, refresh, forget } = useGoldenSession(firstTask, saving.send)
  const [dialog, setDialog] = useState<'keys' | 'guidelines' | 'classes' | null>(null)
  const stage = useRef<StageHandle>(null)
  const [hasFailed, setFailed] = useState(false)
  const [hasActed, setActed] = useState(false)
  const [announcement, setAnnouncement] = useState('')
  const { candidates, upcomingImageUrl, previousImageId, nextOpenImageId } = task
  const isLocked = session.status === 'submitting'
  const isSaved = task.state === 'done' && !hasUnsaved(session)
  const active = candidates[session.active] ?? null
  const close = useCallback(() => setDialog(null), [])
  const fail = useCallback(() => setFailed(true), [])

  const goTo = async (imageId: number | null) => {
    if (imageId === task.nextOpenImageId && upcomingImageUrl)
      await imageReady({ url: upcomingImageUrl }, imagePatienceMs)
    router.push(imageId === null ? `/expert/${slug}` : `/expert/${slug}/${imageId}`)
  }

  useEffect(() => {
    if (upcomingImageUrl) void imageReady({ url: upcomingImageUrl }, imagePatienceMs)
  }, [upcomingImageUrl])

  useEffect(() => {
    const { imageId, revision } = firstTask
    if (revision > (savedRevision.get(`${slug}/${imageId}`) ?? -1)) return
    openGoldenImage(slug, imageId).then(refresh, () => undefined)
  }, [firstTask, refresh, slug])

  const adding = useMutation({
    mutationFn: (found: GoldenClass) => addGoldenClass(slug, task.imageId, found.classId),
    onSuccess: (fresh, found) => {
      setDialog(null)
      setActed(true)
      refresh(fresh, found.classId)
      setAnnouncement(`${found.name} added. Answer about it.`)
    },
  })
  const openFinder = () => {
    if (isLocked) return
    adding.reset()
    setDialog('classes')
  }

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

  function act(command: LabelingCommand) {
    setActed(true)
    if (command.type === 'help') setDialog('keys')
    else if (command.type === 'zoom') stage.current?.zoom(command.phase)
    else if (command.type === 'brightness') stage.current?.brighten()
    else if (command.type === 'pick') dispatch({ type: 'choose', position: command.place })
    else if (command.type === 'skip') {
      if (nextOpenImageId !== null && !isLocked) void goTo(nextOpenImageId)
    } else if (command.type === 'undo') {
      if (previousImageId !== null && !isLocked) void goTo(previousImageId)
    } else if (command.type === 'answer') answerAt(command.position ?? session.active, command.answer)
    else if (command.type === 'submit') {
      if (isSaved) void goTo(nextOpenImageId)
      else dispatch(command)
    } else if (command.type === 'choose' || command.type === 'move' || command.type === 'restNo') dispatch(command)
  }
  useLabelingKeys(dialog === null, act)
  useKey('a', dialog === null, openFinder)

  return (
    <div
      style={heights}
      className="relative grid h-dvh grid-cols-[minmax(0,1fr)] grid-rows-[auto_minmax(0,1fr)] overflow-hidden"
    >
      <ExpertTopBar
        task={task}
        saveState={saving.saveState}
        onGuidelines={() => setDialog('guidelines')}
        onKeys={() => setDialog('keys')}
      />
      <main className="grid min-h-0 grid-cols-[minmax(0,1fr)] grid-rows-[42dvh_minmax(0,1fr)] desk:grid-cols-[minmax(0,1fr)_456px] desk:grid-rows-1">
        <Stage
          key={task.imageId}
          ref={stage}
          image={task.image}
          hasFailed={hasFailed}
          onFail={fail}
          onRetry={() => setFailed(false)}
          onSkip={null}
        >
          <StageNotice
            saveState={saving.saveState}
            note={saving.note}
            signInHref={`/sign-in?callbackUrl=${encodeURIComponent(`/expert/${slug}/${task.imageId}`)}`}
            onRetry={saving.retry}
            onDismiss={() => saving.setNote(null)}
          />
        </Stage>
        <section
          aria-labelledby="question"
          aria-busy={isLocked}
          className="flex min-h-0 flex-col border-line max-desk:border-t desk:border-l"
        >
          <header className="flex h-11 shrink-0 items-center justify-between gap-3 px-4 desk:px-5">
            <h1 id="question" className="truncate font-semibold text-question">
              Which of these are in the image?
            </h1>
            <p className="shrink-0 text-[13px] text-second tabular-nums">
              {isSaved && 'Saved · '}
              {session.answers.size} of {candidates.length}
            </p>
          </header>
          <ol className="min-h-0 flex-1 overflow-y-auto overscroll-contain px-2 py-1 desk:px-3">
            {candidates.map((candidate, position) => (
              <CandidateRow
                key={candidate.classId}
                candidate={candidate}
                position={position}
                answer={session.answers.get(candidate.classId) ?? null}
                isActive={session.active === position}
                isLocked={isLocked}
                takesFocus={hasActed && dialog === null}
                onAnswer={answerAt}
                onChoose={chooseAt}
              />
            ))}
            {candidates.length === 0 && (
              <li className="px-2 py-3 text-second">
                This image has no candidates. Add what you see, or submit it as it is.
              </li>
            )}
          </ol>
          <ExpertDetail candidate={active} count={candidates.length} isLocked={isLocked} isSaved={isSaved} />
          <ExpertBar
            isComplete={isGoldenComplete(session)}
            isSaved={isSaved}
            isSubmitting={isLocked}
            isSubmitActive={hasActed && session.active === candidates.length && dialog === null}
            canSkip={nextOpenImageId !== null}
            onRestNo={() => act({ type: 'restNo' })}
            onAddClass={openFinder}
            onSkip={() => act({ type: 'skip' })}
            onSubmit={() => act({ type: 'submit' })}
          />
        </section>
      </main>
      <KeysDialog isOpen={dialog === 'keys'} onClose={close} list={expertKeys} />
      <GuidelinesDialog slug={slug} isOpen={dialog === 'guidelines'} onClose={close} />
      <ClassFinder
        slug={slug}
        isOpen={dialog === 'classes'}
        onClose={close}
        askedIds={new Set(session.classIds)}
        near={active}
        isBusy={adding.isPending}
        error={adding.error?.message ?? null}
        onAdd={(found) => adding.mutate(found)}
      />
      <p aria-live="polite" className="sr-only">
        {announcement}
      </p>
    </div>
  )
}
