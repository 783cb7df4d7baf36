'use client'

import { Radio } from '@/components/ui/field'
import { type PlanSettings, planSettings } from '@/lib/contracts/plan'
import { counted } from '@/lib/wording/number'
import { recallText } from '@/lib/wording/plan'
import { NumberSetting } from './number-setting'
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
    ? `The smallest subset shown to reach a recall of ${recallText(minimumRecall)} (lower 95% bound), or else all models`
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
        hint={`${ticked.length} of ${counted(allModels.length, 'model')} selected`}
        checked={!isSearched}
        onChange={() => change({ models: [...(models.length > 0 ? models : allModels)] })}
      />
    </fieldset>
  )
}

interface RecallSettingProps {
  value: number
  onChange: (value: number) => void
  onLeave: () => void
}

const schema = planSettings.shape.minimumRecall
const lowest = 0.5

/** Share of golden labels that must be proposed, with a slider and an exact number field. */
function RecallSetting({ value, onChange, onLeave }: RecallSettingProps) {
  return (
    <div className="flex items-end gap-4">
      <div className="w-24 shrink-0">
        <NumberSetting
          label="Recall (%)"
          value={value}
          schema={schema}
          scale={100}
          step={0.5}
          onChange={onChange}
          onLeave={onLeave}
        />
      </div>
      <div className="min-w-0 flex-1 pb-1.5">
        <input
          type="range"
          aria-label="Minimum recall"
          aria-valuetext={recallText(value)}
          min={lowest * 100}
          max={100}
          step={0.5}
          value={Math.max(lowest, value) * 100}
          onChange={(event) => onChange(Number(event.target.value) / 100)}
          onPointerUp={onLeave}
          onBlur={onLeave}
          className="block h-6 w-full"
        />
      </div>
    </div>
  )
}
