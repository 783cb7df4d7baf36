'use client'

import { useAct } from '@/components/kit/confirmed-action'
import { type Column, DataTable } from '@/components/kit/data-table'
import { ErrorNotice } from '@/components/kit/form-error'
import { Moment } from '@/components/kit/moment'
import { Button } from '@/components/ui/button'
import { undoGoldenDraw } from '@/lib/client/golden/golden'
import type { GoldenDraw } from '@/lib/contracts/golden/golden'

const columns: Column<GoldenDraw>[] = [
  { key: 'draw', head: 'Draw', cell: ({ id }) => `Draw ${id}` },
  { key: 'images', head: 'Images', isNumber: true, cell: ({ size }) => size },
  { key: 'seed', head: 'Seed', isNumber: true, cell: ({ seed, isChosen }) => (isChosen ? '–' : String(seed)) },
  {
    key: 'how',
    head: 'Method',
    cell: ({ isStratified, isChosen }) =>
      isChosen ? 'Chosen by an admin' : isStratified ? 'Stratified by original label' : 'Simple random',
  },
  { key: 'answered', head: 'Answered', isNumber: true, cell: ({ answeredImages }) => answeredImages },
  { key: 'made', head: 'Created', cell: ({ createdAt }) => <Moment at={createdAt} /> },
]

export function DrawTable({ slug, draws }: { slug: string; draws: GoldenDraw[] }) {
  const { run, isBusy, problem } = useAct((drawId: number) => undoGoldenDraw(slug, drawId))
  return (
    <>
      <ErrorNotice className="mb-3">{problem}</ErrorNotice>
      <DataTable
        label="Draws"
        columns={columns}
        rows={draws}
        rowKey={({ id }) => id}
        actions={({ id, answeredImages }) =>
          answeredImages === 0 && (
            <Button size="small" tone="quiet" disabled={isBusy} aria-label={`Undo draw ${id}`} onClick={() => run(id)}>
              Undo
            </Button>
          )
        }
      />
    </>
  )
}
