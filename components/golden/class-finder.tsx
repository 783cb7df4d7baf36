import { useQuery } from '@tanstack/react-query'
import { clsx } from 'clsx'
import { type ComponentProps, useDeferredValue, useId, useState } from 'react'
import { ErrorNotice, errorText } from '@/components/kit/form'
import { Chip } from '@/components/ui/chip'
import { ComboField, ComboOption, optionList } from '@/components/ui/combo-field'
import { Dialog } from '@/components/ui/dialog'
import { FolderTree, Plus, Search } from '@/components/ui/generated/icons'
import { goldenClassesQuery, goldenClassQuery } from '@/lib/client/golden/golden'
import type { GoldenClass, GoldenClassNode } from '@/lib/contracts/golden/golden'

interface ClassFinderProps {
  slug: string
  isOpen: boolean
  onClose: () => void
  /** Classes that are already candidates. */
  askedIds: ReadonlySet<number>
  /** The current class, at which browsing the hierarchy starts. */
  near: { classId: number; name: string } | null
  isBusy: boolean
  error: string | null
  onAdd: (found: GoldenClass) => void
}

export function ClassFinder({ isOpen, onClose, ...finder }: ClassFinderProps) {
  return (
    <Dialog
      isOpen={isOpen}
      onClose={onClose}
      title="Add a class"
      description="Is something in the image that is not listed? All experts will be asked about it."
    >
      <Finder {...finder} />
    </Dialog>
  )
}

/** A group of the list: search results, or a class of the hierarchy with its parents or children. */
interface ClassGroup {
  heading: string
  classes: GoldenClass[]
}

/** Returns the results for a text or, while browsing, the class with its relatives. */
function useGroups(slug: string, text: string, nodeId: number | null) {
  const query = useDeferredValue(text)
  const search = useQuery({ ...goldenClassesQuery(slug, query), enabled: nodeId === null })
  const node = useQuery({ ...goldenClassQuery(slug, nodeId ?? 0), enabled: nodeId !== null })
  const shown = nodeId === null ? search : node
  const found = nodeId === null ? resultsOf(query, search.data?.classes ?? []) : node.data ? familyOf(node.data) : []
  return {
    groups: found.filter(({ classes }) => classes.length > 0),
    problem: shown.error && errorText(shown.error),
    isLoading: shown.isPending,
    /** Whether the results still belong to an earlier text. */
    isSearching: nodeId === null && (query !== text || search.isPlaceholderData),
  }
}

/** A separate component, so that the state is reset each time the dialog opens. */
function Finder({ slug, askedIds, near, isBusy, error, onAdd }: Omit<ClassFinderProps, 'isOpen' | 'onClose'>) {
  const listId = useId()
  const [text, setText] = useState('')
  const [nodeId, setNodeId] = useState<number | null>(null)
  const [active, setActive] = useState(0)
  const { groups, problem, isLoading, isSearching } = useGroups(slug, text.trim(), nodeId)
  const all = groups.flatMap(({ classes }) => classes)

  function walk(classId: number | null) {
    setNodeId(classId)
    setActive(0)
  }
  function take(found: GoldenClass | undefined) {
    if (!found || isBusy) return
    if (found.isLabelable && !askedIds.has(found.classId)) onAdd(found)
    else if (found.classId !== nodeId) walk(found.classId)
  }
  const { fieldProps, optionProps } = optionList({
    ...{ listId, count: all.length, active, setActive },
    // Adding a class asks every expert about it, so Enter waits until the results belong to the typed text.
    onTake: (index) => take(isSearching ? undefined : all[index]),
  })

  return (
    <div className="flex flex-col gap-3 pt-1">
      <div className="relative">
        <Search aria-hidden size={16} className="absolute top-2.5 left-2.5 text-second" />
        <ComboField
          label="Search by name, synonym or branch"
          {...fieldProps}
          maxLength={100}
          value={text}
          onText={(typed) => {
            setText(typed)
            walk(null)
          }}
          onKeyDown={(event) => {
            fieldProps.onKeyDown(event)
            if (event.key !== 'ArrowRight' || text !== '' || !all[active]) return
            event.preventDefault()
            walk(all[active].classId)
          }}
          className="h-9 w-full rounded-control border border-edge bg-card pr-2.5 pl-8 placeholder:text-second"
        />
      </div>
      {near && nodeId !== near.classId && (
        <button
          type="button"
          onClick={() => walk(near.classId)}
          className="self-start rounded-[4px] text-left text-accent text-small hover:underline"
        >
          Browse near “{near.name}” in the hierarchy
        </button>
      )}
      <ErrorNotice>{problem ?? error}</ErrorNotice>
      <div
        id={listId}
        role="listbox"
        aria-label="Classes"
        aria-busy={isLoading || isSearching}
        className="h-[min(44dvh,380px)] overflow-y-auto"
      >
        {groups.map(({ heading, classes }) => (
          // biome-ignore lint/a11y/useSemanticElements: a group of options within a list box
          <div key={heading} role="group" aria-label={heading} className="pb-2">
            <p aria-hidden className="px-2 pb-1 font-medium text-second text-small">
              {heading}
            </p>
            {classes.map((found) => (
              <ClassRow
                key={found.classId}
                {...optionProps(all.indexOf(found))}
                found={found}
                isAsked={askedIds.has(found.classId)}
                isHere={found.classId === nodeId}
                onClick={() => take(found)}
                onWalk={() => walk(found.classId)}
              />
            ))}
          </div>
        ))}
        {!isLoading && all.length === 0 && <p className="px-2 text-second">No matching classes. Try a broader term.</p>}
      </div>
      <p className="text-second text-small max-desk:hidden">
        ↑ ↓ to select, Enter to add, → with an empty search to browse the hierarchy.
      </p>
    </div>
  )
}

const resultsOf = (query: string, classes: GoldenClass[]): ClassGroup[] => [
  { heading: query === '' ? 'Top of the hierarchy' : 'Results', classes },
]

const familyOf = ({ parents, node, children }: GoldenClassNode): ClassGroup[] => [
  { heading: 'Parents', classes: parents },
  { heading: 'Selected', classes: [node] },
  { heading: 'Children', classes: children },
]

interface ClassRowProps extends ComponentProps<typeof ComboOption> {
  found: GoldenClass
  isAsked: boolean
  /** Whether the class is the current position in the hierarchy. */
  isHere: boolean
  onWalk: () => void
}

/** A class that can be added, or a branch that can be opened. */
function ClassRow({ found, isAsked, isHere, onWalk, ...option }: ClassRowProps) {
  const { name, otherNames, gloss, lang, glossLang, path, isLabelable, childCount } = found
  const above = path.slice(0, -1)
  return (
    <ComboOption
      {...option}
      aria-label={`${name}${isAsked ? ', already asked' : isLabelable ? '' : ', a branch'}`}
      className={clsx(
        'flex min-h-12 cursor-pointer items-center gap-2 rounded-control px-2 py-1.5',
        option.isActive && 'bg-accent-soft',
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
