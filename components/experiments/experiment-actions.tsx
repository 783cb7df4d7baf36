'use client'

import { useRouter } from 'next/navigation'
import { useState } from 'react'
import { ErrorNotice, formError } from '@/components/kit/form-error'
import { Button } from '@/components/ui/button'
import { Dialog } from '@/components/ui/dialog'
import { Notice } from '@/components/ui/notice'
import { discardExperiment, startExperiment, stopExperiment } from '@/lib/client/experiments'
import type { Experiment } from '@/lib/contracts/experiments'

interface ExperimentActionsProps {
  slug: string
  experiment: Experiment
  onChanged: () => void
}

export function ExperimentActions({ slug, experiment: { id, state }, onChanged }: ExperimentActionsProps) {
  const router = useRouter()
  const [isBusy, setBusy] = useState(false)
  const [isAsking, setAsking] = useState(false)
  const [problem, setProblem] = useState<string | null>(null)

  async function act(work: () => Promise<unknown>) {
    setBusy(true)
    setProblem(null)
    try {
      await work()
      setAsking(false)
      onChanged()
    } catch (error) {
      setProblem(formError(error).message)
    }
    setBusy(false)
  }

  return (
    <>
      {problem && !isAsking && (
        <Notice tone="error" className="max-w-[420px]">
          {problem}
        </Notice>
      )}
      {state === 'draft' && (
        <>
          <Button
            disabled={isBusy}
            onClick={() =>
              void act(async () => {
                await discardExperiment(slug, id)
                router.push(`/projects/${slug}/experiments`)
                router.refresh()
              })
            }
          >
            Remove draft
          </Button>
          <Button tone="main" disabled={isBusy} onClick={() => void act(() => startExperiment(slug, id))}>
            Start
          </Button>
        </>
      )}
      {state === 'running' && <Button onClick={() => setAsking(true)}>Stop</Button>}
      <Dialog
        isOpen={isAsking}
        onClose={() => setAsking(false)}
        title="Stop this experiment?"
        description="You cannot start it again. Tasks that raters have open now still count."
        actions={
          <>
            <Button onClick={() => setAsking(false)}>Keep running</Button>
            <Button tone="danger" disabled={isBusy} onClick={() => void act(() => stopExperiment(slug, id))}>
              Stop experiment
            </Button>
          </>
        }
      >
        <ErrorNotice>{problem}</ErrorNotice>
      </Dialog>
    </>
  )
}
