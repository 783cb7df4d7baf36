import type { Panel } from '@/lib/contracts/recruitment'
import { CopyText } from './copy-text'
import { SigningHelp } from './signing-help'

/** What an admin gives to the panel, and how to try it before anybody comes. */
export function PanelAddresses({ panel }: { panel: Panel }) {
  const { kind, entryAddress, exampleAddress, secret } = panel
  return (
    <div className="mt-5 flex flex-col gap-4">
      <CopyText
        label={kind === 'prolific' ? 'Study address, to paste into Prolific' : 'Entry address'}
        text={entryAddress}
        hint={
          kind === 'prolific'
            ? 'Choose “I’ll use URL parameters” there. Prolific fills the placeholders in.'
            : 'The panel fills in its ids and signs them. Ids: letters, digits and . _ ~ @ -, at most 128.'
        }
      />
      {secret !== null && <SigningHelp panelId={panel.id} secret={secret} exampleAddress={exampleAddress} />}
      {exampleAddress !== null && (
        <CopyText
          label="Address to try it with"
          text={exampleAddress}
          hint="Open it in a private window: it makes a rater, whose answers count, and signs out whoever is signed in there."
        />
      )}
      <p className="text-small">
        <a
          href={new URL(entryAddress).pathname + new URL(entryAddress).search}
          target="_blank"
          rel="noreferrer"
          className="text-accent underline underline-offset-2"
        >
          See what a preview is answered
        </a>
        <span className="text-second"> : nobody is signed in and nothing is begun.</span>
      </p>
    </div>
  )
}
