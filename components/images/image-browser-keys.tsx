'use client'

import { Keyboard } from 'lucide-react'
import { useRouter } from 'next/navigation'
import { useEffect, useLayoutEffect, useRef, useState } from 'react'
import { KeysDialog } from '@/components/kit/keys-dialog'
import { Button } from '@/components/ui/button'
import { panelPictureKeys } from './panel-picture'

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
  ...panelPictureKeys.map(({ keys, does }) => ({ keys: Object.keys(keys), does: `${does} (when an image is open)` })),
  { keys: ['Page Down', ']'], does: 'Next page' },
  { keys: ['Page Up', '['], does: 'Previous page' },
  { keys: ['Esc'], does: 'Close the image' },
  { keys: ['?'], does: 'Show keyboard shortcuts' },
]

const isTyping = (target: EventTarget | null) =>
  target instanceof HTMLElement && target.closest('input, select, textarea, [role="dialog"], [role="menu"]') !== null
const isIn = (id: string) => document.getElementById(id)?.contains(document.activeElement) ?? false
const isLost = () => document.activeElement === null || document.activeElement === document.body
const linkOf = (imageId: number | null) => document.querySelector<HTMLElement>(`[data-image="${imageId}"]`)
const firstLink = () => document.querySelector<HTMLElement>('[data-image]')

/**
 * The keys of the list as a whole, and where the focus goes when what had it is gone: into an image that is opened, back to
 * its place in the list when it is closed, to the first image of a page that was turned to.
 */
export function ImageBrowserKeys(props: ImageBrowserKeysProps) {
  const { page, previous, next, openId, previousImage, nextImage, close } = props
  const router = useRouter()
  const [areKeysShown, setKeysShown] = useState(false)
  const reader = useRef<Element | null>(null)
  // Before the new page is painted, so that a key pressed at once turns from there and not from the page before.
  useLayoutEffect(() => {
    function onKey(event: KeyboardEvent) {
      if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return
      // Escape leaves the picture on the whole screen first.
      if (event.key === 'Escape' && document.querySelector('[data-full]')) return
      if (event.key === '?') {
        event.preventDefault()
        reader.current = document.activeElement
        setKeysShown(true)
        return
      }
      if (!close && (event.key === 'ArrowRight' || event.key === 'ArrowDown' || event.key === 'j') && isLost()) {
        event.preventDefault()
        firstLink()?.focus()
        return
      }
      // What is read in the open image scrolls by its own keys.
      const isReading = isIn('image-detail')
      const address = {
        ArrowLeft: isIn('image-list') ? null : previousImage,
        ArrowRight: isIn('image-list') ? null : nextImage,
        k: previousImage,
        j: nextImage,
        '[': previous,
        ']': next,
        PageUp: isReading ? null : previous,
        PageDown: isReading ? null : next,
        Escape: close,
      }[event.key]
      if (!address) return
      event.preventDefault()
      const isTurned = address === previous || address === next
      router.push(address, { scroll: isTurned })
    }
    window.addEventListener('keydown', onKey)
    return () => window.removeEventListener('keydown', onKey)
  }, [router, previous, next, previousImage, nextImage, close])

  // A dialog that a key opened has no button to give the focus back to.
  useEffect(() => {
    if (areKeysShown || !(reader.current instanceof HTMLElement)) return
    reader.current.focus()
    reader.current = null
  }, [areKeysShown])

  const before = useRef({ page, openId })
  useEffect(() => {
    const was = before.current
    before.current = { page, openId }
    if (openId !== null && openId !== was.openId) {
      if (was.openId === null || isLost()) document.getElementById('image-detail')?.focus()
      linkOf(openId)?.closest('li, tr')?.scrollIntoView({ block: 'nearest' })
    } else if (openId === null && was.openId !== null) {
      const link = linkOf(was.openId) ?? firstLink()
      link?.focus()
      link?.closest('li, tr')?.scrollIntoView({ block: 'nearest' })
    } else if (page !== was.page && isLost()) firstLink()?.focus({ preventScroll: true })
  }, [page, openId])

  // On a small screen the open image lies over the whole of the list, which must not be reached behind it.
  useEffect(() => {
    const media = window.matchMedia('(min-width: 52rem)')
    const behind = document.getElementById('image-browser')
    const update = () => behind?.toggleAttribute('inert', openId !== null && !media.matches)
    update()
    media.addEventListener('change', update)
    return () => media.removeEventListener('change', update)
  }, [openId])

  return (
    <>
      <Button size="small" tone="quiet" onClick={() => setKeysShown(true)} className="max-desk:hidden">
        <Keyboard aria-hidden size={14} /> Shortcuts
      </Button>
      {areKeysShown && <KeysDialog isOpen onClose={() => setKeysShown(false)} list={list} />}
    </>
  )
}
