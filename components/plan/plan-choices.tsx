'use client'

import { useState } from 'react'
import { ClassCombobox } from '@/components/kit/class-combobox'
import { Chip } from '@/components/ui/chip'
import { Checkbox, Radio } from '@/components/ui/field'
import { TextLink } from '@/components/ui/link'
import { type PlanSettings, type PlanSource, planSettings } from '@/lib/contracts/plan/plan'
import { maxAskedClasses } from '@/lib/domain/plan/plan-source'
import { counted } from '@/lib/wording/number'
import { recallText } from '@/lib/wording/plan'
import { NumberSetting } from './number-setting'
import type { PlanPageState, PlanPartProps } from './use-plan-page'

export function SourceChoice({ slug, state: { draft, data } }: PlanPartProps) {
  const { source } = draft.settings
  const choose = (next: PlanSource) => draft.change({ source: next })
  const hasModels = data.models.length > 0
  const areFew = data.classCount <= maxAskedClasses
  const { classCount } = data
  const option = (from: PlanSource['from']) => ({ name: 'source', checked: source.from === from })
  return (
    <fieldset className="flex flex-col gap-3">
      <legend className="sr-only">What raters are asked about</legend>
      <Radio
        {...option('models')}
        label="What models propose"
        hint={
          hasModels ? (
            'The original label, and what the models selected below propose for each image.'
          ) : (
            <>
              Needs predictions, which you can add at any time.{' '}
              <TextLink href={`/projects/${slug}/data#models`}>Import predictions or run a model</TextLink>
            </>
          )
        }
        disabled={!hasModels}
        onChange={() => choose({ from: 'models' })}
      />
      <Radio
        {...option('original')}
        label="The original label of each image"
        hint="One candidate per image. Finds wrong labels, but not missing ones."
        onChange={() => choose({ from: 'original' })}
      />
      <Radio
        {...option('classes')}
        label={areFew ? `Every class of a list, such as all ${classCount}` : 'Every class of a short list'}
        hint={`The same classes on every image, and its original label. Finds missing labels too. At most ${counted(maxAskedClasses, 'class', 'classes')}.`}
        disabled={classCount === 0}
        onChange={() => choose({ from: 'classes', classes: areFew ? null : [] })}
      >
        {source.from === 'classes' && (
          <ClassList slug={slug} source={source} classes={data.classes} classCount={classCount} onChange={choose} />
        )}
      </Radio>
      <Radio
        {...option('list')}
        label="A list of your own for each image"
        hint={
          data.listedCandidates > 0 ? (
            `${counted(data.listedCandidates, 'candidate')} of the imported list, and the original label of the images that it names.`
          ) : (
            <>
              Needs a CSV file with the columns image and class, a line for each pair.{' '}
              <TextLink href={`/projects/${slug}/data`}>Import a list</TextLink>
            </>
          )
        }
        disabled={data.listedCandidates === 0}
        onChange={() => choose({ from: 'list' })}
      />
    </fieldset>
  )
}

type ClassSource = Extract<PlanSource, { from: 'classes' }>

interface ClassListProps {
  slug: string
  source: ClassSource
  /** All classes of a small project, otherwise only those that were chosen. */
  classes: readonly { index: number; name: string }[]
  classCount: number
  onChange: (source: ClassSource) => void
}

/** The classes that every image is asked about: checkboxes if all fit, otherwise a search. */
function ClassList({ slug, source, classes, classCount, onChange }: ClassListProps) {
  // A class picked just now is not yet among the chosen ones that the server returns.
  const [picked, setPicked] = useState<Record<number, string>>({})
  const chosen = source.classes ?? classes.map(({ index }) => index)
  const isFull = chosen.length >= maxAskedClasses
  const choose = (indices: number[]) =>
    onChange({ from: 'classes', classes: indices.length === classCount ? null : indices.sort((a, b) => a - b) })
  const without = (index: number) => chosen.filter((one) => one !== index)
  if (classCount <= maxAskedClasses)
    return (
      <div className="mt-2 grid max-h-72 grid-cols-2 gap-x-4 gap-y-1.5 overflow-y-auto sm:grid-cols-3">
        {classes.map(({ index, name }) => (
          <Checkbox
            key={index}
            label={name}
            checked={chosen.includes(index)}
            onChange={(event) => choose(event.target.checked ? [...chosen, index] : without(index))}
          />
        ))}
      </div>
    )
  const nameOf = (index: number) => classes.find((one) => one.index === index)?.name ?? picked[index] ?? `${index}`
  return (
    <div className="mt-2 flex flex-col gap-2">
      {chosen.length > 0 && (
        <ul aria-label="Chosen classes" className="flex flex-wrap gap-1.5">
          {chosen.map((index) => (
            <li key={index} className="max-w-full">
              <Chip wraps onRemove={() => choose(without(index))} removeLabel={`Remove ${nameOf(index)}`}>
                {nameOf(index)}
              </Chip>
            </li>
          ))}
        </ul>
      )}
      {isFull ? (
        <p className="text-second text-small">
          You can ask about at most {counted(maxAskedClasses, 'class', 'classes')} on every image.
        </p>
      ) : (
        <div className="flex max-w-80">
          <ClassCombobox
            slug={slug}
            className="h-9 flex-1 rounded-control"
            onPick={({ index, name }) => {
              if (index === null || chosen.includes(index)) return
              setPicked((before) => ({ ...before, [index]: name }))
              choose([...chosen, index])
            }}
          />
        </div>
      )}
    </div>
  )
}

function automaticLabel({ minimumRecall }: PlanSettings, hasGolden: boolean) {
  return hasGolden
    ? `The smallest subset shown to reach a recall of ${recallText(minimumRecall)} (lower 95% bound), or else all models`
    : 'All models, until there are golden labels to base the choice on'
}

/** Chooses between a searched subset of models and one selected by hand. */
export function ModelChoice({ draft, data, report }: PlanPageState) {
  const { settings, change, close } = draft
  const hasGolden = data.goldenImages > 0
  const allModels = data.models.map(({ id }) => id)
  // The current models are preselected when the user switches to choosing by hand.
  const models = report?.models ?? []
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
        checked={settings.models === null}
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
        label={
          report && report.frontier.length > 0 ? 'Models I select, below or on the chart' : 'Models I select below'
        }
        hint={`${ticked.length} of ${counted(allModels.length, 'model')} selected`}
        checked={settings.models !== null}
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
