'use client'

import { useState } from 'react'
import { DialogButton, DialogForm } from '@/components/kit/dialog-form'
import { Checkbox, Field, Select } from '@/components/ui/field'
import { createPanel, updatePanel } from '@/lib/client/recruitment'
import type { Panel, PanelSettings } from '@/lib/contracts/recruitment'
import { type PanelKind, panelKinds } from '@/lib/domain/recruitment/panel'
import { type OutcomeWithCode, outcomesWithCode } from '@/lib/domain/recruitment/panel-outcome'
import { defaultIdleMinutes } from '@/lib/domain/recruitment/visit-time'
import { offeredCurrencies } from '@/lib/wording/plan'
import { outcomeHint, outcomeWord, panelKindWord } from '@/lib/wording/recruitment'

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
    outcomesWithCode.map((outcome) => [
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
    sharesIds: data.get('sharesIds') === 'on',
  }
}

export function PanelDialog({ slug, panel: given, onClose }: PanelDialogProps) {
  // The page may be refreshed while the dialog is open. What another admin changed since must not be overwritten.
  const [panel] = useState(given)
  const [kind, setKind] = useState<PanelKind>(panel?.kind ?? 'prolific')

  async function save(values: FormData) {
    const entered = { name: String(values.get('name')), settings: settingsIn(values) }
    if (panel)
      await updatePanel(slug, panel.id, { ...entered, basedOn: { name: panel.name, settings: panel.settings } })
    else await createPanel(slug, { kind, ...entered })
  }

  return (
    <DialogForm
      title={panel ? 'Edit panel' : 'Add panel'}
      confirm={panel ? 'Save' : 'Add panel'}
      onClose={onClose}
      refreshes="after-success"
      act={save}
    >
      <PanelFields panel={panel} kind={kind} onKind={setKind} />
    </DialogForm>
  )
}

interface PanelFieldsProps {
  panel: Panel | null
  kind: PanelKind
  onKind: (kind: PanelKind) => void
}

function PanelFields({ panel, kind, onKind }: PanelFieldsProps) {
  const settings = panel?.settings
  return (
    <>
      {!panel && (
        <Select
          label="Panel"
          value={kind}
          onChange={(event) => onKind(panelKinds.find((one) => one === event.target.value) ?? kind)}
          options={panelKinds.map((one) => [one, panelKindWord[one]])}
        />
      )}
      <Field
        label="Name"
        name="name"
        required
        maxLength={100}
        defaultValue={panel?.name}
        hint="For your reference: which study it is."
      />
      <VisitFields settings={settings} kind={kind} />
      {kind === 'generic' && (
        <Checkbox
          label="Participant ids are the same as in other panels"
          name="sharesIds"
          defaultChecked={settings?.sharesIds}
          hint="Turn this on, before anyone enters, in each panel of the same platform: a person who enters through several of them is then one rater, who is never asked about the same candidate twice."
        />
      )}
      {kind === 'prolific' && (
        <Checkbox
          label="Accept only URLs signed by Prolific"
          name="isSigned"
          defaultChecked={settings?.isSigned}
          hint="Turn this on if the study uses secured URLs on Prolific. Without it, anyone who has the URL can make up ids, for example to repeat a failed test as someone else."
        />
      )}
      <fieldset className="flex flex-col gap-3">
        <legend className="mb-1 font-semibold text-[13px]">How a visit ends</legend>
        <p className="text-second text-small">
          {kind === 'prolific'
            ? 'The completion codes of the study on Prolific. Use a different code for each outcome; participants see it when they reach that outcome.'
            : 'A code, an https URL to return to, or both. {pid}, {session}, {code} and {outcome} are filled in.'}
        </p>
        {outcomesWithCode.map((outcome) => (
          <OutcomeFields key={outcome} outcome={outcome} settings={settings} kind={kind} />
        ))}
      </fieldset>
    </>
  )
}

interface SettingsProps {
  settings: Panel['settings'] | undefined
  kind: PanelKind
}

function VisitFields({ settings, kind }: SettingsProps) {
  const numbers = [
    {
      ...{ name: 'tasksPerVisit', label: 'Tasks per visit', min: 1, max: 100_000 },
      hint: 'Training and test are not counted. Leave empty for all tasks.',
      defaultValue: settings ? (settings.tasksPerVisit ?? '') : 50,
    },
    {
      ...{ name: 'places', label: 'Places', min: 1, max: 1_000_000 },
      hint: 'Raters at work or finished; the places of others are freed. Leave empty for no limit.',
      defaultValue: settings ? (settings.places ?? '') : 100,
    },
    {
      ...{ name: 'maxMinutes', label: 'Maximum time, minutes', min: 1, max: 10_080 },
      hint:
        kind === 'prolific'
          ? 'The maximum time that Prolific shows for the study. After it, the place is freed.'
          : 'After it, the place is freed. Leave empty for no limit.',
      defaultValue: settings?.maxMinutes ?? '',
    },
    {
      ...{ name: 'idleMinutes', label: 'Inactivity limit, minutes', min: 5, max: 1_440, required: true },
      hint: 'A place is freed after its rater has been inactive for this long.',
      defaultValue: settings?.idleMinutes ?? defaultIdleMinutes,
    },
  ]
  return (
    <div className="grid grid-cols-2 items-start gap-4">
      {numbers.map(({ name, ...field }) => (
        <Field key={name} name={`settings.${name}`} type="number" {...field} />
      ))}
      <Field
        label="Pay per visit"
        name="settings.pay.amount"
        // A field of type "number" drops a typed comma, so that 4,50 becomes 450.
        inputMode="decimal"
        autoComplete="off"
        defaultValue={settings?.pay?.amount ?? ''}
        hint="For the whole visit, training and test included. Shown before consent. Leave empty to show no pay."
      />
      <Select
        label="Currency"
        name="currency"
        defaultValue={settings?.pay?.currency ?? 'GBP'}
        options={offeredCurrencies(settings?.pay?.currency).map((code) => [code, code])}
      />
    </div>
  )
}

function OutcomeFields({ outcome, settings, kind }: SettingsProps & { outcome: OutcomeWithCode }) {
  return (
    <div className="flex flex-col gap-1.5">
      <Field
        label={`${outcomeWord[outcome]}: code`}
        name={`settings.outcomes.${outcome}.code`}
        maxLength={64}
        autoComplete="off"
        className="font-mono text-small!"
        defaultValue={settings?.outcomes[outcome].code ?? ''}
        hint={outcomeHint[outcome]}
      />
      {kind === 'generic' && (
        <Field
          label={`${outcomeWord[outcome]}: URL`}
          name={`settings.outcomes.${outcome}.address`}
          maxLength={1000}
          autoComplete="off"
          className="font-mono text-small!"
          placeholder="https://panel.example/back?v={session}&c={code}"
          defaultValue={settings?.outcomes[outcome].address ?? ''}
        />
      )}
    </div>
  )
}

export const NewPanelButton = ({ slug }: { slug: string }) => (
  <DialogButton tone="main" dialog={(close) => <PanelDialog slug={slug} panel={null} onClose={close} />}>
    Add panel
  </DialogButton>
)
