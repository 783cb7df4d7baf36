'use client'

import { type FormEvent, useId, useState } from 'react'
import { ClassCombobox } from '@/components/kit/class-combobox'
import { Options, Select } from '@/components/ui/field'
import {
  type ClassRole,
  classPlaces,
  flagChoices,
  type ImageFilter,
  labelCounts,
  placesWithoutRun,
} from '@/lib/domain/images/image-filter'
import { typedNumber, typedNumberProblem } from '@/lib/domain/typed-number'
import { classRoleWord, flagChoiceWord, labelCountWord } from '@/lib/wording/images/image-filter'

interface ImageFilterPanelProps {
  slug: string
  filter: ImageFilter
  hasRun: boolean
  models: string[]
  show: (change: Partial<ImageFilter>) => void
}

interface ChoiceProps {
  label: string
  value: string
  options: Array<readonly [value: string, word: string]>
  onChoose: (value: string) => void
}

const Choice = ({ onChoose, ...rest }: ChoiceProps) => (
  <Select onChange={(event) => onChoose(event.currentTarget.value)} {...rest} />
)

interface NumbersProps {
  label: string
  boxes: Array<{ name: string; value: number | null; placeholder: string }>
  most: number
  isWhole?: boolean
  onGive: (values: Array<number | null>) => void
}

/** Number fields that are applied on Enter or blur. */
function Numbers({ label, boxes, most, isWhole = false, onGive }: NumbersProps) {
  const id = useId()
  const [problem, setProblem] = useState<string | null>(null)
  function give(form: HTMLFormElement) {
    const texts = boxes.map(({ name }) => String(new FormData(form).get(name)).trim())
    const values = texts.map((text) => (text === '' ? null : typedNumber(text)))
    const unread = texts.find((_, k) => Number.isNaN(values[k]))
    if (unread !== undefined) return setProblem(typedNumberProblem(unread))
    const isWrong = (value: number | null) =>
      value !== null && !(value >= 0 && value <= most && (!isWhole || Number.isInteger(value)))
    if (values.some(isWrong)) return setProblem(isWhole ? 'Enter a whole number' : `Enter a number from 0 to ${most}`)
    const [low, high] = values
    if (typeof low === 'number' && typeof high === 'number' && low > high)
      return setProblem('The minimum cannot be greater than the maximum')
    setProblem(null)
    const rounded = values.map((value) => (value === null ? null : Math.round(value * 1_000_000) / 1_000_000))
    if (rounded.some((value, k) => value !== boxes[k]!.value)) onGive(rounded)
  }
  return (
    <form
      noValidate
      onSubmit={(event: FormEvent<HTMLFormElement>) => {
        event.preventDefault()
        give(event.currentTarget)
      }}
      onBlur={(event) => !event.currentTarget.contains(event.relatedTarget) && give(event.currentTarget)}
    >
      <fieldset aria-describedby={problem ? id : undefined} className="flex flex-col gap-1.5">
        <legend className="mb-1.5 font-medium text-[13px]">{label}</legend>
        <div className="flex items-center gap-2">
          {boxes.map(({ name, value, placeholder }) => (
            <input
              key={`${name} ${value}`}
              name={name}
              aria-label={boxes.length > 1 ? `${label}, ${name}` : label}
              aria-invalid={problem ? true : undefined}
              inputMode={isWhole ? 'numeric' : 'decimal'}
              autoComplete="off"
              defaultValue={value ?? ''}
              placeholder={placeholder}
              className="h-9 w-full min-w-0 rounded-control border border-edge bg-card px-2.5 text-text tabular-nums placeholder:text-second aria-invalid:border-danger"
            />
          ))}
          <button type="submit" className="sr-only" tabIndex={-1}>
            Apply
          </button>
        </div>
        {problem && (
          <p id={id} role="alert" className="text-danger text-small">
            {problem}
          </p>
        )}
      </fieldset>
    </form>
  )
}

type YesNoKey = 'isChanged' | 'isRated' | 'isGolden' | 'isAdjudicated' | 'isExcluded' | 'isSent'

/** By field: its label, and the words for any, yes and no. */
const yesNo: Record<YesNoKey, readonly [label: string, any: string, yes: string, no: string]> = {
  isChanged: ['Compared with the original label', 'Changed or not', 'Changed', 'Unchanged'],
  isRated: ['Rated', 'Rated or not', 'Rated', 'Not rated'],
  isGolden: ['Answered by experts', 'Answered by experts or not', 'Answered by experts', 'Not answered by experts'],
  isAdjudicated: ['Adjudicated', 'Adjudicated or not', 'Adjudicated', 'Not adjudicated'],
  isExcluded: ['Excluded', 'Excluded or not', 'Excluded', 'Not excluded'],
  isSent: ['Sent to experts', 'Sent to experts or not', 'Waiting for experts', 'Not waiting for experts'],
}

type FilterProps = Pick<ImageFilterPanelProps, 'filter' | 'show'>

