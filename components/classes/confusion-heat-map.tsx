'use client'

import { useRouter } from 'next/navigation'
import { ChartFrame } from '@/components/charts/chart-frame'
import { HeatMap } from '@/components/charts/heat-map'
import type { ConfusionMap } from '@/lib/contracts/classes/class'
import type { Confuser } from '@/lib/domain/classes/confusion-view'

const rowWord: Record<Confuser, string> = {
  any: 'Class',
  raters: 'Class',
  originals: 'Original label',
  models: 'Model prediction',
  together: 'Class',
}
const columnWord: Record<Confuser, string> = {
  any: 'Class with it',
  raters: 'Class with it',
  originals: 'Kept instead',
  models: 'Kept instead',
  together: 'Class with it',
}
const isDirected = (by: Confuser) => by === 'originals' || by === 'models'

/** The most confused classes, each against each. A click on a cell opens the pair. */
export function ConfusionHeatMap({
  slug,
  by,
  map: { classes, values },
}: {
  slug: string
  by: Confuser
  map: ConfusionMap
}) {
  const router = useRouter()
  const names = classes.map(({ name }) => name)
  const rows = classes.flatMap((row, at) =>
    classes.flatMap((column, to) => {
      const value = values[at]![to]!
      if (value === null || value === 0 || (!isDirected(by) && to < at)) return []
      return [[row.name, column.name, value]]
    }),
  )
  return (
    <ChartFrame
      title={by === 'together' ? 'Classes most often kept together' : 'Most confused classes'}
      note={
        isDirected(by)
          ? 'Images by original label or prediction (row) and the label kept instead (column). Select a cell to open the pair.'
          : 'Number of images for each class pair. Select a cell to open the pair.'
      }
      fileName={`confused-classes-${by}`}
      columns={[rowWord[by], columnWord[by], 'Images']}
      rows={rows.sort((one, other) => Number(other[2]) - Number(one[2]))}
    >
      <HeatMap
        rows={names}
        columns={names}
        values={values}
        valueLabel="Images"
        rowsLabel={rowWord[by]}
        columnsLabel={columnWord[by]}
        onPick={({ row, column }) =>
          router.push(`/projects/${slug}/classes/pairs/${classes[row]!.index}/${classes[column]!.index}`)
        }
      />
    </ChartFrame>
  )
}
