'use client'

import { useMutation } from '@tanstack/react-query'
import { useRouter } from 'next/navigation'
import type { FormEvent } from 'react'
import { ErrorNotice, formError, noFormError } from '@/components/kit/form-error'
import { Button } from '@/components/ui/button'
import { Checkbox } from '@/components/ui/checkbox'
import { Field } from '@/components/ui/field'
import { Notice } from '@/components/ui/notice'
import { drawGoldenImages } from '@/lib/client/golden/golden'
import { mostDrawn, type NewGoldenDraw } from '@/lib/contracts/golden/golden'
import { counted } from '@/lib/wording/number'

interface DrawFormProps {
  slug: string
  most: number
  isFirst: boolean
}

export function DrawForm({ slug, most, isFirst }: DrawFormProps) {
  const router = useRouter()
  const drawing = useMutation({
    mutationFn: (draw: NewGoldenDraw) => drawGoldenImages(slug, draw),
    onSuccess: () => router.refresh(),
  })
  const problem = drawing.error ? formError(drawing.error) : noFormError
  function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault()
    const data = new FormData(event.currentTarget)
    drawing.mutate({
      size: Number(data.get('size')),
      seed: Number(data.get('seed')),
      isStratified: data.get('isStratified') === 'on',
    })
  }
  return (
    <form onSubmit={submit} className="mb-4 rounded-card border bg-card px-4 py-4">
      <div className="flex flex-wrap items-start gap-x-5 gap-y-4">
        <div className="w-32">
          <Field
            label="Images"
            name="size"
            type="number"
            required
            min={1}
            max={Math.min(most, mostDrawn)}
            defaultValue={Math.min(100, most)}
            error={problem.fields.size}
          />
        </div>
        <div className="w-32">
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
        <div className="min-w-56 flex-1 desk:pt-7">
          <Checkbox
            label="Stratify by original label"
            name="isStratified"
            hint="Each class contributes in proportion to its size; images without a label form their own class."
          />
        </div>
        <Button
          type="submit"
          tone={isFirst ? 'main' : 'plain'}
          disabled={drawing.isPending}
          className="max-desk:w-full desk:mt-[26px]"
        >
          {drawing.isPending ? 'Drawing…' : isFirst ? 'Draw images' : 'Draw more'}
        </Button>
      </div>
      <ErrorNotice className="mt-3">{problem.message}</ErrorNotice>
      {drawing.data && (
        <Notice tone="success" className="mt-3">
          {counted(drawing.data.images, 'image', 'images', 'en')} drawn, with{' '}
          {counted(drawing.data.newCandidates, 'new candidate', 'new candidates', 'en')} from labels and models.
        </Notice>
      )}
    </form>
  )
}
