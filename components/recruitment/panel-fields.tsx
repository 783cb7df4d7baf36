import type { FormError } from '@/components/kit/form-error'
import { Checkbox } from '@/components/ui/checkbox'
import { Field, Select } from '@/components/ui/field'
import { Notice } from '@/components/ui/notice'
import type { Panel } from '@/lib/contracts/recruitment'
import { type PanelKind, panelKinds } from '@/lib/domain/recruitment/panel'
import { panelOutcomes } from '@/lib/domain/recruitment/panel-outcome'
import { outcomeHint, outcomeWord, panelKindWord } from '@/lib/wording/recruitment'

interface PanelFieldsProps {
  panel: Panel | null
  kind: PanelKind
  onKind: (kind: PanelKind) => void
  problem: FormError
}

export function PanelFields({ panel, kind, onKind, problem }: PanelFieldsProps) {
  const settings = panel?.settings
  const { fields } = problem
  return (
    <>
      {problem.message && <Notice tone="error">{problem.message}</Notice>}
      {!panel && (
        <Select
          label="Panel"
          value={kind}
          onChange={(event) => onKind(panelKinds.find((one) => one === event.target.value) ?? kind)}
        >
          {panelKinds.map((one) => (
            <option key={one} value={one}>
              {panelKindWord[one]}
            </option>
          ))}
        </Select>
      )}
      <Field
        label="Name"
        name="name"
        required
        maxLength={100}
        defaultValue={panel?.name}
        hint="For you: which study it is."
        error={fields.name}
      />
      <div className="grid grid-cols-2 items-start gap-4">
        <Field
          label="Tasks a visit"
          name="tasksPerVisit"
          type="number"
          min={1}
          max={100_000}
          defaultValue={settings ? (settings.tasksPerVisit ?? '') : 50}
          hint="Empty: all there are."
          error={fields['settings.tasksPerVisit']}
        />
        <Field
          label="Visits let in"
          name="places"
          type="number"
          min={1}
          max={1_000_000}
          defaultValue={settings ? (settings.places ?? '') : 100}
          hint="Empty: without limit."
          error={fields['settings.places']}
        />
      </div>
      {kind === 'prolific' && (
        <Checkbox
          label="Only addresses that Prolific has signed"
          name="isSigned"
          defaultChecked={settings?.isSigned}
          hint="Turn it on when the study's address is set to be secure at Prolific. Without it, ids could be made up."
        />
      )}
      <fieldset className="flex flex-col gap-3">
        <legend className="mb-1 font-semibold text-[13px]">How a visit ends</legend>
        <p className="text-second text-small">
          {kind === 'prolific'
            ? 'The completion codes of the study at Prolific. Each must be another one; they are shown when reached.'
            : 'A code, an https address to go back to, or both. {pid}, {session}, {code} and {outcome} are filled in.'}
        </p>
        {panelOutcomes.map((outcome) => (
          <div key={outcome} className="flex flex-col gap-1.5">
            <Field
              label={`${outcomeWord[outcome]}: code`}
              name={`code ${outcome}`}
              maxLength={64}
              autoComplete="off"
              className="font-mono text-small!"
              defaultValue={settings?.outcomes[outcome].code ?? ''}
              hint={outcomeHint[outcome]}
              error={fields[`settings.outcomes.${outcome}.code`]}
            />
            {kind === 'generic' && (
              <Field
                label={`${outcomeWord[outcome]}: address`}
                name={`address ${outcome}`}
                maxLength={1000}
                autoComplete="off"
                className="font-mono text-small!"
                placeholder="https://panel.example/back?v={session}&c={code}"
                defaultValue={settings?.outcomes[outcome].address ?? ''}
                error={fields[`settings.outcomes.${outcome}.address`]}
              />
            )}
          </div>
        ))}
      </fieldset>
    </>
  )
}
