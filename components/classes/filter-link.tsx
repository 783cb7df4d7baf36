import { clsx } from 'clsx'
import { NameSearch } from '@/components/kit/name-search'
import { X } from '@/components/ui/generated/icons'
import { Link } from '@/components/ui/link'

interface FilterLinkProps {
  word: string
  isOn: boolean
  /** URL that toggles the filter. */
  href: string
}

/** A filter that is on or off. When on, it is a removable chip. */
export function FilterLink({ word, isOn, href }: FilterLinkProps) {
  return (
    <Link
      href={href}
      scroll={false}
      prefetch={false}
      aria-label={isOn ? `Remove the filter “${word}”` : `Only: ${word}`}
      className={clsx(
        'inline-flex h-8 items-center gap-1.5 whitespace-nowrap rounded-control border px-2.5 text-[13px] touch:h-11',
        isOn
          ? 'border-transparent bg-accent-soft font-medium text-accent'
          : 'border-edge bg-card text-second hover:text-text',
      )}
    >
      {word}
      {isOn && <X aria-hidden size={13} />}
    </Link>
  )
}

/** Searches for a class. The name found by is a filter beside the field. */
export const ClassSearch = ({ name, address }: { name: string; address: string }) => (
  <>
    <NameSearch address={address} name={name} label="Class, by name, index or id" placeholder="Name, index or id" />
    {name !== '' && <FilterLink word={`“${name}”`} isOn href={address} />}
  </>
)
