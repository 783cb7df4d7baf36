'use client'

import { useState } from 'react'
import { Form, useForm } from '@/components/kit/form'
import { ErrorNotice } from '@/components/kit/form-error'
import { useStartJob } from '@/components/kit/use-jobs'
import { Button } from '@/components/ui/button'
import { Select } from '@/components/ui/field'
import { aggregationRequest } from '@/lib/client/runs'
import type { MethodOption } from '@/lib/contracts/runs/run'
import { automaticThreshold, presetWord, type RuleKind, ruleKinds, thresholdRules } from '@/lib/wording/runs'
import { ParameterField, ParameterFields } from './parameter-fields'

interface MethodFormProps {
  slug: string
  method: MethodOption
  ruleObstacle: string | null
  hasVotes: boolean
}

export function MethodForm({ slug, method, ruleObstacle, hasVotes }: MethodFormProps) {
  const [preset, setPreset] = useState('')
  const [replicates, setReplicates] = useState('0')
  const start = useStartJob(slug, 'aggregate')
  const form = useForm((values) => start.mutateAsync(aggregationRequest(method, values)))
  const { parameters, threshold } = method.presets[preset] ?? {
    parameters: method.defaults,
    threshold: method.threshold,
  }
  const presets = Object.keys(method.presets)
  const obstacle = method.obstacle ?? (hasVotes ? null : 'There are no votes to aggregate yet.')

  return (
    <Form form={form} aria-label={method.title} className="flex flex-col gap-4 rounded-card border bg-card p-4">
      <h2 className="font-semibold text-question">{method.title}</h2>
      <ErrorNotice>{form.problem.message}</ErrorNotice>
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
        <ThresholdFields
          key={preset}
          threshold={threshold}
          hasPreset={preset !== ''}
          ruleObstacle={ruleObstacle}
          error={form.problem.fields.threshold}
        />
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
      <div className="-mx-4 -mb-4 flex items-center justify-end gap-3 border-t px-4 py-3">
        {obstacle && <p className="min-w-0 flex-1 text-maybe text-small">{obstacle}</p>}
        <Button tone="main" type="submit" disabled={form.isBusy || obstacle !== null}>
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
  error: string | undefined
}

const startOf: Record<RuleKind, (threshold: number) => number> = {
  threshold: (threshold) => threshold,
  probability: () => 0.5,
  'minimum-precision': () => 0.9,
  'minimum-recall': () => 0.9,
  'maximum-f1': () => 0,
}

/** Choice of the threshold: automatic, a fixed score, or a rule evaluated on golden candidates. */
function ThresholdFields({ threshold, hasPreset, ruleObstacle, error }: ThresholdFieldsProps) {
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
          error={error}
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
