import { useCallback, useEffect, useRef, useState } from 'react'
import { judgeMistake, nextMistake, openMistake } from '@/lib/client/adjudication/review'
import { imageReady } from '@/lib/client/rating/image-ready'
import type { ReviewDesk } from '@/lib/contracts/adjudication/review'
import { isJudged, type ReviewEvent, reviewSession, reviewStep } from '@/lib/domain/adjudication/review-session'

const imagePatienceMs = 1_500
const messageOf = (reason: unknown) => (reason instanceof Error ? reason.message : 'Something went wrong.')

const begun = (desk: ReviewDesk) => ({
  session: reviewSession(desk.task?.own ?? null),
  note: desk.task?.own?.note ?? '',
})

/** The desk of a mistake review: the picture in hand, its judgement so far, and the way back. */
export function useReview(slug: string, firstDesk: ReviewDesk) {
  const [desk, setDesk] = useState(firstDesk)
  const [hand, setHand] = useState(() => begun(firstDesk))
  const [error, setError] = useState<string | null>(null)
  const [isBusy, setBusy] = useState(false)
  const [announcement, setAnnouncement] = useState('')
  /** Places judged or seen here, in order, to go back through. */
  const trail = useRef<number[]>([])
  const latest = useRef({ desk: firstDesk, ...hand })
  const busy = useRef(false)

  const hold = useCallback((next: Partial<typeof latest.current>) => {
    latest.current = { ...latest.current, ...next }
    const { session, note } = latest.current
    setHand({ session, note })
  }, [])
  const take = useCallback(
    (next: ReviewDesk, said: string) => {
      setDesk(next)
      hold({ desk: next, ...begun(next) })
      setAnnouncement(
        `${said} ${next.task ? `The prediction is ${next.task.predicted.name}.` : 'All images reviewed.'}`,
      )
    },
    [hold],
  )

  useEffect(() => {
    for (const url of desk.upcoming) void imageReady({ url }, imagePatienceMs)
  }, [desk.upcoming])

  const ask = async (work: () => Promise<void>) => {
    if (busy.current) return
    busy.current = true
    setBusy(true)
    setError(null)
    try {
      await work()
    } catch (reason) {
      setError(`${messageOf(reason)} Your choices are still here.`)
    } finally {
      busy.current = false
      setBusy(false)
    }
  }

  const act = (event: ReviewEvent) => {
    if (!busy.current) hold({ session: reviewStep(latest.current.session, event) })
  }
  const submit = () =>
    ask(async () => {
      const { desk: now, session, note } = latest.current
      const { verdict, category, severity } = session
      if (!now.task || !isJudged(session) || !verdict || !category || !severity) return
      const next = await judgeMistake(slug, now.campaign.id, now.task.place, { verdict, category, severity, note })
      trail.current.push(now.task.place)
      take(next, 'Saved.')
    })
  const back = () =>
    ask(async () => {
      const place = trail.current.pop()
      if (place !== undefined) take(await openMistake(slug, latest.current.desk.campaign.id, place), 'Back.')
      else setAnnouncement('There is no previous image.')
    })
  const goOn = () => ask(async () => take(await nextMistake(slug, latest.current.desk.campaign.id), ''))
  const write = (note: string) => hold({ note })

  return { desk, ...hand, error, isBusy, announcement, act, submit, back, goOn, write }
}
