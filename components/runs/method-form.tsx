'use client'

import { type FormEvent, useState } from 'react'
import { ErrorNotice, formError, noFormError } from '@/components/kit/form-error'
import { useStartJob } from '@/components/kit/use-jobs'
import { Button } from '@/components/ui/button'
import { Field, Options, Select } from '@/components/ui/field'
import { aggregationRequest } from '@/lib/client/runs'
import type { MethodOption } from '@/lib/contracts/runs/run'
import { presetWord } from '@/lib/wording/runs'
import { ParameterFields } from './parameter-fields'
import { ThresholdFields } from './threshold-fields'

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
  const problem = start.error ? formError(start.error) : noFormError
  const { parameters, threshold } = method.presets[preset] ?? {
    parameters: method.defaults,
    threshold: method.threshold,
  }
  const presets = Object.keys(method.presets)
  const obstacle = method.obstacle ?? (hasVotes ? null : 'There are no votes to aggregate yet.')

  function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault()
    start.mutate(aggregationRequest(method, new FormData(event.currentTarget)))
  }

  return (
    <form onSubmit={submit} aria-label={method.title} className="flex flex-col gap-4 rounded-card border bg-card p-4">
      <h2 className="font-semibold text-question">{method.title}</h2>
      <ErrorNotice>{problem.message}</ErrorNotice>
      {presets.length > 0 && (
        <Select
          label="Parameters"
          name="preset"
          value={preset}
          onChange={(event) => setPreset(event.currentTarget.value)}
          hint={preset ? presetWord[preset]?.hint : undefined}
        >
          <option value="">General</option>
          <Options of={presets.map((name) => [name, presetWord[name]?.title ?? name])} />
        </Select>
      )}
      <ParameterFields key={preset} values={parameters} errors={problem.fields} />
      <div className="-mx-4 flex flex-col gap-4 border-t px-4 pt-4">
        <ThresholdFields
          key={preset}
          threshold={threshold}
          hasPreset={preset !== ''}
          ruleObstacle={ruleObstacle}
          errors={problem.fields}
        />
        <div className="grid grid-cols-2 items-start gap-x-4">
          <Field
            label="Bootstrap samples"
            name="bootstrap.replicates"
            value={replicates}
            onChange={(event) => setReplicates(event.currentTarget.value)}
            autoComplete="off"
            inputMode="numeric"
            className="tabular-nums"
            hint="For an interval of each score; 0 for none."
            error={problem.fields['bootstrap.replicates']}
          />
          <Field
            label="Seed"
            name="bootstrap.seed"
            defaultValue="1"
            disabled={replicates.trim() === '0'}
            autoComplete="off"
            inputMode="numeric"
            className="tabular-nums"
            hint="The same seed gives the same intervals."
            error={problem.fields['bootstrap.seed']}
          />
        </div>
      </div>
      <div className="-mx-4 -mb-4 flex items-center justify-end gap-3 border-t px-4 py-3">
        {obstacle && <p className="min-w-0 flex-1 text-maybe text-small">{obstacle}</p>}
        <Button tone="main" type="submit" disabled={start.isPending || obstacle !== null}>
          Start aggregation
        </Button>
      </div>
    </form>
  )
}
