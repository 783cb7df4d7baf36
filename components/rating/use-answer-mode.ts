import { useEffect, useRef, useState } from 'react'
import { type AnswerMode, answerModeOf } from '@/lib/domain/rating/answer-mode'
import type { useRatingSession } from './use-rating-session'

/** What a sweep and automatic submission need beside the screen; most raters answer each name and never load it. */
const loadFasterModes = async () => {
  const [sweep, { AutoSubmit }] = await Promise.all([import('@/lib/domain/rating/sweep'), import('./auto-submit')])
  return { sweep, AutoSubmit }
}

/**
 * How the task is answered, and what that needs: `sweep` in a sweep, `AutoSubmit` with automatic submission. Until the code
 * is there, and without it, names are answered each. Where an experiment draws the mode it is loaded with the first task,
 * so that a lost connection keeps no task ahead from it.
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
  /** Keeps answers that wait from being submitted by themselves; null while none do. */
  const takeBack = useRef<(() => void) | null>(null)
  const sweep = mode === 'sweep' && loaded ? loaded.sweep : null
  const AutoSubmit = mode === 'auto' && loaded ? loaded.AutoSubmit : null
  return { mode, sweep, AutoSubmit, takeBack }
}
