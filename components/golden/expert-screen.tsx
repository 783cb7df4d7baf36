'use client'

import type { CSSProperties } from 'react'
import { errorText } from '@/components/kit/form'
import { KeysDialog } from '@/components/kit/keys-dialog'
import { CandidateFacts } from '@/components/rating/candidates/candidate-facts'
import { CandidateRow } from '@/components/rating/candidates/candidate-row'
import { PlainPicture } from '@/components/rating/picture/plain-picture'
import { WorkspaceNotice } from '@/components/rating/picture/workspace-notice'
import { GuidelinesDialog } from '@/components/texts/guidelines-dialog'
import { Button } from '@/components/ui/button'
import { ChevronLeft, ChevronRight, ExternalLink, Plus } from '@/components/ui/generated/icons'
import { Kbd } from '@/components/ui/kbd'
import { keyOnAccent, SubmitButton } from '@/components/ui/submit-button'
import { Workspace, WorkspaceWindow } from '@/components/workspace/workspace'
import type { ExpertTask } from '@/lib/contracts/golden/golden'
import { isGoldenComplete } from '@/lib/domain/golden/golden-session'
import { listedKeys } from '@/lib/domain/workspace/key-table'
import { expertKeys } from '@/lib/wording/golden'
import { webAddress } from '@/lib/wording/images/credit'
import { wholeNumber } from '@/lib/wording/number'
import { ClassFinder } from './class-finder'
import { ExpertTopBar } from './expert-top-bar'
import { type ExpertScreenParts, useExpertScreen } from './use-expert-screen'

const heights = { '--detail': '138px', '--row': 'clamp(29px, (100dvh - 304px) / 8, 69px)' } as CSSProperties

export function ExpertScreen({ firstTask }: { firstTask: ExpertTask }) {
  const screen = useExpertScreen(firstTask)
  const { golden, dialog, setDialog, closeDialog, adding } = screen
  const { task, session } = golden
  const { slug } = task.project
  return (
    <WorkspaceWindow
      style={heights}
      announcement={golden.announcement}
      topBar={
        <ExpertTopBar
          project={task.project}
          askingOrder="image"
          progress={{ ...golden.served.progress, noun: ['image', 'images'] }}
          saveState={golden.saveState}
          onGuidelines={() => setDialog('guidelines')}
          onKeys={() => setDialog('keys')}
        >
          <ImageSteps task={task} onGo={golden.engine.goToImage} />
        </ExpertTopBar>
      }
    >
      <Workspace
        frame="window"
        panel={{ headingId: 'question' }}
        isBusy={!screen.isShown}
        picture={
          <PlainPicture
            ref={screen.viewer}
            imageId={task.imageId}
            image={task.image}
            onShown={screen.showImage}
            saveState={golden.saveState}
            notice={<WorkspaceNotice workspace={golden} address={`/expert/${slug}/${task.imageId}`} />}
          />
        }
      >
        <ExpertPanel screen={screen} />
      </Workspace>
      <KeysDialog isOpen={dialog === 'keys'} onClose={closeDialog} list={listedKeys(expertKeys)} />
      <GuidelinesDialog slug={slug} isOpen={dialog === 'guidelines'} onClose={closeDialog} />
      <ClassFinder
        slug={slug}
        isOpen={dialog === 'classes'}
        onClose={closeDialog}
        askedIds={new Set(session.classIds)}
        near={screen.active}
        isBusy={adding.isPending}
        error={adding.error && errorText(adding.error)}
        onAdd={(found) => adding.mutate(found)}
      />
    </WorkspaceWindow>
  )
}

function ImageSteps({ task, onGo }: { task: ExpertTask; onGo: (imageId: number) => void }) {
  const { position, previousImageId, nextImageId, progress } = task
  const step = (imageId: number | null) => ({
    size: 'small' as const,
    tone: 'quiet' as const,
    className: 'w-7 px-0! max-desk:h-11 max-desk:w-8',
    disabled: imageId === null,
    onClick: () => imageId !== null && onGo(imageId),
  })
  return (
    <nav aria-label="Golden set" className="flex items-center gap-0.5">
      <Button {...step(previousImageId)} aria-label="Previous image">
        <ChevronLeft aria-hidden size={16} />
      </Button>
      <p className="whitespace-nowrap text-center text-[13px] text-second tabular-nums">
        <span className="sr-only">Image </span> {wholeNumber(position)}
        <span className="max-[480px]:sr-only"> of {wholeNumber(progress.total)}</span>
      </p>
      <Button {...step(nextImageId)} aria-label="Next image">
        <ChevronRight aria-hidden size={16} />
      </Button>
    </nav>
  )
}

