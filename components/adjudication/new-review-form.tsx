'use client'

import { useRouter } from 'next/navigation'
import { ErrorNotice, Form, useForm } from '@/components/kit/form'
import { Button } from '@/components/ui/button'
import { Options, SeedField, Select, WholeNumberField } from '@/components/ui/field'
import { startReview } from '@/lib/client/adjudication/adjudication'
import { maxReviewed, type ReviewList } from '@/lib/contracts/adjudication/review'
import { labelScopes } from '@/lib/domain/adjudication/review'
import { scopeWord } from '@/lib/wording/adjudication/review'

interface NewReviewFormProps {
  slug: string
  models: ReviewList['models']
  modelId: number | null
}

export function NewReviewForm({ slug, models, modelId }: NewReviewFormProps) {
  const router = useRouter()
  const form = useForm(async (values) => {
    const { reviewId } = await startReview(slug, {
      modelId: Number(values.get('modelId')),
      size: Number(values.get('size')),
      seed: Number(values.get('seed')),
      scope: labelScopes.find((scope) => scope === values.get('scope')) ?? 'any',
    })
    router.push(`/projects/${slug}/reviews/${reviewId}`)
    // Otherwise Back shows the list without it.
    router.refresh()
  })
  // Stays disabled until the review opens: each click would draw another sample.
  const isBusy = form.state !== 'idle'
  return (
    <Form form={form} aria-label="New mistake review" className="mb-6 rounded-card border bg-card px-4 py-4">
      <div className="flex flex-wrap items-start gap-x-4 gap-y-4">
        <div className="min-w-40 flex-1">
          <Select label="Model" name="modelId" defaultValue={modelId ?? models[0]?.id}>
            <Options of={models.map(({ id, name }) => [id, name])} />
          </Select>
        </div>
        <div className="min-w-40 flex-1">
          <Select label="Sample from" name="scope" defaultValue="any">
            <Options of={labelScopes.map((scope) => [scope, scopeWord[scope]])} />
          </Select>
        </div>
        <div className="w-24">
          <WholeNumberField label="Images" name="size" min={1} max={maxReviewed} defaultValue={50} />
        </div>
        <div className="w-24">
          <SeedField />
        </div>
        <Button type="submit" tone="main" disabled={isBusy} className="max-desk:w-full desk:mt-[26px]">
          {isBusy ? 'Sampling' : 'Start review'}
        </Button>
      </div>
      <p className="mt-3 text-second text-small">
        If the model is wrong on fewer images than this, all of those are reviewed.
      </p>
      <ErrorNotice className="mt-3">{form.problem.message}</ErrorNotice>
    </Form>
  )
}
