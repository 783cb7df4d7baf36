'use client'

import { useId, useState } from 'react'
import { useAction } from '@/components/kit/confirmed-action'
import { CopyButton } from '@/components/kit/copy-button'
import { type Column, DataTable, numberColumn } from '@/components/kit/data-table'
import { DialogButton } from '@/components/kit/dialog-form'
import { ErrorNotice } from '@/components/kit/form'
import { Moment } from '@/components/kit/moment'
import { Button } from '@/components/ui/button'
import { Chip } from '@/components/ui/chip'
import { updatePanel } from '@/lib/client/recruitment'
import type { Panel } from '@/lib/contracts/recruitment'
import { isFreed, outcomeForCode, panelOutcomes } from '@/lib/domain/recruitment/panel-outcome'
import { counted } from '@/lib/wording/number'
import { moneyText } from '@/lib/wording/plan'
import { outcomeWord, panelKindWord, panelPlacesText, panelTimeText } from '@/lib/wording/recruitment'
import { PanelDialog } from './panel-dialog'

export function PanelCard({ slug, panel }: { slug: string; panel: Panel }) {
  const { name, kind, settings, isOpen, visits } = panel
  const expected = panelTimeText(panel)

  const { run, isBusy, problem } = useAction(() => updatePanel(slug, panel.id, { isOpen: !isOpen }))
  return (
    <section aria-label={name} className="rounded-card border border-line bg-card p-5">
      <header className="flex flex-wrap items-start justify-between gap-x-6 gap-y-3">
        <div className="min-w-0">
          <h2 className="flex flex-wrap items-center gap-2 font-semibold text-question">
            <span className="break-words">{name}</span>
            <Chip>{panelKindWord[kind]}</Chip>
            <Chip tone={isOpen ? 'yes' : 'no'}>{isOpen ? 'Open' : 'Closed'}</Chip>
          </h2>
          <p className="mt-1 text-second">
            {[
              settings.tasksPerVisit === null
                ? 'All available tasks'
                : `${counted(settings.tasksPerVisit, 'task')} per visit`,
              settings.places === null ? 'unlimited places' : counted(settings.places, 'place'),
              settings.maxMinutes === null ? 'no time limit' : `at most ${counted(settings.maxMinutes, 'minute')}`,
              settings.isSigned ? 'signed URLs only' : 'unsigned URLs',
            ].join(', ')}
          </p>
          {expected && <p className="mt-0.5 text-second">{expected}</p>}
        </div>
        <div className="flex gap-2">
          <DialogButton size="small" dialog={(close) => <PanelDialog slug={slug} panel={panel} onClose={close} />}>
            Edit
          </DialogButton>
          <Button size="small" disabled={isBusy} onClick={() => run()}>
            {isOpen ? 'Close' : 'Reopen'}
          </Button>
        </div>
      </header>
      <ErrorNotice className="mt-3">{problem}</ErrorNotice>
      <PanelAddresses panel={panel} />
      <div className="mt-6 mb-1 flex items-center justify-between gap-4">
        <h3 className="font-semibold text-[13px]">Visits</h3>
        {visits.begun > 0 && (
          <form method="post" action={`/api/projects/${slug}/panels/${panel.id}/visits`}>
            <Button type="submit" size="small" title="Ids at the panel, outcome, tasks and earned pay of each visit">
              Download CSV
            </Button>
          </form>
        )}
      </div>
      <p className="mb-2 text-second">{panelPlacesText(panel)}</p>
      <OutcomeTable panel={panel} />
      <p className="mt-2 text-second text-small">
        {visits.begun === 0 ? (
          'No visits yet.'
        ) : (
          <>
            {counted(visits.tasks, 'task')} submitted, training and test not counted
            {visits.lastAt && (
              <>
                , last active <Moment at={visits.lastAt} />
              </>
            )}
            .
          </>
        )}
      </p>
      {visits.costs.map(({ currency, completed, partial }) => (
        <p key={currency} className="mt-1 text-second text-small">
          By the pay set: {moneyText(completed, currency)} for completed visits and {moneyText(partial, currency)} for
          part of the work in visits that ended early, without the panel’s fees.
        </p>
      ))}
    </section>
  )
}

interface OutcomeRow {
  word: string
  visits: number
  place: string
  code?: string | null
  goal: string | false
}

const columns: Column<OutcomeRow>[] = [
  { key: 'outcome', head: 'Outcome', cell: ({ word }) => word },
  numberColumn('visits', 'Visits', ({ visits }) => visits),
  { key: 'place', head: 'Place', cell: ({ place }) => place },
  {
    key: 'code',
    head: 'Completion code',
    cell: ({ code }) => code && <span className="font-mono text-small">{code}</span>,
  },
  { key: 'goal', head: 'Redirects to', cell: ({ goal }) => goal },
]

