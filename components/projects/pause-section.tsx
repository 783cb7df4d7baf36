'use client'

import { useRouter } from 'next/navigation'
import { useState } from 'react'
import { formError } from '@/components/kit/form-error'
import { Button } from '@/components/ui/button'
import { Notice } from '@/components/ui/notice'
import { updateProject } from '@/lib/client/projects'

export function PauseSection({ slug, isPaused }: { slug: string; isPaused: boolean }) {
  const router = useRouter()
  const [isBusy, setBusy] = useState(false)
  const [problem, setProblem] = useState<string | null>(null)

  async function toggle() {
    setBusy(true)
    setProblem(null)
    try {
      await updateProject(slug, { isPaused: !isPaused })
      router.refresh()
    } catch (error) {
      setProblem(formError(error).message)
    }
    setBusy(false)
  }

  return (
    <section aria-labelledby="pause-title" className="mt-8 border-t pt-6">
      <div className="flex flex-wrap items-center justify-between gap-x-6 gap-y-3">
        <div className="min-w-0 flex-1 basis-64">
          <h2 id="pause-title" className="font-semibold text-question">
            {isPaused ? 'Rating is paused' : 'Pause rating'}
          </h2>
          <p className="mt-1 text-second">
            {isPaused
              ? 'Raters get no new tasks until you resume.'
              : 'Raters get no new tasks until you resume. They can still submit the tasks they have open.'}
          </p>
        </div>
        <Button onClick={() => void toggle()} disabled={isBusy}>
          {isPaused ? 'Resume rating' : 'Pause rating'}
        </Button>
      </div>
      {problem && (
        <Notice tone="error" className="mt-3">
          {problem}
        </Notice>
      )}
    </section>
  )
}
