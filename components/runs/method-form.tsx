'use client'

import { type ComponentProps, useState } from 'react'
import { ErrorNotice, Form, useForm } from '@/components/kit/form'
import { useStartJob } from '@/components/kit/jobs'
import { Button } from '@/components/ui/button'
import { Checkbox, Field, Select } from '@/components/ui/field'
import { aggregationRequest, originalLabelFields, parameterField } from '@/lib/client/runs'
import { parameterText } from '@/lib/contracts/runs/method-parameters'
import type { MethodOption } from '@/lib/contracts/runs/run'
import {
  automaticThreshold,
  originalLabelText,
  presetWord,
  type RuleKind,
  ruleKinds,
  thresholdRules,
} from '@/lib/wording/runs'

interface MethodFormProps {
  slug: string
  method: MethodOption
  ruleObstacle: string | null
}

export function MethodForm({ slug, method, ruleObstacle }: MethodFormProps) {
  const [preset, setPreset] = useState('')
  const [replicates, setReplicates] = useState('0')
  const start = useStartJob(slug, 'aggregate')
  const form = useForm((values) => start.mutateAsync(aggregationRequest(method, values)))
  const { parameters, threshold } = method.presets[preset] ?? {
    parameters: method.defaults,
    threshold: method.threshold,
  }
  const presets = Object.keys(method.presets)

  return (
    <Form form={form} aria-label={method.title} className="flex flex-col gap-4 rounded-card border bg-card p-4">
      <h2 className="font-semibold text-question">{method.title}</h2>
      <ErrorNotice>{form.problem.message}</ErrorNotice>
      {/* The default method needs no settings. */}
      <details open={!method.isDefault}>
        <summary className="w-max cursor-pointer rounded-control font-medium text-[13px] text-second hover:text-text">
          Settings
        </summary>
        <div className="flex flex-col gap-4 pt-3">
          {presets.length > 0 && (
            <Select
              label="Parameters"
              name="preset"
              value={preset}
              onChange={(event) => setPreset(event.currentTarget.value)}
              hint={preset ? presetWord[preset]?.hint : undefined}
              options={presets.map((name) => [name, presetWord[name]?.title ?? name])}
            >
              <option value="">General</option>
            </Select>
          )}
          <ParameterFields key={preset} values={parameters} errors={form.problem.fields} />
          <div className="-mx-4 flex flex-col gap-4 border-t px-4 pt-4">
            <ThresholdFields key={preset} threshold={threshold} hasPreset={preset !== ''} ruleObstacle={ruleObstacle} />
            <div className="grid grid-cols-2 items-start gap-x-4">
              <ParameterField
                label="Bootstrap samples"
                name="bootstrap.replicates"
                inputMode="numeric"
                value={replicates}
                onChange={(event) => setReplicates(event.currentTarget.value)}
                hint="For an interval of each score; 0 for none."
              />
              <ParameterField
                label="Seed"
                name="bootstrap.seed"
                defaultValue={1}
                disabled={replicates.trim() === '0'}
                hint="The same seed gives the same intervals."
              />
            </div>
          </div>
        </div>
      </details>
      <div className="-mx-4 -mb-4 flex items-center justify-end gap-3 border-t px-4 py-3">
        {method.obstacle && <p className="min-w-0 flex-1 text-maybe text-small">{method.obstacle}</p>}
        <Button tone="main" type="submit" disabled={form.isBusy || method.obstacle !== null}>
          Start aggregation
        </Button>
      </div>
    </Form>
  )
}

interface ThresholdFieldsProps {
  /** Threshold of the preset, or for uncalibrated scores. */
  threshold: number
  hasPreset: boolean
  /** Why only a fixed threshold is possible. Null if rules are too. */
  ruleObstacle: string | null
}

const startOf: Record<RuleKind, (threshold: number) => number> = {
  threshold: (threshold) => threshold,
  probability: () => 0.5,
  'minimum-precision': () => 0.9,
  'minimum-recall': () => 0.9,
  'maximum-f1': () => 0,
}

