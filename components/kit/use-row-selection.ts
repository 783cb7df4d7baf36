import { useSearchParams } from 'next/navigation'
import { type KeyboardEvent, useState } from 'react'
import type { Selection } from './data-table'

const boxOf = (id: number) => document.getElementById(`choose-${id}`)

/**
 * Selection of rows. On a row's checkbox, arrow keys move to the next row, and with Shift also select; Ctrl+A (⌘A)
 * selects all rows, Escape none.
 */
export function useRowSelection(ids: readonly number[]) {
  const [chosen, setChosen] = useState<ReadonlySet<number>>(new Set())
  const [last, setLast] = useState<number | null>(null)
  const selected = ids.filter((id) => chosen.has(id))

  function select(id: number, isRange: boolean) {
    setLast(id)
    setChosen((now) => {
      const next = new Set(now)
      const from = last === null ? -1 : ids.indexOf(last)
      const to = ids.indexOf(id)
      const isChosen = !now.has(id)
      const range = isRange && from >= 0 ? ids.slice(Math.min(from, to), Math.max(from, to) + 1) : [id]
      for (const one of range) {
        if (isChosen) next.add(one)
        else next.delete(one)
      }
      return next
    })
  }

  function onKey(id: number, event: KeyboardEvent) {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key]
    if (step) {
      event.preventDefault()
      const beside = ids[ids.indexOf(id) + step]
      if (beside === undefined) return
      boxOf(beside)?.focus()
      if (!event.shiftKey) return
      setLast(beside)
      setChosen((now) => new Set([...now, id, beside]))
    } else if (event.key === 'a' && (event.ctrlKey || event.metaKey)) {
      event.preventDefault()
      setChosen(new Set(ids))
    } else if (event.key === 'Escape') setChosen(new Set())
  }

  return {
    selected,
    select,
    onKey,
    all: (isChosen: boolean) => setChosen(new Set(isChosen ? ids : [])),
  }
}

/**
 * Selection of two rows of a table to compare, named as in “run 3”. A third one replaces the first. It is in the URL, so
 * that it is still there when the user returns from the comparison.
 */
export function useTwoRows<Key extends string | number, Row>(
  rows: readonly Row[],
  keyOf: (row: Row) => Key,
  what: string,
) {
  const fromUrl = useSearchParams().getAll('compare')
  // Next.js shows a change of the URL only later, when another box may already have been clicked.
  const [asked, setAsked] = useState(() => [...new Set(fromUrl)].slice(-2))
  const keys = rows.map(keyOf)
  const chosen = asked.flatMap((text) => keys.find((key) => String(key) === text) ?? [])
  function toggle(key: Key) {
    const kept = chosen.includes(key) ? chosen.filter((one) => one !== key) : [...chosen, key].slice(-2)
    setAsked(kept.map(String))
    const query = new URLSearchParams(window.location.search)
    query.delete('compare')
    for (const one of kept) query.append('compare', String(one))
    window.history.replaceState(null, '', `?${query}`)
  }
  const selection: Selection<Row> = {
    chosen,
    head: 'Compare',
    labelOf: (row) => `Compare ${what} ${keyOf(row)}`,
    onChoose: (row) => toggle(keyOf(row)),
  }
  return { chosen, selection }
}
