import type { Citation } from '@/lib/contracts/releases/release'
import { CopyButton } from './copy-button'

const box = 'overflow-x-auto whitespace-pre-wrap break-words rounded-control bg-sunken px-3 py-2'

/** How to cite a release, ready to be copied. */
export function CitationPanel({ citation, checksum }: { citation: Citation; checksum: string }) {
  return (
    <div className="flex flex-col gap-3 rounded-card border bg-card px-4 py-3 text-[13px]">
      <p className={box}>{citation.text}</p>
      <details>
        <summary className="w-fit cursor-pointer text-second">BibTeX</summary>
        <pre className={`${box} mt-2 font-mono text-small`}>{citation.bibtex}</pre>
      </details>
      <div className="flex flex-wrap gap-2">
        <CopyButton text={citation.text}>Copy citation</CopyButton>
        <CopyButton text={citation.bibtex}>Copy BibTeX</CopyButton>
        <CopyButton text={checksum}>Copy hash</CopyButton>
      </div>
    </div>
  )
}
