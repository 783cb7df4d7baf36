import { CopyText } from './copy-text'

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
      <CopyText
        label="Key to sign with"
        text={secret}
        isSecret
        hint="It belongs to this panel alone, and changes only when the server's NEXTAUTH_SECRET does. Nobody’s browser may see it."
      />
      <details className="text-[13px]">
        <summary className="cursor-pointer font-medium">How to sign an address</summary>
        <ol className="mt-2 flex list-decimal flex-col gap-1 ps-5 text-second">
          <li>
            Join these four with a line feed between them and none at the end: the panel’s id, then pid, study and
            session as they are before any encoding.
          </li>
          <li>Take HMAC-SHA256 of that text (UTF-8), with the key as text.</li>
          <li>Write it as 64 hexadecimal digits into sig.</li>
        </ol>
        <div className="mt-3">
          <CopyText
            label="The same in a shell"
            text={command}
            hint={`With the ids of the address to try it with, this gives ${example?.get('sig')}.`}
          />
        </div>
      </details>
    </>
  )
}
