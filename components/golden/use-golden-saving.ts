import { useCallback, useEffect, useRef, useState } from 'react'
import { ApiError } from '@/lib/client/api-error'
import { openGoldenImage, submitGoldenAnswers } from '@/lib/client/golden/golden'
import type { SaveState } from '@/lib/client/outbox/outbox'
import type { GoldenAnswersOutput, GoldenTask } from '@/lib/contracts/golden/golden'
import type { GoldenSession } from '@/lib/domain/golden/golden-session'

export interface SavingNote {
  tone: 'error' | 'info'
  text: string
}

interface SavingHooks {
  onSaved: (output: GoldenAnswersOutput) => void
  /** Others were saved, or a class was added, in between: this is the image as it is now. */
  onChanged: (task: GoldenTask) => void
  onFailed: () => void
}

const tryAgainMs = 5_000
const idle: SaveState = { state: 'saved', pending: 0, needsSignIn: false }

/** Sends an image's answers until the server has taken or refused them; what went wrong stays on the screen. */
export function useGoldenSaving(slug: string, hooks: SavingHooks) {
  const [saveState, setSaveState] = useState(idle)
  const [note, setNote] = useState<SavingNote | null>(null)
  const waiting = useRef<(() => void) | null>(null)
  const latest = useRef(hooks)
  useEffect(() => {
    latest.current = hooks
  })

  const retry = useCallback(() => {
    const again = waiting.current
    waiting.current = null
    again?.()
  }, [])

  useEffect(() => {
    if (saveState.state !== 'waiting') return
    const timer = setInterval(retry, tryAgainMs)
    window.addEventListener('online', retry)
    window.addEventListener('focus', retry)
    return () => {
      clearInterval(timer)
      window.removeEventListener('online', retry)
      window.removeEventListener('focus', retry)
    }
  }, [saveState.state, retry])

  async function refused(error: ApiError, task: GoldenTask) {
    if (error.code !== 'conflict') {
      setNote({ tone: 'error', text: `${error.message} Nothing was saved. Your answers are still here.` })
      latest.current.onFailed()
      return
    }
    const fresh = await openGoldenImage(slug, task.imageId).catch(() => null)
    latest.current.onFailed()
    if (fresh) latest.current.onChanged(fresh)
    const rest =
      fresh && fresh.revision !== task.revision
        ? ' Your answers are still here. Submit them to replace the saved ones.'
        : ''
    setNote({ tone: fresh ? 'info' : 'error', text: `${error.message}${rest}` })
  }

  async function send(session: GoldenSession, task: GoldenTask) {
    setNote(null)
    setSaveState((now) => (now.state === 'waiting' ? now : { state: 'saving', pending: 1, needsSignIn: false }))
    const answers = Array.from(session.answers, ([classId, answer]) => ({ classId, answer }))
    try {
      const output = await submitGoldenAnswers(slug, task.imageId, { revision: task.revision, answers })
      setSaveState(idle)
      latest.current.onSaved(output)
    } catch (reason) {
      const error = reason instanceof ApiError ? reason : new ApiError(0, 'broken', 'Something went wrong.')
      const needsSignIn = error.status === 401
      if (needsSignIn || error.isTemporary) {
        waiting.current = () => void send(session, task)
        setSaveState({ state: 'waiting', pending: 1, needsSignIn })
      } else {
        setSaveState(idle)
        await refused(error, task)
      }
    }
  }

  return { saveState, note, setNote, send, retry }
}
