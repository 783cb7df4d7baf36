'use client'

import { useRouter } from 'next/navigation'
import { useState } from 'react'
import { DialogForm } from '@/components/kit/dialog-form'
import { createPanel, updatePanel } from '@/lib/client/recruitment'
import type { Panel, PanelSettings } from '@/lib/contracts/recruitment'
import type { PanelKind } from '@/lib/domain/recruitment/panel'
import { codedOutcomes } from '@/lib/domain/recruitment/panel-outcome'
import { defaultIdleMinutes } from '@/lib/domain/recruitment/visit-time'
import { PanelFields } from './panel-fields'

interface PanelDialogProps {
  slug: string
  /** Null for a new panel. */
  panel: Panel | null
  onClose: () => void
}

function settingsIn(data: FormData): PanelSettings {
  const text = (name: string) => String(data.get(name) ?? '').trim() || null
  const number = (name: string) => (text(name) === null ? null : Number(text(name)))
  const outcomes = Object.fromEntries(
    codedOutcomes.map((outcome) => [
      outcome,
      { code: text(`settings.outcomes.${outcome}.code`), address: text(`settings.outcomes.${outcome}.address`) },
    ]),
  ) as PanelSettings['outcomes']
  const amount = number('settings.pay.amount')
  return {
    outcomes,
    tasksPerVisit: number('settings.tasksPerVisit'),
    places: number('settings.places'),
    maxMinutes: number('settings.maxMinutes'),
    idleMinutes: number('settings.idleMinutes') ?? defaultIdleMinutes,
    pay: amount === null ? null : { amount, currency: String(data.get('currency')) },
    isSigned: data.get('isSigned') === 'on',
  }
}

export function PanelDialog({ slug, panel, onClose }: PanelDialogProps) {
  const router = useRouter()
  const [kind, setKind] = useState<PanelKind>(panel?.kind ?? 'prolific')

  async function save(values: FormData) {
    const entered = { name: String(values.get('name')), settings: settingsIn(values) }
    if (panel) await updatePanel(slug, panel.id, entered, { name: panel.name, settings: panel.settings })
    else await createPanel(slug, { kind, ...entered })
    router.refresh()
  }

  return (
    <DialogForm
      title={panel ? 'Edit panel' : 'Add panel'}
      confirm={panel ? 'Save' : 'Add panel'}
      onClose={onClose}
      act={save}
    >
      <PanelFields panel={panel} kind={kind} onKind={setKind} />
    </DialogForm>
  )
}
