'use client'

import { type KeyboardEvent, type ReactNode, useEffect, useRef } from 'react'

const linksIn = (list: HTMLElement) => [...list.querySelectorAll<HTMLElement>('[data-image]')]

/** Returns the index that an arrow key leads to, by positions on the screen. `at` if there is none further. */
function neighbour(links: HTMLElement[], at: number, key: string): number {
  if (key === 'ArrowRight') return Math.min(links.length - 1, at + 1)
  if (key === 'ArrowLeft') return Math.max(0, at - 1)
  if (key === 'Home') return 0
  if (key === 'End') return links.length - 1
  const { left, top } = links[at]!.getBoundingClientRect()
  const step = key === 'ArrowDown' ? 1 : -1
  let best = at
  let distance = Number.POSITIVE_INFINITY
  let row: number | null = null
  for (let k = at + step; k >= 0 && k < links.length; k += step) {
    const place = links[k]!.getBoundingClientRect()
    if (Math.abs(place.top - top) < 4) continue
    if (row !== null && Math.abs(place.top - row) >= 4) break
    row = place.top
    if (Math.abs(place.left - left) >= distance) continue
    best = k
    distance = Math.abs(place.left - left)
  }
  return best
}

/** Roving focus in a list of images: one link takes the Tab key; arrow keys, Home and End move between them. */
export function GridKeys({ children, openId }: { children: ReactNode; openId: number | null }) {
  const list = useRef<HTMLDivElement>(null)
  // Runs for each page of images and when another one opens. The open image takes the Tab key, or else the first.
  useEffect(() => {
    if (!list.current) return
    const links = linksIn(list.current)
    const focused = links.find((link) => link === document.activeElement)
    const chosen = focused ?? links.find((link) => link.dataset.image === String(openId)) ?? links[0]
    for (const link of links) link.tabIndex = link === chosen ? 0 : -1
  })
  function onKeyDown(event: KeyboardEvent) {
    if (event.ctrlKey || event.metaKey || event.altKey || event.shiftKey || !list.current) return
    if (!['ArrowRight', 'ArrowLeft', 'ArrowUp', 'ArrowDown', 'Home', 'End'].includes(event.key)) return
    const links = linksIn(list.current)
    const at = links.indexOf(event.target as HTMLElement)
    if (at < 0) return
    event.preventDefault()
    const next = links[neighbour(links, at, event.key)]!
    links[at]!.tabIndex = -1
    next.tabIndex = 0
    next.focus()
    next.closest('li, tr')?.scrollIntoView({ block: 'nearest' })
  }
  function onFocus(event: React.FocusEvent) {
    if (!(event.target instanceof HTMLElement) || event.target.dataset.image === undefined || !list.current) return
    for (const link of linksIn(list.current)) link.tabIndex = link === event.target ? 0 : -1
  }
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: only moves between the links inside, which are the actual controls
    <div ref={list} id="image-list" onKeyDown={onKeyDown} onFocus={onFocus}>
      {children}
    </div>
  )
}
