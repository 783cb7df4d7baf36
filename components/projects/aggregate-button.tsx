'use client'

import { useMutation, useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useId, useState } from 'react'
import { formFault, noFault } from '@/components/account/form-fault'
import { Button } from '@/components/ui/button'
import { Dialog } from '@/components/ui/dialog'
import { Notice } from '@/components/ui/notice'
import { jobsKey, startAggregation } from '@/lib/client/jobs'
import { aggregateInput } from '@/lib/contracts/aggregation'
import type { MethodOption } from '@/lib/contracts/run'
import { MethodParameters, parametersOf } from './method-parameters'

interface AggregateButtonProps {
  slug: string
  methods: MethodOption[]
  hasVotes: boolean
}

export function AggregateButton({ slug, methods, hasVotes }: AggregateButtonProps) {
  const formId = useId()
  const queryClient = useQueryClient()
  const [isOpen, setOpen] = useState(false)
  const [name, setName] = useState(() => (methods.findLast((method) => method.obstacle === null) ?? methods[0]).name)
  const method = methods.find((known) => known.name === name) ?? methods[0]
  const start = useMutation({
    mutationFn: (data: FormData) =>
      startAggregation(slug, aggregateInput.parse({ method: method.name, parameters: parametersOf(method, data) })),
    onSuccess: async () => {
      setOpen(false)
      await queryClient.invalidateQueries({ queryKey: jobsKey(slug) })
    },
  })
  const fault = start.error ? formFault(start.error, 'parameters.') : noFault

  function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault()
    start.mutate(new FormData(event.currentTarget))
  }

  return (
    <>
      <Button
        tone="main"
        disabled={!hasVotes}
        title={hasVotes ? undefined : 'There are no votes to aggregate yet.'}
        onClick={() => {
          start.reset()
          setOpen(true)
        }}
      >
        Aggregate
      </Button>
      <Dialog
        isOpen={isOpen}
        onClose={() => setOpen(false)}
        title="Aggregate votes"
        description="Turns the votes there are now into a score for every pair and labels for every image."
        actions={
          <>
            <Button onClick={() => setOpen(false)}>Cancel</Button>
            <Button tone="main" type="submit" form={formId} disabled={start.isPending || method.obstacle !== null}>
              Start
            </Button>
          </>
        }
      >
        <form id={formId} onSubmit={submit} className="flex flex-col gap-4">
          {fault.message && <Notice tone="error">{fault.message}</Notice>}
          <fieldset className="flex flex-col gap-2">
            <legend className="mb-1.5 font-medium text-[13px]">Method</legend>
            {methods.map((option) => (
              <label
                key={option.name}
                className="flex cursor-pointer items-start gap-2.5 rounded-card border p-3 has-checked:border-accent has-focus-visible:outline-2 has-focus-visible:outline-accent"
              >
                <input
                  type="radio"
                  name="method"
                  value={option.name}
                  checked={option.name === name}
                  onChange={() => setName(option.name)}
                  className="mt-0.5 size-4 shrink-0 outline-none"
                />
                <span className="min-w-0">
                  <span className="block font-medium">{option.title}</span>
                  <span className="block text-second text-small">{option.description}</span>
                  {option.obstacle && <span className="mt-1 block text-maybe text-small">{option.obstacle}</span>}
                </span>
              </label>
            ))}
          </fieldset>
          {method.obstacle === null && <MethodParameters key={method.name} method={method} errors={fault.fields} />}
        </form>
      </Dialog>
    </>
  )
}
