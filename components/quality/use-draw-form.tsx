'use client'

import { useMutation } from '@tanstack/react-query'
import { useRouter } from 'next/navigation'
import type { FormEvent } from 'react'
import { ErrorNotice, formError, noFormError } from '@/components/kit/form-error'
import { Button } from '@/components/ui/button'
import { Field } from '@/components/ui/field'
import { setGoldenUse } from '@/lib/client/quality'
import type { GoldenUseInput } from '@/lib/contracts/quality'

const names = { training: 'For training', test: 'For the test', seed: 'Seed' } as const

/** Draws the uses of all golden images again: given numbers for training and test, the rest as gold questions. */
export function UseDrawForm({ slug, known }: { slug: string; known: number }) {
  const router = useRouter()
  const drawing = useMutation({
    mutationFn: (input: GoldenUseInput) => setGoldenUse(slug, input),
    onSuccess: () => router.refresh(),
  })
  const problem = drawing.error ? formError(drawing.error) : noFormError
  function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault()
    const data = new FormData(event.currentTarget)
    const numberIn = (name: keyof typeof names) => Number(data.get(name))
    drawing.mutate({
      kind: 'draw',
      training: numberIn('training'),
      test: numberIn('test'),
      seed: numberIn('seed'),
    })
  }
  return (
    <form onSubmit={submit} className="rounded-card border bg-card px-4 py-4">
      <div className="flex flex-wrap items-start gap-x-5 gap-y-4">
        {(['training', 'test', 'seed'] as const).map((name) => (
          <div key={name} className="w-32">
            <Field
              label={names[name]}
              name={name}
              type="number"
              required
              min={0}
              max={name === 'seed' ? 2_147_483_647 : known}
              defaultValue={name === 'seed' ? 1 : Math.min(20, Math.floor(known / 4))}
              error={problem.fields[name]}
            />
          </div>
        ))}
        <Button type="submit" disabled={drawing.isPending} className="max-desk:w-full desk:mt-[26px]">
          {drawing.isPending ? 'Drawing…' : 'Assign at random'}
        </Button>
      </div>
      <p className="mt-3 text-second text-small">
        Reassigns all images; the rest become gold questions. Images for the test have labels that apply and labels that
        do not. The same seed gives the same assignment.
      </p>
      <ErrorNotice className="mt-3">{problem.message}</ErrorNotice>
    </form>
  )
}
