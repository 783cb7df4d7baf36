'use client'

import { useRouter } from 'next/navigation'
import { type FormEvent, useId, useState } from 'react'
import { formError, noFormError } from '@/components/kit/form-error'
import { Button } from '@/components/ui/button'
import { Dialog } from '@/components/ui/dialog'
import { createPanel, updatePanel } from '@/lib/client/recruitment'
import type { Panel, PanelSettings } from '@/lib/contracts/recruitment'
import type { PanelKind } from '@/lib/domain/recruitment/panel'
import { codedOutcomes } from '@/lib/domain/recruitment/panel-outcome'
import { defaultIdleMinutes } from '@/lib/domain/recruitment/visit-time'
import { PanelFields } from './panel-fields'

interface PanelDialogProps {
  slug: string
  /** Null: a new one. */
  panel: Panel | null
  isOpen: boolean
  onClose: () => void
}

function settingsIn(data: FormData): PanelSettings {
  const text = (name: string) => String(data.get(name) ?? '').trim() || null
  const number = (name: string) => (text(name) === null ? null : Number(text(name)))
  const outcomes = Object.fromEntries(
    codedOutcomes.map((outcome) => [outcome, { code: text(`code ${outcome}`), address: text(`address ${outcome}`) }]),
  ) as PanelSettings['outcomes']
  return {
    outcomes,
    tasksPerVisit: number('tasksPerVisit'),
    places: number('places'),
    maxMinutes: number('maxMinutes'),
    idleMinutes: number('idleMinutes') ?? defaultIdleMinutes,
    pay: text('pay') === null ? null : { amount: Number(text('pay')), currency: String(data.get('currency')) },
    isSigned: data.get('isSigned') === 'on',
  }
}

export function PanelDialog({ slug, panel, isOpen, onClose }: PanelDialogProps) {
  const router = useRouter()
  const formId = useId()
  const [kind, setKind] = useState<PanelKind>(panel?.kind ?? 'prolific')
  const [isBusy, setBusy] = useState(false)
  const [problem, setProblem] = useState(noFormError)

  function close() {
    setProblem(noFormError)
    onClose()
  }

  async function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault()
    const data = new FormData(event.currentTarget)
    const name = String(data.get('name'))
    setBusy(true)
    setProblem(noFormError)
    try {
      if (panel)
        await updatePanel(
          slug,
          panel.id,
          { name, settings: settingsIn(data) },
          { name: panel.name, settings: panel.settings },
        )
      else await createPanel(slug, { kind, name, settings: settingsIn(data) })
      router.refresh()
      close()
    } catch (error) {
      setProblem(formError(error))
    }
    setBusy(false)
  }

  const actions = (
    <>
      <Button onClick={close}>Cancel</Button>
      <Button tone="main" type="submit" form={formId} disabled={isBusy}>
        {panel ? 'Save' : 'Add panel'}
      </Button>
    </>
  )
  return (
    <Dialog isOpen={isOpen} onClose={close} title={panel ? 'Edit panel' : 'Add panel'} actions={actions}>
      <form id={formId} onSubmit={(event) => void submit(event)} className="flex flex-col gap-4">
        <PanelFields panel={panel} kind={kind} onKind={setKind} problem={problem} />
      </form>
    </Dialog>
  )
}
