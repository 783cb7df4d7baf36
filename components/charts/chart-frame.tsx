'use client'

import { clsx } from 'clsx'
import { type ReactNode, useRef, useState } from 'react'
import { DataTable } from '@/components/kit/data-table'
import { Button } from '@/components/ui/button'
import { ChartLine, Download, Table2 } from '@/components/ui/generated/icons'
import { chartWord, decimalsFor, valueText } from '@/lib/wording/chart'
import { tableCsv, type Value } from './table-csv'

interface ChartFrameProps {
  title: string
  note?: string | undefined
  columns: string[]
  /** The plotted values. Numbers are formatted here; values that need another format are passed as text. */
  rows: Value[][]
  /** Without extension. */
  fileName: string
  /** Whether there is a chart to download. */
  isDrawn?: boolean
  children: ReactNode
}

export function ChartFrame({ title, note, columns, rows, fileName, isDrawn = true, children }: ChartFrameProps) {
  const body = useRef<HTMLDivElement>(null)
  const [isTable, setIsTable] = useState(false)

  const isEmpty = rows.length === 0
  const view = isTable ? chartWord.chart : chartWord.table

  function save(content: string, type: string, ending: string) {
    const address = URL.createObjectURL(new Blob([content], { type }))
    const link = document.createElement('a')
    link.href = address
    link.download = `${fileName}.${ending}`
    link.click()
    URL.revokeObjectURL(address)
  }

  function saveSvg() {
    const svg = body.current?.querySelector<SVGSVGElement>('svg[data-chart]')
    if (svg) save(standaloneSvg(svg, title), 'image/svg+xml', 'svg')
  }

  return (
    <figure className="min-w-0">
      {/* Charts beside each other share the height of their captions, so that they are level. */}
      <figcaption className="mb-3 min-h-(--caption,0px)">
        <span className="font-semibold">{title}</span>
        {note && <span className="block text-pretty text-second">{note}</span>}
      </figcaption>
      <div ref={body} className={clsx('relative', isTable && 'min-h-[180px]')}>
        {/* The chart keeps its space under the table, so that nothing moves and it can still be downloaded. */}
        <div className={clsx(isTable && 'invisible')}>{children}</div>
        {isTable && !isEmpty && (
          <div className="absolute inset-0 grid grid-rows-[minmax(0,1fr)] items-start [&>section]:max-h-full">
            <ValueTable title={title} columns={columns} rows={rows} />
          </div>
        )}
      </div>
      <div className="mt-1 flex justify-end gap-1">
        <Button
          tone="quiet"
          size="small"
          className="min-w-[76px]"
          aria-label={`${view}: ${title}`}
          disabled={isEmpty}
          onClick={() => setIsTable(!isTable)}
        >
          {isTable ? <ChartLine aria-hidden size={16} /> : <Table2 aria-hidden size={16} />}
          {view}
        </Button>
        <Button
          tone="quiet"
          size="small"
          aria-label={`${chartWord.svg}: ${title}`}
          disabled={isEmpty || !isDrawn}
          onClick={saveSvg}
        >
          <Download aria-hidden size={16} />
          {chartWord.svg}
        </Button>
        <Button
          tone="quiet"
          size="small"
          aria-label={`${chartWord.csv}: ${title}`}
          disabled={isEmpty}
          onClick={() => save(tableCsv(columns, rows), 'text/csv;charset=utf-8', 'csv')}
        >
          <Download aria-hidden size={16} />
          {chartWord.csv}
        </Button>
      </div>
    </figure>
  )
}

/** Values of a chart as a table, with the same number of decimals within a column. */
function ValueTable({ title, columns, rows }: Pick<ChartFrameProps, 'title' | 'columns' | 'rows'>) {
  const shapes = columns.map((head, column) => {
    const values = rows.map((row) => row[column]).filter((value) => value !== null)
    const numbers = values.filter((value) => typeof value === 'number')
    return { head, isNumber: numbers.length > 0 && numbers.length === values.length, decimals: decimalsFor(numbers) }
  })
  return (
    <DataTable
      isScrolled
      label={title}
      columns={shapes.map(({ head, isNumber, decimals }, column) => ({
        ...{ key: head, head, isNumber },
        cell: ({ values }: { values: Value[]; index: number }) => cellText(values[column]!, decimals),
      }))}
      rows={rows.map((values, index) => ({ values, index }))}
      rowKey={({ index }) => index}
    />
  )
}

function cellText(value: Value, decimals: number): string {
  if (value === null) return chartWord.missing
  return typeof value === 'number' ? valueText(value, 'number', decimals) : value
}

const properties = [
  'fill',
  'fill-opacity',
  'stroke',
  'stroke-width',
  'stroke-opacity',
  'stroke-dasharray',
  'stroke-linecap',
  'stroke-linejoin',
  'paint-order',
  'font-family',
  'font-size',
  'font-weight',
  'font-variant-numeric',
  'text-anchor',
]

/** Returns a rendered chart as an SVG file with all styles inlined. */
function standaloneSvg(svg: SVGSVGElement, title: string): string {
  const copy = svg.cloneNode(true) as SVGSVGElement
  const drawn = [svg, ...svg.querySelectorAll('*')]
  for (const [index, element] of [copy, ...copy.querySelectorAll('*')].entries()) {
    const style = getComputedStyle(drawn[index]!)
    for (const property of properties) element.setAttribute(property, style.getPropertyValue(property))
    element.removeAttribute('class')
  }
  for (const element of copy.querySelectorAll('[data-reading]')) element.remove()

  const { width, height } = svg.getBoundingClientRect()
  const ground = document.createElementNS('http://www.w3.org/2000/svg', 'rect')
  const margin = 16
  const box = { x: -margin, y: -margin, width: width + 2 * margin, height: height + 2 * margin }
  for (const [name, value] of Object.entries({ ...box, fill: groundColor(svg) }))
    ground.setAttribute(name, String(value))
  const name = document.createElementNS('http://www.w3.org/2000/svg', 'title')
  name.textContent = title
  copy.prepend(name, ground)

  copy.setAttribute('xmlns', 'http://www.w3.org/2000/svg')
  copy.setAttribute('viewBox', `${box.x} ${box.y} ${box.width} ${box.height}`)
  copy.setAttribute('width', String(box.width))
  copy.setAttribute('height', String(box.height))
  copy.removeAttribute('aria-hidden')
  copy.removeAttribute('data-chart')
  return new XMLSerializer().serializeToString(copy)
}

function groundColor(element: Element): string {
  for (let place: Element | null = element; place; place = place.parentElement) {
    const color = getComputedStyle(place).backgroundColor
    if (color !== 'transparent' && color !== 'rgba(0, 0, 0, 0)') return color
  }
  return 'white'
}
