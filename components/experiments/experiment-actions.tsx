'use client'

import { useMutation } from '@tanstack/react-query'
import { useRouter } from 'next/navigation'
import { useState } from 'react'
import { DialogForm } from '@/components/kit/dialog-form'
import { ErrorNotice } from '@/components/kit/form-error'
import { Button } from '@/components/ui/button'
import { discardExperiment, startExperiment, stopExperiment } from '@/lib/client/experiments'
import type { Experiment } from '@/lib/contracts/experiments'

interface ExperimentActionsProps {
  slug: string
  experiment: Experiment
  onChanged: () => void
}

export function ExperimentActions({ slug, experiment: { id, state }, onChanged }: ExperimentActionsProps) {
  const router = useRouter()
  const [isAsking, setAsking] = useState(false)
  const acting = useMutation({ mutationFn: (act: () => Promise<unknown>) => act(), onSuccess: onChanged })
  return (
    <>
      <ErrorNotice className="max-w-[420px]" error={acting.error} />
      {state === 'draft' && (
        <>
          <Button
            disabled={acting.isPending}
            onClick={() =>
              acting.mutate(async () => {
                await discardExperiment(slug, id)
                router.push(`/projects/${slug}/experiments`)
                router.refresh()
              })
            }
          >
            Remove draft
          </Button>
          <Button
            tone="main"
            disabled={acting.isPending}
            onClick={() => acting.mutate(() => startExperiment(slug, id))}
          >
            Start
          </Button>
        </>
      )}
      {state === 'running' && <Button onClick={() => setAsking(true)}>Stop</Button>}
      {isAsking && (
        <DialogForm
          title="Stop this experiment?"
          description="You cannot start it again. Tasks that raters have open now still count."
          cancel="Keep running"
          confirm="Stop experiment"
          isDangerous
          onClose={() => setAsking(false)}
          act={() => stopExperiment(slug, id).then(onChanged)}
        />
      )}
    </>
  )
}
