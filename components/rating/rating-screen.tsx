'use client'

import type { CSSProperties, ReactNode } from 'react'
import { lazyComponent, optionalLazyComponent } from '@/components/ui/lazy-component'
import { LoadBoundary } from '@/components/ui/load-boundary'
import { Workspace, WorkspaceWindow } from '@/components/workspace/workspace'
import type { RatingSession, RatingTask } from '@/lib/contracts/rating/rating'
import { KeyMapProvider } from './key-map'
import { ViewerNotice } from './picture/viewer-notice'
import { RatingPanel } from './rating-panel'
import { RatingPicture } from './rating-picture'
import { TopBar } from './top-bar'
import { loadDialogs, loadNoTaskScreen, type RatingScreenParts, useRatingScreen } from './use-rating-screen'

const NoTaskScreen = lazyComponent(() => loadNoTaskScreen().then((module) => module.NoTaskScreen))

// Loaded with `optionalLazyComponent`: without a connection there are no messages to show either.
const MessageNotice = optionalLazyComponent(() => import('./message-notice').then((module) => module.MessageNotice))

const OfflineKeeper = optionalLazyComponent(() => import('./offline-keeper').then((module) => module.OfflineKeeper))

const RestHint = optionalLazyComponent(() => import('./rest-hint').then((module) => module.RestHint))

const RatingDialogs = lazyComponent(() => loadDialogs().then((module) => module.RatingDialogs))
const PicturePage = lazyComponent(() => import('./grid/picture-page'))

/** Divides the window's height between rows, description and bars, so that nothing scrolls or moves. */
function heightsFor(task: RatingTask | null) {
  const rows = task ? Math.min(task.display.perScreen, task.candidates.length) : 1
  return {
    // Where not all rows fit with their glosses, the description shrinks first.
    '--detail': `clamp(136px, 100dvh - ${rows * 44 + 166}px, 174px)`,
    '--row': `clamp(27px, (100dvh - 166px - var(--detail)) / ${rows}, 86px)`,
  } as CSSProperties
}

export function RatingScreen({ initialSession, home }: { initialSession: RatingSession; home: string }) {
  const screen = useRatingScreen(initialSession)
  const { rating, isHere } = screen
  const { ratingSession } = rating
  const { task, project } = ratingSession
  const isAllAnswered = task === null && ratingSession.state === 'rating' && !ratingSession.panel?.exit
  const notice = (
    <>
      <ViewerNotice
        saveState={rating.saveState}
        isStuck={rating.session.status === 'submitting' || isAllAnswered}
        note={rating.note}
        address={ratingSession.panel ? null : `/rate/${project.slug}`}
        onRetry={rating.retrySaving}
        onDismiss={rating.dismissNote}
      />
      {screen.hasSettled && <MessageNotice screen={screen} />}
    </>
  )
  return (
    <KeyMapProvider value={screen.settings.keys}>
      <WorkspaceWindow
        style={heightsFor(task)}
        topBar={
          <div className="relative">
            <TopBar
              ratingSession={ratingSession}
              home={home}
              saveState={rating.saveState}
              onGuidelines={screen.openGuidelines}
              onKeys={screen.openKeys}
            />
            {screen.hasSettled && isHere && (
              <RestHint slug={project.slug} task={task} submittedEver={ratingSession.progress.submittedEver} />
            )}
          </div>
        }
        announcement={rating.announcement}
      >
        {task?.pictures && isHere ? (
          <PicturePage screen={screen} task={task} notice={notice} />
        ) : task && isHere ? (
          <Workspace
            frame="window"
            picture={<RatingPicture screen={screen} task={task} notice={notice} />}
            panel={{ headingId: 'question' }}
            isBusy={!screen.canAnswer}
          >
            <RatingPanel screen={screen} task={task} />
          </Workspace>
        ) : (
          <WithoutTask screen={screen} isAllAnswered={isAllAnswered} notice={notice} />
        )}
        {screen.dialog && (
          <LoadBoundary onUnloaded={screen.closeUnloaded}>
            <RatingDialogs {...screen} dialog={screen.dialog} onClose={screen.closeDialog} />
          </LoadBoundary>
        )}
        {screen.hasSettled && isHere && <OfflineKeeper rating={rating} home={home} />}
      </WorkspaceWindow>
    </KeyMapProvider>
  )
}

type WithoutTaskProps = { screen: RatingScreenParts; isAllAnswered: boolean; notice: ReactNode }

/** Once all tasks here are answered, renders only the notice: without a connection, other code may be missing. */
function WithoutTask({ screen, isAllAnswered, notice }: WithoutTaskProps) {
  const { rating, isHere, act, noteActivity } = screen
  return (
    <div className="relative min-h-0 overflow-auto">
      {notice}
      {isAllAnswered && isHere ? (
        <main>
          <h1 className="sr-only">{rating.ratingSession.project.name}</h1>
        </main>
      ) : (
        <NoTaskScreen
          rating={rating}
          isHere={isHere}
          onAskNext={() => {
            // The button is about to go, so the next task takes the focus.
            noteActivity()
            return rating.askNext()
          }}
          onUndo={() => act({ type: 'undo' })}
        />
      )}
    </div>
  )
}
