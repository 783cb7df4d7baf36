'use client'

import { clsx } from 'clsx'
import { type ReactNode, useState } from 'react'
import { type Column, DataTable } from '@/components/kit/data-table'
import { Button } from '@/components/ui/button'
import type { PlanModel } from '@/lib/contracts/plan/plan'
import type { PlanModelFigures } from '@/lib/contracts/plan/plan-figures'
import { toggledModels } from '@/lib/domain/plan/plan-view'
import { wholeNumber } from '@/lib/wording/number'
import { perImageText, precisionText, recallWithRange, scoreKindText } from '@/lib/wording/plan'
import type { PlanPageState } from './use-plan-page'

/** All models with what each would find alone, and a checkbox each. */
export function PlanModelTable({ data: { models }, draft, settings, report, isOld }: PlanPageState) {
  const ticked = settings.models ?? report?.models ?? []
  const [problem, setProblem] = useState<string | null>(null)
  const tick = (chosen: number[]) => {
    setProblem(chosen.length === 0 ? 'Keep at least one model.' : null)
    if (chosen.length > 0) draft.change({ models: chosen })
  }
  const figure = (key: string, head: string, textOf: (own: PlanModelFigures) => string): Column<PlanModel> => ({
    ...{ key, head, isNumber: true },
    cell({ id }) {
      const own = report?.perModel.find(({ modelId }) => modelId === id)
      return <OldFigures isOld={isOld}>{own ? textOf(own) : '–'}</OldFigures>
    },
  })
  const columns: Column<PlanModel>[] = [
    {
      key: 'model',
      head: 'Model',
      cell: ({ id, name, scoreKind, predictions, images }) => (
        <label
          htmlFor={`choose-${id}`}
          title={`${name}: ${scoreKindText(scoreKind).toLowerCase()}, ${wholeNumber(predictions)} predictions for ${wholeNumber(images)} images`}
          className="block cursor-pointer sm:max-w-[200px] sm:truncate 2xl:max-w-[320px]"
        >
          {name}
        </label>
      ),
    },
    figure('recall', 'Recall', recallWithRange),
    figure('precision', 'Precision', ({ precision }) => precisionText(precision)),
    figure('proposals', 'Proposals per image', ({ proposalsPerImage }) => perImageText(proposalsPerImage)),
    figure('unanimous', 'Unanimous', ({ unanimousImages }) => wholeNumber(unanimousImages)),
  ]
  return (
    <div className="min-w-0">
      <DataTable
        label="Models"
        columns={columns}
        rows={models}
        rowKey={({ id }) => id}
        selection={{
          chosen: ticked,
          head: 'Selected',
          labelOf: ({ name }) => name,
          onChoose: ({ id }) => tick(toggledModels(ticked, id)),
        }}
        className="max-h-[420px]"
      />
      <div className="mt-2 flex min-h-7 flex-wrap items-center justify-between gap-x-4 gap-y-1">
        <p role="status" className={clsx('min-w-0 flex-1 text-small', problem ? 'text-danger' : 'text-second')}>
          {problem ??
            'Each model on its own, with 95% intervals of recall. Unanimous: images where its top-1 is the original label.'}
        </p>
        <Button
          tone="quiet"
          size="small"
          disabled={ticked.length === models.length}
          onClick={() => tick(models.map((model) => model.id))}
        >
          Select all
        </Button>
      </div>
    </div>
  )
}

/** Grays out figures of earlier settings. Color alone suffices, because the text nearby says so too. */
const OldFigures = ({ isOld, children }: { isOld: boolean; children: ReactNode }) => (
  <span className={clsx('transition-colors duration-150', isOld && 'text-second')}>{children}</span>
)