/** Choice of the threshold: automatic, a fixed score, or a rule evaluated on golden candidates. */
function ThresholdFields({ threshold, hasPreset, ruleObstacle }: ThresholdFieldsProps) {
  const [kind, setKind] = useState<RuleKind | 'automatic'>('automatic')
  const { value, hint } = kind === 'automatic' ? automaticThreshold(hasPreset, threshold) : thresholdRules[kind]
  const isPromise = kind === 'minimum-precision' || kind === 'minimum-recall'
  return (
    <div className="flex flex-col gap-1.5">
      <div className="grid grid-cols-2 items-start gap-x-4 gap-y-3">
        <Select
          label="Threshold"
          name="threshold.kind"
          value={kind}
          onChange={(event) => setKind(event.currentTarget.value as RuleKind | 'automatic')}
        >
          <option value="automatic">Automatic</option>
          {ruleKinds.map((rule) => (
            <option key={rule} value={rule} disabled={rule !== 'threshold' && ruleObstacle !== null}>
              {thresholdRules[rule].word}
            </option>
          ))}
        </Select>
        {kind !== 'automatic' && value && (
          <ParameterField key={kind} label={value} name="threshold.value" defaultValue={startOf[kind](threshold)} />
        )}
        {isPromise && <ParameterField label="Confidence" name="threshold.confidence" defaultValue={0.95} />}
      </div>
      <p className="text-second text-small">{hint}</p>
      {ruleObstacle && <p className="text-second text-small">{ruleObstacle}</p>}
    </div>
  )
}

type Values = Record<string, unknown>

const originalLabelStart: Values = { firstClass: 0, lastClass: 999, minimumYes: 'majority' }

const shown = (value: unknown) => (typeof value === 'number' ? value : String(value))

const ParameterField = ({ defaultValue, ...rest }: ComponentProps<typeof Field>) => (
  <Field
    autoComplete="off"
    inputMode={typeof defaultValue === 'number' ? 'decimal' : undefined}
    className="tabular-nums"
    defaultValue={defaultValue}
    {...rest}
  />
)

function OriginalLabel({ value }: { value: unknown }) {
  const [isOn, setOn] = useState(value !== null)
  const field = parameterField('originalLabel')
  const start = { ...originalLabelStart, ...(value as Values | null) }
  const text = parameterText.originalLabel
  return (
    <div className="flex flex-col gap-3">
      <Checkbox
        name={field}
        label={text?.word ?? ''}
        hint={isOn ? text?.hint : undefined}
        checked={isOn}
        onChange={(event) => setOn(event.currentTarget.checked)}
      />
      {isOn && (
        <div className="grid grid-cols-3 items-start gap-3">
          {originalLabelFields.map((part) => (
            <ParameterField
              key={part}
              name={`${field}.${part}`}
              label={originalLabelText[part]}
              defaultValue={shown(start[part])}
            />
          ))}
        </div>
      )}
    </div>
  )
}

function Parameter({ name, value }: { name: string; value: unknown }) {
  const { word = name, hint } = parameterText[name] ?? {}
  const field = parameterField(name)
  if (name === 'originalLabel') return <OriginalLabel value={value} />
  if (typeof value === 'boolean') return <Checkbox name={field} label={word} hint={hint} defaultChecked={value} />
  return <ParameterField name={field} label={word} hint={hint} defaultValue={shown(value)} />
}

/** A field for each parameter. Rarely used ones are collapsed unless one has an error. */
function ParameterFields({ values, errors }: { values: Values; errors: Record<string, string> }) {
  const names = Object.keys(values)
  const isBox = (name: string) => typeof values[name] === 'boolean' || name === 'originalLabel'
  const isRare = (name: string) => parameterText[name]?.isRare === true
  const boxes = names.filter(isBox)
  const common = names.filter((name) => !isBox(name) && !isRare(name))
  const rare = names.filter(isRare)
  const hasRareError = rare.some((name) => errors[parameterField(name)])
  const parameter = (name: string) => <Parameter key={name} name={name} value={values[name]} />
  const grid = 'grid grid-cols-2 gap-x-4 gap-y-3'
  return (
    <>
      {boxes.length > 0 && <div className="flex flex-col gap-3">{boxes.map(parameter)}</div>}
      {common.length > 0 && <div className={grid}>{common.map(parameter)}</div>}
      {rare.length > 0 && (
        <details key={String(hasRareError)} open={hasRareError}>
          <summary className="w-max rounded-control font-medium text-[13px] text-second hover:text-text">
            Advanced
          </summary>
          <div className={`${grid} pt-3`}>{rare.map(parameter)}</div>
        </details>
      )}
    </>
  )
}
