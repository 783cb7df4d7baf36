'use client'

import { Radio } from '@/components/ui/checkbox'
import type { PlanSettings } from '@/lib/contracts/plan'
import { counted } from '@/lib/wording/number'
import { recallText } from '@/lib/wording/plan'
import { RecallSetting } from './recall-setting'
import type { Draft } from './use-draft'

interface ModelChoiceProps {
  draft: Draft
  /** The current models. They are preselected when the user switches to choosing by hand. */
  models: readonly number[]
  allModels: readonly number[]
  hasGolden: boolean
}

function automaticLabel({ minimumRecall }: PlanSettings, hasGolden: boolean) {
  return hasGolden
    ? `The smallest subset sure to keep a recall of ${recallText(minimumRecall)}, or else all models`
    : 'All models, until there are golden labels to base the choice on'
}

/** Chooses between a searched subset of models and one selected by hand. */
export function ModelChoice({ draft, models, allModels, hasGolden }: ModelChoiceProps) {
  const { settings, change, close } = draft
  const isSearched = settings.models === null
  const ticked = settings.models ?? models
  return (
    <fieldset className="flex flex-col gap-3">
      <legend className="sr-only">Models that propose labels</legend>
      <Radio
        name="models"
        label={automaticLabel(settings, hasGolden)}
        hint={
          hasGolden &&
          'The lower 95% bound of recall has to reach it, counted on golden labels besides the original ones.'
        }
        checked={isSearched}
        onChange={() => change({ models: null })}
      >
        {hasGolden && (
          <div className="mt-2 max-w-[420px]">
            <RecallSetting
              value={settings.minimumRecall}
              onChange={(minimumRecall) => change({ minimumRecall }, 'minimumRecall')}
              onLeave={close}
            />
          </div>
        )}
      </Radio>
      <Radio
        name="models"
        label={hasGolden ? 'Models I select, below or on the chart' : 'Models I select below'}
        hint={`${ticked.length} of ${counted(allModels.length, 'model', 'models', 'en')} selected`}
        checked={!isSearched}
        onChange={() => change({ models: [...(models.length > 0 ? models : allModels)] })}
      />
    </fieldset>
  )
}
