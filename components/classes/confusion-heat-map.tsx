'use client'

import { useRouter } from 'next/navigation'
import { ChartFrame } from '@/components/charts/chart-frame'
import { HeatMap } from '@/components/charts/heat-map'
import type { ConfusionMap } from '@/lib/contracts/classes/class'
import type { Confuser } from '@/lib/domain/classes/confusion-view'

/** Words for the rows of confusions that have a direction. */
const rowWord: Partial<Record<Confuser, string>> = { originals: 'Original label', models: 'Model prediction' }

interface ConfusionHeatMapProps {
  slug: string
  by: Confuser
  map: ConfusionMap
}

/** The most confused classes, each against each. A click on a cell opens the pair. */
export function ConfusionHeatMap({ slug, by, map: { classes, values } }: ConfusionHeatMapProps) {
  const router = useRouter()
  const isDirected = by in rowWord
  const rowsLabel = rowWord[by] ?? 'Class'
  const columnsLabel = isDirected ? 'Kept instead' : 'Class with it'
  const names = classes.map(({ name }) => name)
  const rows = classes.flatMap((row, at) =>
    classes.flatMap((column, to) => {
      const value = values[at]![to]!
      if (value === null || value === 0 || (!isDirected && to < at)) return []
      return [[row.name, column.name, value]]
    }),
  )
  return (
    <ChartFrame
      title={by === 'together' ? 'Classes most often kept on the same image' : 'Most confused classes'}
      note={
        isDirected
          ? 'Images by original label or prediction (row) and the label kept instead (column). Select a cell to open the pair.'
          : 'Number of images for each class pair. Select a cell to open the pair.'
      }
      fileName={`confused-classes-${by}`}
      columns={[rowsLabel, columnsLabel, 'Images']}
      rows={rows.sort((one, other) => Number(other[2]) - Number(one[2]))}
    >
      <HeatMap
        rows={names}
        columns={names}
        values={values}
        valueLabel="Images"
        rowsLabel={rowsLabel}
        columnsLabel={columnsLabel}
        onPick={({ row, column }) =>
          router.push(`/projects/${slug}/classes/pairs/${classes[row]!.index}/${classes[column]!.index}`)
        }
      />
    </ChartFrame>
  )
}
