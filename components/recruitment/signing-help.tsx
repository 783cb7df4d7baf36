import { CopyField } from './copy-field'

interface SigningHelpProps {
  panelId: string
  secret: string
  exampleAddress: string | null
}

/** How a panel signs an address, so exactly that it can be written in any language, with an example to check against. */
export function SigningHelp({ panelId, secret, exampleAddress }: SigningHelpProps) {
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
