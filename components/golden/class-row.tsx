import { clsx } from 'clsx'
import { Chip } from '@/components/ui/chip'
import { ComboOption } from '@/components/ui/combo-field'
import { FolderTree, Plus } from '@/components/ui/generated/icons'
import type { GoldenClass } from '@/lib/contracts/golden/golden'

interface ClassRowProps {
  id: string
  found: GoldenClass
  isActive: boolean
  isAsked: boolean
  /** Whether the class is the current position in the hierarchy. */
  isHere: boolean
  onPoint: () => void
  onTake: () => void
  onWalk: () => void
}

/** A class that can be added, or a branch that can be opened. */
export function ClassRow({ id, found, isActive, isAsked, isHere, onPoint, onTake, onWalk }: ClassRowProps) {
  const { name, otherNames, gloss, lang, glossLang, path, isLabelable, childCount } = found
  const above = path.slice(0, -1)
  return (
    <ComboOption
      id={id}
      isActive={isActive}
      aria-label={`${name}${isAsked ? ', already asked' : isLabelable ? '' : ', a branch'}`}
      onPointerMove={onPoint}
      onClick={onTake}
      className={clsx(
        'flex min-h-12 cursor-pointer items-center gap-2 rounded-control px-2 py-1.5',
        isActive && 'bg-accent-soft',
      )}
    >
      <div className="min-w-0 flex-1">
        <p className="truncate" lang={lang}>
          <span className={clsx(isLabelable ? 'font-semibold' : 'italic')}>{name}</span>
          {otherNames.length > 0 && <span className="ml-1.5 text-[13px] text-second">{otherNames.join(', ')}</span>}
        </p>
        <p className="truncate text-second text-small" lang={gloss ? glossLang : undefined}>
          {gloss ?? above.slice(-3).join(' › ')}
        </p>
      </div>
      {isAsked ? (
        <Chip>asked</Chip>
      ) : (
        isLabelable && (
          <span className="flex shrink-0 items-center gap-1 font-medium text-accent text-small">
            <Plus aria-hidden size={14} />
            Add
          </span>
        )
      )}
      {!isHere && (childCount > 0 || above.length > 0) && (
        <button
          type="button"
          tabIndex={-1}
          aria-label={`Browse near ${name}`}
          title="Browse the hierarchy"
          onClick={(event) => {
            event.stopPropagation()
            onWalk()
          }}
          className="grid size-8 shrink-0 place-items-center rounded-control text-second hover:text-text"
        >
          <FolderTree aria-hidden size={16} />
        </button>
      )}
    </ComboOption>
  )
}
