'use client'

import { useMutation } from '@tanstack/react-query'
import { useRouter } from 'next/navigation'
import type { FormEvent } from 'react'
import { ErrorNotice, formError, noFormError } from '@/components/kit/form-error'
import { Button } from '@/components/ui/button'
import { Field, Options, Select } from '@/components/ui/field'
import { startReview } from '@/lib/client/adjudication/adjudication'
import { mostReviewed, type NewReview, type ReviewList } from '@/lib/contracts/adjudication/review'
import { labelScopes } from '@/lib/domain/adjudication/review'
import { scopeWord } from '@/lib/wording/adjudication/review'

interface NewReviewFormProps {
  slug: string
  models: ReviewList['models']
  modelId: number | null
}

export function NewReviewForm({ slug, models, modelId }: NewReviewFormProps) {
  const router = useRouter()
  const starting = useMutation({
    mutationFn: (review: NewReview) => startReview(slug, review),
    onSuccess: ({ reviewId }) => router.push(`/projects/${slug}/reviews/${reviewId}`),
  })
  const problem = starting.error ? formError(starting.error) : noFormError
  function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault()
    const data = new FormData(event.currentTarget)
    starting.mutate({
      modelId: Number(data.get('model')),
      size: Number(data.get('size')),
      seed: Number(data.get('seed')),
      scope: labelScopes.find((scope) => scope === data.get('scope')) ?? 'any',
    })
  }
  return (
    <form onSubmit={submit} aria-label="New mistake review" className="mb-6 rounded-card border bg-card px-4 py-4">
      <div className="flex flex-wrap items-start gap-x-4 gap-y-4">
        <div className="min-w-40 flex-1">
          <Select label="Model" name="model" defaultValue={modelId ?? models[0]?.id} error={problem.fields.modelId}>
            <Options of={models.map(({ id, name }) => [id, name])} />
          </Select>
        </div>
        <div className="min-w-40 flex-1">
          <Select label="Sample from" name="scope" defaultValue="any" error={problem.fields.scope}>
            <Options of={labelScopes.map((scope) => [scope, scopeWord[scope]])} />
          </Select>
        </div>
        <div className="w-24">
          <Field
            label="Images"
            name="size"
            type="number"
            required
            min={1}
            max={mostReviewed}
            defaultValue={50}
            error={problem.fields.size}
          />
        </div>
        <div className="w-24">
          <Field
            label="Seed"
            name="seed"
            type="number"
            required
            min={0}
            max={2_147_483_647}
            defaultValue={1}
            error={problem.fields.seed}
          />
        </div>
        <Button type="submit" tone="main" disabled={starting.isPending} className="max-desk:w-full desk:mt-[26px]">
          {starting.isPending ? 'Sampling' : 'Start review'}
        </Button>
      </div>
      <ErrorNotice className="mt-3">{problem.message}</ErrorNotice>
    </form>
  )
}
