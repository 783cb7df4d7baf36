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
  models: 'A model names',
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

/** The classes confused most, each with each; a cell opens its pair. */
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
      const value = values[at][to]
      if (value === null || value === 0 || (!isDirected(by) && to < at)) return []
      return [[row.name, column.name, value]]
    }),
  )
  return (
    <ChartFrame
      title={by === 'together' ? 'Classes kept together most' : 'Classes confused most'}
      note={
        isDirected(by)
          ? 'Images by the label in the row and the one kept instead in the column. Choose a cell to see its pair.'
          : 'Images for each two classes. Choose a cell to see its pair.'
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
          router.push(`/projects/${slug}/classes/pairs/${classes[row].index}/${classes[column].index}`)
        }
      />
    </ChartFrame>
  )
}
