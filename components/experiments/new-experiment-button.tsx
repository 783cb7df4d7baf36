'use client'

import { useRouter } from 'next/navigation'
import { useState } from 'react'
import { DialogButton, DialogForm } from '@/components/kit/dialog-form'
import { Checkbox, Field, Select } from '@/components/ui/field'
import { createExperiment } from '@/lib/client/experiments'
import {
  conditionsOfFactor,
  type ExperimentConditionValue,
  type ExperimentFactor,
  experimentFactors,
} from '@/lib/domain/experiments/experiment'
import { conditionName, factorWord } from '@/lib/wording/experiments'

/** Joins names with "or", all but the first in lower case. */
const orOf = ([first, ...others]: readonly string[]) =>
  [first, ...others.map((name) => name.charAt(0).toLowerCase() + name.slice(1))].join(' or ')

export const NewExperimentButton = ({ slug }: { slug: string }) => (
  <DialogButton tone="main" dialog={(close) => <NewExperimentDialog slug={slug} onClose={close} />}>
    New experiment
  </DialogButton>
)

function NewExperimentDialog({ slug, onClose }: { slug: string; onClose: () => void }) {
  const router = useRouter()
  const [factor, setFactor] = useState<ExperimentFactor>('order')
  const conditions: readonly ExperimentConditionValue[] = conditionsOfFactor[factor]

  async function create(values: FormData) {
    const chosen =
      conditions.length === 2 ? [...conditions] : conditions.filter((condition) => values.has(String(condition)))
    const { id } = await createExperiment(slug, { name: String(values.get('name')), factor, conditions: chosen })
    router.push(`/projects/${slug}/experiments/${id}`)
  }

  return (
    <DialogForm
      title="New experiment"
      description="It stays a draft until you start it."
      confirm="Create draft"
      act={create}
      refreshes="after-success"
      onClose={onClose}
      staysOpen
    >
      {({ fields }) => (
        <>
          <Field label="Name" name="name" required maxLength={120} hint="What you want to find out." />
          <Select
            label="Factor"
            value={factor}
            hint={factorWord[factor].explanation}
            onChange={(event) =>
              setFactor(experimentFactors.find((one) => one === event.currentTarget.value) ?? 'order')
            }
            options={experimentFactors.map((one) => [one, factorWord[one].name])}
          />
          <fieldset className="flex flex-col gap-2">
            <legend className="mb-1.5 font-medium text-[13px]">Conditions</legend>
            {conditions.length === 2 ? (
              <p className="text-[13px] text-second">
                {factor === 'mode'
                  ? 'Image first and class first, as the batch asks.'
                  : `${orOf(conditions.map(conditionName))}, chosen at random for each ${factor === 'tapping' ? 'rater and class' : 'task'}.`}
              </p>
            ) : (
              conditions.map((condition, index) => (
                <Checkbox
                  key={String(condition)}
                  name={String(condition)}
                  label={conditionName(condition)}
                  defaultChecked={index < 2}
                  hint={index === 0 ? 'Baseline: same as without an experiment.' : undefined}
                />
              ))
            )}
            {fields.conditions && <p className="text-danger text-small">{fields.conditions}</p>}
          </fieldset>
        </>
      )}
    </DialogForm>
  )
}
