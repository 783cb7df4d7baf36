'use client'

import { clsx } from 'clsx'
import { useState } from 'react'
import { Button } from '@/components/ui/button'
import { HeadCell, Table, TableCell, TableHead, TableRow } from '@/components/ui/table'
import type { ModelFigures, WorkshopModel } from '@/lib/contracts/workshop'
import { toggledModels } from '@/lib/domain/workshop/plan-models'
import { wholeNumber } from '@/lib/wording/number'
import { perImageText, recallText, scoreKindText } from '@/lib/wording/workshop'
import { OldFigures } from './old-figures'

interface ModelTableProps {
  models: readonly WorkshopModel[]
  /** What each would propose alone; undefined until it is known. */
  figures: readonly ModelFigures[] | undefined
  ticked: readonly number[]
  isOld: boolean
  onTick: (models: number[]) => void
}

const missing = '–'

/** Every model with what it would find alone, to tick. */
export function ModelTable({ models, figures, ticked, isOld, onTick }: ModelTableProps) {
  const [problem, setProblem] = useState<string | null>(null)
  const tick = (chosen: number[]) => {
    setProblem(chosen.length === 0 ? 'Keep at least one model.' : null)
    if (chosen.length > 0) onTick(chosen)
  }
  return (
    <div className="min-w-0">
      <div className="[&>section]:max-h-[420px]">
        <Table label="Models">
          <TableHead>
            <tr>
              <HeadCell className="w-9 pr-0!">
                <span className="sr-only">Selected</span>
              </HeadCell>
              <HeadCell>Model</HeadCell>
              <HeadCell isNumber>Recall</HeadCell>
              <HeadCell isNumber>Precision</HeadCell>
              <HeadCell isNumber>Proposals per image</HeadCell>
              <HeadCell isNumber>Unanimous</HeadCell>
            </tr>
          </TableHead>
          <tbody>
            {models.map((model) => {
              const own = figures?.find((one) => one.modelId === model.id)
              const isTicked = ticked.includes(model.id)
              return (
                <TableRow key={model.id}>
                  <TableCell className="pr-0!">
                    <input
                      id={`model-${model.id}`}
                      type="checkbox"
                      aria-label={model.name}
                      checked={isTicked}
                      onChange={() => tick(toggledModels(ticked, model.id))}
                      className="block size-4"
                    />
                  </TableCell>
                  <TableCell>
                    <label
                      htmlFor={`model-${model.id}`}
                      title={`${model.name}: ${scoreKindText(model.scoreKind).toLowerCase()}, ${wholeNumber(model.predictions, 'en')} predictions for ${wholeNumber(model.images, 'en')} images`}
                      className="block max-w-[132px] cursor-pointer truncate font-medium sm:max-w-[200px] 2xl:max-w-[320px]"
                    >
                      {model.name}
                    </label>
                  </TableCell>
                  <TableCell isNumber className="whitespace-nowrap">
                    <OldFigures isOld={isOld}>{own ? recallText(own.recall) : missing}</OldFigures>
                  </TableCell>
                  <TableCell isNumber className="whitespace-nowrap">
                    <OldFigures isOld={isOld}>{own ? recallText(own.precision) : missing}</OldFigures>
                  </TableCell>
                  <TableCell isNumber>
                    <OldFigures isOld={isOld}>{own ? perImageText(own.proposalsPerImage) : missing}</OldFigures>
                  </TableCell>
                  <TableCell isNumber>
                    <OldFigures isOld={isOld}>{own ? wholeNumber(own.unanimousImages, 'en') : missing}</OldFigures>
                  </TableCell>
                </TableRow>
              )
            })}
          </tbody>
        </Table>
      </div>
      <div className="mt-2 flex min-h-7 flex-wrap items-center justify-between gap-x-4 gap-y-1">
        <p role="status" className={clsx('min-w-0 flex-1 text-small', problem ? 'text-danger' : 'text-second')}>
          {problem ?? 'Each model on its own. Unanimous: images where its top-1 is the original label.'}
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
