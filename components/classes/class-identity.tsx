import { ExternalLink, StickyNote } from '@/components/ui/generated/icons'
import type { ClassFacts } from '@/lib/contracts/classes/class'
import { webAddress } from '@/lib/wording/images/credit'

export function ClassIdentity({ facts }: { facts: ClassFacts }) {
  const { otherNames, gloss, path, wikipediaUrl, externalId, index, note } = facts
  const address = webAddress(wikipediaUrl)
  return (
    <div className="flex min-w-0 flex-col gap-1.5">
      {otherNames.length > 0 && <p className="text-second">{otherNames.join(', ')}</p>}
      <p className="text-pretty">{gloss ?? <span className="text-second">No description.</span>}</p>
      {path.length > 1 && <p className="text-second text-small">{path.join(' › ')}</p>}
      <p className="flex flex-wrap items-center gap-x-3 text-second text-small tabular-nums">
        <span>Index {index}</span>
        {externalId && <span className="font-mono">{externalId}</span>}
        {address && (
          <a
            href={address}
            target="_blank"
            rel="noreferrer"
            className="inline-flex items-center gap-1 font-medium text-accent hover:underline"
          >
            Wikipedia
            <ExternalLink aria-hidden size={12} />
          </a>
        )}
      </p>
      {note && (
        <p className="mt-1 rounded-[6px] bg-accent-soft px-2 py-1 text-[13px]">
          <StickyNote aria-hidden size={13} className="me-1 inline -translate-y-px text-accent" />
          <span className="font-semibold text-accent">Note for raters: </span>
          <span className="whitespace-pre-line">{note}</span>
        </p>
      )}
    </div>
  )
}
