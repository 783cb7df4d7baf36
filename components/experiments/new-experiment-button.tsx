'use client'

import { useRouter } from 'next/navigation'
import { type FormEvent, useId, useState } from 'react'
import { formError, noFormError } from '@/components/kit/form-error'
import { Button } from '@/components/ui/button'
import { Checkbox } from '@/components/ui/checkbox'
import { Dialog } from '@/components/ui/dialog'
import { Field, Select } from '@/components/ui/field'
import { Notice } from '@/components/ui/notice'
import { createExperiment } from '@/lib/client/experiments'
import {
  conditionsOfFactor,
  type ExperimentConditionValue,
  type ExperimentFactor,
  experimentFactors,
} from '@/lib/domain/experiments/experiment'
import { conditionName, factorWord } from '@/lib/wording/experiments'

/** Names in one sentence: all but the first begin small. */
const orOf = ([first, ...others]: readonly string[]) =>
  [first, ...others.map((name) => name.charAt(0).toLowerCase() + name.slice(1))].join(' or ')

export function NewExperimentButton({ slug }: { slug: string }) {
  const router = useRouter()
  const formId = useId()
  const [isOpen, setOpen] = useState(false)
  const [isBusy, setBusy] = useState(false)
  const [problem, setProblem] = useState(noFormError)
  const [factor, setFactor] = useState<ExperimentFactor>('order')
  const conditions: readonly ExperimentConditionValue[] = conditionsOfFactor[factor]

  async function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault()
    const data = new FormData(event.currentTarget)
    setBusy(true)
    setProblem(noFormError)
    try {
      const chosen =
        conditions.length === 2 ? [...conditions] : conditions.filter((condition) => data.has(String(condition)))
      const { id } = await createExperiment(slug, { name: String(data.get('name')), factor, conditions: chosen })
      router.push(`/projects/${slug}/experiments/${id}`)
    } catch (error) {
      setProblem(formError(error))
      setBusy(false)
    }
  }

  return (
    <>
      <Button tone="main" onClick={() => setOpen(true)}>
        New experiment
      </Button>
      <Dialog
        isOpen={isOpen}
        onClose={() => setOpen(false)}
        title="New experiment"
        description="It stays a draft until you start it."
        actions={
          <>
            <Button onClick={() => setOpen(false)}>Cancel</Button>
            <Button tone="main" type="submit" form={formId} disabled={isBusy}>
              Create draft
            </Button>
          </>
        }
      >
        <form id={formId} onSubmit={(event) => void submit(event)} className="flex flex-col gap-4">
          {problem.message && <Notice tone="error">{problem.message}</Notice>}
          <Field
            label="Name"
            name="name"
            required
            maxLength={120}
            hint="What you want to find out."
            error={problem.fields.name}
          />
          <Select
            label="Factor"
            value={factor}
            hint={factorWord[factor].explanation}
            onChange={(event) =>
              setFactor(experimentFactors.find((one) => one === event.currentTarget.value) ?? 'order')
            }
          >
            {experimentFactors.map((one) => (
              <option key={one} value={one}>
                {factorWord[one].name}
              </option>
            ))}
          </Select>
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
            {problem.fields.conditions && <p className="text-danger text-small">{problem.fields.conditions}</p>}
          </fieldset>
        </form>
      </Dialog>
    </>
  )
}