function YesNo({ of, filter, show }: FilterProps & { of: YesNoKey }) {
  const [label, any, yes, no] = yesNo[of]
  return (
    <Choice
      label={label}
      value={String(filter[of] ?? '')}
      options={[
        ['', any],
        ['true', yes],
        ['false', no],
      ]}
      onChoose={(text) => show({ [of]: text === '' ? null : text === 'true' })}
    />
  )
}

/** All filters of the list. They apply at once and combine. */
export function ImageFilterPanel({ slug, filter, hasRun, models, show }: ImageFilterPanelProps) {
  const own = { filter, show }
  return (
    <div className="grid gap-x-4 gap-y-3.5 rounded-card border bg-card p-4 sm:grid-cols-2 lg:grid-cols-3 xl:grid-cols-4">
      {hasRun && (
        <>
          <YesNo of="isChanged" {...own} />
          <Choice
            label="Labels kept"
            value={filter.labels ?? ''}
            options={[['', 'Any number'], ...labelCounts.map((count) => [count, labelCountWord[count]] as const)]}
            onChoose={(text) => show({ labels: labelCounts.find((count) => count === text) ?? null })}
          />
        </>
      )}
      <div className="flex flex-col gap-1.5">
        <span aria-hidden className="font-medium text-[13px]">
          Class
        </span>
        <ClassPicker slug={slug} canBeKept={hasRun} onPick={(classIndex, classAs) => show({ classIndex, classAs })} />
      </div>
      {hasRun && <RunNumbers {...own} />}
      <YesNo of="isRated" {...own} />
      <Numbers
        label="Answered by rater"
        boxes={[{ name: 'rater', value: filter.rater, placeholder: 'Number' }]}
        most={2_147_483_647}
        isWhole
        onGive={([rater = null]) => show({ rater })}
      />
      <Choice
        label="Flag"
        value={filter.flag ?? ''}
        options={[['', 'Flagged or not'], ...flagChoices.map((flag) => [flag, flagChoiceWord[flag]] as const)]}
        onChoose={(text) => show({ flag: flagChoices.find((flag) => flag === text) ?? null })}
      />
      <YesNo of="isGolden" {...own} />
      <YesNo of="isAdjudicated" {...own} />
      <YesNo of="isExcluded" {...own} />
      <YesNo of="isSent" {...own} />
      {hasRun && models.length > 0 && <ModelChoice models={models} {...own} />}
    </div>
  )
}

function RunNumbers({ filter, show }: FilterProps) {
  return (
    <>
      <Numbers
        label="Score"
        boxes={[
          { name: 'from', value: filter.score?.low ?? null, placeholder: 'from 0' },
          { name: 'to', value: filter.score?.high ?? null, placeholder: 'to 1' },
        ]}
        most={1}
        onGive={([low, high]) =>
          show({ score: low === null && high === null ? null : { low: low ?? 0, high: high ?? 1 } })
        }
      />
      <Numbers
        label="Minimum disagreement"
        boxes={[{ name: 'disagreement', value: filter.disagreement, placeholder: '0.4 means two of five disagree' }]}
        most={1}
        onGive={([disagreement = null]) => show({ disagreement })}
      />
      <Numbers
        label="Maximum distance from the threshold"
        boxes={[{ name: 'margin', value: filter.margin, placeholder: '0.1' }]}
        most={1}
        onGive={([margin = null]) => show({ margin })}
      />
    </>
  )
}

function ModelChoice({ models, filter: { model, isWrong }, show }: FilterProps & { models: string[] }) {
  return (
    <Choice
      label="Model"
      value={model === null ? '' : `${isWrong ? 'wrong' : 'right'} ${model}`}
      options={[
        ['', 'Correct or wrong'],
        ...models.flatMap((name) => [
          [`wrong ${name}`, `${name} is wrong`] as const,
          [`right ${name}`, `${name} is right`] as const,
        ]),
      ]}
      onChoose={(text) =>
        show(text === '' ? { model: null, isWrong: null } : { model: text.slice(6), isWrong: text.startsWith('wrong') })
      }
    />
  )
}

interface ClassPickerProps {
  slug: string
  /** False before the first run, when there are no kept labels to search. */
  canBeKept: boolean
  onPick: (classIndex: number, as: ClassRole) => void
}

/** Picks a class, and whether to find it among kept, original or other labels. */
function ClassPicker({ slug, canBeKept, onPick }: ClassPickerProps) {
  const places: readonly ClassRole[] = canBeKept ? classPlaces : placesWithoutRun
  const [as, setAs] = useState<ClassRole>(places[0]!)
  const role = places.includes(as) ? as : places[0]!
  return (
    <div className="flex max-w-full">
      <select
        aria-label="Search for a class among"
        value={role}
        onChange={(event) => setAs(places.find((place) => place === event.currentTarget.value) ?? places[0]!)}
        className="h-9 rounded-s-control border border-edge border-e-0 bg-card ps-2 pe-1 text-[13px]"
      >
        <Options of={places.map((place) => [place, classRoleWord[place]])} />
      </select>
      <ClassCombobox
        slug={slug}
        onPick={({ index }) => index !== null && onPick(index, role)}
        className="h-9 flex-1 rounded-e-control"
      />
    </div>
  )
}
