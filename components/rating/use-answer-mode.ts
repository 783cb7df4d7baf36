import { useEffect, useRef, useState } from 'react'
import { type AnswerMode, answerModeOf } from '@/lib/domain/rating/answer-mode'
import type { useRatingSession } from './use-rating-session'

/** Code of sweeps and automatic submission, loaded separately because most raters use neither. */
const loadFasterModes = async () => {
  const [sweep, { AutoSubmit }] = await Promise.all([import('@/lib/domain/rating/sweep'), import('./auto-submit')])
  return { sweep, AutoSubmit }
}

/**
 * Returns the answer mode and its code. Until that code has loaded, or if it fails to, names are answered one by one.
 * If an experiment assigns the mode, the code is loaded with the first task, so that later tasks need no connection.
 */
export function useAnswerMode(rating: ReturnType<typeof useRatingSession>, chosen: AnswerMode | undefined) {
  const { project, task } = rating.ratingSession
  const drawn = task?.display.answerMode
  const wanted = answerModeOf(drawn, chosen, project.answerModes)
  const [loaded, setLoaded] = useState<Awaited<ReturnType<typeof loadFasterModes>> | null>(null)
  const isMissing = !loaded && (drawn !== undefined || wanted !== 'each')
  useEffect(() => {
    if (isMissing && task) void loadFasterModes().then(setLoaded, () => undefined)
  }, [isMissing, task])
  const mode: AnswerMode = loaded ? wanted : 'each'
  useEffect(() => {
    rating.answerMode.current = mode
  })
  /** Cancels a pending automatic submission; null if none is pending. */
  const takeBack = useRef<(() => void) | null>(null)
  const sweep = mode === 'sweep' && loaded ? loaded.sweep : null
  const AutoSubmit = mode === 'auto' && loaded ? loaded.AutoSubmit : null
  return { mode, sweep, AutoSubmit, takeBack }
}
