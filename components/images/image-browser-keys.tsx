'use client'

import { useRouter } from 'next/navigation'
import { type FocusEvent, type KeyboardEvent, type ReactNode, useEffect, useRef, useState } from 'react'
import { KeysDialog } from '@/components/kit/keys-dialog'
import { Button } from '@/components/ui/button'
import { Keyboard } from '@/components/ui/generated/icons'
import { useWindowKeys } from '@/components/ui/use-window-keys'
import { shortcutKey } from '@/lib/client/workspace/pressed-key'
import { pictureKeys } from '@/lib/wording/workspace'

interface ImageBrowserKeysProps {
  page: number
  previous: string | null
  next: string | null
  openId: number | null
  previousImage: string | null
  nextImage: string | null
  close: string | null
}

const list = [
  { keys: ['←', '→', '↑', '↓'], does: 'Move between images' },
  { keys: ['Enter'], does: 'Open the image' },
  { keys: ['j', '→'], does: 'Next image (when one is open)' },
  { keys: ['k', '←'], does: 'Previous image (when one is open)' },
  { keys: ['x'], does: 'Select the image; with Shift, all from the last selected' },
  ...pictureKeys.map(({ keys, does }) => ({ keys: Object.keys(keys), does: `${does} (when an image is open)` })),
  { keys: ['Page Down', ']'], does: 'Next page' },
  { keys: ['Page Up', '['], does: 'Previous page' },
  { keys: ['Esc'], does: 'Close the image' },
  { keys: ['?'], does: 'Show keyboard shortcuts' },
]

const isIn = (id: string) => document.getElementById(id)?.contains(document.activeElement) ?? false
const isLost = () => document.activeElement === null || document.activeElement === document.body
const linkOf = (imageId: number | null) => document.querySelector<HTMLElement>(`[data-image="${imageId}"]`)
const firstLink = () => document.querySelector<HTMLElement>('[data-image]')

/** Whether a key moves into the list, when no image is open and nothing has the focus. */
const isEntry = (key: string, close: string | null) =>
  close === null && ['ArrowRight', 'ArrowDown', 'j'].includes(key) && isLost()

type Addresses = Pick<ImageBrowserKeysProps, 'previous' | 'next' | 'previousImage' | 'nextImage' | 'close'>

function addressOf(key: string, { previous, next, previousImage, nextImage, close }: Addresses) {
  if (isIn('image-list') && (key === 'ArrowLeft' || key === 'ArrowRight')) return null
  if (isIn('image-detail') && (key === 'PageUp' || key === 'PageDown')) return null
  return {
    ArrowLeft: previousImage,
    ArrowRight: nextImage,
    k: previousImage,
    j: nextImage,
    '[': previous,
    ']': next,
    PageUp: previous,
    PageDown: next,
    Escape: close,
  }[key]
}

function goTo(link: HTMLElement | null) {
  link?.focus()
  link?.closest('li, tr')?.scrollIntoView({ block: 'nearest' })
}

type Shown = Pick<ImageBrowserKeysProps, 'page' | 'openId'>

function moveFocus(was: Shown, { page, openId }: Shown) {
  if (openId !== null && openId !== was.openId) {
    if (was.openId === null || isLost()) document.getElementById('image-detail')?.focus()
    linkOf(openId)?.closest('li, tr')?.scrollIntoView({ block: 'nearest' })
  } else if (openId === null && was.openId !== null) goTo(linkOf(was.openId) ?? firstLink())
  else if (page !== was.page && isLost()) firstLink()?.focus({ preventScroll: true })
}

function useFocus(page: number, openId: number | null) {
  const before = useRef({ page, openId })
  useEffect(() => {
    moveFocus(before.current, { page, openId })
    before.current = { page, openId }
  }, [page, openId])
}

/** On a small screen the open image covers the list, which must not be reachable behind it. */
function useListBehind(isOpen: boolean) {
  useEffect(() => {
    const media = window.matchMedia('(min-width: 52rem)')
    const behind = document.getElementById('image-browser')
    const update = () => behind?.toggleAttribute('inert', isOpen && !media.matches)
    update()
    media.addEventListener('change', update)
    return () => media.removeEventListener('change', update)
  }, [isOpen])
}

/**
 * Keys of the list. Moves the focus when its element is gone: into an opened image, back to the list when it closes,
 * and to the first image after turning the page.
 */
export function ImageBrowserKeys(props: ImageBrowserKeysProps) {
  const { page, previous, next, openId, previousImage, nextImage, close } = props
  const router = useRouter()
  const [areKeysShown, setKeysShown] = useState(false)
  useWindowKeys((event) => {
    const key = shortcutKey(event)
    // Escape leaves full screen first.
    if (key === null || (key === 'Escape' && document.querySelector('[data-full]') !== null)) return
    if (key === '?') {
      event.preventDefault()
      setKeysShown(true)
    } else if (isEntry(key, close)) {
      event.preventDefault()
      firstLink()?.focus()
    } else {
      const address = addressOf(key, { previous, next, previousImage, nextImage, close })
      if (!address) return
      event.preventDefault()
      router.push(address, { scroll: address === previous || address === next })
    }
  })

  useFocus(page, openId)
  useListBehind(openId !== null)

  return (
    <>
      <Button size="small" tone="quiet" onClick={() => setKeysShown(true)} className="max-desk:hidden">
        <Keyboard aria-hidden size={14} /> Shortcuts
      </Button>
      {areKeysShown && <KeysDialog isOpen onClose={() => setKeysShown(false)} list={list} />}
    </>
  )
}

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
    goTo(next)
  }
  function onFocus(event: FocusEvent) {
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
