import { lazyComponent } from '@/components/ui/lazy-component'
import { useReason } from '@/components/ui/use-reason'
import { type AnswerMode, modesFor, pageModeOf } from '@/lib/domain/rating/answer-mode'
import { likelySkipReason } from './flags/likely-skip-reason'
import type { ImageFlagState } from './flags/use-image-flag'
import type { DialogName } from './use-dialogs'
import type { useRaterSettings } from './use-rater-settings'
import type { useRatingSession } from './use-rating-session'

const loaders = {
  keys: () => import('./key-map-dialog'),
  skip: () => import('./skip-dialog'),
  flags: () => import('./flags/flag-dialog'),
  suggest: () => import('./suggestions/suggestion-dialog'),
  guidelines: () => import('@/components/texts/guidelines-dialog').then((module) => module.GuidelinesDialog),
}
const KeyMapDialog = lazyComponent(loaders.keys)
const SkipDialog = lazyComponent(loaders.skip)
const FlagDialog = lazyComponent(loaders.flags)
const SuggestionDialog = lazyComponent(loaders.suggest)
const GuidelinesDialog = lazyComponent(loaders.guidelines)

/** Loads the code of all dialogs ahead of time, so that the first one opens without delay. */
export const preloadDialogs = () => Promise.all(Object.values(loaders).map((load) => load().catch(() => undefined)))

interface RatingDialogsProps {
  rating: ReturnType<typeof useRatingSession>
  /** Answer mode of tasks that are one image. */
  mode: AnswerMode
  dialog: DialogName
  onClose: () => void
  settings: ReturnType<typeof useRaterSettings>
  canSkip: boolean
  flag: ImageFlagState
}

/** All dialogs of the rating screen, each loaded on first use. */
export function RatingDialogs(props: RatingDialogsProps) {
  const reason = useReason()
  const { rating, dialog, onClose, settings, canSkip, flag } = props
  const { skip, announce } = rating
  const { project, step, task } = rating.ratingSession
  const { slug, languages } = project
  const hasImageFailed = task !== null && rating.session.imageShownAt === null
  return (
    <>
      {dialog === 'keys' && (
        <KeyMapDialog
          slug={slug}
          onClose={onClose}
          names={{ languages, chosen: settings.settings.names, onChange: settings.changeNames }}
          changes={settings.settings.keys}
          onChange={settings.changeKeys}
          answering={answeringOf(props)}
          hasFailed={settings.hasFailed}
        />
      )}
      {dialog === 'guidelines' && <GuidelinesDialog slug={slug} isOpen onClose={onClose} />}
      {dialog === 'skip' && (
        <SkipDialog
          isBusy={skip.isPending}
          isPage={!!task?.pictures}
          isTest={step.kind === 'test'}
          error={skip.error && reason(skip.error)}
          likelyReason={likelySkipReason(flag.flag, hasImageFailed)}
          onClose={onClose}
          onSkip={skip.mutate}
        />
      )}
      {dialog === 'suggest' && task && (
        <SuggestionDialog slug={slug} task={task} onClose={onClose} onCount={flag.putSuggested} announce={announce} />
      )}
      {dialog === 'flags' && (
        <FlagDialog
          onClose={onClose}
          state={flag}
          hasImageFailed={hasImageFailed}
          announce={announce}
          onUnsaved={() => rating.say('notFlagged')}
          onSkip={canSkip ? (reason) => skip.mutate({ reason, note: null }) : null}
        />
      )}
    </>
  )
}

/** Returns the current answer mode of the task, one image or a page, and the modes the rater may choose from. */
function answeringOf({ rating, mode, settings: { settings, changeMode: onChange } }: RatingDialogsProps) {
  const { task, project } = rating.ratingSession
  const { answerModes } = project
  const { answerMode, pageMode } = task?.display ?? {}
  return task?.pictures
    ? {
        mode: pageModeOf(pageMode, settings.pageMode, answerModes),
        modes: pageMode ? null : modesFor('page', answerModes),
        onChange,
      }
    : { mode, modes: answerMode ? null : modesFor('image', answerModes), onChange }
}
