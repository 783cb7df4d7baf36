import { later } from '@/components/ui/later'
import { useReason } from '@/components/ui/use-reason'
import type { RatingSession, RatingTask, SkipReason } from '@/lib/contracts/rating/rating'
import type { AnswerMode } from '@/lib/domain/rating/answer-mode'
import { modesFor, pageModeOf } from '@/lib/domain/rating/mode-choice'
import { likelySkipReason } from './flags/likely-skip-reason'
import type { ImageFlagState } from './flags/use-image-flag'
import type { DialogName } from './use-dialogs'
import type { useRaterSettings } from './use-rater-settings'

const loaders = {
  keys: () => import('./key-map-dialog'),
  skip: () => import('./skip-dialog'),
  flags: () => import('./flags/flag-dialog'),
  suggest: () => import('./suggestions/suggestion-dialog'),
  guidelines: () => import('@/components/texts/guidelines-dialog').then((module) => module.GuidelinesDialog),
}
const KeyMapDialog = later(loaders.keys)
const SkipDialog = later(loaders.skip)
const FlagDialog = later(loaders.flags)
const SuggestionDialog = later(loaders.suggest)
const GuidelinesDialog = later(loaders.guidelines)

/** Loads the code of all dialogs ahead of time, so that the first one opens without delay. */
export const preloadDialogs = () => Promise.all(Object.values(loaders).map((load) => load().catch(() => undefined)))

interface Skipping {
  isPending: boolean
  error: Error | null
  mutate: (input: { reason: SkipReason; note: string | null }) => unknown
}

interface RatingDialogsProps {
  /** Answer mode of tasks that are one image. */
  mode: AnswerMode
  project: RatingSession['project']
  step: RatingSession['step']['kind']
  task: RatingTask | null
  dialog: DialogName | null
  onClose: () => void
  settings: ReturnType<typeof useRaterSettings>
  skip: Skipping
  canSkip: boolean
  flag: ImageFlagState
  hasImageFailed: boolean
  announce: (text: string) => void
}

/** All dialogs of the rating screen, each loaded on first use. */
export function RatingDialogs(props: RatingDialogsProps) {
  const reason = useReason()
  const { mode, project, step, task, dialog, onClose, settings, skip, canSkip, flag, hasImageFailed, announce } = props
  const { slug, languages } = project
  return (
    <>
      {dialog === 'keys' && (
        <KeyMapDialog
          slug={slug}
          isOpen
          onClose={onClose}
          names={{ languages, chosen: settings.settings.names, onChange: settings.changeNames }}
          changes={settings.settings.keys}
          onChange={settings.changeKeys}
          answering={answeringOf({ mode, project, task, settings })}
          hasFailed={settings.hasFailed}
        />
      )}
      {dialog === 'guidelines' && <GuidelinesDialog slug={slug} isOpen onClose={onClose} />}
      {dialog === 'skip' && (
        <SkipDialog
          isOpen
          isBusy={skip.isPending}
          isTest={step === 'test'}
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
          isOpen
          onClose={onClose}
          state={flag}
          hasImageFailed={hasImageFailed}
          announce={announce}
          onSkip={canSkip ? (reason) => skip.mutate({ reason, note: null }) : null}
        />
      )}
    </>
  )
}

/** Returns the current answer mode of the task, one image or a page, and the modes the rater may choose from. */
function answeringOf({
  mode,
  project,
  task,
  settings,
}: Pick<RatingDialogsProps, 'mode' | 'project' | 'task' | 'settings'>) {
  const { answerModes } = project
  if (!task?.pictures)
    return {
      mode,
      modes: task?.display.answerMode ? null : modesFor('image', answerModes),
      onChange: settings.changeMode,
    }
  const { pageMode } = task.display
  return {
    mode: pageModeOf(pageMode, settings.settings.pageMode, answerModes),
    modes: pageMode ? null : modesFor('page', answerModes),
    onChange: settings.changeMode,
  }
}
