import { useKeys } from '@/components/workspace/use-keys'
import type { LabelingKeys } from '@/lib/domain/rating/labeling-keys'
import { type LabelingCommand, labelingCommand, labelingRelease } from '@/lib/domain/rating/labeling-session'

/** Hands every key that means something to this rater on the rating screen to `run`. */
export const useLabelingKeys = (isListening: boolean, run: (command: LabelingCommand) => void, keys: LabelingKeys) =>
  useKeys(isListening, {
    press: (press) => labelingCommand(press, keys),
    release: (key) => labelingRelease(key, keys),
    run,
  })
