import type { ReactNode } from 'react'
import { optionalLazyComponent } from '@/components/ui/lazy-component'
import { LoadBoundary } from '@/components/ui/load-boundary'
import type { RatingTask } from '@/lib/contracts/rating/rating'
import { CandidateTray } from './candidates/candidate-tray'
import { PictureViewer } from './picture/picture-viewer'
import { loadFullScreenBar, type RatingScreenParts } from './use-rating-screen'

const FullScreenBar = optionalLazyComponent(loadFullScreenBar)
const FirstTaskKeys = optionalLazyComponent(() => import('./first-task-keys').then((module) => module.FirstTaskKeys))

interface RatingPictureProps {
  screen: RatingScreenParts
  task: RatingTask
  notice: ReactNode
}

export function RatingPicture({ screen, task, notice }: RatingPictureProps) {
  const { rating, fullScreen, tray, canSkip, flag } = screen
  const isLocked = !screen.canAnswer
  const { session, ratingSession } = rating
  const common = { position: session.active, isLocked, onAnswer: screen.answerAt }
  return (
    <PictureViewer
      of={task.assignmentId}
      ref={screen.viewer}
      image={task.image}
      isSubmitted={rating.feedback !== null}
      hasFailed={screen.hasFailed}
      onShown={screen.showImage}
      onFail={screen.fail}
      onRetry={screen.retryPicture}
      onSkip={canSkip ? screen.openSkip : null}
      onReport={screen.openFlags}
      isFull={fullScreen.isFull}
      onFullScreen={fullScreen.toggle}
      notice={notice}
      remarks={{
        isFlagged: flag.flag !== null,
        suggested: flag.suggested,
        onFlag: screen.openFlags,
        onSuggest: () => screen.act({ type: 'suggest' }),
      }}
      tray={
        fullScreen.isFull ? (
          rating.isImageThere && (
            <FullScreenBar
              {...common}
              candidates={task.candidates}
              answers={session.answers}
              rest={session.rest}
              onChoose={screen.chooseAt}
              onSubmit={() => screen.act({ type: 'submit' })}
            />
          )
        ) : (
          <LoadBoundary onUnloaded={screen.closeUnloaded}>
            <CandidateTray
              {...common}
              tray={tray}
              candidates={task.candidates}
              answers={session.answers}
              examples={screen.examples}
              onCompare={() => screen.toggleTray('compare')}
              onClose={screen.closeTray}
            />
          </LoadBoundary>
        )
      }
    >
      {screen.hasSettled && (
        <FirstTaskKeys
          count={Math.min(task.candidates.length, task.display.perScreen, 9)}
          isSweep={screen.sweep !== null}
          isFirstTask={ratingSession.progress.submittedEver === 0}
          isCovered={tray !== null || fullScreen.isFull}
        />
      )}
    </PictureViewer>
  )
}
