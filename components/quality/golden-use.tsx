'use client'

import { clsx } from 'clsx'
import { useRouter } from 'next/navigation'
import { useAction } from '@/components/kit/confirmed-action'
import { ErrorNotice, Form, useForm } from '@/components/kit/form'
import { Thumbnail } from '@/components/kit/thumbnail'
import { useRowSelection } from '@/components/kit/use-row-selection'
import { Button } from '@/components/ui/button'
import { WholeNumberField } from '@/components/ui/field'
import { Check, GraduationCap, ListChecks } from '@/components/ui/generated/icons'
import { setGoldenUse } from '@/lib/client/quality'
import type { GoldenUsePage } from '@/lib/contracts/quality'
import { type GoldenUse, goldenUses } from '@/lib/domain/quality/control-task-plan'
import { counted } from '@/lib/wording/number'
import { goldenUseWord } from '@/lib/wording/quality'

const marks = {
  hidden: null,
  training: { icon: GraduationCap, style: 'bg-accent text-on-accent' },
  test: { icon: ListChecks, style: 'bg-maybe-soft text-maybe' },
} as const

export function GoldenUsePicker({ slug, images }: { slug: string; images: GoldenUsePage['images'] }) {
  const { selected, select, all } = useRowSelection(images.map(({ imageId }) => imageId))
  const { run, isBusy, problem } = useAction((use: GoldenUse) =>
    setGoldenUse(slug, { kind: 'chosen', imageIds: selected, use }).then(() => all(false)),
  )
  const areAll = selected.length === images.length
  return (
    <>
      <div className="sticky top-0 z-10 -mx-1 mb-2 flex min-h-12 flex-wrap items-center gap-2 bg-page px-1 py-1.5">
        <Button size="small" onClick={() => all(!areAll)}>
          {areAll ? 'Clear selection' : 'Select this page'}
        </Button>
        <span role="status" className="text-second tabular-nums">
          {selected.length === 0
            ? 'Select images to change their use.'
            : `${counted(selected.length, 'image')} selected. Use for`}
        </span>
        {selected.length > 0 &&
          goldenUses.map((use) => (
            <Button key={use} size="small" disabled={isBusy} onClick={() => run(use)}>
              {use === 'hidden' ? 'Gold questions' : goldenUseWord[use]}
            </Button>
          ))}
      </div>
      <ErrorNotice className="mb-3">{problem}</ErrorNotice>
      <ul className="grid grid-cols-[repeat(auto-fill,minmax(84px,1fr))] gap-1.5">
        {images.map((image) => {
          const mark = marks[image.use]
          const isChosen = selected.includes(image.imageId)
          const labels = counted(image.labels, 'label')
          return (
            <li key={image.imageId}>
              <label
                title={`${goldenUseWord[image.use]}: ${labels} of ${image.pairs} apply`}
                className={clsx(
                  'relative block w-full cursor-pointer overflow-hidden rounded-[6px] has-focus-visible:outline-2 has-focus-visible:outline-accent has-focus-visible:outline-offset-2',
                  isChosen && 'ring-2 ring-accent ring-offset-2 ring-offset-page',
                )}
              >
                <input
                  type="checkbox"
                  checked={isChosen}
                  onChange={() => select(image.imageId, false)}
                  aria-label={`Image ${image.position}: ${goldenUseWord[image.use].toLowerCase()}, ${labels} of ${image.pairs} apply`}
                  className="sr-only"
                />
                <Thumbnail slug={slug} image={image} className="w-full" />
                {mark && (
                  <span
                    className={clsx('absolute end-1 bottom-1 grid size-5 place-items-center rounded-full', mark.style)}
                  >
                    <mark.icon aria-hidden size={12} />
                  </span>
                )}
                {isChosen && (
                  <span className="absolute start-1 top-1 grid size-5 place-items-center rounded-full bg-accent text-on-accent">
                    <Check aria-hidden size={12} />
                  </span>
                )}
              </label>
            </li>
          )
        })}
      </ul>
    </>
  )
}

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
