import { useEffect, useRef, useState } from 'react'
import { useUploadWarning } from '@/components/ui/use-leave-warning'
import type { LocalFile } from '@/lib/client/data/chosen-files'
import { type UploadProgress, withUpload } from '@/lib/client/data/uploads'

/** Uploads files. Asks before the page is left meanwhile, and stops if it is. */
export function useFileUpload(slug: string) {
  /** How much has been sent, from 0 to 1. Null while nothing is being sent. */
  const [fraction, setFraction] = useState<number | null>(null)
  const sending = useRef<AbortController | null>(null)
  useUploadWarning(fraction !== null)
  const stop = () => sending.current?.abort()
  useEffect(() => () => sending.current?.abort(), [])

  /** Resolves to whether the files were sent and used, which they are not if the upload was stopped. */
  async function upload(files: readonly LocalFile[], use: (uploadId: string) => Promise<unknown>): Promise<boolean> {
    const current = new AbortController()
    sending.current = current
    setFraction(0)
    const options = {
      signal: current.signal,
      onProgress: ({ sentBytes, totalBytes }: UploadProgress) =>
        setFraction(totalBytes > 0 ? sentBytes / totalBytes : 1),
    }
    try {
      await withUpload(slug, files, options, use)
      return true
    } catch (error) {
      if (current.signal.aborted) return false
      throw error
    } finally {
      sending.current = null
      setFraction(null)
    }
  }
  return { upload, fraction, stop }
}
