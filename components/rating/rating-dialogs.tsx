import { later } from '@/components/ui/later'
import { useReason } from '@/components/ui/use-reason'
import type { RatingTask, SkipReason } from '@/lib/contracts/rating/rating'
import type { AnswerMode } from '@/lib/domain/rating/answer-mode'
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

/** Fetches the dialogs' code while nothing else is to be done, so that the first opening waits for nothing. */
export const preloadDialogs = () => Promise.all(Object.values(loaders).map((load) => load().catch(() => undefined)))

interface Answering {
  mode: AnswerMode
  /** What the rater may choose; null: an experiment decides. */
  modes: readonly AnswerMode[] | null
  onChange: (mode: AnswerMode) => void
}

interface Skipping {
  isPending: boolean
  error: Error | null
  mutate: (input: { reason: SkipReason; note: string | null }) => unknown
}

interface RatingDialogsProps {
  answering: Answering
  /** The languages that names and texts can be read in. */
  languages: readonly string[]
  slug: string
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

/** Everything that opens over the rating screen. Nothing of it is loaded before it is first wanted. */
export function RatingDialogs(props: RatingDialogsProps) {
  const reason = useReason()
  const { answering, languages, slug, task, dialog, onClose, settings, skip, canSkip, flag, hasImageFailed, announce } =
    props
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
          answering={answering}
          hasFailed={settings.hasFailed}
        />
      )}
      {dialog === 'guidelines' && <GuidelinesDialog slug={slug} isOpen onClose={onClose} />}
      {dialog === 'skip' && (
        <SkipDialog
          isOpen
          isBusy={skip.isPending}
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
