'use client'

import { useRouter } from 'next/navigation'
import { useState } from 'react'
import { formError } from '@/components/kit/form-error'
import { useKeyTable } from '@/components/workspace/use-key-table'
import { settleFlags } from '@/lib/client/images'
import type { FlaggedImage } from '@/lib/contracts/images/flagged-image'
import type { KeyTable } from '@/lib/domain/workspace/key-table'

const flagKeys: KeyTable<{ type: 'next' | 'previous' | 'settle' | 'undo' | 'open' }> = [
  { keys: { j: { type: 'next' }, k: { type: 'previous' } } },
  { keys: { s: { type: 'settle' }, u: { type: 'undo' }, o: { type: 'open' } } },
]

/**
 * Settles or reopens flags, with undo, also by the keys j, k, s, u and o. Changed images keep their place until another
 * page opens, so that nothing moves under the pointer.
 */
export function useFlagList(slug: string, given: FlaggedImage[], isSettledView: boolean) {
  const router = useRouter()
  const [images] = useState(given)
  /** Ids of changed flags by image. */
  const [changed, setChanged] = useState<ReadonlyMap<number, number[]>>(new Map())
  const [busyId, setBusyId] = useState<number | null>(null)
  const [problem, setProblem] = useState<string | null>(null)
  const [here, setHere] = useState<number | null>(null)
  const index = images.findIndex(({ imageId }) => imageId === here)
  const step = (by: number) => {
    const next = images[Math.min(images.length - 1, Math.max(0, index + by))]
    if (next) setHere(next.imageId)
  }

  async function change(imageId: number, isSettled: boolean, raters: number[] | undefined): Promise<number[] | null> {
    setBusyId(imageId)
    setProblem(null)
    try {
      return (await settleFlags(slug, imageId, { isSettled, raters })).raters
    } catch (error) {
      setProblem(formError(error).message)
      return null
    } finally {
      setBusyId(null)
    }
  }

  async function settle(imageId: number) {
    if (changed.has(imageId) || busyId !== null) return
    const raters = images.find((image) => image.imageId === imageId)?.flags.map(({ raterId }) => raterId)
    const done = await change(imageId, !isSettledView, raters)
    if (!done) return
    setChanged((known) => new Map(known).set(imageId, done))
    router.refresh()
  }

  async function undo(imageId: number) {
    const raters = changed.get(imageId)
    if (!raters || busyId !== null) return
    if (raters.length > 0 && !(await change(imageId, isSettledView, raters))) return
    setChanged((known) => new Map([...known].filter(([id]) => id !== imageId)))
    router.refresh()
  }

  useKeyTable(flagKeys, images.length > 0, ({ type }) => {
    if (type === 'next' || type === 'previous') step(type === 'next' ? 1 : -1)
    else if (here === null) return
    else if (type === 'settle') void settle(here)
    else if (type === 'undo') void undo(here)
    else router.push(`/projects/${slug}/images?image=${here}`)
  })
  return { images, changed, problem, busyId, here, setHere, settle, undo }
}