function OutcomeTable({ panel: { name, kind, settings, visits } }: { panel: Panel }) {
  const ended = panelOutcomes.map((outcome): OutcomeRow => {
    const { code, address } = settings.outcomes[outcomeForCode(outcome)]
    const goal = kind === 'prolific' ? code && 'Prolific' : address && new URL(address).host
    return {
      ...{ word: outcomeWord[outcome], visits: visits.outcomes[outcome] ?? 0, code },
      place: isFreed(outcome) ? 'freed' : outcome === 'nothing-left' ? 'taken if tasks were done' : 'taken',
      goal: goal || 'no redirect',
    }
  })
  const rows: OutcomeRow[] = [
    ...ended,
    { word: 'In progress', visits: visits.open, place: 'taken', goal: false },
    { word: 'Started', visits: visits.begun, place: '', goal: false },
  ]
  return <DataTable label={`Visits of ${name} by outcome`} columns={columns} rows={rows} rowKey={({ word }) => word} />
}

const madeUpIds =
  ' Anyone who has this URL can make up ids: use secured URLs, or compare the visits with Prolific’s submissions before you pay.'

function PanelAddresses({ panel }: { panel: Panel }) {
  const { kind, entryAddress, exampleAddress, secret } = panel
  const { isSigned } = panel.settings
  return (
    <div className="mt-5 flex flex-col gap-4">
      <CopyField
        label={kind === 'prolific' ? 'Study URL for Prolific' : 'Entry URL'}
        text={entryAddress}
        hint={
          kind === 'prolific'
            ? `In Prolific, choose “I’ll use URL parameters”. Prolific fills in the placeholders.${isSigned ? '' : madeUpIds}`
            : 'The panel fills in its ids and signs them. Ids may contain letters, digits and . _ ~ @ -, up to 128 characters.'
        }
      />
      {secret !== null && <SigningHelp panelId={panel.id} secret={secret} exampleAddress={exampleAddress} />}
      {exampleAddress !== null && (
        <CopyField
          label="Test address"
          text={exampleAddress}
          hint="Open it in a private window. It creates a rater whose answers count, and signs out anyone who is signed in there."
        />
      )}
      <p className="text-small">
        <a
          href={new URL(entryAddress).pathname + new URL(entryAddress).search}
          target="_blank"
          rel="noreferrer"
          className="text-accent underline underline-offset-2"
        >
          See what a preview shows
        </a>
        <span className="text-second">: nobody is signed in and nothing is stored.</span>
      </p>
    </div>
  )
}

interface SigningHelpProps {
  panelId: string
  secret: string
  exampleAddress: string | null
}

/** Explains exactly how a panel signs URLs, with an example to verify an implementation in any language. */
function SigningHelp({ panelId, secret, exampleAddress }: SigningHelpProps) {
  const example = exampleAddress === null ? null : new URL(exampleAddress).searchParams
  const command = [
    `printf '%s\\n%s\\n%s\\n%s' ${panelId} ${example?.get('pid')} ${example?.get('study')} ${example?.get('session')}`,
    'openssl dgst -sha256 -hmac "$SECRET"',
  ].join(' | ')
  return (
    <>
      <CopyField
        label="Signing key"
        text={secret}
        isSecret
        hint="This key is only for this panel and changes only with the server’s NEXTAUTH_SECRET. Keep it out of browsers."
      />
      <details className="text-[13px]">
        <summary className="cursor-pointer font-medium">How to sign a URL</summary>
        <ol className="mt-2 flex list-decimal flex-col gap-1 ps-5 text-second">
          <li>
            Join these four with line feeds, without one at the end: the panel’s id, then pid, study and session before
            any URL encoding.
          </li>
          <li>Compute HMAC-SHA256 of that text (UTF-8), with the key as text.</li>
          <li>Put it into sig as 64 hexadecimal digits.</li>
        </ol>
        <div className="mt-3">
          <CopyField
            label="Shell example"
            text={command}
            hint={`With the ids of the test address, this gives ${example?.get('sig')}.`}
          />
        </div>
      </details>
    </>
  )
}

interface CopyFieldProps {
  label: string
  text: string
  hint: string
  isSecret?: boolean
}

function CopyField({ label, text, hint, isSecret = false }: CopyFieldProps) {
  const id = useId()
  const [isShown, setShown] = useState(!isSecret)
  return (
    <div className="flex flex-col gap-1.5">
      <label htmlFor={id} className="font-medium text-[13px]">
        {label}
      </label>
      <div className="flex gap-2">
        <input
          id={id}
          readOnly
          type={isShown ? 'text' : 'password'}
          autoComplete="off"
          value={text}
          aria-describedby={`${id}-note`}
          onFocus={(event) => event.currentTarget.select()}
          className="h-9 w-full min-w-0 rounded-control border border-edge bg-card px-2.5 font-mono text-small text-text"
        />
        {isSecret && <Button onClick={() => setShown(!isShown)}>{isShown ? 'Hide' : 'Show'}</Button>}
        <CopyButton text={text} aria-label={`Copy: ${label}`}>
          Copy
        </CopyButton>
      </div>
      <p id={`${id}-note`} className="text-second text-small">
        {hint}
      </p>
    </div>
  )
}
