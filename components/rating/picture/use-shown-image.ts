import { useCallback, useState } from 'react'

/**
 * Whether the picture of `id` has been painted. Nothing about an image may be answered before. Stays true while the
 * picture has no room, such as beside an on-screen keyboard.
 */
export function useShownImage(id: number | null) {
  const [shownId, setShownId] = useState<number | null>(null)
  return {
    isShown: id !== null && shownId === id,
    showImage: useCallback((isShown: boolean) => isShown && setShownId(id), [id]),
  }
}
