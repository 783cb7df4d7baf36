import type { Panel } from '@/lib/contracts/recruitment'
import { CopyField } from './copy-field'

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
