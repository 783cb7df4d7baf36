import { useCallback, useEffect, useRef, useState } from 'react'
import { forgetGoldenDraft, keepGoldenDraft, readGoldenDraft } from '@/lib/client/golden/golden-drafts'
import type { GoldenTask } from '@/lib/contracts/golden/golden'
import {
  type GoldenEvent,
  type GoldenSession,
  goldenSession,
  goldenStep,
  hasUnsaved,
} from '@/lib/domain/golden/golden-session'

const placeOf = ({ project, raterId, imageId }: GoldenTask) => ({ slug: project.slug, raterId, imageId })

/** The session of one golden image. What is answered stays in this browser until the server has it. */
export function useGoldenSession(firstTask: GoldenTask, send: (session: GoldenSession, task: GoldenTask) => void) {
  const [task, setTask] = useState(firstTask)
  const [session, setSession] = useState(() => goldenSession(firstTask.candidates))
  const latest = useRef({ session, task, send })
  useEffect(() => {
    latest.current.send = send
  })

  const hold = useCallback((next: GoldenSession) => {
    latest.current.session = next
    setSession(next)
    const { task } = latest.current
    if (hasUnsaved(next)) keepGoldenDraft(placeOf(task), task.revision, next.answers)
    else forgetGoldenDraft(placeOf(task))
    return next
  }, [])

  // The first page is drawn by the server, which does not know what this browser holds.
  useEffect(() => {
    const { task } = latest.current
    const begun = readGoldenDraft(placeOf(task), task.revision)
    if (begun.size > 0) hold(goldenSession(task.candidates, begun))
  }, [hold])

  // Two keys may arrive before React draws again, so a step starts from the ref, not from the drawn state.
  const dispatch = useCallback(
    (event: GoldenEvent) => {
      const step = goldenStep(latest.current.session, event)
      if (step.session !== latest.current.session) hold(step.session)
      if (step.isSent) latest.current.send(step.session, latest.current.task)
      return step.session
    },
    [hold],
  )

  /** Takes the image as the server has it now; what was answered here stays. */
  const refresh = useCallback(
    (fresh: GoldenTask, focus?: number) => {
      if (fresh.revision !== latest.current.task.revision) forgetGoldenDraft(placeOf(fresh))
      latest.current.task = fresh
      setTask(fresh)
      dispatch({ type: 'refresh', candidates: fresh.candidates, focus })
    },
    [dispatch],
  )

  return { task, session, dispatch, refresh, forget: () => forgetGoldenDraft(placeOf(latest.current.task)) }
}
