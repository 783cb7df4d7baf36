'use client'

import { useRef, useState } from 'react'
import { errorText } from '@/components/kit/form'
import { useStartJob } from '@/components/kit/jobs'
import type { LocalFile } from '@/lib/client/data/chosen-files'
import { type UploadProgress, withUpload } from '@/lib/client/data/uploads'

/** Uploads files and starts their import. Returns the progress and any error. */
export function useFileImport(slug: string, kind: string, onStarted: () => void) {
  const { mutateAsync } = useStartJob(slug, kind)
  const [fraction, setFraction] = useState<number | null>(null)
  const [problem, setProblem] = useState<string | null>(null)
  const sending = useRef<AbortController | null>(null)

  async function send(files: readonly LocalFile[], input: object) {
    const stop = new AbortController()
    sending.current = stop
    setProblem(null)
    setFraction(0)
    const options = {
      signal: stop.signal,
      onProgress: ({ sentBytes, totalBytes }: UploadProgress) =>
        setFraction(totalBytes > 0 ? sentBytes / totalBytes : 1),
    }
    try {
      await withUpload(slug, files, options, (uploadId) =>
        mutateAsync({ source: { from: 'upload', uploadId }, ...input }),
      )
      onStarted()
    } catch (error) {
      if (!stop.signal.aborted) setProblem(errorText(error))
    } finally {
      sending.current = null
      setFraction(null)
    }
  }
  return { send, problem, fraction, isSending: fraction !== null, stop: () => sending.current?.abort() }
}
