'use client'

import { useRouter } from 'next/navigation'
import { useAction } from '@/components/kit/confirmed-action'
import { type Column, DataTable, numberColumn } from '@/components/kit/data-table'
import { ErrorNotice, Form, useForm } from '@/components/kit/form'
import { Moment } from '@/components/kit/moment'
import { Button } from '@/components/ui/button'
import { Checkbox, SeedField, WholeNumberField } from '@/components/ui/field'
import { Notice } from '@/components/ui/notice'
import { drawGoldenImages, undoGoldenDraw } from '@/lib/client/golden/golden'
import { type GoldenDraw, maxDrawn } from '@/lib/contracts/golden/golden'
import { counted } from '@/lib/wording/number'

export function DrawForm({ slug, most, isFirst }: { slug: string; most: number; isFirst: boolean }) {
  const router = useRouter()
  const form = useForm(async (values) => {
    const drawn = await drawGoldenImages(slug, {
      size: Number(values.get('size')),
      seed: Number(values.get('seed')),
      isStratified: values.get('isStratified') === 'on',
    })
    router.refresh()
    return drawn
  })
  const drawn = form.isBusy ? undefined : form.result
  return (
    <Form form={form} className="mb-4 rounded-card border bg-card px-4 py-4">
      <div className="flex flex-wrap items-start gap-x-5 gap-y-4">
        <div className="w-32">
          <WholeNumberField
            label="Images"
            name="size"
            min={1}
            max={Math.min(most, maxDrawn)}
            defaultValue={Math.min(100, most)}
          />
        </div>
        <div className="w-32">
          <SeedField />
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
          disabled={form.isBusy}
          className="max-desk:w-full desk:mt-[26px]"
        >
          {form.isBusy ? 'Drawing…' : isFirst ? 'Draw images' : 'Draw more'}
        </Button>
      </div>
      <ErrorNotice className="mt-3">{form.problem.message}</ErrorNotice>
      {drawn && (
        <Notice tone="success" className="mt-3">
          {counted(drawn.images, 'image')} drawn, with {counted(drawn.newCandidates, 'new candidate')} from labels and
          models.
        </Notice>
      )}
    </Form>
  )
}

const columns: Column<GoldenDraw>[] = [
  { key: 'draw', head: 'Draw', cell: ({ id }) => `Draw ${id}` },
  numberColumn('images', 'Images', ({ size }) => size),
  numberColumn('seed', 'Seed', ({ seed, isChosen }) => (isChosen ? '–' : String(seed))),
  {
    key: 'how',
    head: 'Method',
    cell: ({ isStratified, isChosen }) =>
      isChosen ? 'Chosen by an admin' : isStratified ? 'Stratified by original label' : 'Simple random',
  },
  numberColumn('answered', 'Answered', ({ answeredImages }) => answeredImages),
  { key: 'made', head: 'Created', cell: ({ createdAt }) => <Moment at={createdAt} /> },
]

export function DrawTable({ slug, draws }: { slug: string; draws: GoldenDraw[] }) {
  const { run, isBusy, problem } = useAction((drawId: number) => undoGoldenDraw(slug, drawId))
  return (
    <>
      <ErrorNotice className="mb-3">{problem}</ErrorNotice>
      <DataTable
        label="Draws"
        columns={columns}
        rows={draws}
        rowKey={({ id }) => id}
        actions={({ id, canBeUndone }) =>
          canBeUndone && (
            <Button size="small" tone="quiet" disabled={isBusy} aria-label={`Undo draw ${id}`} onClick={() => run(id)}>
              Undo
            </Button>
          )
        }
      />
    </>
  )
}