function ExpertPanel({ screen }: { screen: ExpertScreenParts }) {
  const { golden, dialog, hasActed, isSaved } = screen
  const { task, session } = golden
  const { candidates } = task
  return (
    <>
      <header className="flex h-11 shrink-0 items-center justify-between gap-3 px-4 desk:px-5">
        <h1 id="question" className="truncate font-semibold text-question">
          Which of these are in the image?
        </h1>
        <p className="shrink-0 text-[13px] text-second tabular-nums">
          {isSaved && 'Saved · '}
          {session.answers.size} of {candidates.length}
        </p>
      </header>
      {/* Locked answers look like the disabled buttons below. */}
      <ol className="min-h-0 flex-1 overflow-y-auto overscroll-contain px-2 py-1 desk:px-3 [&_fieldset:has([aria-disabled])]:opacity-50">
        {candidates.map((candidate, position) => (
          <CandidateRow
            key={candidate.classId}
            candidate={candidate}
            position={position}
            answer={session.answers.get(candidate.classId) ?? null}
            isActive={session.active === position}
            isLocked={!screen.isShown}
            takesFocus={hasActed && dialog === null}
            onAnswer={screen.answerAt}
            onChoose={screen.chooseAt}
          />
        ))}
        {candidates.length === 0 && (
          <li className="px-2 py-3 text-second">
            This image has no candidates. Add what you see, or submit it as it is.
          </li>
        )}
      </ol>
      <ExpertDetail screen={screen} />
      <ExpertBar screen={screen} />
    </>
  )
}

function ExpertBar({ screen: { golden, dialog, hasActed, isSaved, isShown, act } }: { screen: ExpertScreenParts }) {
  const { task, session } = golden
  const isComplete = isGoldenComplete(session)
  const narrow = 'max-desk:h-11 px-2!'
  return (
    <div className="flex items-center gap-2 border-line border-t bg-card px-3 pt-3 pb-[max(12px,env(safe-area-inset-bottom))] desk:gap-1.5 desk:px-4">
      <Button className={narrow} onClick={() => act({ type: 'restNo' })} disabled={isComplete || !isShown}>
        Mark rest as no <Kbd className="max-desk:hidden">x</Kbd>
      </Button>
      <Button className={narrow} onClick={() => act({ type: 'addClass' })} disabled={!isShown}>
        <Plus aria-hidden size={16} />
        <span className="sr-only">Add a class</span>
        <span aria-hidden>Class</span>
        <Kbd className="max-desk:hidden">a</Kbd>
      </Button>
      <Button
        className={`${narrow} max-desk:hidden`}
        onClick={() => act({ type: 'later' })}
        disabled={task.nextOpenImageId === null}
      >
        Skip <Kbd>s</Kbd>
      </Button>
      <SubmitButton
        className="ms-auto w-[96px] shrink!"
        isReady={isComplete && (isShown || isSaved)}
        isActive={hasActed && session.active === task.candidates.length && dialog === null}
        onSubmit={() => act({ type: 'submit' })}
      >
        {isSaved ? 'Next' : 'Submit'}
        <Kbd className={`${keyOnAccent} max-desk:hidden`}>⏎</Kbd>
      </SubmitButton>
    </div>
  )
}

const hostOf = (address: string) => new URL(address).hostname.replace(/^www\./, '')

function ExpertDetail({ screen: { golden, active: candidate, isSaved } }: { screen: ExpertScreenParts }) {
  const count = golden.task.candidates.length
  return (
    <section
      aria-label="About the selected candidate"
      className="h-[var(--detail)] shrink-0 overflow-y-auto border-line border-t px-5 py-3 max-desk:hidden"
    >
      {candidate ? (
        <>
          <CandidateFacts candidate={candidate} />
          <p className="mt-1 flex flex-wrap gap-x-3 text-small">
            {candidate.links.map((link) => {
              const address = webAddress(link)
              return (
                address && (
                  <a
                    key={link}
                    href={address}
                    target="_blank"
                    rel="noreferrer"
                    className="inline-flex items-center gap-1 rounded-[4px] font-medium text-accent hover:underline"
                  >
                    {hostOf(address)}
                    <ExternalLink aria-hidden size={12} />
                  </a>
                )
              )
            })}
          </p>
        </>
      ) : (
        <p className="text-[13px] text-second">
          {count === 0 ? 'There is nothing to answer.' : `All ${count} answered.`} Press <Kbd isRead>Enter</Kbd> to{' '}
          {isSaved ? 'continue' : 'submit'}, <Kbd isRead>a</Kbd> to add a missing class.
        </p>
      )}
    </section>
  )
}
