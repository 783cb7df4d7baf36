'use client'

import { useRouter } from 'next/navigation'
import { Form, useForm } from '@/components/kit/form'
import { ErrorNotice } from '@/components/kit/form-error'
import { Button } from '@/components/ui/button'
import { WholeNumberField } from '@/components/ui/field'
import { setGoldenUse } from '@/lib/client/quality'

const names = { training: 'For training', test: 'For the test', seed: 'Seed' } as const

/** Draws the uses of all golden images again: given numbers for training and test, the rest as gold questions. */
export function UseDrawForm({ slug, known }: { slug: string; known: number }) {
  const router = useRouter()
  const form = useForm(async (values) => {
    const numberIn = (name: keyof typeof names) => Number(values.get(name))
    await setGoldenUse(slug, {
      kind: 'draw',
      training: numberIn('training'),
      test: numberIn('test'),
      seed: numberIn('seed'),
    })
    router.refresh()
  })
  return (
    <Form form={form} className="rounded-card border bg-card px-4 py-4">
      <div className="flex flex-wrap items-start gap-x-5 gap-y-4">
        {(['training', 'test', 'seed'] as const).map((name) => (
          <div key={name} className="w-32">
            <WholeNumberField
              label={names[name]}
              name={name}
              min={0}
              max={name === 'seed' ? 2_147_483_647 : known}
              defaultValue={name === 'seed' ? 1 : Math.min(20, Math.floor(known / 4))}
            />
          </div>
        ))}
        <Button type="submit" disabled={form.isBusy} className="max-desk:w-full desk:mt-[26px]">
          {form.isBusy ? 'Drawing…' : 'Assign at random'}
        </Button>
      </div>
      <p className="mt-3 text-second text-small">
        Reassigns all images; the rest become gold questions. Images for the test have labels that apply and labels that
        do not. The same seed gives the same assignment.
      </p>
      <ErrorNotice className="mt-3">{form.problem.message}</ErrorNotice>
    </Form>
  )
}
