'use client'

import { DialogForm } from '@/components/kit/dialog-form'
import { useStartJob } from '@/components/kit/use-jobs'
import { WholeNumberField } from '@/components/ui/field'
import type { JobSummary } from '@/lib/contracts/jobs'

interface SimulateDialogProps {
  slug: string
  onClose: () => void
  onStart: (job: JobSummary) => void
}

export function SimulateDialog({ slug, onClose, onStart }: SimulateDialogProps) {
  const start = useStartJob(slug, 'simulate-raters', onStart)
  return (
    <DialogForm
      title="Try with simulated raters"
      description="Simulated raters of varying care answer all open tasks, so that you can see the results."
      confirm="Start simulation"
      onClose={onClose}
      act={(values) => start.mutateAsync({ raters: Number(values.get('raters')), seed: Number(values.get('seed')) })}
    >
      <div className="grid grid-cols-2 gap-4">
        <WholeNumberField label="Raters" name="raters" min={1} max={200} defaultValue={20} />
        <WholeNumberField
          label="Seed"
          name="seed"
          min={0}
          max={2_147_483_647}
          defaultValue={1}
          hint="The same seed gives the same answers."
        />
      </div>
      <p className="text-[13px]">
        The project is permanently marked as containing simulated ratings. Use a test project, not one that people rate.
      </p>
    </DialogForm>
  )
}
