'use client'

import { useQueryClient } from '@tanstack/react-query'
import { useRef, useState } from 'react'
import { errorText } from '@/components/kit/form-error'
import { addStartedJob } from '@/components/kit/use-jobs'
import type { LocalFile } from '@/lib/client/data/chosen-files'
import { createUpload, discardUpload, sendUpload } from '@/lib/client/data/uploads'
import type { JobSummary } from '@/lib/contracts/jobs'

class NotSent extends Error {}

function problemOf(error: unknown): string {
  if (error instanceof NotSent) return error.message
  return errorText(error)
}

/** Uploads files and starts their import. Returns the progress and any error. */
export function useFileImport(slug: string, onStarted: () => void) {
  const queryClient = useQueryClient()
  const [fraction, setFraction] = useState<number | null>(null)
  const [problem, setProblem] = useState<string | null>(null)
  const sending = useRef<AbortController | null>(null)

  async function send(files: readonly LocalFile[], start: (uploadId: string) => Promise<JobSummary>) {
    const stop = new AbortController()
    sending.current = stop
    setProblem(null)
    setFraction(0)
    let uploadId: string | null = null
    try {
      uploadId = (await createUpload(slug)).id
      const failed = await sendUpload(slug, uploadId, files, {
        signal: stop.signal,
        onProgress: ({ sentBytes, totalBytes }) => setFraction(totalBytes > 0 ? sentBytes / totalBytes : 1),
      })
      if (failed.length > 0) throw new NotSent(`${failed[0]!.path} could not be uploaded. ${failed[0]!.reason}`)
      await addStartedJob(queryClient, slug, await start(uploadId))
      onStarted()
    } catch (error) {
      // The server deletes abandoned uploads within a day.
      if (uploadId) discardUpload(slug, uploadId).catch(() => {})
      if (!stop.signal.aborted) setProblem(problemOf(error))
    } finally {
      sending.current = null
      setFraction(null)
    }
  }
  return { send, problem, fraction, isSending: fraction !== null, stop: () => sending.current?.abort() }
}
