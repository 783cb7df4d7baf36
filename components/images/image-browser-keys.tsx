'use client'

import { useRouter } from 'next/navigation'
import { useEffect, useRef, useState } from 'react'
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
