'use client'

import { useMemo } from 'react'
import { chartWord, spoken, valueText } from '@/lib/wording/chart'
import { cellSize, type HeatInput, type HeatSpot, heatLayout, movedSpot, spotAt } from './heat-layout'
import { Plot, useChart } from './plot'

interface HeatMapProps extends HeatInput {
  valueLabel: string
  rowsLabel: string
  columnsLabel: string
  onPick: (spot: HeatSpot) => void
}

/** Strongest background on which text keeps its contrast. */
const darkest = 0.38

export function HeatMap({ rows, columns, values, valueLabel, rowsLabel, columnsLabel, onPick }: HeatMapProps) {
  const chart = useChart<HeatSpot>()
  const input = useMemo(() => ({ rows, columns, values }), [rows, columns, values])
  const layout = useMemo(() => heatLayout(input), [input])
  const valueAt = ({ row, column }: HeatSpot) => values[row]?.[column] ?? null
  // Another filter may leave fewer rows than the reader had reached.
  const spot = chart.at && chart.at.row < rows.length && chart.at.column < columns.length ? chart.at : null
  const textAt = (at: HeatSpot) => {
    const value = valueAt(at)
    return value === null ? chartWord.missing : valueText(value)
  }

  function say(at: HeatSpot) {
    const value = valueAt(at)
    return spoken([
      `${rowsLabel} ${rows[at.row]}`,
      `${columnsLabel} ${columns[at.column]}`,
      value === null ? chartWord.noValue : `${valueText(value)} ${valueLabel}`,
    ])
  }

  return (
    <div className="overflow-x-auto p-1">
      <div style={{ width: layout.width }}>
        <Plot
          chart={chart}
          height={layout.height}
          name={valueLabel}
          keys={chartWord.keysInGrid}
          isEmpty={rows.length === 0}
          find={({ x, y }) => spotAt(layout, input, x, y)}
          move={(key) => movedSpot(input, spot, key)}
          say={say}
          onPick={(at) => valueAt(at) !== null && onPick(at)}
          reading={
            spot && {
              at: { x: layout.left + (spot.column + 0.5) * cellSize, y: layout.top + (spot.row + 0.5) * cellSize },
              isBelow: spot.row < rows.length / 2,
              values: {
                lines: [
                  { label: rowsLabel, text: rows[spot.row]! },
                  { label: columnsLabel, text: columns[spot.column]! },
                  { label: valueLabel, text: textAt(spot) },
                ],
              },
            }
          }
        >
          <Cells layout={layout} />
          {spot && <Chosen layout={layout} spot={spot} />}
          <Labels layout={layout} spot={spot} />
        </Plot>
      </div>
    </div>
  )
}

type Layout = ReturnType<typeof heatLayout>

function Cells({ layout }: { layout: Layout }) {
  return layout.cells.map(({ row, column, x, y, value, strength }) => (
    <g key={`${row} ${column}`}>
      <rect
        x={x + 0.5}
        y={y + 0.5}
        width={cellSize - 1}
        height={cellSize - 1}
        rx={2}
        className={value === null ? 'fill-second' : 'fill-accent'}
        fillOpacity={value === null ? 0.22 : strength > 0 ? 0.05 + strength * (darkest - 0.05) : 0.03}
      />
      {value !== null && value > 0 && (
        <text
          x={x + cellSize / 2}
          y={y + cellSize / 2}
          textAnchor="middle"
          dominantBaseline="central"
          className="fill-text text-[11px] tabular-nums"
        >
          {valueText(value)}
        </text>
      )}
    </g>
  ))
}

function Chosen({ layout, spot }: { layout: Layout; spot: HeatSpot }) {
  return (
    <rect
      data-reading
      x={layout.left + spot.column * cellSize}
      y={layout.top + spot.row * cellSize}
      width={cellSize}
      height={cellSize}
      rx={3}
      className="stroke-text"
      fill="none"
      strokeWidth={2}
    />
  )
}

function Labels({ layout, spot }: { layout: Layout; spot: HeatSpot | null }) {
  return (
    <>
      {layout.rowLabels.map(({ text, y }, row) => (
        <text
          // biome-ignore lint/suspicious/noArrayIndexKey: a label is identified by its row
          key={row}
          x={layout.left - 8}
          y={y}
          textAnchor="end"
          dominantBaseline="central"
          className={spot?.row === row ? 'fill-text font-semibold' : 'fill-text'}
        >
          {text}
        </text>
      ))}
      {layout.columnLabels.map(({ text, x }, column) => (
        <text
          // biome-ignore lint/suspicious/noArrayIndexKey: a label is identified by its column
          key={column}
          transform={`translate(${x} ${layout.top - 8}) rotate(-90)`}
          dominantBaseline="central"
          className={spot?.column === column ? 'fill-text font-semibold' : 'fill-text'}
        >
          {text}
        </text>
      ))}
    </>
  )
}
