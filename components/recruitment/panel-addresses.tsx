import type { Panel } from '@/lib/contracts/recruitment'
import { CopyField } from './copy-field'
import { SigningHelp } from './signing-help'

/** What an admin gives to the panel, and how to try it before anybody comes. */
export function PanelAddresses({ panel }: { panel: Panel }) {
  const { kind, entryAddress, exampleAddress, secret } = panel
  return (
    <div className="mt-5 flex flex-col gap-4">
      <CopyField
        label={kind === 'prolific' ? 'Study URL for Prolific' : 'Entry URL'}
        text={entryAddress}
        hint={
          kind === 'prolific'
            ? 'In Prolific, choose “I’ll use URL parameters”. Prolific fills in the placeholders.'
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
        <span className="text-second"> : nobody is signed in and nothing is stored.</span>
      </p>
    </div>
  )
}
