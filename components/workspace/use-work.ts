import { useCallback, useEffect, useRef, useState } from 'react'

interface WorkParts<Task, Session, Event, Effect> {
  /** The session at its beginning, with what was answered here before and is not submitted. */
  begin: (task: Task) => Session
  step: (session: Session, event: Event) => { session: Session; effect: Effect | null }
  /** Does what the session asks for outside. */
  carry: (effect: Effect, task: Task, session: Session) => void
  /** Keeps what is answered and not submitted in this browser. */
  keep: (task: Task, session: Session) => void
}

/**
 * A task on the screen and the session of answering it. The first page is drawn by the server, which does not know what
 * this browser holds, so `empty` is the session until the page is there.
 */
export function useWork<Task, Session, Event, Effect>(
  firstTask: Task,
  empty: (task: Task) => Session,
  parts: WorkParts<Task, Session, Event, Effect>,
) {
  const [work, setWork] = useState(() => ({ task: firstTask, session: empty(firstTask) }))
  // Two keys may arrive before React draws again, so a step starts from the ref, not from the drawn state.
  const latest = useRef(work)
  const outside = useRef(parts)
  useEffect(() => {
    outside.current = parts
  })

  const hold = useCallback((task: Task, session: Session) => {
    latest.current = { task, session }
    setWork(latest.current)
  }, [])

  const dispatch = useCallback(
    (event: Event): Session => {
      const { task, session } = latest.current
      const step = outside.current.step(session, event)
      if (step.session !== session) {
        hold(task, step.session)
        outside.current.keep(task, step.session)
      }
      if (step.effect !== null) outside.current.carry(step.effect, task, step.session)
      return latest.current.session
    },
    [hold],
  )

  /** Puts a task on the screen. */
  const load = useCallback((task: Task) => hold(task, outside.current.begin(task)), [hold])

  /** Takes a newer form of the task on the screen; the session takes it in by `event`. */
  const refresh = useCallback(
    (task: Task, event: Event) => {
      latest.current = { ...latest.current, task }
      setWork(latest.current)
      dispatch(event)
    },
    [dispatch],
  )

  // biome-ignore lint/correctness/useExhaustiveDependencies: only the first task was drawn without what this browser holds
  useEffect(() => load(firstTask), [])

  return { ...work, latest, dispatch, load, refresh }
}
